using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Tests.Commands;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Tests.Jobs;

public class ImportTallyTests
{
    [Fact]
    public void A_file_in_no_organisations_folder_is_named_with_where_to_put_it()
    {
        var tally = ImportTally.Of([new InboxItem("lös.csv", InboxOutcome.Ignored, null, new Message("ingest.inbox.no-organisation", "lös.csv"))]);

        var text = TextCatalogue.Default.Get("sv", tally.Told().Message);

        Assert.Contains("1 filer ligger kvar", text, StringComparison.Ordinal);
        Assert.Contains("lös.csv. Flytta till inbox/ORGANISATION/", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_the_inbox_are_counted_at_every_depth_without_drafts_and_those_done()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a.csv", "2284/b.csv", "2284/p/c.csv", "2284/p/q/d.csv", ".refused.json", "2284/.e", "done/2024-01-01/2284/f.csv" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.In(name))!);
            File.WriteAllText(folder.In(name), "");
        }

        Assert.Equal(4, InboxStep.CountFiles(folder.Path));
    }
}
