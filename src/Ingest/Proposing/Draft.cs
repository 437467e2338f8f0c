using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Proposing;

/// <summary>A draft as it grows: the profile's parts, and what is to be told of them.</summary>
/// <param name="name">Name of the profile.</param>
/// <param name="language">Of the sentences in it.</param>
internal sealed class Draft(string name, string language)
{
    // Letters as they are; the file is never part of a page.
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<ProposalLine> _lines = [];
    private readonly List<JsonObject> _columns = [];
    private readonly HashSet<(string Target, string Item, string IdKind)> _taken = [];

    /// <summary>The built-in profile that it extends.</summary>
    public string Extends { get; set; } = "standard-survey";

    /// <summary>True for a synthetic store.</summary>
    public bool Synthetic { get; set; }

    /// <summary>What the profile says of its files; empty = nothing.</summary>
    public JsonObject File { get; } = [];

    /// <summary>Headings that tell such a file.</summary>
    public List<string> Fingerprint { get; } = [];

    /// <summary>Label to level, for all items; empty = the base's.</summary>
    public Dictionary<string, byte> Levels { get; } = new(StringComparer.Ordinal);

    /// <summary>Text to missing code, for all items; empty = the base's.</summary>
    public Dictionary<string, string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>More about the file for whoever fills in the gaps, by name.</summary>
    public JsonObject Details { get; } = [];

    /// <summary>What is told.</summary>
    public IReadOnlyList<ProposalLine> Lines => _lines;

    /// <summary>Headings of items that have a place.</summary>
    public int Items => _columns.Count(c => (string?)c["to"] == Targets.Item);

    /// <summary>Something recognised.</summary>
    public void Recognised(string code, params string[] arguments) => _lines.Add(new ProposalLine(ProposalPart.Recognised, new Message(code, arguments)));

    /// <summary>Something for a person.</summary>
    public void NotUnderstood(string code, params string[] arguments) => _lines.Add(new ProposalLine(ProposalPart.NotUnderstood, new Message(code, arguments)));

    /// <summary>Something to do.</summary>
    public void Next(string code, params string[] arguments) => _lines.Add(new ProposalLine(ProposalPart.Next, new Message(code, arguments)));

    /// <summary>True if a target has its column.</summary>
    public bool Has(string target, string item = "", string idKind = "") => _taken.Contains((target, item, idKind));

    /// <summary>A target has its column in the base.</summary>
    public void Take(string target, string item, string idKind) => _taken.Add((target, item, idKind));

    /// <summary>Adds a column; false if its target has one already.</summary>
    public bool Add(JsonObject column)
    {
        var target = (string?)column["to"] ?? "";
        if (target != Targets.Ignore && !_taken.Add((target, (string?)column["item"] ?? "", (string?)column["idKind"] ?? "")))
        {
            return false;
        }

        _columns.Add(column);
        return true;
    }

    /// <summary>The draft and its lines.</summary>
    public Proposal ToProposal()
    {
        var json = new JsonObject
        {
            ["$schema"] = "../schemas/profile.schema.json",
            ["draft"] = true,
            ["extends"] = Extends,
            ["name"] = name,
            ["version"] = "1",
            ["synthetic"] = Synthetic,
            ["source"] = name,
            ["description"] = new JsonObject
            {
                ["sv"] = IngestTexts.Get("sv", "proposal.description", name),
                ["en"] = IngestTexts.Get("en", "proposal.description", name),
            },
        };
        if (File.Count > 0)
        {
            json["file"] = File.DeepClone();
        }

        if (Fingerprint.Count > 0)
        {
            json["fingerprint"] = List(Fingerprint);
        }

        if (Levels.Count > 0)
        {
            json["levels"] = new JsonObject(Levels.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)JsonValue.Create((int)p.Value))));
        }

        if (Missing.Count > 0)
        {
            json["missing"] = new JsonObject(Missing.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)JsonValue.Create(p.Value))));
        }

        if (_columns.Count > 0)
        {
            json["columns"] = new JsonArray([.. _columns]);
        }

        var proposal = new JsonObject
        {
            ["recognised"] = Sentences(ProposalPart.Recognised),
            ["notUnderstood"] = Sentences(ProposalPart.NotUnderstood),
            ["next"] = Sentences(ProposalPart.Next),
        };
        foreach (var (key, value) in Details)
        {
            proposal[key] = value?.DeepClone();
        }

        json["proposal"] = proposal;
        return new Proposal(name, json.ToJsonString(Layout) + "\n", _lines);
    }

    /// <summary>A list of texts.</summary>
    public static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode?)JsonValue.Create(t))]);

    private JsonArray Sentences(ProposalPart part) => List(_lines.Where(l => l.Part == part).Select(l => IngestTexts.Get(language, l.Text)));
}
