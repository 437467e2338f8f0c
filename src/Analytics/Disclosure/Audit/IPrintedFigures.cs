using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>The cells as they are about to be published, and those of earlier releases; and the hand that takes one back.</summary>
internal interface IPrintedFigures
{
    /// <summary>The cell; null where no table has it.</summary>
    PublishedCell? Cell(Printed printed);

    /// <summary>The cell, if a table has it, and those that earlier releases of the same answers had in its place.</summary>
    IEnumerable<PublishedCell> Cells(Printed printed);

    /// <summary>True where an outsider knows that all respondents of a group are in the base of every one of some competences.</summary>
    bool IsComplete(IReadOnlyList<string> items, int group);

    /// <summary>Null where a column's n is told of a group; otherwise the most that it can be.</summary>
    long? MostOf(RawColumn column, int group);

    /// <summary>How many have answered at all in a group; null where that is not told as a number.</summary>
    long? RespondentsOf(int group);

    /// <summary>Takes back a cell, or gives it back.</summary>
    void Withhold(Printed printed, bool withheld);
}

/// <summary>What follows from printed figures.</summary>
internal static class PrintedFiguresExtensions
{
    /// <summary>How many have answered at all who are in a whole and in none of its parts; null where not all of them are told.</summary>
    public static long? MostBeside(this IPrintedFigures printed, Line line)
    {
        var beside = printed.RespondentsOf(line.Total);
        foreach (var part in line.Parts)
        {
            beside -= printed.RespondentsOf(part);
        }

        return beside;
    }
}
