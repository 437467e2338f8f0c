using Digilo.Analytics.Compute;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Disclosure.Audit;

/// <summary>
/// All that is published of one answer beside the competences' levels (an index, an attitude, a yes or no): how many have given it in each
/// group and what it sums to, and what may not be told of that (method §4.1, §4.2b).
/// </summary>
internal sealed class AnswerView
{
    private static readonly LevelForm Total = new(LevelQuantity.Levels), Persons = new(LevelQuantity.Persons);

    private readonly IPrintedFigures _printed;
    private readonly RawRelease _raw;
    private readonly RawFigures _figures;
    private readonly RawColumn _column;
    private readonly SumScale _scale;
    private readonly FigureKind _kind;
    private readonly int _threshold;

    /// <summary>The competences that a person's own mean is of; none of another answer.</summary>
    private readonly CompetenceView[] _competences;
    private readonly int _answers;

    private AnswerView(IPrintedFigures printed, RawRelease raw, RawFigures figures, RawColumn column, CompetenceView[] competences, int threshold)
    {
        (_printed, _raw, _figures, _column, _competences) = (printed, raw, figures, column, competences);
        _answers = Math.Max(1, competences.Length);
        _kind = column.Kind ?? figures.Kind;
        _scale = IsShare ? new SumScale(0, 1, 1) : IsOfLevels ? SumScale.Levels(raw.OffersZero) : SumScale.Of(column.Scale ?? figures.Scale);
        _threshold = IsShare ? Math.Max(threshold, figures.Minimum) : threshold;
        (Lowest, Highest) = (_answers * _scale.Steps(_scale.Lowest), _answers * _scale.Steps(_scale.Highest));
        Size = [.. column.Groups.Select(f => f.Respondents)];
        Sum = [.. column.Groups.Select(f => IsShare ? f.Count : f.Respondents == 0 ? 0 : Math.Round(_answers * _scale.Steps(f.Mean) * f.Respondents, 6))];
    }

    /// <summary>
    /// The answers of a release that are sums over persons and have no program of their own: not those of the competences and F1, not those
    /// whose persons are a part of another's, and not means of several means.
    /// </summary>
    public static IEnumerable<AnswerView> Of(IPrintedFigures printed, RawRelease raw, IReadOnlyList<CompetenceView> competences, int threshold) =>
        from figures in raw.Figures
        where figures is { Partition: false, Follows.Length: 0 } && figures.Measure is not (Measures.BelowFloor or Measures.BelowFloorByCompetence or Measures.BelowRequirement)
        from column in figures.Columns
        let kind = column.Kind ?? figures.Kind
        where column is { Missing.Length: 0, Within.Count: 0, Parts.Count: 0 } && (
            kind == FigureKind.Share
            || (kind == FigureKind.Mean && !(figures.Measure == Measures.Level && raw.Levels.ContainsKey(column.Code)))
            || (kind == FigureKind.Score && column.Beside.Count == 0))
        select new AnswerView(
            printed,
            raw,
            figures,
            column,
            kind != FigureKind.Mean ? []
                : column.Code == PublishedTable.Index ? [.. competences]
                : [.. competences.Where(c => column.Beside.Any(b => b.Column == c.Item))],
            threshold);

    private bool IsShare => _kind == FigureKind.Share;

    /// <summary>A person's own mean over competences.</summary>
    private bool IsOfLevels => _kind == FigureKind.Mean;

    /// <summary>Persons per group.</summary>
    public IReadOnlyList<long> Size { get; }

    /// <summary>What their answers sum to, in steps of the scale; of a person's own mean as many times as it is of competences.</summary>
    public IReadOnlyList<double> Sum { get; }

    /// <summary>The least that one person adds.</summary>
    public double Lowest { get; }

    /// <summary>The most.</summary>
    public double Highest { get; }

    /// <summary>Null where it is told how many answered in a group; otherwise the most that it can be.</summary>
    public long? MostOf(int group) => _printed.MostOf(_column, group);

