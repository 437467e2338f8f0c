using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>The demo's configuration: the program's own starting configuration with the three waves and Digilo's target group in it.</summary>
internal static class DemoConfiguration
{
    private static readonly string[] Unchanged =
    [
        "organisations.json",
        "schemas/organisations.schema.json", "schemas/programmes.schema.json", "schemas/settings.schema.json", "schemas/waves.schema.json",
    ];

    /// <summary>Names and texts, with LF whatever the working copy's line ends were when the program was built.</summary>
    public static IEnumerable<(string Name, string Text)> Files() =>
        Unchanged.Select(name => (name, Embedded(name))).Append(("programmes.json", Programmes())).Append(("settings.json", Settings())).Append(("waves.json", Waves()));

    /// <summary>The set's role codes are its own, so Digilo's target group can only be told here.</summary>
    private static string Programmes()
    {
        var root = JsonNode.Parse(Embedded("programmes.json"))!;
        var digilo = root["programmes"]!.AsArray().Single(p => p!["code"]!.GetValue<string>() == DemoCourses.Digilo)!;
        digilo["target"] = new JsonObject { ["roles"] = new JsonArray([.. DemoRoles.All.Where(r => r.Digilo).Select(r => JsonValue.Create(r.Code))]) };
        return Written(root);
    }

    /// <summary>The roles are the set's own, so who is whose neighbour can only be told here.</summary>
    private static string Settings()
    {
        var root = JsonNode.Parse(Embedded("settings.json"))!;
        root["weighting"] = new JsonObject
        {
            ["neighbours"] = new JsonArray(
            [
                .. DemoRoles.Neighbours.Select(n => new JsonObject { ["variable"] = "role", ["category"] = n.Role.Code, ["neighbour"] = n.Neighbour.Code }),
            ]),
        };
        return Written(root);
    }

    private static string Written(JsonNode root) =>
        root.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";

    private static string Embedded(string name)
    {
        using var stream = typeof(DemoConfiguration).Assembly.GetManifestResourceStream("config/" + name)
            ?? throw new InvalidOperationException($"The configuration file {name} is missing from the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Waves()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "schemas/waves.schema.json");
            json.WriteStartArray("waves");
            foreach (var wave in DemoWaves.All)
            {
                Write(json, wave);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Wave wave)
    {
        json.WriteStartObject();
        json.WriteString("code", wave.Code);
        json.WriteStartObject("name");
        json.WriteString("sv", wave.Name.Sv);
        json.WriteString("en", wave.Name.En);
        json.WriteEndObject();
        json.WriteString("opens", DemoText.Date(wave.Opens));
        json.WriteString("closes", DemoText.Date(wave.Closes));
        json.WriteString("referenceDate", DemoText.Date(wave.ReferenceDate));
        json.WriteBoolean("linked", wave.Linked);
        WriteCodes(json, "organisations", wave.Organisations);
        WriteCodes(json, "consentToConsortium", wave.ConsentToConsortium);
        json.WriteEndObject();
    }

    private static void WriteCodes(Utf8JsonWriter json, string name, IReadOnlyList<string> codes)
    {
        json.WriteStartArray(name);
        foreach (var code in codes)
        {
            json.WriteStringValue(code);
        }

        json.WriteEndArray();
    }
}
