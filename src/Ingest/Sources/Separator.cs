namespace Digilo.Analytics.Ingest.Sources;

/// <summary>Which of <c>;</c> <c>,</c> and tab separates the columns.</summary>
internal static class Separator
{
    private const int Rows = 50;

    /// <summary>
    /// The candidate that gives the headings most columns among those whose following rows agree with the headings; a decimal
    /// comma in a semicolon file therefore does not win. Null if no candidate occurs: one column.
    /// </summary>
    public static char? Detect(ReadOnlySpan<byte> sample)
    {
        char? best = null;
        var bestAgreement = -1.0;
        var bestColumns = 0;
        foreach (var candidate in (ReadOnlySpan<char>)[';', '\t', ','])
        {
            var (columns, agreement) = Try(sample, (byte)candidate);
            if (columns < 2)
            {
                continue;
            }

            // Clearly better agreement wins; otherwise more columns do.
            if (agreement > bestAgreement + 0.25 || (agreement >= bestAgreement - 0.25 && columns > bestColumns))
            {
                (best, bestAgreement, bestColumns) = (candidate, agreement, columns);
            }
        }

        return best;
    }

    private static (int Columns, double Agreement) Try(ReadOnlySpan<byte> sample, byte separator)
    {
        var headings = -1;
        int rows = 0, agree = 0, cells = 1;
        bool quoted = false, start = true, empty = true;
        for (var i = 0; i < sample.Length && rows < Rows; i++)
        {
            var b = sample[i];
            if (b == (byte)'"' && (start || quoted))
            {
                quoted = !quoted;
                empty = false;
                // A doubled quote closes and opens again at once.
                start = false;
                if (!quoted && i + 1 < sample.Length && sample[i + 1] == (byte)'"')
                {
                    quoted = true;
                    i++;
                }

                continue;
            }

            if (quoted)
            {
                continue;
            }

            if (b == separator)
            {
                cells++;
                start = true;
                empty = false;
            }
            else if (b is (byte)'\n' or (byte)'\r')
            {
                if (!empty)
                {
                    if (headings < 0)
                    {
                        headings = cells;
                    }
                    else
                    {
                        rows++;
                        agree += cells == headings ? 1 : 0;
                    }
                }

                (cells, start, empty) = (1, true, true);
            }
            else
            {
                start = false;
                empty = false;
            }
        }

        if (headings < 0)
        {
            // The sample ends inside the headings: one very long line.
            headings = cells;
        }

        return (headings, rows == 0 ? 0.5 : (double)agree / rows);
    }
}
