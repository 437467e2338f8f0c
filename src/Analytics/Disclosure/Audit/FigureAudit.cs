using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// Proves of some figures that they are not told by everything published beside them; where they are, takes back what tells them, the
/// least important first.
/// </summary>
/// <param name="printed">What is published.</param>
/// <param name="program">Makes a program of what is published now.</param>
/// <param name="targets">The figures.</param>
/// <param name="importance">How much a cell is missed when it is taken back; +∞ where that is not this audit's to do.</param>
/// <param name="beside">Figures of others that the same program proves in passing; what it does not prove is theirs to mend.</param>
/// <param name="sideBySide">How many programs share the first proof; of the machine's cores nothing may depend.</param>
/// <param name="most">Cells that are taken back for one figure at most; where they do not suffice, all of them are given back.</param>
internal sealed class FigureAudit(
    IPrintedFigures printed,
    Func<AuditProgram> program,
    IReadOnlyList<AuditTarget> targets,
    Func<Printed, double> importance,
    IReadOnlyList<AuditTarget> beside,
    int sideBySide = 1,
    int most = int.MaxValue)
{
    /// <summary>Cells that are tried by themselves, besides those of the figure's own group and competence.</summary>
    private const int Tried = 6;

    private int _withheld;

    /// <summary>Proves and repairs; where nothing can be said, each sum has been protected by itself.</summary>
    public AuditReport Run()
    {
        if (targets.Count + beside.Count == 0)
        {
            return AuditReport.Nothing;
        }

        if (!ProveAll())
        {
            return new AuditReport { Untested = targets.Count };
        }

        GiveUpClasses();
        foreach (var target in targets.Where(t => !t.Proved))
        {
            target.IsKnownAnyway = program().IsKnownUnprinted(target);
            if (!target.IsKnownAnyway)
            {
                Repair(target);
            }
        }

        return new AuditReport
        {
            Checked = targets.Count,
            Withheld = _withheld,
            Told = [.. targets.Where(t => !t.Proved && !t.IsKnownAnyway).Select(t => new ToldFigure(t.Item, t.Item.Length == 0 ? "" : t.Form.Quantity.ToString(), t.Group))],
        };
    }

    private bool ProveAll()
    {
        var found = new bool[sideBySide];
        Parallel.For(0, sideBySide, i => found[i] = Prove([.. targets.Concat(beside).Where((_, t) => t % sideBySide == i)]));
        return found.All(f => f);
    }

    private bool Prove(IReadOnlyList<AuditTarget> asked) => program().Prove(asked);

    /// <summary>
    /// A class that is narrower than it promises is not printed: what is told of it then is less than a class. What the whole
    /// organisation shows gives way last, for what its parts give up may be enough.
    /// </summary>
    private void GiveUpClasses()
    {
        var parts = targets.Where(t => !t.Proved && t.IsClass && t.Group != 0).ToArray();
        foreach (var target in parts)
        {
            GiveUp(target);
        }

        AuditTarget[] whole = [.. targets.Where(t => !t.Proved && t.IsClass)];
        if (whole.Length > 0 && parts.Length > 0)
        {
            Prove(whole);
        }

        foreach (var target in whole.Where(t => !t.Proved))
        {
            GiveUp(target);
        }
    }

    private void GiveUp(AuditTarget target)
    {
        foreach (var cell in target.Cells.Where(IsShown))
        {
            TakeBack(cell);
        }

        target.NoClass();
    }

    /// <summary>One cell that suffices, if there is one; else one after the other, until the rest leaves the figure open.</summary>
    private void Repair(AuditTarget target)
    {
        // What was taken back for another may have been enough.
        var before = _withheld;
        List<Printed> taken = [];
        for (var bite = 1; !target.Proved && Prove([target]) && !target.Proved;)
        {
            if (_withheld - before >= most)
            {
                taken.ForEach(c => printed.Withhold(c, false));
                _withheld = before;
                return;
            }

            var read = program();
            Printed[] seen = [.. read.Telling(target).Where(IsShown)], telling = [.. Mine(seen)];
            if (telling.Length == 0 && seen.Length > 0)
            {
                // Another audit's cells tell it, whatever this one takes back.
                return;
            }

            if (telling.Length == 0)
            {
                // Nothing was seen to bind. A wave is not left unreleased for that: more and more is taken back of all that is read.
                telling = [.. Mine(read.Cells.Where(IsShown)).Take(bite)];
                bite *= 2;
                if (telling.Count(TakeBackFor) == 0)
                {
                    return;
                }
            }
            else if (!telling.Where((c, i) => i < Tried || IsOwn(c, target)).Any(c => Suffices(c, target)) && !TakeBackFor(telling[0]))
            {
                return;
            }
        }

        bool TakeBackFor(Printed cell)
        {
            taken.Add(cell);
            return TakeBack(cell);
        }
    }

    private static bool IsOwn(Printed cell, AuditTarget target) =>
        cell.Group == target.Group && (cell.Column.Code == target.Item || cell.Figures.Item == target.Item);

    private IEnumerable<Printed> Mine(IEnumerable<Printed> cells) => cells.Where(c => double.IsFinite(importance(c))).OrderBy(importance);

    private bool Suffices(Printed cell, AuditTarget target)
    {
        printed.Withhold(cell, true);
        Prove([target]);
        _withheld += target.Proved ? 1 : 0;
        printed.Withhold(cell, target.Proved);
        return target.Proved;
    }

    /// <returns>False where it cannot be taken back.</returns>
    private bool TakeBack(Printed cell)
    {
        printed.Withhold(cell, true);
        var taken = !IsShown(cell);
        _withheld += taken ? 1 : 0;
        return taken;
    }

    private bool IsShown(Printed cell) => printed.Cell(cell) is { State: CellState.Value or CellState.Class };
}
