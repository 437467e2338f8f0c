namespace Digilo.Analytics.Ingest.Pulls;

/// <summary>The kinds of sources that can be pulled.</summary>
internal static class PullKinds
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<IPull> All { get; } = [new LimeSurveyPull(), new XapiPull()];

    /// <summary>The kind with a name, or null.</summary>
    public static IPull? Find(string name) => All.FirstOrDefault(k => k.Kind == name);
}
