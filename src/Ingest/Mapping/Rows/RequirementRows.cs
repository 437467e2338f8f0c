using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Required level per role and competence.</summary>
internal sealed class RequirementRows(MapContext context) : IRowMapper
{
    private readonly RowReader _reader = context.Reader;
    private readonly List<RequirementRow> _rows = [];
    private readonly HashSet<(string, string)> _seen = [];
    private readonly HashSet<string> _competences = CompetenceFramework.DigComp22.Competences.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
    private readonly BoundColumn? _role = context.Binding.Find("role"), _roleName = context.Binding.Find("roleName"),
        _competence = context.Binding.Find("competence"), _level = context.Binding.Find("level"), _mandatory = context.Binding.Find("mandatory");

    public bool IsFull => _rows.Count >= context.BatchRows;

    public int Count => _rows.Count;

    public bool Map()
    {
        var role = _reader.Text(_role, RowReader.MaxCode).ToString();
        var name = _reader.Text(_roleName, RowReader.MaxText).ToString();
        var competence = _reader.Text(_competence, RowReader.MaxCode).ToString();
        if (competence.Length > 0 && !_competences.Contains(competence))
        {
            _reader.Fault(Rules.CodeUnknown, _competence, _reader.Cell(_competence), "1.1 … 5.4");
        }

        var level = MapLevel();
        var mandatory = _reader.Choice(_mandatory) == (byte)YesNo.Yes;
        if (!_reader.Bad && !_seen.Add((role, competence)))
        {
            _reader.Fault(Rules.RowDoubled, _competence, _reader.Cell(_competence), "");
        }

        if (_reader.Bad)
        {
            return false;
        }

        _rows.Add(new RequirementRow(role, name.Length > 0 ? name : role, competence, level, mandatory));
        return true;
    }

    private int MapLevel()
    {
        var cell = _reader.Cell(_level);
        if (cell.IsEmpty || (Cells.TryWhole(cell, out var level) && level is >= 1 and <= AnswerCode.MaxLevel))
        {
            return cell.IsEmpty ? 0 : cell[0] - '0';
        }

        _reader.Fault(Rules.LevelInvalid, _level, cell, Expected.RequiredLevel);
        return 0;
    }

    public IReadOnlyList<(int Row, string Rule)> Write(IDeliverySession session)
    {
        session.Write([.. _rows]);
        _rows.Clear();
        return [];
    }

    public void End()
    {
    }

    public void Dispose()
    {
    }
}