    /// <summary>How many can have answered at most who are in a whole and in none of its parts.</summary>
    public long MostBeside(Line line) => _printed.MostBeside(_raw.Population, line);

    /// <summary>Whether a cell is of this answer, and not of the competences that it is a mean of.</summary>
    public bool IsOwn(Printed cell) => ReferenceEquals(cell.Column, _column);

    /// <summary>The competences that a person's own mean is of; none of another answer.</summary>
    public IReadOnlyList<CompetenceView> Competences => _competences;

    /// <summary>How its targets name it.</summary>
    public string Item => _figures.Measure + " " + _column.Code;

    /// <summary>What is told of the sum in a group: by its own cells, and where <see cref="AddsUp"/> by the competences it is a mean of.</summary>
    public IEnumerable<(double Low, double High, IReadOnlyList<Printed> Sources)> Facts(int group)
    {
        foreach (var fact in Own(group))
        {
            yield return fact;
        }

        if (AddsUp(group))
        {
            var told = _competences.Select(c => c.SumOf(group)).ToArray();
            var (low, high) = (told.Sum(t => t.Low), told.Sum(t => t.High));
            yield return (Math.Min(low, Sum[group]), Math.Max(high, Sum[group]), [.. told.SelectMany(t => t.Sources)]);
        }
    }

    /// <summary>What its own cells tell of the sum in a group.</summary>
    public IEnumerable<(double Low, double High, IReadOnlyList<Printed> Sources)> Own(int group)
    {
        var printed = new Printed(_figures, _column, group);
        foreach (var cell in _printed.Cells(printed).Where(c => c.State is CellState.Value or CellState.Class))
        {
            var (low, high) = IsShare ? PublishedKnowledge.CountOf(cell, Size[group], _threshold)
                : IsOfLevels ? PublishedKnowledge.SumOfLevels(cell, Size[group], _scale, whole: false)
                : PublishedKnowledge.SumOf(cell, Size[group], _scale, whole: true);
            yield return (Math.Min(_answers * low, Sum[group]), Math.Max(_answers * high, Sum[group]), [printed]);
        }
    }

    /// <summary>Whether everybody in a group has answered everything that it is a mean of: then it is the sum of these.</summary>
    public bool AddsUp(int group) =>
        _competences.Length > 0 && Size[group] > 0 && Size[group] == _raw.Respondents![group]
        && _competences.All(c => group < c.Size.Length) && _printed.IsComplete([.. _competences.Select(c => c.Item)], group);

    /// <summary>What may not be told of a group.</summary>
    public IEnumerable<AuditTarget> Targets(int group)
    {
        var printed = new Printed(_figures, _column, group);
        if (Size[group] == 0 || _printed.Cell(printed) is not { State: not CellState.NotApplicable } cell)
        {
            yield break;
        }

        var (n, sum) = (Size[group], Sum[group]);
        if (MostOf(group) is { } most && n < _threshold)
        {
            // How few have answered, as of a competence.
            yield return Target(Persons, n, _printed.RespondentsOf(group) is not null ? 1 : Math.Min(Hiding.Width, most), isClass: false);
        }

        if (IsShare && (sum < _threshold || n - sum < _threshold))
        {
            var (low, high) = PublishedKnowledge.CountOf(cell, n, _threshold);
            var isClass = cell.State == CellState.Class;
            yield return Target(Total, sum, isClass ? Math.Min(Hiding.Width, high - low) : 1, isClass);
        }
        else if (!IsShare && n < _threshold)
        {
            yield return Target(new LevelForm(LevelQuantity.Deviation, sum / n), 0, _answers * n, isClass: false);
        }
        else if (cell.State == CellState.Class)
        {
            yield return Target(Total, sum, Hiding.Width, isClass: true);
        }

        AuditTarget Target(LevelForm form, double truth, double width, bool isClass) => new()
        {
            Group = group,
            Item = Item,
            Form = form,
            Cells = [printed],
            Truth = truth,
            Width = width,
            IsClass = isClass,
        };
    }
}
