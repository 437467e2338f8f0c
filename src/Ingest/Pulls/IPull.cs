using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Pulls;

/// <summary>
/// A kind of system that is asked over the network for what it has. It fetches and nothing more: what it writes is imported by the
/// ordinary importer, and its state is kept only once the file is in. One class a kind; the list is <see cref="PullKinds"/>.
/// </summary>
internal interface IPull
{
    /// <summary>Name in the configuration (<c>kind</c>): "limesurvey", "xapi".</summary>
    string Kind { get; }

    /// <summary>The settings of its own that a source of this kind may have, with what is wrong with a value; null from the check = nothing.</summary>
    IReadOnlyList<PullSetting> Settings { get; }

    /// <summary>Writes what is new since the state, as one file in a format that the importer reads.</summary>
    /// <param name="context">The source, what is known of it, and the means.</param>
    /// <param name="target">An owner-only file that is empty; deleted once it is imported.</param>
    /// <exception cref="PullException">The source did not give what was asked for; nothing is imported and the state stays.</exception>
    PullResult Fetch(PullContext context, Stream target);

    /// <summary>How far a state reaches, in the source's own terms; empty if it says nothing and everything is fetched again.</summary>
    string Reach(string state);
}

/// <summary>A setting of a kind.</summary>
/// <param name="Name">Name under <c>settings</c> in the configuration.</param>
/// <param name="Needed">True if a source must have it.</param>
/// <param name="Expected">What a value must be, for messages.</param>
/// <param name="IsValid">Judges a value.</param>
internal sealed record PullSetting(string Name, bool Needed, string Expected, Func<string, bool> IsValid);

/// <summary>What a pull has at hand.</summary>
/// <param name="Source">The source as configured.</param>
/// <param name="State">What the last good pull left, opaque to everybody else; empty the first time.</param>
/// <param name="Secret">User and password, from the settings or the environment; never logged.</param>
/// <param name="Http">Makes bounded requests.</param>
/// <param name="Time">The clock.</param>
/// <param name="TimeZone">Decides which calendar day it is.</param>
/// <param name="Cancellation">Ends the pull.</param>
internal sealed record PullContext(
    PullSource Source, string State, PullSecret Secret, PullHttp Http, TimeProvider Time, TimeZoneInfo TimeZone, CancellationToken Cancellation)
{
    /// <summary>The calendar day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Time.GetUtcNow(), TimeZone).DateTime);

    /// <summary>A setting of the kind, or a default.</summary>
    public string Setting(string name, string otherwise = "") => Source.Settings.GetValueOrDefault(name, otherwise);
}

/// <summary>What a fetch came to.</summary>
/// <param name="FileName">Name to remember the delivery by, with an ending; no folder.</param>
/// <param name="Mode">How the file is to be delivered.</param>
/// <param name="AsOf">The day that the content describes; null = as for any other file.</param>
/// <param name="State">To be kept once the file is imported.</param>
/// <param name="HasContent">False: there is nothing to import, and that is no fault. The state is kept at once.</param>
internal sealed record PullResult(string FileName, DeliveryMode Mode, DateOnly? AsOf, string State, bool HasContent)
{
    /// <summary>Something to tell beside the outcome; <see cref="Message.None"/> if there is nothing.</summary>
    public Message Note { get; init; } = Message.None;

    /// <summary>Nothing new.</summary>
    public static PullResult Nothing(string state) => new("", DeliveryMode.Increment, null, state, false);
}

/// <summary>Who asks.</summary>
/// <param name="User">User name or key; may be empty.</param>
/// <param name="Password">Password or secret; may be empty.</param>
public sealed record PullSecret(string User, string Password)
{
    /// <summary>Never shows the secret.</summary>
    public override string ToString() => "***";
}

/// <summary>A remote source as configured in <c>pulls.json</c>.</summary>
/// <param name="Name">Stable name; the state and the password are kept under it.</param>
/// <param name="Kind">"limesurvey" or "xapi".</param>
/// <param name="Url">Where it answers; https, or http on this machine.</param>
/// <param name="Organisation">Code.</param>
/// <param name="Profile">Mapping profile.</param>
/// <param name="Wave">Wave code of a survey; null = as the profile says.</param>
/// <param name="Enabled">False: left out until it is switched on.</param>
/// <param name="Settings">What the kind needs besides, by name: texts, whole numbers as written.</param>
public sealed record PullSource(
    string Name, string Kind, Uri Url, string Organisation, string Profile, string? Wave, bool Enabled, IReadOnlyDictionary<string, string> Settings);

/// <summary>A source did not give what was asked for. Carries no secret and no personal data.</summary>
public sealed class PullException : Exception
{
    /// <summary>With a code for the text files (<c>ingest.pull.*</c>) and its arguments; the log text names the code only.</summary>
    public PullException(string code, params string[] arguments)
        : base(code) => Text = new Message(code, arguments);

    /// <summary>For people, in their language.</summary>
    public Message Text { get; }
}
