using System.Globalization;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>The few words a renderer adds of its own: furniture of the page, so they stand here and not among the texts.</summary>
internal sealed record PdfWords(string Synthetic, string NoRows, string Opens, string LeadsTo, Func<int, int, string> Page, Func<int, int, string> Part, Func<Brief, string> Facts)
{
    private static readonly string[] SwedishMonths =
        ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];

    private static readonly PdfWords Swedish = new(
        "Syntetiska data – visar inte verkliga förhållanden",
        "Tabellen har inga rader.",
        "Länk: ",
        "Gå till: ",
        (page, pages) => $"sida {N(page)} av {N(pages)}",
        (part, parts) => $"del {N(part)} av {N(parts)}",
        brief => $"Data till och med {N(brief.DataDate.Day)}\u00A0{SwedishMonths[brief.DataDate.Month - 1]}\u00A0{N(brief.DataDate.Year)}"
            + $" · metodversion\u00A0{brief.MethodVersion} · ögonblicksbild\u00A0{Short(brief.SnapshotId)}");

    private static readonly PdfWords English = new(
        "Synthetic data – does not show real conditions",
        "The table has no rows.",
        "Link: ",
        "Go to: ",
        (page, pages) => $"page {N(page)} of {N(pages)}",
        (part, parts) => $"part {N(part)} of {N(parts)}",
        brief => $"Data up to {brief.DataDate.ToString("d MMMM yyyy", CultureInfo.InvariantCulture).Replace(' ', '\u00A0')}"
            + $" · method version\u00A0{brief.MethodVersion} · snapshot\u00A0{Short(brief.SnapshotId)}");

    /// <summary>The words of a language.</summary>
    public static PdfWords For(string language) => language switch
    {
        "sv-SE" => Swedish,
        "en-GB" => English,
        _ => throw new ArgumentException($"A brief is written in sv-SE or en-GB, not in '{language}'.", nameof(language)),
    };

    private static string N(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>An identifier's beginning is enough to find it by; the whole stands in the metadata.</summary>
    private static string Short(string id) => id.Length <= 12 ? id : id[..12];
}
