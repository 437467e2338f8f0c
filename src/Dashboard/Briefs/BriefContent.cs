using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs;

/// <summary>What makes two briefs the same: everything that they say and show, but for the id of the snapshot that they were made from.</summary>
public static class BriefContent
{
    // Raised when briefs are to be made anew although they say the same: a renderer that had a fault.
    private const string Version = "1";

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    /// <param name="brief">The brief.</param>
    public static string Hash(Brief brief)
    {
        ArgumentNullException.ThrowIfNull(brief);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in Parts(brief))
        {
            // Length first, so that no two contents run together into the same bytes.
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Parts(Brief brief)
    {
        var id = brief.SnapshotId.Length > 12 ? brief.SnapshotId[..12] : brief.SnapshotId;
        return
        [
            Version, brief.Title, brief.Language, brief.Kicker, brief.Subject, brief.DataDate.ToString("O", CultureInfo.InvariantCulture), brief.MethodVersion,
            id.Length > 0 ? brief.FooterText.Replace(id, "", StringComparison.Ordinal) : brief.FooterText, brief.Synthetic ? "synthetic" : "", brief.RunningHead,
            .. brief.Blocks.SelectMany(Parts),
        ];
    }

    private static IEnumerable<string> Parts(Block block) => block switch
    {
        Heading h => ["heading", h.Level.ToString(CultureInfo.InvariantCulture), h.Text, h.Anchor ?? "", h.NewPage ? "new page" : ""],
        Contents c => ["contents", c.Title],
        Paragraph p => Parts(p),
        BulletList l => ["bullets", .. l.Items.SelectMany(Parts)],
        NumberedList l => ["numbers", .. l.Items.SelectMany(Parts)],
        DefinitionList l => ["definitions", .. l.Items.SelectMany(i => Parts(i.Text).Prepend(i.Term))],
        KeyFigures k => ["figures", .. k.Items.SelectMany(f => (string[])[f.Label, f.Value, f.Detail, f.Change ?? ""])],
        Table t => Parts(t),
        Figure f => ["figure", f.Svg, f.AltText, f.Caption, Number(f.Width), Number(f.Height), .. f.Data is null ? [] : Parts(f.Data)],
        Note n => ["note", n.Heading, n.Anchor ?? "", .. n.Paragraphs.SelectMany(Parts)],
        _ => throw new ArgumentException($"The content of a {block.GetType().Name} is not known.", nameof(block)),
    };

    private static IEnumerable<string> Parts(Paragraph paragraph) =>
        [paragraph.Kind.ToString(), .. paragraph.Runs.SelectMany(r => (string[])[r.Text, r.Emphasis ? "bold" : "", r.Link?.OriginalString ?? "", r.Anchor ?? ""])];

    private static IEnumerable<string> Parts(Table table) =>
    [
        "table", table.Caption, table.Note ?? "",
        .. table.Columns.SelectMany(c => (string[])[c.Header, c.Alignment.ToString()]),
        .. table.Rows.SelectMany(r => r.Cells.Prepend(r.Header).SelectMany(c => (string[])[c.Text, c.Mark.ToString(), c.Link?.OriginalString ?? "", c.Anchor ?? ""]).Prepend("row")),
    ];

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
