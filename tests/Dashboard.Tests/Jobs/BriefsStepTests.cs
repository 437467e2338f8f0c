using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Tests.Briefs;
using Digilo.Analytics.Dashboard.Tests.Commands;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Tests.Jobs;

/// <summary>The batch of briefs against a real store: what it makes, keeps, and leaves alone when something fails.</summary>
public sealed class BriefsStepTests : IDisposable
{
    private static readonly DateTime Utc = new(2026, 10, 5, 3, 30, 0, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private Snapshot _snapshot = SampleSnapshot.Build();

    public BriefsStepTests()
    {
        var options = new StoreOptions(StoreProvider.Sqlite, _folder.In("digilo.db"));
        Store.Migrate(options, true, Utc);
        _store = Store.Open(options);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Every_brief_of_the_night_is_made_once_and_held_by_the_next_snapshot_that_changes_nothing_in_it()
    {
        var first = Run(new PdfBriefRenderer());
        var names = BriefBook.OfTheNight(_snapshot);
        Assert.Equal((RunOutcome.Good, (long)names.Count), (first.Outcome, first.Count));
        Assert.False(BriefsStep.IsMissing(_snapshot, _store.Briefs));
        Assert.Equal((RunOutcome.Good, 0L), (Run(new PdfBriefRenderer()).Outcome, Run(new Failing(_ => true)).Count));

        var before = names.Select(n => _store.Briefs.Latest(n)!).ToList();
        _snapshot = OddSnapshots.WithId(_snapshot, new string('b', 64));
        Assert.True(BriefsStep.IsMissing(_snapshot, _store.Briefs));
        Assert.Equal(0, Run(new Failing(_ => true)).Count);
        Assert.Equal(before.Select(b => (b.Id, b.Sha256)), names.Select(n => _store.Briefs.Latest(n)!).Select(b => (b.Id, b.Sha256)));
        Assert.All(before, b => Assert.Equal([SampleSnapshot.Id, _snapshot.Id], _store.Briefs.Snapshots(b.Id)));
    }

    [Fact]
    public void A_brief_that_cannot_be_made_is_named_and_the_others_are_there()
    {
        var result = Run(new Failing(b => b.Title.Contains("Umeå", StringComparison.Ordinal)));
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Equal("run.briefs.failed", result.Message.Code);
        Assert.Equal("4", result.Message.Arguments[0]);
        Assert.Contains("ledning 2480 sv", result.Message.Arguments[1], StringComparison.Ordinal);
        Assert.Empty(_store.Briefs.List("2480"));
        Assert.Equal(4, _store.Briefs.List("2482").Count);
    }

    [Fact]
    public void A_chart_that_is_not_well_formed_or_a_fault_in_what_writes_it_fails_its_brief_alone()
    {
        var about = _snapshot.Organisations.First(o => o.Code == "2480").Name.Sv;
        foreach (var broken in (IBriefRenderer[])[new Spoiling(about), new Faulty(about)])
        {
            var result = Run(broken);
            Assert.Equal((RunOutcome.Failed, "run.briefs.failed"), (result.Outcome, result.Message.Code));
            Assert.Contains("analys 2480 sv", result.Message.Arguments[1], StringComparison.Ordinal);
            Assert.DoesNotContain("2482", result.Message.Arguments[1], StringComparison.Ordinal);
            Assert.Null(_store.Briefs.Latest(new BriefName(BriefKinds.Analysis, "2480", "", "sv")));
            Assert.Equal(4, _store.Briefs.List("2482").Count);
        }
    }

    [Fact]
    public void A_full_disk_fails_the_step_and_leaves_no_part_of_a_brief()
    {
        var step = Step(new Full());
        var thrown = Assert.Throws<IOException>(() => step.Run(State()));
        Assert.Equal("cli.error.disk", Hosting.Failures.Explain(thrown).Text.Code);
        Assert.Empty(_snapshot.Organisations.SelectMany(o => _store.Briefs.List(o.Code)));
    }

    [Fact]
    public void Characters_that_the_font_lacks_are_a_remark()
    {
        _snapshot = OddSnapshots.Renamed(name => name + " 🌻");
        var result = Run(new PdfBriefRenderer());
        Assert.Equal((RunOutcome.GoodWithRemarks, "run.briefs.glyphs"), (result.Outcome, result.Message.Code));
        Assert.Contains("U+1F33B", result.Message.Arguments[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_units_brief_is_made_when_asked_for_and_kept_by_its_content()
    {
        var maker = new BriefMaker(_store.Briefs, new PdfBriefRenderer());
        var name = new BriefName(BriefKinds.Unit, SampleSnapshot.Rich, "1101", "sv");
        Assert.Null(_store.Briefs.Latest(name));
        var (pdf, day) = maker.File(_snapshot, name, Utc)!.Value;
        var kept = _store.Briefs.Latest(name)!;
        Assert.Equal((new DateOnly(2023, 11, 30), pdf.LongLength), (day, kept.Size));

        var next = new BriefMaker(_store.Briefs, new Failing(_ => true));
        Assert.Equal(pdf, next.File(OddSnapshots.WithId(_snapshot, new string('c', 64)), name, Utc.AddDays(1))!.Value.Pdf);
        Assert.Equal(kept.Id, Assert.Single(_store.Briefs.List(name)).Id);
        Assert.Null(next.File(_snapshot, name with { Unit = "saknas" }, Utc));
    }

    private StepResult Run(IBriefRenderer renderer) => Step(renderer).Run(State());

    private BriefsStep Step(IBriefRenderer renderer) => new(new Reader(this), _store.Briefs, renderer);

    private static ChainState State() => new(null!, new DateOnly(2026, 10, 5), Utc, null, Checkpoint.None);

    private sealed class Reader(BriefsStepTests test) : ISnapshotReader
    {
        public Snapshot? Current() => test._snapshot;

        public DateTime? PublishedAt() => Utc;
    }

    /// <summary>Refuses some briefs as documents that cannot be made accessible.</summary>
    private sealed class Failing(Func<Brief, bool> refuses) : IBriefRenderer
    {
        public RenderReport Render(Brief brief, Stream output) =>
            refuses(brief) ? throw new ArgumentException("not accessible") : new PdfBriefRenderer().Render(brief, output);
    }

    /// <summary>Cuts the charts of some briefs off in the middle.</summary>
    private sealed class Spoiling(string about) : IBriefRenderer
    {
        public RenderReport Render(Brief brief, Stream output) => new PdfBriefRenderer().Render(
            brief.Title.Contains(about, StringComparison.Ordinal)
                ? brief with { Blocks = [.. brief.Blocks.Select(b => b is Figure f ? f with { Svg = f.Svg[..(f.Svg.Length / 2)] } : b)] }
                : brief,
            output);
    }

    private sealed class Faulty(string about) : IBriefRenderer
    {
        public RenderReport Render(Brief brief, Stream output) =>
            brief.Title.Contains(about, StringComparison.Ordinal) ? throw new KeyNotFoundException() : new PdfBriefRenderer().Render(brief, output);
    }

    private sealed class Full : IBriefRenderer
    {
        public RenderReport Render(Brief brief, Stream output)
        {
            output.WriteByte(0);
            throw new IOException("No space left on device", 28);
        }
    }
}
