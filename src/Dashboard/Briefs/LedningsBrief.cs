using Digilo.Analytics.Dashboard.Charts;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Briefs;

/// <summary>
/// The two-page brief for leadership: what the overview page says about the organisation, with its figures, their base and
/// their uncertainty, two charts, the departments, and what the figures cannot say. Everything comes from one snapshot.
/// </summary>
internal static class LedningsBrief
{
    // Points. Narrower than the text column, so that the trend fits on the first page below the key figures, and the gaps on
    // the second with departments and method.
    private const double TrendWidth = 340;
    private const double GapWidth = 345;

    /// <summary>Composes the brief.</summary>
    /// <param name="snapshot">The only source of its figures.</param>
    /// <param name="organisation">Code; must be in the snapshot.</param>
    /// <param name="language">"sv" or "en".</param>
    /// <exception cref="ArgumentException">The snapshot has no such organisation.</exception>
    public static Brief Compose(Snapshot snapshot, string organisation, string language)
    {
        var about = snapshot.FindOrganisation(organisation) ?? throw new ArgumentException("The snapshot has no such organisation.", nameof(organisation));
        var say = new Say(TextCatalogue.Default, language);
        var wave = PageData.ChooseWave(about, asked: null);
        var blocks = new List<Block>();
        if (wave is null)
        {
            blocks.Add(new Paragraph(say["brief.noWave"], ParagraphKind.Lead));
        }
        else
        {
            var group = ShownGroup.Whole(snapshot, about, wave, language);
            blocks.Add(new Paragraph(Lead(group, say), ParagraphKind.Lead));
            blocks.Add(Figures(group, say));
            if (wave.State == WaveState.Released)
            {
                blocks.AddRange(ChartBlocks(group, say));
                blocks.AddRange(Departments(group, say));
            }
        }

        blocks.Add(Method(snapshot, about, wave, say));
        return new Brief(
            say.With("brief.title", about.Name.In(language)),
            language == TextCatalogue.English ? "en-GB" : "sv-SE",
            wave is null ? say["brief.kicker"] : say["brief.kicker"] + " · " + say.Name(wave.Name),
            about.Name.In(language),
            snapshot.DataDate,
            snapshot.Id,
            snapshot.MethodVersion,
            say.With(
                "brief.footer", Format.IsoDate(snapshot.DataDate), snapshot.MethodVersion, say.F.Count(Threshold(snapshot, wave)), snapshot.ShortId),
            snapshot.Synthetic,
            blocks);
    }

    /// <summary>The conclusion but for the largest gap, which the chart of gaps has for its title.</summary>
    private static string Lead(ShownGroup group, Say say) => string.Join(
        ' ', Conclusion.Sentences(group, say).Where(s => s.Cells.All(c => c.Table.Measure != Measures.Gap)).Select(s => s.Text));

    private static KeyFigures Figures(ShownGroup group, Say say) => new(
    [
        .. Pages.KeyFigure.Of(group, say).Select(f => new KeyFigure(
            f.Name, f.Value, string.Join(" · ", new[] { f.Explanation, f.Basis, f.Interval }.Where(t => t.Length > 0)))),
    ]);

    private static IEnumerable<Block> ChartBlocks(ShownGroup group, Say say)
    {
        ChartKind[] wanted = group.Organisation.Waves.Count(w => w.State == WaveState.Released) > 1
            ? [ChartKind.TrendBelowFloor, ChartKind.Gap]
            : [ChartKind.Distribution, ChartKind.Gap];
        foreach (var kind in wanted)
        {
            var chart = ChartBook.Draw(kind, new ChartRequest(
                group.Snapshot, group.Organisation.Code, group.Wave.Wave, group.Level, group.Code, say.Language, ChartPalette.Print));
            if (chart is null)
            {
                continue;
            }

            yield return new Heading(2, say["brief.chart." + kind]);
            var width = kind == ChartKind.TrendBelowFloor ? TrendWidth : GapWidth;
            yield return new Figure(chart.Svg, chart.Title + ". " + chart.Summary, chart.Title, width, width * chart.Height / chart.Width);
        }
    }

    private static IEnumerable<Block> Departments(ShownGroup group, Say say)
    {
        PublishedTable? Table(string measure, string wave) =>
            group.Snapshot.Find(new TableKey(measure, group.Organisation.Code, wave, ScopeLevel.Department));

        var voice = Table(Measures.Voice, group.Wave.Wave);
        var floor = Table(Measures.BelowFloor, group.Wave.Wave);
        var level = Table(Measures.Level, group.Wave.Wave);
        var access = Table(Measures.Access, "");
        var departments = group.Wave.Scopes.Where(s => s.Level == ScopeLevel.Department).ToList();
        if (departments.Count == 0)
        {
            yield break;
        }

        yield return new Heading(2, say["brief.departments"]);
        yield return new Table(
            say.With("brief.departments.caption", say.Name(group.Wave.Name)),
            [
                new TableColumn(say["brief.col.department"]),
                new TableColumn(say["brief.col.voice"], ColumnAlignment.Right),
                new TableColumn(say.With("brief.col.floor", say.F.Count(group.Snapshot.Floor)), ColumnAlignment.Right),
                new TableColumn(say["brief.col.level"], ColumnAlignment.Right),
                new TableColumn(say["brief.col.access"], ColumnAlignment.Right),
            ],
            [
                .. departments.Select(d => new TableRow(d.Name,
                [
                    Answered(voice?.Find(d.Code, PublishedTable.All), say),
                    say.Cells.ValueWithInterval(floor?.Find(d.Code, PublishedTable.All), Measures.BelowFloor),
                    say.Cells.ValueWithInterval(level?.Find(d.Code, PublishedTable.Index), Measures.Level),
                    say.Cells.Value(access?.Find(d.Code, PublishedTable.All), Measures.Access),
                ])),
            ],
            say["brief.departments.note"]);
    }

    private static string Answered(PublishedCell? cell, Say say)
    {
        var basis = say.Cells.Basis(cell);
        return basis.Length == 0 ? say.Cells.Value(cell, Measures.Voice) : basis;
    }

    private static int Threshold(Snapshot snapshot, PublishedWave? wave) => wave is null ? snapshot.Threshold : snapshot.ProtectionOf(wave).Threshold;

    private static Note Method(Snapshot snapshot, PublishedOrganisation about, PublishedWave? wave, Say say)
    {
        var paragraphs = new List<Paragraph>
        {
            new(say["brief.method.self"] + " " + say["brief.method.interval"], ParagraphKind.Small),
            new(say.With("brief.method.protection", say.F.Count(Threshold(snapshot, wave))), ParagraphKind.Small),
        };
        if (wave is not null)
        {
            paragraphs.Add(new(say.With(
                "brief.method.population", Format.IsoDate(wave.ReferenceDate), Format.IsoDate(about.DataDate)), ParagraphKind.Small));
        }

        if (snapshot.Synthetic)
        {
            paragraphs.Add(new([new TextRun(say["brief.method.synthetic"], Emphasis: true)], ParagraphKind.Small));
        }

        return new Note(say["brief.method"], paragraphs);
    }
}
