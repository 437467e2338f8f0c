namespace Digilo.Analytics.Ingest.Sources;

/// <summary>What may stand above the headings of a delimited text: a line that names the separator, titles, more byte-order marks than one.</summary>
internal static class LinesAbove
{
    private const int MaxLines = 20;

    /// <summary>The separator that a first line <c>sep=;</c> names, as spreadsheets write it; null if there is no such line.</summary>
    public static char? Hint(ReadOnlySpan<byte> sample)
    {
        var end = sample.IndexOfAny((byte)'\n', (byte)'\r');
        var line = (end < 0 ? sample : sample[..end]).Trim("\" "u8);
        return line.Length == 5 && System.Text.Ascii.EqualsIgnoreCase(line[..4], "sep="u8) && line[4] is (byte)';' or (byte)',' or (byte)'\t' or (byte)'|' ? (char)line[4]
            // A tab at the end is trimmed by some editors, and a name of it is written by others.
            : line.Length == 6 && System.Text.Ascii.EqualsIgnoreCase(line, "sep=\\t"u8) ? '\t'
            : null;
    }

    /// <summary>
    /// The line of what look like headings, if only titles stand above it: lines of one value, and then two rows with the same number of
    /// cells and more than one value. 0 if the first line is as good as any.
    /// </summary>
    public static int Find(ReadOnlySpan<byte> sample)
    {
        foreach (var separator in (ReadOnlySpan<byte>)[(byte)';', (byte)'\t', (byte)','])
        {
            var rows = Rows(sample, separator);
            var first = rows.FindIndex(r => r.Filled > 1);
            if (first > 0 && first + 1 < rows.Count && rows[first + 1].Filled > 1 && rows[first].Cells == rows[first + 1].Cells)
            {
                return rows[first].Line;
            }

            if (first == 0)
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>The sample behind so many lines.</summary>
    public static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> sample, int lines)
    {
        for (; lines > 0; lines--)
        {
            sample = sample[(sample.IndexOf((byte)'\n') + 1)..];
        }

        return sample;
    }

    /// <summary>Moves a file behind byte-order marks too many and behind so many lines.</summary>
    /// <param name="file">At its beginning.</param>
    /// <param name="width">Bytes of a character's smallest unit.</param>
    /// <param name="isBigEndian">For two bytes: the high one first.</param>
    /// <param name="lines">Lines to pass over.</param>
    /// <param name="most">Bytes that they may have together.</param>
    /// <returns>False if the file ends within them, or they are longer.</returns>
    public static bool Pass(FileStream file, int width, bool isBigEndian, int lines, int most)
    {
        if (width == 1)
        {
            PassMarks(file);
        }

        var begin = file.Position;
        var buffer = new byte[1 << 12];
        var odd = false;
        while (lines > 0)
        {
            var at = file.Position;
            var read = file.Read(buffer);
            if (read == 0 || at - begin > most)
            {
                return false;
            }

            for (var i = 0; i < read && lines > 0; i++)
            {
                // Of two bytes, the low one tells and the high one is nothing.
                var isUnit = width == 1 || odd == isBigEndian;
                odd = !odd;
                if (isUnit && buffer[i] == (byte)'\n' && --lines == 0)
                {
                    file.Position = at + i + (width == 2 && !isBigEndian ? 2 : 1);
                }
            }
        }

        return true;
    }

    /// <summary>Files that were put together by hand begin with a mark each; the parser takes one.</summary>
    private static void PassMarks(FileStream file)
    {
        Span<byte> mark = stackalloc byte[3];
        var marks = 0;
        while (file.ReadAtLeast(mark, 3, throwOnEndOfStream: false) == 3 && mark.SequenceEqual((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            marks++;
        }

        file.Position = 3 * Math.Max(0, marks - 1);
    }

    private static List<(int Line, int Cells, int Filled)> Rows(ReadOnlySpan<byte> sample, byte separator)
    {
        var rows = new List<(int, int, int)>();
        int line = 1, begun = 1, cells = 1, filled = 0;
        bool quoted = false, isFilled = false;
        foreach (var b in sample)
        {
            if (b == (byte)'"')
            {
                quoted = !quoted;
            }
            else if (!quoted && b == separator)
            {
                cells++;
                filled += isFilled ? 1 : 0;
                isFilled = false;
            }
            else if (!quoted && b == (byte)'\n')
            {
                filled += isFilled ? 1 : 0;
                if (filled > 0)
                {
                    rows.Add((begun, cells, filled));
                }

                (cells, filled, isFilled) = (1, 0, false);
                line++;
                begun = line;
                if (rows.Count == MaxLines)
                {
                    return rows;
                }
            }
            else
            {
                line += b == (byte)'\n' ? 1 : 0;
                isFilled |= b > 0x20;
            }
        }

        filled += isFilled ? 1 : 0;
        if (filled > 0)
        {
            rows.Add((begun, cells, filled));
        }

        return rows;
    }
}
