using System.Diagnostics;
using Digilo.Analytics.Disclosure;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// Disclosure control alone, on the night when a wave has closed for three hundred employers at once: patterns of hidden groups, classes,
/// closed forms and local programs, rounding, every registered table. What it protects is computed between, outside the time. The
/// audit of everything together, which is the default, is left out where so many close at once; it is measured beside, for a few of them.
/// So is a night on which none closes: the released waves are carried as they are, and the facts of all are disclosed with the default.
/// </summary>
internal sealed class DisclosureBenchmark : Benchmark
{
    private const int Organisations = 300, Warm = 5, Audited = 2;

    private static readonly int[] Marks = [Organisations / 4, Organisations / 2, Organisations];

    private readonly Stopwatch _own = new();
    private readonly List<double> _each = [];
    private bool _isWarm;
    private TimeSpan _processor;
    private long _tables;

    public override string Name => "disclosure";

    public override string What => FormattableString.Invariant($"disclosure control of {Organisations} organisations × {ManyOrganisations.Units} units, all registered tables");

    public override double Mark => 60_000;

    public override string Data => FormattableString.Invariant(
        $"{Organisations} organisations of {ManyOrganisations.Persons:N0} persons in {ManyOrganisations.Units} units and {ManyOrganisations.Departments} departments, {ManyOrganisations.Answering} % answering two waves of {LargeSet.ItemCount} items and 19 other questions; one wave and its facts disclosed");

    public override int WarmUp => 1;

    public override int Runs => 1;

    protected override TimeSpan? Own => _own.Elapsed;

    protected override void Prepare()
    {
    }

    protected override void Before()
    {
        _own.Reset();
        _processor = TimeSpan.Zero;
        _each.Clear();
        _tables = 0;
    }

    protected override void Run()
    {
        for (var number = 1; number <= (_isWarm ? Organisations : Warm); number++)
        {
            var (wave, facts) = ManyOrganisations.Raw(number);
            var (before, processor) = (_own.Elapsed, Environment.CpuUsage.TotalTime);
            _own.Start();
            _tables += DisclosureControl.Publish(wave, ManyOrganisations.Settings).Tables.Count
                + DisclosureControl.Publish(facts, ManyOrganisations.Settings).Tables.Count;
            _own.Stop();
            _processor += Environment.CpuUsage.TotalTime - processor;
            _each.Add((_own.Elapsed - before).TotalMilliseconds);
        }
    }

    protected override void After()
    {
        if (_tables == 0)
        {
            throw new InvalidOperationException("disclosure: no tables.");
        }

        if (!_isWarm)
        {
            _isWarm = true;
            return;
        }

        foreach (var organisations in Marks)
        {
            Note(FormattableString.Invariant($"{organisations} organisations, ms"), _each.Take(organisations).Sum());
        }

        Note("processor time of disclosure control alone, ms", _processor.TotalMilliseconds);
        _each.Sort();
        Note("an organisation, median, ms", _each[_each.Count / 2]);
        Note("the slowest, ms", _each[^1]);
        Note("published tables", _tables);
        _own.Reset();
        for (var number = 1; number <= Organisations; number++)
        {
            var (_, facts) = ManyOrganisations.Raw(number);
            _own.Start();
            DisclosureControl.Publish(facts, DisclosureSettings.BuiltIn);
            _own.Stop();
        }

        Note("a night on which no wave closes, everything audited together, ms", _own.Elapsed.TotalMilliseconds);
        for (var number = 1; number <= Audited; number++)
        {
            var (wave, _) = ManyOrganisations.Raw(number);
            _own.Restart();
            var (_, audit) = DisclosureControl.Publish(wave, DisclosureSettings.BuiltIn);
            Note(FormattableString.Invariant($"organisation {number} with the audit of everything together, ms"), _own.Elapsed.TotalMilliseconds);
            Note(FormattableString.Invariant($"organisation {number}, groups with figures by competence"), wave.ItemGroups);
            Note(FormattableString.Invariant($"organisation {number}, figures audited"), audit.Checked);
            Note(FormattableString.Invariant($"organisation {number}, figures taken back"), audit.Withheld);
        }
    }
}
