using System.Globalization;
using System.Text.RegularExpressions;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Interpretation;

/// <summary>
/// Takes every number out of a sentence and looks for it among what its cited cells print: estimate, n, N, class, interval, the level that
/// a column stands for, and the days of their tables and of the waves. Names and reasons may hold digits of their own.
/// </summary>
internal static partial class TraceChecker
{
    private static readonly string[] SwedishMonths =
        ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];

    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>Numbers of the sentence that none of its cells prints, and cells that the snapshot does not hold; empty if all is traced.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="organisation">The organisation that the sentence is about.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="language">"sv" or "en".</param>
    /// <param name="texts">Reasons in that language.</param>
    public static IReadOnlyList<string> Untraced(
        Snapshot snapshot, PublishedOrganisation organisation, Sentence sentence, string language, IEnumerable<string> texts)
    {
        var faults = new List<string>();
        var printed = new HashSet<string>(StringComparer.Ordinal);
        var english = language == "en";
        foreach (var address in sentence.Cells)
        {
            if (snapshot.Find(address.Table)?.Find(address.Code, address.Column, address.Category) is { } cell)
            {
                printed.UnionWith(Printed(cell, english));
                printed.Add(address.Column);
            }
            else
            {
                faults.Add("no cell " + address);
            }
        }

        var text = sentence.Text;
        foreach (var name in Names(snapshot, organisation, sentence, language).Concat(texts).Where(n => n.Length > 0).OrderByDescending(n => n.Length))
        {
            text = text.Replace(name, "", StringComparison.OrdinalIgnoreCase);
        }

        foreach (var day in Days(snapshot, organisation, sentence))
        {
            text = text.Replace(
                string.Create(CultureInfo.InvariantCulture, $"{day.Day}\u00A0{(english ? EnglishMonths : SwedishMonths)[day.Month - 1]} {day.Year}"), "", StringComparison.Ordinal);
        }

        faults.AddRange((english ? EnglishNumber() : SwedishNumber()).Matches(text).Select(m => m.Value).Where(n => !printed.Contains(n)));
        return faults;
    }

    private static IEnumerable<string> Printed(PublishedCell cell, bool english)
    {
        double?[] numbers = [cell.Estimate, cell.Interval?.Low, cell.Interval?.High, cell.IntervalWithoutFpc?.Low, cell.IntervalWithoutFpc?.High];
        int?[] counts = [cell.Respondents, cell.Population, cell.ClassCount];
        return numbers.OfType<double>().SelectMany(v => (string[])[Written(v, cell.Decimals, english), Written(v * 100, cell.Decimals, english)])
            .Concat(counts.OfType<int>().Select(c => Written(c, 0, english)));
    }

    /// <summary>Without its sign: the words beside it may tell the way.</summary>
    private static string Written(double value, int decimals, bool english)
    {
        var digits = Math.Abs(Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero));
        var parts = digits.ToString("0." + new string('0', decimals), CultureInfo.InvariantCulture).Split('.');
        var whole = "";
        for (var i = 0; i < parts[0].Length; i++)
        {
            whole += (i > 0 && (parts[0].Length - i) % 3 == 0 ? english ? "," : "\u00A0" : "") + parts[0][i];
        }

        return parts.Length == 1 ? whole : whole + (english ? "." : ",") + parts[1];
    }

    private static IEnumerable<string> Names(Snapshot snapshot, PublishedOrganisation organisation, Sentence sentence, string language) =>
        snapshot.Framework.Competences.Select(c => c.Name.In(language))
            .Concat(organisation.Waves.SelectMany(w => w.Scopes).Select(s => s.Name))
            .Concat(organisation.TargetAreas?.Areas.Select(a => a.Name.In(language)) ?? [])
            .Concat(sentence.Cells.Select(c => c.Table).Distinct().SelectMany(k => snapshot.Find(k)?.Rows ?? []).Select(r => r.Name.In(language)))
            .Concat(sentence.Cells.Where(c => c.Table.Measure is Measures.TargetReach or Measures.CoachingCover).Select(c => c.Column.Replace("theme:", "", StringComparison.Ordinal)))
            .Concat(Catalogue.All.Select(d => d.Name.In(language)));

    private static IEnumerable<DateOnly> Days(Snapshot snapshot, PublishedOrganisation organisation, Sentence sentence) =>
        organisation.Waves.SelectMany(w => (DateOnly[])[w.Opens, w.Closes, w.ReferenceDate])
            .Concat(sentence.Cells.Select(c => snapshot.Find(c.Table)?.AsOf).OfType<DateOnly>())
            .OrderByDescending(d => d.Day);

    [GeneratedRegex(@"\d+(\u00A0\d{3})*(,\d+)?")]
    private static partial Regex SwedishNumber();

    [GeneratedRegex(@"\d+(,\d{3})*(\.\d+)?")]
    private static partial Regex EnglishNumber();
}
