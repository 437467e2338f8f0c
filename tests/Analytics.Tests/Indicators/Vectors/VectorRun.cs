using Digilo.Analytics.Compute;
using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Indicators.Vectors;

/// <summary>The figures of a case, computed as the night does from the same columns, before anything is protected or rounded.</summary>
internal sealed class VectorRun
{
    /// <summary>The organisation of every vector.</summary>
    public const string Organisation = "2284";

    private readonly RawRelease _raw;

    private VectorRun(RawRelease raw) => _raw = raw;

    /// <summary>Of a wave where there are answers, otherwise of the facts of the reference date.</summary>
    public static VectorRun Of(VectorCase at)
    {
        var columns = new VectorColumns(at);
        var settings = new DisclosureSettings(at.Threshold, 0, 50);
        var organisation = new Organisation(Organisation, new("", ""), "", OrganisationKind.Municipality, at.Areas);
        var configuration = new Configuration(
            [organisation], [], at.Programmes, [new AgeBand("-39", new("", ""), 0, 39), new AgeBand("40-", new("", ""), 40, 120)], at.Floor, at.Mandatory, settings, true, "")
        {
            Weighting = at.Weighting,
        };
        var training = columns.Training();
        var earlier = at.Table("survey-before").IsThere
            ? new EarlierAnswers(
                Read("survey-before", at.Table("register-before").IsThere ? "register-before" : "register", at.EarlierDate, at.EarlierLinked).AsEarlier(training),
                true, [], Organisation, "before")
            : null;
        return new VectorRun(at.Table("survey").IsThere
            ? Read("survey", "register", at.ReferenceDate, at.Linked).Everything(training, columns.Others(), earlier)
            : Read("", "register", at.ReferenceDate, true).Facts(training, at.ReferenceDate, columns.Others()));

        Cohort Read(string survey, string file, DateOnly day, bool linked)
        {
            var register = columns.Register(file, day);
            var structure = FrozenStructure.Decide(columns.Units(), register, Population.Of(register, day), day, settings);
            return survey.Length == 0
                ? Cohort.OfDay(organisation, day, structure, register, columns.Requirements(), configuration)
                : Cohort.OfWave(
                    organisation, new Wave(survey, new("", ""), day, day, day, linked, [Organisation], []), structure, register,
                    columns.Responses(survey), columns.Requirements(), configuration);
        }
    }

    /// <summary>What is wrong with a figure; null = it is as expected.</summary>
    public string? Differs(string measure, ExpectedFigure expected, double tolerance)
    {
        var figures = _raw.Figures.FirstOrDefault(f => f.Measure == measure && f.Item == expected.Item);
        if (figures?.Columns.FirstOrDefault(c => c.Code == expected.Column) is not { } column)
        {
            return "no such column";
        }

        var g = Group(expected);
        if (g < 0)
        {
            return "no such group";
        }

        var reason = column.Missing.Length > 0 ? column.Missing : g < column.Groups.Length ? column.Groups[g].Reason ?? "" : "no_figure";
        reason = reason.Length == 0 && column.Groups[g] is { Detail: null } && (column.Kind ?? figures.Kind) is FigureKind.Statistic or FigureKind.FactStatistic ? "too_few" : reason;
        if (expected.Reason.Length > 0 || reason.Length > 0)
        {
            return reason == expected.Reason ? null : $"reason {reason}, expected {expected.Reason}";
        }

        var made = MadeFigure.Of(column.Kind ?? figures.Kind, column.Groups[g], _raw.Population[g]);
        if (made.Method != expected.Method)
        {
            return $"method {made.Method}, expected {expected.Method}";
        }

        foreach (var (name, wanted) in expected.Values)
        {
            var got = made.Values[name];
            var mustBe = name is "n" or "value" || wanted is not null;
            if (mustBe && (wanted is { } w ? !(Math.Abs(got - w) <= Math.Max(tolerance * Math.Abs(w), 1e-12)) : !double.IsNaN(got)))
            {
                return FormattableString.Invariant($"{name} {got:R}, expected {wanted:R}");
            }
        }

        return null;
    }

    /// <summary>The figure that a line is about; null where it has a reason or is not there.</summary>
    public MadeFigure? Find(string measure, ExpectedFigure expected)
    {
        var figures = _raw.Figures.FirstOrDefault(f => f.Measure == measure && f.Item == expected.Item);
        var column = figures?.Columns.FirstOrDefault(c => c.Code == expected.Column);
        var g = Group(expected);
        return column is null || g < 0 || column.Missing.Length > 0 || column.Groups[g].Reason is not null
            ? null
            : MadeFigure.Of(column.Kind ?? figures!.Kind, column.Groups[g], _raw.Population[g]);
    }

