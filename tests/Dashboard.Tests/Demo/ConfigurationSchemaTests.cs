using System.Text.Json.Nodes;
using Digilo.Analytics.Dashboard.Demo;
using Digilo.Analytics.Desk;
using NJsonSchema;

namespace Digilo.Analytics.Dashboard.Tests.Demo;

/// <summary>The published JSON Schemas and the reader say the same about every file.</summary>
public sealed class ConfigurationSchemaTests : IDisposable
{
    /// <summary>What only the reader can see, because it looks at several values or files at once.</summary>
    private static readonly string[] BeyondSchemas = ["configuration.conflict", "configuration.twice", "configuration.unknown-code"];

    private readonly string _folder = Directory.CreateTempSubdirectory("digilo-schema-").FullName;

    public ConfigurationSchemaTests()
    {
        foreach (var (name, text) in DemoConfiguration.Files())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, name))!);
            File.WriteAllText(Path.Combine(_folder, name), text);
        }

        // Everything that may be left out, so that the mutations below reach it too.
        Change("settings.json", root => (root["weighting"]!["scope"], root["weighting"]!["maxRatio"]) = ("wave", 2.5));
        Change("settings.json", root => root["retention"]![0]!["organisation"] = "2284");
        Change("waves.json", root => root["waves"]![0]!["external"] = false);
        Change("settings.json", root => root["retention"]![0]!["decision"] = JsonNode.Parse("""{ "reference": "Dnr 1", "date": "2024-03-05" }"""));
    }

    public static TheoryData<string> Names => [.. ConfigurationFiles.Names];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_starting_configuration_and_the_demos_are_valid(string name)
    {
        var schema = await Schema(name);

        Assert.Empty(schema.Validate(await File.ReadAllTextAsync(Path.Combine(DemoFixture.Repository, "config", name), TestContext.Current.CancellationToken)));
        Assert.Empty(schema.Validate(await File.ReadAllTextAsync(Path.Combine(_folder, name), TestContext.Current.CancellationToken)));
        ConfigurationFiles.Read(_folder);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Reader_and_schema_agree_on_every_single_change_of_a_file(string name)
    {
        var schema = await Schema(name);
        var original = await File.ReadAllTextAsync(Path.Combine(_folder, name), TestContext.Current.CancellationToken);
        var (refused, accepted) = (0, 0);
        foreach (var (what, text) in Changes(original))
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, name), text, TestContext.Current.CancellationToken);
            var valid = schema.Validate(text).Count == 0;
            var code = Read();
            if (valid)
            {
                Assert.True(code is null || BeyondSchemas.Contains(code), $"{what}: the schema accepts what the reader refuses as {code}.");
                accepted++;
            }
            else
            {
                Assert.True(code is not null, $"{what}: the schema refuses what the reader accepts.");
                refused++;
            }
        }

        Assert.True(refused > 50, $"Only {refused} wrong samples.");
        Assert.True(accepted > 0, "No right sample among the changed ones.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_documentation_names_every_property_of_the_schema(string name)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(DemoFixture.Repository, "docs", "configuration.md"), TestContext.Current.CancellationToken);

        Assert.Contains("## " + name, text, StringComparison.Ordinal);
        Assert.All(Properties(await Schema(name)), p => Assert.Contains($"`{p}`", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Properties(JsonSchema schema) =>
        schema.Properties.SelectMany(p => Properties(p.Value.ActualSchema).Prepend(p.Key))
            .Concat(schema.Item is { } item ? Properties(item.ActualSchema) : []);

    private static async Task<JsonSchema> Schema(string name) => await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(
        Path.Combine(DemoFixture.Repository, "config", "schemas", Path.ChangeExtension(name, ".schema.json")), TestContext.Current.CancellationToken));

    /// <summary>The code of the reader's complaint, or null.</summary>
    private string? Read()
    {
        try
        {
            ConfigurationFiles.Read(_folder);
            return null;
        }
        catch (ConfigurationException e)
        {
            return e.Text.Code;
        }
    }

    /// <summary>Each value replaced by each of some others, each property removed, one unknown added to each object, one element to each array.</summary>
    private static IEnumerable<(string What, string Text)> Changes(string original)
    {
        string[] others =
        [
            "null", "true", "-1", "0", "2", "5.5", "51", "1001", "\"\"", "\" \"", "\"x y\"", "\"2024-02-30\"", "\"2024-02-03\"", "\"9999\"", "\"9.9\"", "[]", "{}",
        ];
        foreach (var path in Paths(JsonNode.Parse(original)!, []).ToList())
        {
            foreach (var other in others)
            {
                yield return ($"{string.Join('.', path)} = {other}", With(original, path, (parent, key) => Set(parent, key, JsonNode.Parse(other))));
            }

            if (path[^1] is string)
            {
                yield return ($"{string.Join('.', path)} removed", With(original, path, (parent, key) => parent.AsObject().Remove((string)key)));
                yield return ($"{string.Join('.', path)} with a stranger beside it", With(original, path, (parent, _) => parent["okand"] = 1));
            }
            else
            {
                yield return ($"{string.Join('.', path)} twice", With(original, path, (parent, key) => parent.AsArray().Add(parent[(int)key]!.DeepClone())));
            }
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode node, object[] here)
    {
        if (here.Length > 0)
        {
            yield return here;
        }

        // The first element of an array stands for the others, or the demo's texts alone would make thousands of cases.
        var children = node switch
        {
            JsonObject o => o.Where(p => p.Value is not null).Select(p => (Key: (object)p.Key, p.Value)),
            JsonArray a => a.Take(1).Concat(a.Where(HasTargetAreas)).Distinct().Select(v => (Key: (object)a.IndexOf(v), Value: v)),
            _ => [],
        };
        foreach (var (key, value) in children)
        {
            foreach (var path in Paths(value!, [.. here, key]))
            {
                yield return path;
            }
        }

        static bool HasTargetAreas(JsonNode? item) => item is JsonObject o && o.ContainsKey("targetAreas");
    }

    private static string With(string original, object[] path, Action<JsonNode, object> change)
    {
        var root = JsonNode.Parse(original)!;
        var parent = root;
        foreach (var key in path[..^1])
        {
            parent = key is string name ? parent[name]! : parent[(int)key]!;
        }

        change(parent, path[^1]);
        return root.ToJsonString();
    }

    private static void Set(JsonNode parent, object key, JsonNode? value)
    {
        if (key is string name)
        {
            parent[name] = value;
        }
        else
        {
            parent[(int)key] = value;
        }
    }

    private void Change(string name, Action<JsonNode> change)
    {
        var path = Path.Combine(_folder, name);
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        change(root);
        File.WriteAllText(path, root.ToJsonString());
    }
}
