namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>From what something follows.</summary>
internal sealed partial class LinearSystem
{
    /// <summary>
    /// A smallest set of what was read from which alone the sum is told to less than a width (Junker, AAAI 2004, QuickXplain): for people who
    /// mend a leak. Empty if it is not told.
    /// </summary>
    public IReadOnlyList<string> Explain(Sum sum, double needed)
    {
        var reasons = _rows.Select(r => r.Why).Distinct().ToArray();
        if (!Told(reasons))
        {
            return [];
        }

        return [.. Find([], false, reasons)];

        bool Told(IEnumerable<string> chosen)
        {
            var all = chosen.ToHashSet();
            var part = new LinearSystem();
            for (var v = 0; v < Variables; v++)
            {
                part.Variable(_first[v].Low, _first[v].High, _whole[v]);
            }

            foreach (var row in _rows.Where(r => all.Contains(r.Why)))
            {
                part._rows.Add(row);
            }

            var (low, high) = part.Range(sum);
            return high - low < needed - Noise;
        }

        IEnumerable<string> Find(string[] background, bool added, string[] among)
        {
            if (added && Told(background))
            {
                return [];
            }

            if (among.Length == 1)
            {
                return among;
            }

            var (first, second) = (among[..(among.Length / 2)], among[(among.Length / 2)..]);
            var inSecond = Find([.. background, .. first], true, second).ToArray();
            var inFirst = Find([.. background, .. inSecond], inSecond.Length > 0, first);
            return inFirst.Concat(inSecond);
        }
    }
}