    /// <summary>Groups whose parts (of the tree, or of a division) do not count what they count themselves.</summary>
    /// <param name="measure">A measure of counts.</param>
    /// <param name="without">A group that is taken for empty; −1 = none.</param>
    public IEnumerable<string> Unsummed(string measure, int without = -1)
    {
        foreach (var column in _raw.Figures.Where(f => f.Measure == measure).SelectMany(f => f.Columns).Where(c => c.Missing.Length == 0 && c.Groups.Length > 1))
        {
            (long, long) Of(int g) => g == without ? default : (column.Groups[g].Respondents, column.Groups[g].Count);
            foreach (var line in _raw.System.Lines.Where(l => l.Parts.Append(l.Total).All(p => p < column.Groups.Length) && l.Parts.Sum(p => _raw.Population[p]) == _raw.Population[l.Total]))
            {
                var parts = line.Parts.Select(Of).Aggregate((0L, 0L), (a, b) => (a.Item1 + b.Item1, a.Item2 + b.Item2));
                if (parts != Of(line.Total))
                {
                    yield return $"{column.Code}: {line.Total}";
                }
            }
        }
    }

    private int Group(ExpectedFigure expected)
    {
        var (level, breakdown) = (Enum.Parse<ScopeLevel>(expected.Scope, true), expected.Breakdown switch
        {
            "" => Breakdown.None,
            "age" => Breakdown.AgeBand,
            var name => Enum.Parse<Breakdown>(name, true),
        });
        return _raw.System.Groups.ToList().FindIndex(
            s => s.Level == level && s.Breakdown == breakdown && s.Code == expected.Code && s.Category == expected.Category);
    }
}

/// <summary>A raw figure by the names of expected.csv; NaN = it has none.</summary>
internal sealed record MadeFigure(string Method, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>By the kind of the figure, with the interval that a reader is shown (method §3.1, §3.2).</summary>
    public static MadeFigure Of(FigureKind kind, RawFigure f, long population)
    {
        var n = f.Respondents;
        return kind switch
        {
            FigureKind.Persons => Bare(double.NaN, n),
            FigureKind.Fact => Bare(n, Ratio(f.Count, f.Of > 0 ? f.Of : n)),
            FigureKind.Participation => Bare(n, Ratio(n, population)),
            FigureKind.Share => Share(f, population),
            FigureKind.Bin or FigureKind.Part or FigureKind.WholeGroups => Bare(n, Ratio(f.Count, n)),
            FigureKind.Mean or FigureKind.MeanDifference or FigureKind.Score => Mean(f, population),
            FigureKind.Things => Bare(double.NaN, f.Mean),
            FigureKind.Net or FigureKind.Product => Bare(n, n == 0 ? double.NaN : f.Mean),
            _ when f.Detail is { } d => Make(n, f.Mean, d.Method, d.StandardError, d.Df, d.Low, d.High, d.Fpc is { } c ? (c.StandardError, c.Low, c.High) : None),
            _ => Bare(n, double.NaN),
        };
    }

    private static (double Error, double Low, double High) None => (double.NaN, double.NaN, double.NaN);

    private static double Ratio(long count, long of) => of == 0 ? double.NaN : (double)count / of;

    private static MadeFigure Share(RawFigure f, long population)
    {
        if (f.Respondents == 0)
        {
            return Bare(0, double.NaN);
        }

        var plain = Proportions.Wilson(f.Count, f.Respondents).Interval;
        var outward = f.Respondents <= population
            ? Proportions.Outward(Proportions.WilsonFpc(f.Count, f.Respondents, population).Interval, population)
            : Interval.None;
        return Make(f.Respondents, Ratio(f.Count, f.Respondents), "wilson", double.NaN, double.NaN, plain.Low, plain.High, (double.NaN, outward.Low, outward.High));
    }

    private static MadeFigure Mean(RawFigure f, long population)
    {
        var (n, error) = (f.Respondents, Math.Sqrt(f.Variance / f.Respondents));
        if (n < 2 || double.IsNaN(error))
        {
            return Bare(n, n == 0 ? double.NaN : f.Mean);
        }

        var corrected = n <= population ? error * Math.Sqrt((double)(population - n) / population) : double.NaN;
        var (plain, fpc) = (Moments.TInterval(f.Mean, error, n - 1), Moments.TInterval(f.Mean, corrected, n - 1));
        return Make(n, f.Mean, "t", error, n - 1, plain.Low, plain.High, (corrected, fpc.Low, fpc.High));
    }

    private static MadeFigure Bare(double n, double value) => Make(n, value, "", double.NaN, double.NaN, double.NaN, double.NaN, None);

    private static MadeFigure Make(
        double n, double value, string method, double error, double df, double low, double high, (double Error, double Low, double High) fpc) =>
        new(method, new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["n"] = n,
            ["value"] = value,
            ["se"] = error,
            ["df"] = df,
            ["lower"] = low,
            ["upper"] = high,
            ["se_fpc"] = fpc.Error,
            ["lower_fpc"] = fpc.Low,
            ["upper_fpc"] = fpc.High,
        });
}
