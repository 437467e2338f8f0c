using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Digilo.Analytics.Ingest.Sources.Json;

/// <summary>How a statement tells who somebody is: by one of four ways.</summary>
internal sealed record Actor(string Mbox, string MboxSha1, string OpenId, string AccountName, string AccountHomePage)
{
    /// <summary>An agent.</summary>
    public static Actor Of(JsonElement agent)
    {
        var account = agent.Child("account");
        var mbox = agent.Text("mbox");
        return new Actor(
            mbox.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? mbox[7..] : mbox,
            agent.Text("mbox_sha1sum").ToLowerInvariant(), agent.Text("openid"), account.Text("name"), account.Text("homePage"));
    }
}

/// <summary>What is read of a statement.</summary>
internal sealed record Statement
{
    /// <summary>The verb of a statement that takes another one back.</summary>
    public const string VoidedVerb = "http://adlnet.gov/expapi/verbs/voided";

    /// <summary>Most statements that a file may take back; their ids are held in memory.</summary>
    public const int MaxVoided = 2_000_000;

    public required string Id { get; init; }

    /// <summary>The agent, or the members of a group; empty for a group that names none.</summary>
    public required IReadOnlyList<Actor> Actors { get; init; }

    public required string Verb { get; init; }

    public required string VerbDisplay { get; init; }

    /// <summary>Of an activity; empty where the object is a statement, an agent or a statement of its own.</summary>
    public required string ObjectId { get; init; }

    public required string ObjectName { get; init; }

    public required string ObjectType { get; init; }

    public required string Success { get; init; }

    public required string Completion { get; init; }

    public required string Scaled { get; init; }

    public required string Raw { get; init; }

    public required string Duration { get; init; }

    public required string Timestamp { get; init; }

    public required string Stored { get; init; }

    public required string Registration { get; init; }

    /// <summary>The activity that groups the object, otherwise its parent.</summary>
    public required string Course { get; init; }

    /// <summary>Reads a statement; null if it is none.</summary>
    public static Statement? Of(JsonElement root)
    {
        var (actor, verb, thing) = (root.Child("actor"), root.Child("verb"), root.Child("object"));
        if (actor.ValueKind != JsonValueKind.Object || verb.Text("id") is not { Length: > 0 } verbId || thing.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var (result, context) = (root.Child("result"), root.Child("context"));
        var type = thing.Text("objectType") is { Length: > 0 } named ? named : "Activity";
        var activities = context.Child("contextActivities");
        return new Statement
        {
            Id = root.Text("id"),
            Actors = ActorsOf(actor),
            Verb = verbId,
            VerbDisplay = verb.Words("display"),
            ObjectId = type == "Activity" ? thing.Text("id") : "",
            ObjectName = thing.Child("definition").Words("name"),
            ObjectType = type,
            Success = result.Text("success"),
            Completion = result.Text("completion"),
            Scaled = result.Child("score").Text("scaled"),
            Raw = result.Child("score").Text("raw"),
            Duration = result.Text("duration"),
            Timestamp = root.Text("timestamp"),
            Stored = root.Text("stored"),
            Registration = context.Text("registration"),
            Course = FirstId(activities.Child("grouping")) is { Length: > 0 } grouping ? grouping : FirstId(activities.Child("parent")),
        };
    }

    /// <summary>The statement that this one takes back; null if it takes none back.</summary>
    public static Guid? Voids(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.Child("verb").Text("id") == VoidedVerb
        && root.Child("object").Text("objectType") == "StatementRef" && root.Child("object").Text("id") is { Length: > 0 } id
            ? IdOf(id)
            : null;

    /// <summary>A statement's id as a value; ids are UUIDs, but a store that gives others must not confuse us.</summary>
    public static Guid IdOf(string id) => Guid.TryParse(id, out var guid) ? guid : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));

    private static IReadOnlyList<Actor> ActorsOf(JsonElement actor) =>
        actor.Text("objectType") != "Group" ? [Actor.Of(actor)]
        : actor.Child("member") is { ValueKind: JsonValueKind.Array } members
            ? [.. members.EnumerateArray().Where(m => m.ValueKind == JsonValueKind.Object).Select(Actor.Of)]
        : [];

    /// <summary>A list of activities, or a single one, as early versions had it.</summary>
    private static string FirstId(JsonElement activities) =>
        activities.ValueKind == JsonValueKind.Array ? activities.EnumerateArray().Select(a => a.Text("id")).FirstOrDefault(i => i.Length > 0) ?? "" : activities.Text("id");
}

/// <summary>Reads JSON that may be anything: what is not there, or is something else than expected, is empty.</summary>
internal static class JsonReading
{
    /// <summary>A property; undefined if there is none.</summary>
    public static JsonElement Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : default;

    /// <summary>A text, number or truth value as text; otherwise empty.</summary>
    public static string Text(this JsonElement element, string name) => element.Child(name) is var child ? child.ValueKind switch
    {
        JsonValueKind.String => Decoded(child),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => child.GetRawText(),
        _ => "",
    }
    : "";

    /// <summary>The Swedish wording of a language map, otherwise the English, otherwise the first.</summary>
    public static string Words(this JsonElement element, string name)
    {
        var map = element.Child(name);
        if (map.ValueKind != JsonValueKind.Object)
        {
            return element.Text(name);
        }

        JsonElement chosen = default;
        var rank = int.MaxValue;
        foreach (var word in map.EnumerateObject())
        {
            var language = LanguageOf(word);
            var of = language.StartsWith("sv", StringComparison.OrdinalIgnoreCase) ? 0 : language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? 1 : 2;
            if (of < rank && word.Value.ValueKind == JsonValueKind.String)
            {
                (chosen, rank) = (word.Value, of);
            }
        }

        return rank == int.MaxValue ? "" : Decoded(chosen);
    }

    private static string LanguageOf(JsonProperty word)
    {
        try
        {
            return word.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary>Half a character is no text: it becomes a mark that no code may hold.</summary>
    private static string Decoded(JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
