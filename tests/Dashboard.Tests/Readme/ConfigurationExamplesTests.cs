using Digilo.Analytics.Dashboard.Tests.Architecture;
using Digilo.Analytics.Dashboard.Tests.Commands;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Dashboard.Tests.Readme;

public class ConfigurationExamplesTests
{
    [Fact]
    public void The_wave_example_of_the_configuration_document_is_read_as_it_stands()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md")).ReplaceLineEndings("\n");
        var examples = text.Split("```json\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToList();
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "config"), "*.json"))
        {
            File.Copy(file, folder.In(Path.GetFileName(file)));
        }

        File.WriteAllText(folder.In("waves.json"), Assert.Single(examples, e => e.Contains("waves.schema.json", StringComparison.Ordinal)));

        Assert.Equal("2023-10", Assert.Single(ConfigurationFiles.Read(folder.Path).Waves).Code);
    }
}
