using System.Globalization;
using System.Text.Json;
using Digilo.Analytics.Desk;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>A place in a profile file; every complaint names file, place, what was found and what was expected.</summary>
internal readonly struct JsonPlace(string file, string path, JsonElement element)
{
    public string File { get; } = file;

    public string Path { get; } = path;

    public JsonElement Element { get; } = element;

    public ConfigurationException Wrong(string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{File}: {Path}: found {Show(Element)}, expected {expected}."));

    /// <summary>The object's properties; one that is not in the list is refused.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("an object");
        }

        foreach (var property in Element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                throw new ConfigurationException(
                    $"{File}: {Path}: found the unknown property '{property.Name}', expected one of: {string.Join(", ", names!)}.");
            }
        }
    }

    public JsonPlace? Find(string name) =>
        Element.TryGetProperty(name, out var child) ? new JsonPlace(File, Path + "." + name, child) : null;

    public JsonPlace Get(string name) =>
        Find(name) ?? throw new ConfigurationException($"{File}: {Path}: found no '{name}', expected it.");

    /// <summary>A text that becomes a code in the store.</summary>
    public string Code(int max)
    {
        var text = Text();
        return text.Length <= max ? text : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"at most {max} characters"));
    }

    public string Text(bool empty = false)
    {
        if (Element.ValueKind != JsonValueKind.String)
        {
            throw Wrong("a text");
        }

        var text = Element.GetString() ?? "";
        return text.Length > 0 || empty ? text : throw Wrong("a text that is not empty");
    }

    public bool Flag() => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("true or false"),
    };

    /// <summary>A whole number within bounds, both inclusive.</summary>
    public int Choice(int least, int most) =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"a whole number {least}–{most}"));

    public T Choice<T>(params (string Name, T Value)[] choices)
    {
        var text = Element.ValueKind == JsonValueKind.String ? Element.GetString() : null;
        foreach (var (name, value) in choices)
        {
            if (name == text)
            {
                return value;
            }
        }

        throw Wrong(string.Join(" | ", choices.Select(c => c.Name)));
    }

    public IReadOnlyList<JsonPlace> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("a list");
        }

        var (file, path) = (File, Path);
        return [.. Element.EnumerateArray().Select((e, i) => new JsonPlace(file, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), e))];
    }

    public IReadOnlyList<(string Name, JsonPlace Place)> Properties()
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("an object");
        }

        var (file, path) = (File, Path);
        return [.. Element.EnumerateObject().Select(p => (p.Name, new JsonPlace(file, path + "." + p.Name, p.Value)))];
    }

    /// <summary>A text or a list of texts.</summary>
    public IReadOnlyList<string> Texts() =>
        Element.ValueKind == JsonValueKind.Array ? [.. Items().Select(i => i.Text(empty: true))] : [Text()];

    private static string Show(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length > 60 ? text[..60] + "…" : text;
    }
}
