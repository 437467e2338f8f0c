namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Writes the headings as bookmarks, nested by level.</summary>
internal static class OutlineTree
{
    /// <summary>Writes the tree and returns its root.</summary>
    public static int Write(PdfObjects objects, IReadOnlyList<HeadingPlace> entries)
    {
        var root = objects.Reserve();
        var numbers = entries.Select(_ => objects.Reserve()).ToList();
        var (first, last, count) = WriteLevel(0, entries.Count, root);
        objects.Set(root, $"<</Type /Outlines /First {first} /Last {last} /Count {PdfSyntax.Number(count)}>>");
        return root;

        (string First, string Last, int Count) WriteLevel(int from, int to, int parent)
        {
            // A part begins at each entry that is not below the one that begins the part before.
            var starts = new List<int>();
            for (var i = from; i < to; i++)
            {
                if (starts.Count == 0 || entries[i].Level <= entries[starts[^1]].Level)
                {
                    starts.Add(i);
                }
            }

            var count = to - from;
            for (var i = 0; i < starts.Count; i++)
            {
                var end = i + 1 < starts.Count ? starts[i + 1] : to;
                var entry = entries[starts[i]];
                var inner = "";
                if (end > starts[i] + 1)
                {
                    var (innerFirst, innerLast, innerCount) = WriteLevel(starts[i] + 1, end, numbers[starts[i]]);
                    inner = $" /First {innerFirst} /Last {innerLast} /Count {PdfSyntax.Number(innerCount)}";
                }

                objects.Set(
                    numbers[starts[i]],
                    $"<</Title {PdfSyntax.Text(entry.Title)} /Parent {PdfSyntax.Reference(parent)}"
                    + (i > 0 ? " /Prev " + PdfSyntax.Reference(numbers[starts[i - 1]]) : "")
                    + (i + 1 < starts.Count ? " /Next " + PdfSyntax.Reference(numbers[starts[i + 1]]) : "")
                    + inner
                    + $" /Dest {entry.Destination}>>");
            }

            return (PdfSyntax.Reference(numbers[starts[0]]), PdfSyntax.Reference(numbers[starts[^1]]), count);
        }
    }
}
