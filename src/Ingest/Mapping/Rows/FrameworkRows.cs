using System.Text;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Another competence framework, or another version: hundreds of rows, one object each.</summary>
internal sealed class FrameworkRows(MapContext context) : IRowMapper
{
    private readonly RowReader _reader = context.Reader;
    private readonly List<FrameworkRow> _rows = [];
    private readonly HashSet<(string, string, string)> _seen = [];
    private readonly Dictionary<(string, string), HashSet<string>> _competences = [];
    private readonly BoundColumn? _framework = context.Binding.Find("framework"), _version = context.Binding.Find("version"), _code = context.Binding.Find("code"),
        _entry = context.Binding.Find("entry"), _parent = context.Binding.Find("parent"), _nameSv = context.Binding.Find("nameSv"),
        _nameEn = context.Binding.Find("nameEn"), _level = context.Binding.Find("level"), _dimension = context.Binding.Find("dimension");

    public bool IsFull => _rows.Count >= context.BatchRows;

    public int Count => _rows.Count;

    public bool Map()
    {
        var framework = _reader.TextNeeded(_framework, RowReader.MaxCode - 4).ToString();
        var version = _reader.TextNeeded(_version, RowReader.MaxCode - 4).ToString();
        var code = _reader.TextNeeded(_code, RowReader.MaxCode).ToString();
        var entry = (FrameworkEntry)_reader.Choice(_entry);
        var parent = _reader.Text(_parent, RowReader.MaxCode).ToString();
        var nameSv = _reader.Text(_nameSv, RowReader.MaxLong).ToString();
        var nameEn = _reader.Text(_nameEn, RowReader.MaxLong).ToString();
        var (from, to) = MapLevel();
        var dimension = (CompetenceDimension)_reader.Choice(_dimension);
        if (!_reader.Bad && entry == 0)
        {
            _reader.Fault(Rules.ValueMissing, _entry, default, "");
        }

        if (!_reader.Bad && !_seen.Add((framework, version, code)))
        {
            _reader.Fault(Rules.RowDoubled, _code, _reader.Cell(_code), "");
        }

        if (_reader.Bad)
        {
            return false;
        }

        if (!_competences.TryGetValue((framework, version), out var competences))
        {
            _competences.Add((framework, version), competences = new(StringComparer.Ordinal));
        }

        if (entry == FrameworkEntry.Competence)
        {
            competences.Add(code);
        }

        _rows.Add(new FrameworkRow(framework, version, code, entry, parent, nameSv, nameEn, from, to, dimension));
        return true;
    }

    /// <summary>A level 1–8, or a band of them such as 1–2, with a hyphen or a dash; the word of a band is no level.</summary>
    private (int From, int To) MapLevel()
    {
        var cell = _reader.Cell(_level);
        if (cell.IsEmpty)
        {
            return (0, 0);
        }

        var parts = Encoding.UTF8.GetString(cell).Split('-', '–');
        if (parts.Length <= 2 && Level(parts[0]) is { } from && Level(parts[^1]) is { } to && from <= to)
        {
            return (from, to);
        }

        _reader.Fault(Rules.LevelInvalid, _level, cell, Expected.LevelOrBand);
        return (0, 0);

        static int? Level(string text) =>
            Cells.TryWhole(Encoding.UTF8.GetBytes(text.Trim()), out var level) && level is >= 1 and <= AnswerCode.MaxLevel ? level : null;
    }

    public IReadOnlyList<(int Row, string Rule)> Write(IDeliverySession session)
    {
        session.Write([.. _rows]);
        _rows.Clear();
        return [];
    }

    /// <summary>Other ids than the built-in framework's: waves measured by the two are not comparable, which is worth saying at the door.</summary>
    public void End()
    {
        var builtIn = CompetenceFramework.DigComp22;
        if (context.Header.Mode == DeliveryMode.Full)
        {
            foreach (var ((framework, version), competences) in _competences.Where(c => !c.Value.SetEquals(builtIn.Competences.Select(b => b.Id))))
            {
                context.Findings.Add(
                    Rules.FrameworkIds, FindingSeverity.Note, 0, _code?.Heading ?? "", Shape.Clean($"{framework} {version}"), $"{builtIn.Id} {builtIn.Version}");
            }
        }
    }

    public void Dispose()
    {
    }
}
