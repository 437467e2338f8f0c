using System.Runtime.InteropServices;

namespace Digilo.Analytics.Compute;

/// <summary>
/// Population change of every group of a division between two waves, as <see cref="Contrasts.Change"/> makes it of each: one pass over those
/// who answered both, for what a person adds to both waves is known by the cells of the two.
/// </summary>
internal static class GroupChanges
{
    /// <summary>
    /// After less before. R: as <see cref="Contrasts.Change"/>. Either side without anybody: NaN.
    /// </summary>
    /// <param name="before">The earlier wave.</param>
    /// <param name="after">The later wave.</param>
    /// <param name="pairs">Groups of the two that are compared, each in one pair at most.</param>
    /// <param name="rowBefore">Per respondent of the later wave the row of the same person in the earlier, −1 for none.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static ContrastEstimate[] Of(
        CellSums before, CellSums after, IReadOnlyList<(int Before, int After)> pairs, int[] rowBefore, double confidence = Moments.DefaultConfidence)
    {
        Histogram.RequireSameLength(rowBefore.Length, after.Division.GroupOf.Length);
        var sides = pairs.Select(p => new Side(before, p.Before, after, p.After)).ToArray();
        var both = Overlap(before, after, pairs, sides, rowBefore);
        var (v, w) = (before.Division.Weighting, after.Division.Weighting);
        double persons = v.Total + w.Total - rowBefore.Count(r => r >= 0) - OthersOfBoth(v, w).Count();
        var changes = new ContrastEstimate[pairs.Count];
        for (var k = 0; k < changes.Length; k++)
        {
            var s = sides[k];
            if (s.Before.Count == 0 || s.After.Count == 0)
            {
                changes[k] = Contrasts.Of(double.NaN, double.NaN, 0, confidence);
                continue;
            }

            var squares = s.InfluenceBefore.Squares + s.InfluenceAfter.Squares - (2 * s.Shared.Value);
            var sum = s.InfluenceAfter.Sum - s.InfluenceBefore.Sum;
            var variance = CellInfluence.Trusted(
                (squares - (sum * sum / persons)) * persons / (persons - 1), s.InfluenceBefore.Uncalibrated + s.InfluenceAfter.Uncalibrated);
            changes[k] = double.IsNaN(variance)
                ? Alone(before, after, pairs[k], rowBefore, confidence)
                : Contrasts.Of(s.After.Mean - s.Before.Mean, variance, s.Before.Count + s.After.Count - both[k] - 1, confidence);
        }

        return changes;
    }

    /// <summary>Σ of the products of what each person adds to the two waves, and how many are in both domains of a pair.</summary>
    private static long[] Overlap(CellSums before, CellSums after, IReadOnlyList<(int Before, int After)> pairs, Side[] sides, int[] rowBefore)
    {
        var (pairBefore, pairAfter) = (PairOf(before, pairs, p => p.Before), PairOf(after, pairs, p => p.After));
        var (w, v) = (after.Division.Weighting, before.Division.Weighting);
        var both = new long[sides.Length];
        var cells = new Dictionary<int, long>();
        for (var i = 0; i < rowBefore.Length; i++)
        {
            var j = rowBefore[i];
            if (j < 0)
            {
                continue;
            }

            var (c, d) = (w.CellOf[i], v.CellOf[j]);
            CollectionsMarshal.GetValueRefOrAddDefault(cells, (c * v.Cells) + d, out _)++;
            var weights = w.OfCell[c] * v.OfCell[d];
            var (a, b) = (pairAfter[after.Division.GroupOf[i] + 1], pairBefore[before.Division.GroupOf[j] + 1]);
            double x = 0, y = 0;
            if (a >= 0)
            {
                x = sides[a].ValueAfter(after.ValueOf(i));
                a = double.IsNaN(x) || weights == 0 ? -1 : a;
            }

            if (b >= 0)
            {
                y = sides[b].ValueBefore(before.ValueOf(j));
                b = double.IsNaN(y) || weights == 0 ? -1 : b;
            }

            if (a >= 0)
            {
                sides[a].Shared.Add(weights * x * ((a == b ? y : 0) - sides[a].InfluenceBefore.Fitted[d]));
                both[a] += a == b ? 1 : 0;
            }

            if (b >= 0)
            {
                sides[b].Shared.Add(-weights * y * sides[b].InfluenceAfter.Fitted[c]);
            }
        }

        if (w.Calibration is not null && v.Calibration is not null)
        {
            foreach (var (d, c) in OthersOfBoth(v, w))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(cells, (c * v.Cells) + d, out _)++;
            }

            foreach (var (cell, count) in cells.OrderBy(p => p.Key))
            {
                var (c, d) = (cell / v.Cells, cell % v.Cells);
                foreach (var side in sides)
                {
                    side.Shared.Add(count * w.OfCell[c] * v.OfCell[d] * side.InfluenceAfter.Fitted[c] * side.InfluenceBefore.Fitted[d]);
                }
            }
        }

        return both;
    }

    /// <summary>Others who were calibrated in both waves: their cells before and after.</summary>
    private static IEnumerable<(int Before, int After)> OthersOfBoth(CellWeighting before, CellWeighting after)
    {
        var cellOf = before.Others.Where(o => o.Person != 0).ToDictionary(o => o.Person, o => o.Cell);
        return after.Others.Where(o => cellOf.ContainsKey(o.Person)).Select(o => (cellOf[o.Person], o.Cell));
    }

    /// <summary>Per group + 1 the pair that it is in, −1 for none.</summary>
    private static int[] PairOf(CellSums sums, IReadOnlyList<(int Before, int After)> pairs, Func<(int Before, int After), int> side)
    {
        var pairOf = new int[sums.Division.Groups + 1];
        Array.Fill(pairOf, -1);
        for (var k = 0; k < pairs.Count; k++)
        {
            pairOf[side(pairs[k]) + 1] = k;
        }

        return pairOf;
    }

    private static ContrastEstimate Alone(CellSums before, CellSums after, (int Before, int After) pair, int[] rowBefore, double confidence)
    {
        var (v, w) = (before.Division.Weighting, after.Division.Weighting);
        var own = new int[before.Division.GroupOf.Length];
        Array.Fill(own, -1);
        foreach (var row in rowBefore.Where(r => r >= 0))
        {
            own[row] = row;
        }

        // Numbers of others follow those of the earlier wave's own rows.
        var numberOf = v.Others.Select((o, i) => (o.Person, Number: own.Length + i)).Where(o => o.Person != 0).ToDictionary(o => o.Person, o => o.Number);
        int Number(CellWeighting weighting, int other) => numberOf.GetValueOrDefault(weighting.Others[other].Person, -1);
        return Contrasts.Change(
            GroupContrasts.Linearised(before, pair.Before, false),
            v.AmongAll(own, i => Number(v, i)),
            GroupContrasts.Linearised(after, pair.After, false),
            w.AmongAll(rowBefore, i => Number(w, i)),
            confidence);
    }

    /// <summary>One pair of groups.</summary>
    private sealed class Side
    {
        public NeumaierSum Shared;

        public Side(CellSums before, int groupBefore, CellSums after, int groupAfter)
        {
            (Before, After) = (before.Group(groupBefore), after.Group(groupAfter));
            InfluenceBefore = InfluenceOf(before, Before);
            InfluenceAfter = InfluenceOf(after, After);
        }

        public CellDomain Before { get; }

        public CellDomain After { get; }

        public CellInfluence InfluenceBefore { get; }

        public CellInfluence InfluenceAfter { get; }

        public double ValueBefore(double value) => Linearised(Before, value);

        public double ValueAfter(double value) => Linearised(After, value);

        private static double Linearised(CellDomain domain, double value) =>
            domain.IsConstant && !double.IsNaN(value) ? 0 : (value - domain.Mean) / domain.SumOfWeights;

        private static CellInfluence InfluenceOf(CellSums sums, CellDomain domain)
        {
            var influence = new CellInfluence(sums.Division.Weighting);
            if (domain.Count > 0)
            {
                influence.Add(domain, 1 / domain.SumOfWeights);
            }

            return influence.Close();
        }
    }
}
