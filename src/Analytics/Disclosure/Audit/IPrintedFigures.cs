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

    /// <summary>How few and how many can have answered at all in a group, by what is told of that and by the register.</summary>
    (long Least, long Most) AnsweredOf(int group);

    /// <summary>Takes back a cell, or gives it back.</summary>
    void Withhold(Printed printed, bool withheld);
}

/// <summary>What follows from printed figures.</summary>
internal static class PrintedFiguresExtensions
{
    /// <summary>How many have answered at all in a group; null where that is not told as a number.</summary>
    public static long? RespondentsOf(this IPrintedFigures printed, int group) =>
        printed.AnsweredOf(group) is var (least, most) && least == most ? least : null;

    /// <summary>
    /// How many can have answered at all at most who are in a whole and in none of its parts: by the numbers that are told, where all of
    /// them are, and by the register. In an anonymous wave answers need not lie as the register says.
    /// </summary>
    /// <param name="printed">What is published.</param>
    /// <param name="register">Persons per group.</param>
    /// <param name="line">The whole and its parts.</param>
    public static long MostBeside(this IPrintedFigures printed, IReadOnlyList<long> register, Line line)
    {
        var persons = register[line.Total] - line.Parts.Sum(p => register[p]);
        var told = line.Parts.Aggregate(printed.RespondentsOf(line.Total), (beside, p) => beside - printed.RespondentsOf(p));
        return Math.Min(persons, told ?? persons);
    }
}
