using System.Text.Json;

namespace Digilo.Analytics.Model;

/// <summary>
/// A sentence for people as a code with arguments; the words are in the text files (sv, en). Arguments carry no personal data.
/// </summary>
/// <param name="Code">Key in the text files.</param>
/// <param name="Arguments">Fill {0}, {1}, …</param>
public sealed record Message(string Code, params string[] Arguments)
{
    /// <summary>No message.</summary>
    public static Message None { get; } = new("");

    /// <summary>As JSON, for storing.</summary>
    public string ToJson() => Code.Length == 0 ? "" : JsonSerializer.Serialize(new[] { Code }.Concat(Arguments));

    /// <summary>Reads what <see cref="ToJson"/> wrote; anything else becomes <see cref="None"/>.</summary>
    public static Message FromJson(string json)
    {
        if (json.Length == 0)
        {
            return None;
        }

        try
        {
            var parts = JsonSerializer.Deserialize<string[]>(json) ?? [];
            return parts.Length == 0 ? None : new Message(parts[0], parts[1..]);
        }
        catch (JsonException)
        {
            return None;
        }
    }
}
