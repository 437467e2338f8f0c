namespace Digilo.Analytics.Model;

/// <summary>One entry of a delivered competence framework.</summary>
/// <param name="Framework">Framework family, e.g. "digcomp".</param>
/// <param name="Version">Version, e.g. "3.0". Key of a row: framework, version, id.</param>
/// <param name="Id">Stable id such as "1", "1.1", "CS1.1.01".</param>
/// <param name="Entry">What it is.</param>
/// <param name="Parent">Id of the entry above, or empty.</param>
/// <param name="NameSv">Swedish, or empty where there is no translation.</param>
/// <param name="NameEn">English, or empty.</param>
/// <param name="LevelFrom">Lowest level 1–8 that it is about; 0 = none.</param>
/// <param name="LevelTo">Highest level 1–8; a band such as DigComp 3.0's "Bas" is 1–2, never a level of its own.</param>
/// <param name="Dimension">Knowledge, skill, attitude, or none.</param>
public sealed record FrameworkRow(
    string Framework,
    string Version,
    string Id,
    FrameworkEntry Entry,
    string Parent,
    string NameSv,
    string NameEn,
    int LevelFrom,
    int LevelTo,
    CompetenceDimension Dimension);

/// <summary>Where a shown name comes from.</summary>
public enum NameOrigin
{
    /// <summary>Delivered in this language.</summary>
    Delivered,
    /// <summary>Not delivered in this language: the built-in framework's name of the same id.</summary>
    BuiltIn,
    /// <summary>Not delivered in this language, and no built-in entry has the id: the other language's name, or the id.</summary>
    OtherLanguage,
}

/// <summary>A name in both languages, and where each comes from.</summary>
/// <param name="Text">Never empty in either language.</param>
/// <param name="Sv">Where the Swedish comes from.</param>
/// <param name="En">Where the English comes from.</param>
public sealed record DeliveredName(BothLanguages Text, NameOrigin Sv, NameOrigin En);

/// <summary>A competence of a delivered framework.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="Statements">Statements delivered for it.</param>
/// <param name="Outcomes">Learning outcomes delivered for it.</param>
public sealed record DeliveredCompetence(string Id, DeliveredName Name, int Statements, int Outcomes);

/// <summary>An area of a delivered framework.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="Competences">In order of id; may be empty.</param>
public sealed record DeliveredArea(string Id, DeliveredName Name, IReadOnlyList<DeliveredCompetence> Competences);

/// <summary>A framework that an organisation has delivered: a public record, nothing about people.</summary>
/// <param name="Id">Framework family.</param>
/// <param name="Version">Version.</param>
/// <param name="Areas">In order of id.</param>
/// <param name="Bands">Named bands of levels 1–8, in order; empty if none are delivered.</param>
/// <param name="SameIds">
/// True if its competences have exactly the ids of the built-in framework: answers to either then mean the same competences, and waves stay comparable.
/// </param>
public sealed record DeliveredFramework(
    string Id, string Version, IReadOnlyList<DeliveredArea> Areas, IReadOnlyList<LevelBand> Bands, bool SameIds);
