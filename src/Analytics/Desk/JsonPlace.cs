using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Desk;

/// <summary>
/// A value in a configuration file together with where it stands, so that every fault can name file, JSON path, what was found
/// and what was expected. Strict: unknown, missing and doubled properties are faults.
/// </summary>
/// <param name="File">Name of the file.</param>
/// <param name="Path">JSON path, e.g. "$.waves[2].opens".</param>
/// <param name="Value">The value.</param>
internal sealed record JsonPlace(string File, string Path, JsonElement Value)
{
    /// <summary>The property by which an editor finds the JSON Schema; allowed at the root, and only its type matters.</summary>
    public const string Schema = "$schema";

    /// <summary>How a date is written.</summary>
    public const string DateFormat = "yyyy-MM-dd";

    /// <summary>The properties of an object: all of <paramref name="required"/>, any of <paramref name="optional"/>, no others, none twice.</summary>
    public IReadOnlyDictionary<string, JsonPlace> Object(string[] required, params string[] optional)
    {
        Expect(JsonValueKind.Object, "object");
        var found = new Dictionary<string, JsonPlace>(StringComparer.Ordinal);
        foreach (var property in Value.EnumerateObject())
        {
            if (!required.Contains(property.Name, StringComparer.Ordinal) && !optional.Contains(property.Name, StringComparer.Ordinal))
            {
                throw ConfigurationFault.Exception(
                    "configuration.unknown-property", [File, Path, property.Name, string.Join(", ", required.Concat(optional))]);
            }

            if (!found.TryAdd(property.Name, new JsonPlace(File, $"{Path}.{property.Name}", property.Value)))
            {
                throw ConfigurationFault.Exception("configuration.doubled-property", [File, Path, property.Name]);
            }
        }

        foreach (var name in required)
        {
            if (!found.ContainsKey(name))
            {
                throw ConfigurationFault.Exception("configuration.missing-property", [File, Path, name]);
            }
        }

        if (found.TryGetValue(Schema, out var schema))
        {
            schema.AnyText();
        }

        return found;
    }

    /// <summary>The elements of an array.</summary>
    public IReadOnlyList<JsonPlace> Array(int minimum = 0)
    {
        Expect(JsonValueKind.Array, "array");
        var items = Value.EnumerateArray().Select((item, i) => new JsonPlace(File, $"{Path}[{ConfigurationFault.Number(i)}]", item)).ToList();
        return items.Count >= minimum ? items : throw Fault(Invariant($"[{items.Count}]"), Invariant($"≥ {minimum}"));
    }

    /// <summary>A text that is not empty.</summary>
    public string Text()
    {
        var text = AnyText();
        return text.Trim().Length > 0 ? text : throw Fault("\"" + text + "\"", "\"…\"");
    }

    /// <summary>A text, possibly empty.</summary>
    public string AnyText()
    {
        Expect(JsonValueKind.String, "string");
        return Value.GetString()!;
    }

    /// <summary>A text of a form.</summary>
    public string Text(Regex form)
    {
        var text = AnyText();
        return form.IsMatch(text) ? text : throw Fault("\"" + text + "\"", form.ToString().Replace("\\z", "$", StringComparison.Ordinal));
    }

    /// <summary>One of some words.</summary>
    public string OneOf(params string[] words)
    {
        var text = AnyText();
        return words.Contains(text, StringComparer.Ordinal) ? text : throw Fault("\"" + text + "\"", string.Join(", ", words));
    }

    /// <summary>A whole number within bounds.</summary>
    public int Integer(int from, int to)
    {
        Expect(JsonValueKind.Number, "integer");
        return Value.TryGetInt32(out var number) && number >= from && number <= to
            ? number
            : throw Fault(Value.GetRawText(), Invariant($"{from}–{to}"));
    }

    /// <summary>A number within bounds.</summary>
    public double Number(double from, double to)
    {
        Expect(JsonValueKind.Number, "number");
        return Value.TryGetDouble(out var number) && number >= from && number <= to
            ? number
            : throw Fault(Value.GetRawText(), Invariant($"{from}–{to}"));
    }

