using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;
using Digilo.Analytics.Dashboard.Jobs.Mailing;
using Digilo.Analytics.Dashboard.Tests.Briefs;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Tests.Mail;

/// <summary>What mails know of the archive of briefs.</summary>
public sealed class ArchivedBriefsTests : IDisposable
{
    private static readonly BriefName Name = new(BriefKinds.Unit, MailNode.Org, MailNode.Unit, "sv");

    private readonly MailNode _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public void A_brief_that_has_not_changed_since_its_reader_confirmed_is_not_sent_though_it_was_made_later()
    {
        _node.Publish();
        _node.Clock.Advance(TimeSpan.FromHours(1));
        _node.Subscribe(SubscriptionRhythm.Snapshot, BriefKinds.Unit, MailNode.Unit);

        // A unit's brief is made when it is asked for: after its reader confirmed.
        _node.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, _node.Night(RunOutcome.Good).Count);
        Assert.Single(_node.Store.Briefs.List(Name));

        // Another organisation's news.
        _node.Clock.Advance(TimeSpan.FromDays(1));
        _node.Publish(OddSnapshots.Agreeing(MailNode.Org, SampleSnapshot.WithoutConsent, "2482", SampleSnapshot.Sparse));
        Assert.Equal(0, _node.Night(RunOutcome.Good).Count);

        _node.Clock.Advance(TimeSpan.FromDays(1));
        _node.Publish(OddSnapshots.Renamed(name => name + " Norr"));
        Assert.Equal(1, _node.Night(RunOutcome.Good).Count);
        Assert.Equal(0, _node.Night(RunOutcome.Good).Count);
    }

    [Fact]
    public void What_it_said_at_an_instant_is_what_was_published_then_and_unknown_before_anything_was()
    {
        var briefs = Briefs(new PdfBriefRenderer());
        _node.Publish();
        var first = briefs.Content(Name);
        Assert.NotNull(first);
        _node.Clock.Advance(TimeSpan.FromDays(1));
        _node.Publish(OddSnapshots.Renamed(name => name + " Norr"));

        // Not made yet of what is published, and nothing is made to tell it.
        Assert.Null(briefs.ContentAt(Name, _node.Utc));
        var second = briefs.Content(Name);
        Assert.NotEqual(first, second);
        Assert.Equal((null, first, first, second), (
            briefs.ContentAt(Name, _node.Utc.AddDays(-2)), briefs.ContentAt(Name, _node.Utc.AddDays(-1)), briefs.ContentAt(Name, _node.Utc.AddSeconds(-1)),
            briefs.ContentAt(Name, _node.Utc)));
    }

    [Theory]
    [InlineData(typeof(ArgumentException))]
    [InlineData(typeof(NotSupportedException))]
    [InlineData(typeof(InvalidOperationException))]
    public void A_brief_that_cannot_become_a_document_is_none(Type wrong)
    {
        _node.Publish();
        Assert.Null(Briefs(new Failing(() => (Exception)Activator.CreateInstance(wrong)!)).Content(Name));
    }

    [Fact]
    public void What_stops_every_brief_is_no_brief_that_is_missing()
    {
        _node.Publish();
        Assert.Throws<IOException>(() => Briefs(new Failing(() => new IOException("No space left on device"))).Content(Name));
    }

    [Fact]
    public void A_brief_is_written_once_for_all_who_read_it_and_anew_when_something_is_published()
    {
        _node.Publish();
        var briefs = Briefs(new PdfBriefRenderer());
        var first = briefs.Read(Name);
        Assert.Equal(_node.Store.Briefs.Read(1), first!.Pdf());
        Assert.Same(first, briefs.Read(Name with { Kind = BriefKinds.Unit }));
        Assert.NotEqual(first.Text, briefs.Read(Name with { Language = "en" })!.Text);
        Assert.Equal(first.Text, briefs.Read(Name)!.Text);
        _node.Publish(OddSnapshots.Renamed(name => name + " Norr"));
        Assert.Contains("Norr", briefs.Read(Name)!.Text, StringComparison.Ordinal);
        Assert.Null(briefs.Read(Name with { Unit = "saknas" }));
    }

    private ArchivedBriefs Briefs(IBriefRenderer renderer) => new(_node.Store.Snapshots, _node.Store.Briefs, renderer, _node.Clock);

    private sealed class Failing(Func<Exception> wrong) : IBriefRenderer
    {
        public RenderReport Render(Brief brief, Stream output) => throw wrong();
    }
}
