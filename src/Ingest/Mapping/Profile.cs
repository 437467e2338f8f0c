using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>The decimal sign of a file.</summary>
public enum DecimalSign
{
    /// <summary>Comma or point, whichever stands there.</summary>
    Either,
    /// <summary>Comma only.</summary>
    Comma,
    /// <summary>Point only.</summary>
    Point,
}

/// <summary>What must be there of a column.</summary>
public enum Presence
{
    /// <summary>The column may be left out.</summary>
    Optional,
    /// <summary>The column must be there, a cell may be empty.</summary>
    Column,
    /// <summary>Every row must have a value.</summary>
    Value,
}

/// <summary>How an id is written before it becomes a pseudonym. All are trimmed and in NFC; leading zeros are kept.</summary>
public enum IdNormalisation
{
    /// <summary>As it stands.</summary>
    Text,
    /// <summary>In lower case: e-mail, user name.</summary>
    Lower,
    /// <summary>Personnummer, samordningsnummer or T-number, to twelve characters.</summary>
    Personnummer,
}

/// <summary>Where a survey file's wave comes from.</summary>
public enum WaveSource
{
    /// <summary>It must be named on delivery.</summary>
    Command,
    /// <summary>Named on delivery, otherwise by the answers' dates, if they fall within exactly one wave.</summary>
    Date,
    /// <summary>Always the same.</summary>
    Fixed,
}

/// <summary>What a profile says of how its files are laid out.</summary>
/// <param name="Pattern">File name with * and ?, or empty for any.</param>
/// <param name="Format">Name of the format, or empty: found by the content.</param>
/// <param name="Separator">Separator of delimited text, or null to find it.</param>
/// <param name="Encoding">Encoding of a text, or empty: found by the bytes.</param>
/// <param name="Sheet">Sheet of a workbook, or empty: the first one that is not hidden and has rows.</param>
/// <param name="HeadingRows">Rows of headings; 0 = as the content shows.</param>
public sealed record FileLayout(string Pattern, string Format, char? Separator, string Encoding, string Sheet, int HeadingRows)
{
    /// <summary>Nothing is said: everything is found.</summary>
    public static FileLayout Found { get; } = new("", "", null, "", "", 0);

    /// <summary>The line (in a workbook the sheet's row) where the headings stand, if something else stands above them; 0 = the first.</summary>
    public int HeadingLine { get; init; }
}

/// <summary>One column of a profile.</summary>
/// <param name="Headings">Headings it may have; exactly one may be in a file. Empty for a constant.</param>
/// <param name="Target">What it is mapped to.</param>
/// <param name="Item">Item code, for items and importance; otherwise empty.</param>
/// <param name="IdKind">Kind of id, e.g. "anstnr"; otherwise empty.</param>
/// <param name="Normalise">How the id is written.</param>
/// <param name="Presence">What must be there.</param>
/// <param name="Codes">Cell text → our byte, where the target needs it; an empty text tells what an empty cell means, <c>*</c> what any other does.</param>
/// <param name="Missing">Cell texts that mean "not known" in a column that is no item.</param>
/// <param name="Dates">Date formats of this column; empty = the profile's.</param>
/// <param name="Example">What the template's example rows hold.</param>
public sealed record ProfileColumn(
    IReadOnlyList<string> Headings,
    string Target,
    string Item,
    string IdKind,
    IdNormalisation Normalise,
    Presence Presence,
    IReadOnlyDictionary<string, byte> Codes,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Dates,
    IReadOnlyList<string> Example)
{
    /// <summary>What every row has, where the file has no such column; null = read from the file.</summary>
    public string? Constant { get; init; }

    /// <summary>
    /// One option of a multiple-choice question whose ticked options stand in one cell: the cell is read as "1" if this option is
    /// among them, "0" if others are, and as empty if it is. Empty = an ordinary column.
    /// </summary>
    public string Option { get; init; } = "";

    /// <summary>What divides the options of such a cell; ";" or ", " as a rule.</summary>
    public string Split { get; init; } = "";

    /// <summary>What an item measures, and how; null for every other column.</summary>
    public InstrumentItem? Instrument { get; init; }

    /// <summary>Register ids only: the primary id, which tells persons apart. Null = not said.</summary>
    public bool? Primary { get; init; }

    /// <summary>Register ids only: also as this kind, derived from the id (<see cref="Identity.MailboxHash"/>). Empty = not.</summary>
    public string AlsoAs { get; init; } = "";

    /// <summary>Free text only: kept, sealed with a key of its own; otherwise counted and dropped.</summary>
    public bool Keep { get; init; }
}

/// <summary>
/// A mapping profile: data that says how the columns of one system's export map to what we store. Versioned; the version is part
/// of a delivery's identity.
/// </summary>
/// <param name="Name">Stable name; the inbox folder has the same.</param>
/// <param name="Version">Changes whenever the meaning does.</param>
/// <param name="Kind">What its files hold.</param>
/// <param name="Source">Name of the system; a full delivery replaces what came from the same source.</param>
/// <param name="Synthetic">True: invented data, for a synthetic store only. False: real data, never for a synthetic store.</param>
/// <param name="Description">For people.</param>
/// <param name="Layout">How its files are laid out.</param>
/// <param name="Mode">Unless the delivery says otherwise.</param>
/// <param name="Wave">Where the wave comes from.</param>
/// <param name="WaveCode">For <see cref="WaveSource.Fixed"/>; otherwise empty.</param>
/// <param name="ExpectedEvery">How often a delivery is expected, for the warning about stale data; null = no expectation.</param>
/// <param name="Dates">Date formats, tried in order.</param>
/// <param name="Decimal">Decimal sign.</param>
/// <param name="Fingerprint">Headings that a file must have to be recognised as this profile's.</param>
/// <param name="Columns">In order.</param>
public sealed record Profile(
    string Name,
    string Version,
    DeliveryKind Kind,
    string Source,
    bool Synthetic,
    BothLanguages Description,
    FileLayout Layout,
    DeliveryMode Mode,
    WaveSource Wave,
    string WaveCode,
    TimeSpan? ExpectedEvery,
    IReadOnlyList<string> Dates,
    DecimalSign Decimal,
    IReadOnlyList<string> Fingerprint,
    IReadOnlyList<ProfileColumn> Columns)
{
    /// <summary>Further headings of items that count only where they cannot be a questionnaire's running numbers.</summary>
    public IReadOnlyList<ItemNumbering> Numbered { get; init; } = [];

    /// <summary>True if the tool gives answers no id: their key is what stands in them.</summary>
    public bool KeyIsContent { get; init; }

    /// <summary>
    /// True if a row of a training file is an event (registered, completed) and not the whole record: of the events of one person and
    /// course, the first registration and the first completion count.
    /// </summary>
    public bool RowsAreEvents { get; init; }
}

/// <summary>One way of numbering items that a questionnaire might also use for its questions in general.</summary>
/// <param name="Headings">Heading by item.</param>
public sealed record ItemNumbering(IReadOnlyDictionary<string, string> Headings);
