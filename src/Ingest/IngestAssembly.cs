namespace Digilo.Analytics.Ingest;

/// <summary>Names this assembly, for its embedded texts and profiles.</summary>
public static class IngestAssembly
{
    /// <summary>Text codes of findings begin with this.</summary>
    public const string FindingPrefix = "finding.";

    /// <summary>Text codes of rules in a few words begin with this.</summary>
    public const string RulePrefix = "rule.";
}
