using System.Diagnostics;
using System.Globalization;
using System.Text;
using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// Raking and the means with standard errors of 21 items by 60 units, 4,657 respondents of 7,500 persons; R's survey makes the same table
/// from the same file in the same run, and both must come to the same sums.
/// </summary>
internal sealed class WeightedBenchmark : Benchmark
{
    private const int Units = 60, Persons = 7_500, Respondents = 4_657, Items = 21, TimesInR = 3;
    private const string InR = "R's survey makes the same table, ms";

    private static readonly int[] Categories = [8, 2, 5, 3];

    private readonly int[][] _margins = [.. Categories.Select(_ => new int[Respondents])];
    private readonly double[][] _totals = [.. Categories.Select(k => new double[k])];
    private readonly double[][] _values = [.. Enumerable.Range(0, Items).Select(_ => new double[Respondents])];
    private readonly int[] _unit = new int[Respondents];
    private double _means, _errors;
    private string _versions = "";
    private (double Means, double Errors) _expected;

    public override string Name => "weighted";

    public override string What => "raking, and 21 items' means and standard errors by 60 units";

    /// <summary>A fiftieth of what R takes in the same run.</summary>
    public override double Mark => Notes[InR].Order().ElementAt(TimesInR / 2) / 50;

    public override int WarmUp => 20;

    public override int Runs => 50;

    public override string Data => FormattableString.Invariant(
        $"{Respondents:N0} respondents of {Persons:N0} persons, {Items} items, {Units} units, raked to role, gender, age and device; R {_versions}");

    protected override void Prepare()
    {
        var folder = Bench.NewFolder();
        Directory.CreateDirectory(folder);
        var (answers, people) = (Path.Combine(folder, "answers.csv"), Path.Combine(folder, "people.csv"));
        WriteFiles(answers, people);
        for (var i = 0; i < TimesInR; i++)
        {
            MakeInR(answers, people);
        }
    }

    protected override void Run()
    {
        var start = new double[Respondents];
        Array.Fill(start, (double)Persons / Respondents);
        var raked = Raking.Rake(start, [.. _margins.Zip(_totals, (category, totals) => new RakingMargin(category, totals))]);
        var units = new CellDivision(CellWeighting.Of(raked.Weights, Calibration.Of(start, _margins)), _unit, Units);
        var estimates = new WeightedEstimate[Items][];
        Parallel.For(0, Items, i =>
        {
            var sums = CellSums.Of(_values[i], units);
            estimates[i] = [.. Enumerable.Range(0, Units).Select(u => GroupContrasts.Mean(sums, u))];
        });
        _means = estimates.Sum(e => e.Sum(u => u.Estimate));
        _errors = estimates.Sum(e => e.Sum(u => u.StandardError));
    }

    protected override void After()
    {
        if (Math.Abs(_means / _expected.Means - 1) > 1e-8 || Math.Abs(_errors / _expected.Errors - 1) > 1e-6)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"weighted: sums {_means:R} and {_errors:R}, in R {_expected.Means:R} and {_expected.Errors:R}."));
        }
    }

    /// <summary>Whoever is a woman, older or has a tool answers more often.</summary>
    private void WriteFiles(string answers, string people)
    {
        var random = new Sequence(4657);
        var person = new int[Persons][];
        for (var p = 0; p < Persons; p++)
        {
            person[p] = [random.Next(Categories[0]), random.Next(Categories[1]), random.Next(Categories[2]), random.Next(10) < 6 ? 0 : 1 + random.Next(2)];
            for (var m = 0; m < Categories.Length; m++)
            {
                _totals[m][person[p][m]]++;
            }
        }

        var order = Enumerable.Range(0, Persons)
            .OrderBy(p => random.Next(1000) - (person[p][1] == 0 ? 150 : 0) - person[p][2] * 60 + person[p][3] * 90).ThenBy(p => p)
            .Take(Respondents).Order().ToArray();
        var text = new StringBuilder("unit,role,gender,age,device," + string.Join(',', Enumerable.Range(1, Items).Select(i => FormattableString.Invariant($"i{i}"))) + "\n");
        for (var r = 0; r < Respondents; r++)
        {
            _unit[r] = random.Next(Units);
            text.Append(CultureInfo.InvariantCulture, $"{_unit[r]}");
            for (var m = 0; m < Categories.Length; m++)
            {
                _margins[m][r] = person[order[r]][m];
                text.Append(CultureInfo.InvariantCulture, $",{_margins[m][r]}");
            }

            for (var i = 0; i < Items; i++)
            {
                var missing = random.Next(20) == 0;
                _values[i][r] = missing ? double.NaN : 1 + random.Next(8);
                text.Append(missing ? "," : string.Create(CultureInfo.InvariantCulture, $",{_values[i][r]}"));
            }

            text.Append('\n');
        }

        File.WriteAllText(answers, text.ToString());
        File.WriteAllText(
            people, "role,gender,age,device\n" + string.Concat(person.Select(p => string.Join(',', p.Select(c => c.ToString(CultureInfo.InvariantCulture))) + "\n")));
    }

    private void MakeInR(string answers, string people)
    {
        var start = new ProcessStartInfo("Rscript") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["--vanilla", Path.Combine(Machine.Repository, "tests", "Benchmarks", "weighted.R"), answers, people])
        {
            start.ArgumentList.Add(argument);
        }

        string text;
        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException("Rscript did not start.");
            text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException("weighted needs Rscript with the package survey (Debian: r-base-core r-cran-survey).");
        }

        var words = text.Trim().Split('\n')[^1].Trim().Split(' ');
        if (words.Length != 5)
        {
            throw new InvalidOperationException("R did not make the table: " + text);
        }

        double Number(int i) => double.Parse(words[i], CultureInfo.InvariantCulture);
        Note(InR, Number(0));
        _expected = (Number(1), Number(2));
        _versions = $"{words[3]}, survey {words[4]}";
    }
}
