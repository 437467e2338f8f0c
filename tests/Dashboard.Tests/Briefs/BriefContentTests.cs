using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>A brief is unchanged when its content without the snapshot's id is.</summary>
public class BriefContentTests
{
    private static readonly BriefName Name = new(BriefKinds.Leadership, SampleSnapshot.Rich, "", "sv");

    [Fact]
    public void Another_snapshot_with_the_same_figures_has_the_same_content()
    {
        var snapshot = SampleSnapshot.Build();
        var one = BriefBook.Compose(new BriefRequest(snapshot, Name))!;
        var other = BriefBook.Compose(new BriefRequest(OddSnapshots.WithId(snapshot, new string('b', 64)), Name))!;
        Assert.NotEqual(one.SnapshotId, other.SnapshotId);
        Assert.NotEqual(one.FooterText, other.FooterText);
        Assert.Equal(BriefContent.Hash(one), BriefContent.Hash(other));
        Assert.Equal(64, BriefContent.Hash(one).Length);
    }

    [Fact]
    public void Every_other_difference_is_seen()
    {
        var brief = SampleBriefs.Leader() with { SnapshotId = new string('a', 64) };
        Brief[] others =
        [
            brief with { Title = brief.Title + "." }, brief with { Language = "en-GB" }, brief with { Kicker = "" }, brief with { Subject = "" }, brief with { DataDate = brief.DataDate.AddDays(1) },
            brief with { MethodVersion = "9" }, brief with { FooterText = "" }, brief with { Synthetic = false }, brief with { RunningHead = "x" }, brief with { Blocks = [.. brief.Blocks.Skip(1)] },
            With(new Heading(2, "A"), new Heading(3, "A")), With(new Heading(2, "A"), new Heading(2, "A", "a")), With(new Heading(2, "A"), new Heading(2, "A", NewPage: true)),
            With(new Paragraph("A"), new Paragraph("A", ParagraphKind.Small)), With(new Paragraph("A"), new Paragraph([new TextRun("A", Emphasis: true)])),
            With(new Contents("A"), new Contents("B")), With(new BulletList([new("A")]), new NumberedList([new("A")])),
            With(new DefinitionList([new Definition("A", new("B"))]), new DefinitionList([new Definition("AB", new(""))])),
            With(new KeyFigures([new KeyFigure("A", "1", "", "x")]), new KeyFigures([new KeyFigure("A", "1", "", "y")])),
            With(Of("1"), Of("2")), With(Of("1"), Of(new TableCell("1", CellMark.Strong))),
            With(new Figure("<svg/>", "a", "", 1, 1), new Figure("<svg id=\"x\"/>", "a", "", 1, 1)), With(new Figure("<svg/>", "a", "", 1, 1), new Figure("<svg/>", "a", "", 2, 1)),
            With(new Note("A", []), new Note("A", [new("x")])),
        ];
        Assert.Equal(others.Length + 1, others.Append(brief).Select(BriefContent.Hash).Distinct().Count());

        // Two briefs that differ in one block; the first of them has to differ from the second.
        Brief With(Block one, Block two)
        {
            var (a, b) = (brief with { Blocks = [one] }, brief with { Blocks = [two] });
            Assert.NotEqual(BriefContent.Hash(a), BriefContent.Hash(b));
            return brief with { Blocks = [.. brief.Blocks, one, two] };
        }

        static Table Of(TableCell cell) => new("T", [new TableColumn("A"), new TableColumn("B")], [new TableRow("r", [cell])]);
    }
}
