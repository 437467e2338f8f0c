using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>A brief is as long as its reader has time for.</summary>
public class BriefLengthTests(Commands.DemoFixture demo)
{
    [Fact]
    public async Task Leaders_have_two_pages_managers_at_most_two_and_analysts_eight_to_fifteen_before_the_appendices()
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        foreach (var name in BriefBook.OfTheNight(snapshot).Concat(snapshot.Organisations.SelectMany(BriefBook.OfUnits)))
        {
            var brief = BriefBook.Compose(new BriefRequest(snapshot, name))!;
            using var reader = new PdfReader(BriefMaker.Render(brief, new PdfBriefRenderer()).Pdf);
            var (least, most) = name.Kind switch
            {
                BriefKinds.Leadership => (2, 2),
                BriefKinds.Unit => (1, 2),
                BriefKinds.Analysis => (8, 15),
                _ => (2, 5),
            };
            Assert.InRange(Body(brief, reader), least, most);
        }
    }

    /// <summary>Pages before the first heading that begins one: the appendices.</summary>
    private static int Body(Brief brief, PdfReader reader)
    {
        if (brief.Blocks.OfType<Heading>().FirstOrDefault(h => h.NewPage) is not { } appendix)
        {
            return reader.Pages.Count;
        }

        var heading = reader.Elements.Single(e => e.Type == "H2" && reader.Text(e) == appendix.Text);
        return reader.PageReferences.ToList().IndexOf(heading.Kids.OfType<Claim>().First().Page);
    }
}
