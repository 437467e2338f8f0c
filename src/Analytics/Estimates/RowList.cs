using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Estimates;

/// <summary>Collects rows; a figure that is not defined is left out, a part of one that is not defined is null.</summary>
internal sealed class RowList
{
    private readonly List<EstimateRow> _rows = [];

    /// <summary>The rows so far.</summary>
    public IReadOnlyList<EstimateRow> Rows => _rows;

    /// <summary>What names the rows of a group.</summary>
    public static EstimateRow Template(WaveSample sample, SampleGroup group) => new()
    {
        Organisation = sample.Organisation,
        Wave = sample.Wave,
        Scope = group.Scope,
        Code = group.Code,
        Breakdown = group.Breakdown,
        Category = group.Category,
        Population = group.Population,
    };

    /// <summary>A number, or null where it is not defined.</summary>
    public static double? Known(double value) => double.IsFinite(value) ? value : null;

    /// <summary>Adds a row.</summary>
    public void Add(EstimateRow row)
    {
        if (double.IsFinite(row.Estimate))
        {
            _rows.Add(row);
        }
    }

    /// <summary>Adds a row with an interval; without one, and not the first of its estimate, it says nothing new and is left out.</summary>
    public void Add(EstimateRow row, string method, Interval interval)
    {
        if (double.IsFinite(interval.Low) || double.IsFinite(interval.High))
        {
            Add(row with { IntervalMethod = method, Low = Known(interval.Low), High = Known(interval.High) });
        }
    }

    /// <summary>Adds a row with its intervals, or the bare row if it has none.</summary>
    public void AddAll(EstimateRow row, params ReadOnlySpan<(string Method, Interval Interval)> intervals)
    {
        var before = _rows.Count;
        foreach (var (method, interval) in intervals)
        {
            Add(row, method, interval);
        }

        if (_rows.Count == before)
        {
            Add(row);
        }
    }

    /// <summary>Adds rows made elsewhere.</summary>
    public void Add(IEnumerable<EstimateRow> rows) => _rows.AddRange(rows);
}
