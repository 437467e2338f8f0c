using System.Text.Json.Nodes;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Tests.Mail;

/// <summary>A real brief of each kind, from the store to the reader: its own text, its page, and its file where the organisation's reviewed settings allow it.</summary>
public sealed class MailDeliveryTests : IDisposable
{
    private readonly MailNode _node = new();

    public void Dispose() => _node.Dispose();

    [Theory]
    [InlineData("ledning", "sv", "", "/brev/ledning/2284", "digilo-ledning-2284-")]
    [InlineData("analys", "en", "", "/en/brev/analys/2284", "digilo-analys-2284-")]
    [InlineData("enhet", "sv", MailNode.Unit, "/brev/enhet/2284/1101", "digilo-enhet-2284-1101-")]
    [InlineData("konsortium", "en", "", "/en/brev/konsortium", "digilo-konsortium-")]
    public void A_subscriber_gets_his_own_brief_and_its_file_only_where_the_organisation_allows_it(string kind, string language, string unit, string page, string file)
    {
        _node.Publish();
        Allow("2284");
        var organisation = kind == "konsortium" ? "" : MailNode.Org;
        Subscribe(new SubscriptionOrder(MailNode.Reader, kind, organisation, unit, language, SubscriptionRhythm.Weekly, 3));
        _node.Night(RunOutcome.Good);
        Assert.Equal(1, _node.Round()!.Sent);

        var mail = Assert.Single(_node.Smtp.Seen);
        var brief = _node.Mailing.Briefs.Read(new BriefName(kind, organisation, unit, language))!;
        Assert.Contains(brief.Text.TrimEnd(), mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(brief.Title, mail.Subject, StringComparison.Ordinal);
        Assert.Equal("https://digilo.exempel.se" + page, MailWorld.Link(mail, page));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);

        // One organisation cannot allow it for the others: theirs are in the consortium's brief too.
        if (kind == "konsortium")
        {
            Assert.Empty(mail.Attachments);
            Allow("0024", "2284", "2480", "2482", "2581");
            _node.Clock.Advance(TimeSpan.FromDays(7));
            _node.Night(RunOutcome.Good);
            Assert.Equal(1, _node.Round()!.Sent);
            mail = _node.Smtp.Seen.Last();
        }

        var attached = Assert.Single(mail.Attachments);
        Assert.StartsWith(file, attached.ContentDisposition!.FileName, StringComparison.Ordinal);
        using var content = new MemoryStream();
        ((MimeKit.MimePart)attached).Content!.DecodeTo(content, TestContext.Current.CancellationToken);
        Assert.Equal(brief.Pdf(), content.ToArray());

        // Taken back: it holds from the next mail on.
        Allow();
        _node.Clock.Advance(TimeSpan.FromDays(7));
        _node.Night(RunOutcome.Good);
        Assert.Equal(1, _node.Round()!.Sent);
        Assert.Empty(_node.Smtp.Seen.Last().Attachments);
    }

    [Fact]
    public void Nothing_leaves_while_a_file_is_imported_and_it_leaves_after()
    {
        _node.Publish();
        _node.Subscribe(SubscriptionRhythm.Weekly, day: 3);
        _node.Night(RunOutcome.Good);
        using (_node.Store.Leases.Take(WriteLease.Name, WriteLease.HolderOf("import"), TimeSpan.Zero))
        {
            Assert.Equal(0, _node.Round()!.Sent);
            Assert.Empty(_node.Smtp.Seen);
        }

        Assert.Equal(1, _node.Round()!.Sent);
    }

    private void Subscribe(SubscriptionOrder order)
    {
        var added = _node.Store.Subscriptions.Add(order, "cia", _node.Utc).Subscription;
        Assert.True(_node.Store.Subscriptions.Confirm(added.Id, "länk", _node.Utc));
    }

    /// <summary>Writes in the reviewed settings which organisations allow that a file goes with a mail; the others say nothing.</summary>
    private void Allow(params string[] codes)
    {
        var path = _node.In("data", "config", "organisations.json");
        var settings = JsonNode.Parse(File.ReadAllText(path))!;
        var known = settings["organisations"]!.AsArray();
        Assert.All(codes, c => Assert.Contains(known, o => o!["code"]!.GetValue<string>() == c));
        foreach (var organisation in known)
        {
            organisation!.AsObject().Remove("mailAttachment");
            if (codes.Contains(organisation["code"]!.GetValue<string>()))
            {
                organisation["mailAttachment"] = true;
            }
        }

        Assert.True(codes.Length is 0 or 1 || codes.Length == known.Count, "All of them are named.");
        File.WriteAllText(path, settings.ToJsonString());
    }
}
