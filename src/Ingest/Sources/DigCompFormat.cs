using System.Globalization;
using System.Text;
using System.Text.Json;
using Digilo.Analytics.Ingest.Sources.Json;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>
/// DigComp 3.0 as the open Swedish edition publishes it (digcomp-3-sv): areas, competences, proficiency levels, competence statements and
/// learning outcomes, a file each. What is not translated yet is <c>null</c> there and empty here. The glossary is no part of a framework.
/// </summary>
internal sealed class DigCompFormat : ISourceFormat
{
    public string Name => "digcomp";

    public bool Fits(FileFacts file)
    {
        var sample = file.Sample.AsSpan();
        return file.Container == Container.Json
            && sample.IndexOf("\"translation_status\""u8) >= 0
            && (sample.IndexOf("\"descriptor\""u8) >= 0 || sample.IndexOf("\"competence_id\""u8) >= 0 || sample.IndexOf("\"four_level\""u8) >= 0
                || sample.IndexOf("\"eight_level\""u8) >= 0 || sample.IndexOf("\"explanation\""u8) >= 0);
    }

    public ITableSource Open(SourceRequest request) => new DigCompSource(request);
}

/// <summary>One row an entry.</summary>
internal sealed class DigCompSource(SourceRequest request) : ITableSource
{
    private const string Framework = "digcomp", Version = "3.0", FourLevels = "four_level", EightLevels = "eight_level";

    private static readonly string[] Names =
        ["framework", "version", "id", "entry", "parent", "nameSv", "nameEn", "level", "dimension", "descriptionSv", "descriptionEn", "aiLabel"];

    // The four bands, in order; each is two of the eight levels.
    private static readonly string[] Bands = ["basic", "intermediate", "advanced", "highly advanced"];

    private readonly CellBuffer _cells = new();
    private JsonItems? _items;
    private long _terms;

    public IReadOnlyList<string> Headings => Names;

    public int Line { get; private set; }

    public int CellCount => _cells.Count;

    public ReadOnlySpan<byte> Raw => _items is null ? default : _items.Item.Span;

    public double Progress => _items is null ? 0 : Math.Min(1, (double)_items.Given / Math.Max(1, request.File.Size));

    public bool Read()
    {
        _items ??= Open();
        while (_items.Read())
        {
            Line = _items.Number;
            using var document = _items.IsObject ? JsonDocument.Parse(_items.Item) : null;
            if (document is not null && document.RootElement.Child("term").ValueKind == JsonValueKind.Object)
            {
                _terms++;
            }
            else if (document is not null && Put(document.RootElement))
            {
                return true;
            }
            else
            {
                request.Report.Broken(new BrokenRow(Rules.EntryInvalid, Line, Encoding.UTF8.GetString(Raw)));
            }
        }

        if (_terms > 0 && _terms == _items.Number)
        {
            throw new FileFault(Rules.FrameworkGlossary);
        }

        return false;
    }

    public ReadOnlySpan<byte> Cell(int index) => _cells[index];

    public void Dispose() => _items?.Dispose();

    /// <summary>Tells what an entry is by what it has; false if it is none that is known.</summary>
    private bool Put(JsonElement e)
    {
        var id = e.Text("id");
        if (e.Child("competence_id").ValueKind == JsonValueKind.String)
        {
            var isOutcome = e.Child("dimension").ValueKind == JsonValueKind.String;
            return id.Length > 0
                && Row(
                    id, isOutcome ? "outcome" : "statement", e.Text("competence_id"), e.Child("text"), BandOf(e.Text("proficiency_level")), e.Text("dimension"), default,
                    e.Text("ai_label"));
        }

        if (e.Child("area_id").ValueKind is JsonValueKind.Number or JsonValueKind.String)
        {
            return id.Length > 0 && Row(id, "competence", e.Text("area_id"), e.Child("name"), "", "", e.Child("descriptor"), "");
        }

        if (_items?.ListName == EightLevels)
        {
            var level = e.Text("eqf_level");
            return level.Length > 0 && Row("level-" + level, "level", "", e.Child("parent_level_name"), level, "", e.Child("description"), "");
        }

        if (_items?.ListName == FourLevels)
        {
            var english = e.Child("name").Text("en");
            return BandOf(english) is { Length: > 0 } band && Row("band-" + band, "level", "", e.Child("name"), band, "", e.Child("description"), "");
        }

        return id.Length > 0 && e.Child("descriptor").ValueKind == JsonValueKind.Object && Row(id, "area", "", e.Child("name"), "", "", e.Child("descriptor"), "");
    }

    private bool Row(string id, string entry, string parent, JsonElement name, string level, string dimension, JsonElement description, string aiLabel)
    {
        _cells.Clear();
        foreach (var cell in (ReadOnlySpan<string>)[
            Framework, Version, id, entry, parent, name.Text("sv"), name.Text("en"), level, dimension, description.Text("sv"), description.Text("en"), aiLabel])
        {
            _cells.Add(cell);
        }

        return true;
    }

    /// <summary>"Basic" → "1-2"; empty for a word that is no band.</summary>
    private static string BandOf(string word)
    {
        var band = Array.IndexOf(Bands, Mapping.Cells.Fold(word));
        return band < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{band * 2 + 1}-{band * 2 + 2}");
    }

    private JsonItems Open()
    {
        var encoding = request.File.TextEncoding(request.Layout.Encoding);
        Stream stream = FileFacts.Open(request.File.Path);
        return new JsonItems(encoding is null ? stream : Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8), [FourLevels, EightLevels], request.Limits);
    }
}
