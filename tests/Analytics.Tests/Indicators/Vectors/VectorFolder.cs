using System.Globalization;
using System.Text.Json;
using Digilo.Analytics.Model;
using Digilo.Analytics.Tests.Compute;

namespace Digilo.Analytics.Tests.Indicators.Vectors;

/// <summary>A measure's folder under docs/method/vectors: what the example shows, its settings and cases, and the expected figures.</summary>
internal sealed class VectorFolder
{
    private readonly JsonElement _root;

    private VectorFolder(string folder)
    {
        Path = folder;
        _root = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(folder, "vector.json"))).RootElement;
        Id = _root.GetProperty("id").GetString()!;
        Version = _root.GetProperty("version").GetString()!;
        Tolerance = _root.GetProperty("tolerance").GetDouble();
        Expected = ExpectedFigure.ReadAll(VectorTable.Read(folder, "expected"));
        Cases = [.. _root.GetProperty("cases").EnumerateArray().Select(c => new VectorCase(this, c))];
    }

    /// <summary>All folders, by id.</summary>
    public static string Root { get; } = System.IO.Path.Combine(Reference.Root, "docs", "method", "vectors");

    public string Path { get; }

    public string Id { get; }

    public string Version { get; }

    /// <summary>Relative (method §3.1): 1e-8 for closed forms, 1e-6 for what is iterated.</summary>
    public double Tolerance { get; }

    public IReadOnlyList<VectorCase> Cases { get; }

    public IReadOnlyList<ExpectedFigure> Expected { get; }

    /// <summary>The vector of a measure.</summary>
    public static VectorFolder Of(string id) => new(System.IO.Path.Combine(Root, id));

    /// <summary>A text in both languages.</summary>
    public (string Sv, string En) Text(string name) => Both(_root.GetProperty(name));

    /// <summary>A setting of a case, of the whole vector, or nothing.</summary>
    public JsonElement? Setting(JsonElement ofCase, string name)
    {
        foreach (var level in (JsonElement[])[ofCase, _root])
        {
            if (level.TryGetProperty("settings", out var settings) && settings.TryGetProperty(name, out var value))
            {
                return value;
            }
        }

        return null;
    }

    public static (string Sv, string En) Both(JsonElement text) => (text.GetProperty("sv").GetString()!, text.GetProperty("en").GetString()!);
}

/// <summary>The files as they are, or with some left out or another setting.</summary>
internal sealed class VectorCase(VectorFolder folder, JsonElement json)
{
    public string Code { get; } = json.GetProperty("case").GetString()!;

    public (string Sv, string En) Shows { get; } = VectorFolder.Both(json.GetProperty("shows"));

    public int Floor => Number("floor", 2);

    public int Threshold => Number("threshold", 5);

    public DateOnly ReferenceDate => Day("referenceDate", "2023-10-01");

    public DateOnly EarlierDate => Day("earlierDate", "2022-04-01");

    public bool Linked => folder.Setting(json, "linked")?.GetBoolean() ?? true;

    public bool EarlierLinked => folder.Setting(json, "earlierLinked")?.GetBoolean() ?? true;

    public IReadOnlyList<string> Mandatory => folder.Setting(json, "mandatory") is { } list ? Texts(list) : ["1.1", "2.1"];

    public IReadOnlyList<TrainingProgramme> Programmes =>
    [
        .. Elements("programmes").Select(p => new TrainingProgramme(p.GetProperty("code").GetString()!, new("", ""), default, default, new("", ""))
        {
            Target = new ProgrammeTarget(Texts(p, "aid"), Texts(p, "roles"), Texts(p, "responsibility")),
        }),
    ];

    /// <summary>By variable and category the category that a small one joins; nothing told: the built-in neighbours.</summary>
    public WeightingSettings Weighting => folder.Setting(json, "neighbours") is not { } neighbours ? WeightingSettings.BuiltIn : new WeightingSettings(
        neighbours.EnumerateObject().ToDictionary(
            v => v.Name,
            v => (IReadOnlyDictionary<string, string>)v.Value.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetString()!, StringComparer.Ordinal),
            StringComparer.Ordinal));

    /// <summary>Null where the organisation has decided none.</summary>
    public TargetAreas? Areas => folder.Setting(json, "targetAreas") is null ? null : new TargetAreas(
        "1", "", [.. Elements("targetAreas").Select(a => new TargetArea(a.GetProperty("id").GetString()!, new("", ""), Texts(a, "competences"), []))]);

    /// <summary>A change of every file; none for the case as it is published.</summary>
    public Func<VectorTable, VectorTable> Change { get; init; } = table => table;

    /// <summary>A file of the case.</summary>
    public VectorTable Table(string name) => Change(VectorTable.Read(folder.Path, name, LeftOut()));

    /// <summary>The case with its files changed.</summary>
    public VectorCase With(Func<VectorTable, VectorTable> change) => new(folder, json) { Change = change };

    private HashSet<string> LeftOut() => json.TryGetProperty("leaveOut", out var list) ? [.. Texts(list)] : [];

    private int Number(string name, int builtIn) => folder.Setting(json, name)?.GetInt32() ?? builtIn;

    private DateOnly Day(string name, string builtIn) => VectorTable.Day(folder.Setting(json, name)?.GetString() ?? builtIn)!.Value;

    private IEnumerable<JsonElement> Elements(string name) => folder.Setting(json, name) is { } list ? list.EnumerateArray() : [];

    private static string[] Texts(JsonElement owner, string name) => owner.TryGetProperty(name, out var list) ? Texts(list) : [];

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];
}

/// <summary>A line of expected.csv: a figure by case, item, group and column; what is empty is not defined, or not stated.</summary>
internal sealed record ExpectedFigure(string Case, string Item, string Scope, string Code, string Breakdown, string Category, string Column)
{
    /// <summary>The numbers of a line, in the order of the file.</summary>
    public static IReadOnlyList<string> Numbers { get; } =
        ["n", "value", "se", "df", "lower", "upper", "se_fpc", "lower_fpc", "upper_fpc"];

    public required IReadOnlyDictionary<string, double?> Values { get; init; }

    public required string Method { get; init; }

    public required string Reason { get; init; }

    public required string How { get; init; }

    public static IReadOnlyList<ExpectedFigure> ReadAll(VectorTable table) =>
    [
        .. Enumerable.Range(0, table.Count).Select(r => new ExpectedFigure(
            table.Text(r, "case"), table.Text(r, "item"), table.Text(r, "scope"), table.Text(r, "code"), table.Text(r, "breakdown"), table.Text(r, "category"), table.Text(r, "column"))
        {
            Values = Numbers.ToDictionary(
                n => n, n => table.Text(r, n) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : (double?)null, StringComparer.Ordinal),
            Method = table.Text(r, "method"),
            Reason = table.Text(r, "reason"),
            How = table.Text(r, "how"),
        }),
    ];
}
