using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Pages;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Indicators;
using Digilo.Analytics.Interpretation;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Tests.Interpretation;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>Every brief of the published demo: each number stands in a cell that the words beside it name, or in a text that is the same for all.</summary>
public partial class BriefTraceTests(Commands.DemoFixture demo)
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_number_of_every_brief_is_found_in_its_cells(string language)
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        var names = BriefBook.OfTheNight(snapshot).Concat(snapshot.Organisations.SelectMany(BriefBook.OfUnits)).Where(n => n.Language == language).ToList();
        var checker = new Checker(snapshot, language);
        var (faults, pieces) = (new List<string>(), 0);
        foreach (var name in names)
        {
            var brief = BriefBook.Compose(new BriefRequest(snapshot, name))!;
            foreach (var piece in BriefPieces.Of(brief).Where(p => !p.OfChart))
            {
                pieces++;
                faults.AddRange(checker.Untraced(piece, name.Organisation).Select(f => $"{name.Kind} {name.Organisation} {name.Unit}: {f} in “{piece.Text}”"));
            }

            faults.AddRange(checker.Uncharted(brief).Select(f => $"{name.Kind} {name.Organisation} {name.Unit}: {f}"));
        }

        Assert.True(faults.Count == 0, faults.Count + " faults: " + string.Join(Environment.NewLine, faults.Take(30)));
        Assert.True(pieces > 10_000, $"Only {pieces} pieces.");
    }

    [Fact]
    public async Task The_checker_finds_a_number_that_no_cell_holds()
    {
        await demo.MadeAsync();
        using var store = demo.Open();
        var snapshot = store.Snapshots.Current()!;
        var checker = new Checker(snapshot, "sv");
        var cell = new CellAddress(new TableKey(Measures.Voice, "2284", "2023-10", ScopeLevel.Organisation), "2284", "", PublishedTable.All);
        Assert.Empty(checker.Untraced(new BriefPiece("49,0 % har svarat, 231 av 471", [cell])));
        Assert.NotEmpty(checker.Untraced(new BriefPiece("49,1 % har svarat, 231 av 471", [cell])));
        Assert.NotEmpty(checker.Untraced(new BriefPiece("49,0 % har svarat", [])));
        Assert.NotEmpty(checker.Untraced(new BriefPiece("ord", [cell with { Column = "saknas" }])));
        var brief = BriefBook.Compose(new BriefRequest(snapshot, new BriefName(BriefKinds.Consortium, "", "", "sv")))!;
        Assert.Empty(checker.Uncharted(brief));
        Assert.NotEmpty(checker.Uncharted(brief with { Blocks = [.. brief.Blocks.Select(b => b is Figure f ? f with { Caption = "från 3,14 %" } : b)] }));
    }

    private sealed partial class Checker
    {
        private readonly Snapshot _snapshot;
        private readonly string _language;
        private readonly HashSet<string> _same;
        private readonly HashSet<string> _rules;
        private readonly List<string> _texts;
        private readonly Dictionary<string, HashSet<string>> _counts = new(StringComparer.Ordinal);

        public Checker(Snapshot snapshot, string language)
        {
            (_snapshot, _language) = (snapshot, language);

            // Words that are the same in every brief, with what they are filled in with: threshold, floor, days, how many agreed.
            var catalogue = TextCatalogue.Default;
            var fixedTexts = catalogue.Codes(language)
                .Where(c => ((string[])["brief.", "method.", "weight.", "difference.", "groups.", "areas.", "chart.", "measure.", "more.", "indicator.", "quality.", "wave."]).Any(p => c.StartsWith(p, StringComparison.Ordinal)))
                .Select(c => Placeholder().Replace(catalogue.Get(language, c), ""));
            var days = snapshot.Organisations.SelectMany(o => o.Waves.Select(w => w.ReferenceDate).Append(o.DataDate)).Append(snapshot.DataDate).Select(Format.IsoDate);
            _same =
            [
                .. fixedTexts.Concat(days).SelectMany(Numbers), snapshot.Threshold.ToString(CultureInfo.InvariantCulture), snapshot.Floor.ToString(CultureInfo.InvariantCulture),
                snapshot.Framework.Competences.Count.ToString(CultureInfo.InvariantCulture), "95", "1.0", "1,0", .. Enumerable.Range(0, snapshot.Organisations.Count + 1).Select(i => i.ToString(CultureInfo.InvariantCulture)),
                .. Catalogue.All.SelectMany(d => Numbers(d.Id + " " + d.Name.In(language) + " " + d.Formula.In(language) + " " + d.Denominator.In(language))),
            ];

            // How figures are protected, as the wave's own rules say it: in paragraphs that count nothing.
            var say = new Say(catalogue, language);
            _rules = [.. snapshot.Organisations.SelectMany(o => o.Waves).SelectMany(w => ProtectionRules.Of(snapshot.ProtectionOf(w), say)).SelectMany(r => Numbers(r.Text))];
            using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream($"texts/{language}.json")!;
            _texts =
            [
                .. snapshot.Organisations.SelectMany(o => o.Waves).Select(w => w.Name.In(language)).Distinct(),
                .. snapshot.Framework.Competences.Select(c => $"{c.Id} {c.Name.In(language)}"),
                .. JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.Where(t => t.Key.StartsWith("reason.", StringComparison.Ordinal)).Select(t => t.Value),
                .. snapshot.Organisations.SelectMany(o => o.Waves).SelectMany(w => w.Scopes).Select(s => s.Name).Distinct(),
                .. snapshot.Tables.SelectMany(t => t.Rows).Select(r => r.Name.In(language)).Distinct(),
            ];
        }

        /// <param name="piece">The piece.</param>
        /// <param name="of">Whose cells a piece without any may count: what is hidden, and what is shown.</param>
        public IEnumerable<string> Untraced(BriefPiece piece, string of = "")
        {
            var organisation = piece.Cells.Count > 0 ? _snapshot.FindOrganisation(piece.Cells[0].Table.Organisation)! : _snapshot.Organisations[0];
            var complements = piece.Cells.Where(c => c.Table.Measure == Measures.BelowFloor).SelectMany(c => Complements(_snapshot.Find(c.Table)?.Find(c.Code, c.Column, c.Category)));
            return TraceChecker.Untraced(_snapshot, organisation, new Sentence(piece.Text, piece.Cells), _language, _texts)
                .Where(f => !_same.Contains(f) && !(piece.Cells.Count == 0 && (_rules.Contains(f) || Counts(of).Contains(f)))).Except(complements);
        }

        /// <summary>How many cells of an organisation's latest wave and facts are in each state, by kind of group; and how many ratios of groups are hidden.</summary>
        private HashSet<string> Counts(string organisation)
        {
            if (_snapshot.FindOrganisation(organisation) is not { } found)
            {
                return [];
            }

            if (!_counts.TryGetValue(organisation, out var known))
            {
                var tables = _snapshot.Tables.Where(t => t.Key.Organisation == organisation && (t.Key.Wave.Length == 0 || t.Key.Wave == found.Waves[^1].Wave)).ToList();
                IEnumerable<PublishedCell> Cells(PublishedTable t) => Enumerable.Range(0, t.Rows.Count).SelectMany(r => t.Columns.Select(c => t.Find(r, c)!));
                var states = tables.GroupBy(t => (t.Key.Level, Divided: t.Key.Level == ScopeLevel.Organisation && t.Key.Breakdown != Breakdown.None))
                    .SelectMany(g => Enum.GetValues<CellState>().Select(s => g.Sum(t => Cells(t).Count(c => c.State == s))));
                var ratios = ((string[])[Measures.Disparity, Measures.DisparityWeighted])
                    .Select(m => tables.Where(t => t.Key.Measure == m && t.Key.Level != ScopeLevel.Unit && !(t.Key.Level == ScopeLevel.Organisation && t.Key.Breakdown == Breakdown.None))
                        .Sum(t => Enumerable.Range(0, t.Rows.Count).Count(r => t.Find(r, PublishedTable.All)!.State == CellState.Hidden)));
                known = [.. states.Concat(ratios).Select(n => Format.For(_language).Count(n))];
                _counts.Add(organisation, known);
            }

            return known;
        }

        /// <summary>A chart's words name only numbers that are drawn in it or stand in its table; where it has none below it, in those of the appendices.</summary>
        public IEnumerable<string> Uncharted(Brief brief)
        {
            var appendices = brief.Blocks.SkipWhile(b => b is not Heading { NewPage: true }).OfType<Table>().ToList();
            return brief.Blocks.OfType<Figure>().SelectMany(f =>
            {
                var tables = f.Data is { } data ? [data] : appendices;
                var drawn = DrawnText().Matches(f.Svg).Select(m => m.Groups[1].Value).Concat(tables.SelectMany(t => t.Rows).SelectMany(r => r.Cells).Select(c => c.Text)).SelectMany(Numbers).ToHashSet();
                return Numbers(Without(f.Caption + " " + f.AltText)).Where(n => !drawn.Contains(n) && !_same.Contains(n));
            });
        }

        private string Without(string text) => _texts.OrderByDescending(t => t.Length).Aggregate(text, (now, name) => name.Length == 0 ? now : now.Replace(name, "", StringComparison.OrdinalIgnoreCase));

        /// <summary>The profile shows those at or above the floor: what is left of those below.</summary>
        private IEnumerable<string> Complements(PublishedCell? cell)
        {
            double?[] numbers = [cell?.Estimate, cell?.Interval?.Low, cell?.Interval?.High];
            return numbers.OfType<double>().SelectMany(n => Numbers(Format.For(_language).Share(1 - n, cell!.Decimals)))
                .Concat(cell is { ClassCount: { } count, Respondents: { } n } ? Numbers(Format.For(_language).Count(n - count)) : []);
        }

        private IEnumerable<string> Numbers(string text) => (_language == "en" ? EnglishNumber() : SwedishNumber()).Matches(text).Select(m => m.Value);

        [GeneratedRegex(@"\{\d\}")]
        private static partial Regex Placeholder();

        [GeneratedRegex(@"<text\b[^>]*>([^<]*)</text>")]
        private static partial Regex DrawnText();

        [GeneratedRegex(@"\d+(\u00A0\d{3})*(,\d+)?")]
        private static partial Regex SwedishNumber();

        [GeneratedRegex(@"\d+(,\d{3})*(\.\d+)?")]
        private static partial Regex EnglishNumber();
    }
}