    /// <summary>True or false.</summary>
    public bool Boolean() =>
        Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw WrongType("boolean");

    /// <summary>A date such as 2023-10-02.</summary>
    public DateOnly Date()
    {
        var text = AnyText();
        return DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Fault("\"" + text + "\"", DateFormat);
    }

    /// <summary>A text in both languages.</summary>
    public BothLanguages BothLanguages()
    {
        var texts = Object(["sv", "en"]);
        return new BothLanguages(texts["sv"].Text(), texts["en"].Text());
    }

    /// <summary>A list of texts of a form, none twice.</summary>
    public IReadOnlyList<string> Texts(Regex form, int minimum = 0)
    {
        var places = Array(minimum);
        var texts = new List<string>();
        foreach (var place in places)
        {
            var text = place.Text(form);
            if (texts.Contains(text, StringComparer.Ordinal))
            {
                throw place.Twice(text);
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>A list of competence ids of DigComp 2.2, none twice.</summary>
    public IReadOnlyList<string> Competences(int minimum = 0)
    {
        var ids = Texts(Forms.Competence(), minimum);
        var framework = CompetenceFramework.DigComp22;
        for (var i = 0; i < ids.Count; i++)
        {
            if (framework.Find(ids[i]) is null)
            {
                throw Array()[i].Unknown(ids[i], framework.Competences.Select(c => c.Id));
            }
        }

        return ids;
    }

    /// <summary>The value is of the right kind and yet not allowed.</summary>
    public ConfigurationException Fault(string found, string expected) =>
        ConfigurationFault.Exception("configuration.value", [File, Path, found, expected]);

    /// <summary>The value is right in itself and wrong beside another value of the configuration.</summary>
    public ConfigurationException Conflict(string found, string expected) =>
        ConfigurationFault.Exception("configuration.conflict", [File, Path, found, expected]);

    /// <summary>The code stands here for the second time.</summary>
    public ConfigurationException Twice(string found) =>
        ConfigurationFault.Exception("configuration.twice", [File, Path, found]);

    /// <summary>The code names nothing.</summary>
    public ConfigurationException Unknown(string found, IEnumerable<string> known) =>
        ConfigurationFault.Exception("configuration.unknown-code", [File, Path, found, string.Join(", ", known)]);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private void Expect(JsonValueKind kind, string name)
    {
        if (Value.ValueKind != kind)
        {
            throw WrongType(name);
        }
    }

    private ConfigurationException WrongType(string expected)
    {
        var found = Value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => "boolean",
            var other => other.ToString().ToLowerInvariant(),
        };
        return ConfigurationFault.Exception("configuration.type", [File, Path, found, expected]);
    }
}

/// <summary>The forms of codes in configuration files; the JSON Schemas carry the same patterns.</summary>
internal static partial class Forms
{
    /// <summary>Municipality or region code: four digits, leading zeros kept.</summary>
    [GeneratedRegex("^[0-9]{4}\\z")]
    public static partial Regex Organisation();

    /// <summary>Code of a wave, programme, age band or target area: it also becomes part of file names and addresses.</summary>
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,19}\\z")]
    public static partial Regex Code();

    /// <summary>Competence id.</summary>
    [GeneratedRegex("^[0-9]{1,2}[.][0-9]{1,2}\\z")]
    public static partial Regex Competence();

    /// <summary>Indicator id such as F1 or T3.</summary>
    [GeneratedRegex("^[A-Z][0-9]{1,2}\\z")]
    public static partial Regex Indicator();

    /// <summary>First digits of an AID code.</summary>
    [GeneratedRegex("^[0-9]{2,6}\\z")]
    public static partial Regex AidDigits();

    /// <summary>Role code of the employer's own.</summary>
    [GeneratedRegex("^[^\\s].{0,59}\\z")]
    public static partial Regex Role();

    /// <summary>AID responsibility letter.</summary>
    [GeneratedRegex("^[A-Z]\\z")]
    public static partial Regex ResponsibilityLetter();
}
