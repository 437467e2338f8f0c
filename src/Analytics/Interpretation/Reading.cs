using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Interpretation;

/// <summary>What a rule reads: the published cells of one scope and wave, from one snapshot.</summary>
internal sealed partial class Reading
{
    private readonly ScopeLevel _level;

    /// <param name="snapshot">The snapshot.</param>
    /// <param name="measure">Id of the measure that the rule is about.</param>
    /// <param name="organisation">The organisation.</param>
    /// <param name="wave">Wave code, or empty for facts at the data date.</param>
    /// <param name="language">"sv" or "en".</param>
    /// <param name="level">What the scope is.</param>
    /// <param name="code">Code of the scope.</param>
    public Reading(
        Snapshot snapshot, string measure, PublishedOrganisation organisation, string wave, string language, ScopeLevel level, string code)
    {
        (Snapshot, Measure, Organisation, Wave, Language, _level, Code) = (snapshot, measure, organisation, wave, language, level, code);
        Published = organisation.Waves.FirstOrDefault(w => w.Wave == wave);
        ScopeName = level == ScopeLevel.Organisation ? "" : NameOf(code);
    }

    /// <summary>The snapshot.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>Id of the measure.</summary>
    public string Measure { get; }

    /// <summary>The organisation.</summary>
    public PublishedOrganisation Organisation { get; }

    /// <summary>Wave code, or empty for facts at the data date.</summary>
    public string Wave { get; }

    /// <summary>The organisation's part of the wave; null without one.</summary>
    public PublishedWave? Published { get; }

    /// <summary>"sv" or "en".</summary>
    public string Language { get; }

    /// <summary>Code of the scope.</summary>
    public string Code { get; }

    /// <summary>Name of the department or unit; empty for the organisation.</summary>
    public string ScopeName { get; }

    /// <summary>True for the organisation as a whole.</summary>
    public bool IsOrganisation => _level == ScopeLevel.Organisation;

    /// <summary>True for a department.</summary>
    public bool IsDepartment => _level == ScopeLevel.Department;

    /// <summary>The measure's table of scopes like this one, or null.</summary>
    public PublishedTable? Table => Snapshot.Find(new TableKey(Measure, Organisation.Code, Wave, _level));

    /// <summary>The columns of the measure's table; none without one.</summary>
    public IReadOnlyList<string> Columns => Table?.Columns ?? [];

    /// <summary>The day that the table's register describes.</summary>
    public DateOnly? AsOf => Table?.AsOf;

    /// <summary>A cell of the measure in this scope, or null.</summary>
    public Cited? Find(string column) => Find(Measure, column);

    /// <summary>A cell of another measure in this scope and wave, or null.</summary>
    /// <param name="measure">Id.</param>
    /// <param name="column">Column code.</param>
    /// <param name="item">Competence, for a distribution.</param>
    public Cited? Find(string measure, string column, string item = "") =>
        At(new TableKey(measure, Organisation.Code, Wave, _level, Breakdown.None, item), Code, "", column);

    /// <summary>A cell of the measure that holds a number or a class, or null.</summary>
    public Cited? Seen(string column) => Find(column) is { Speaks: true } found ? found : null;

    /// <summary>A cell of the measure that holds a number, or null.</summary>
    public Cited? Value(string column) => Find(column) is { Cell.HasValue: true } found ? found : null;

    /// <summary>The same cell in the released wave before this one, or null.</summary>
    public Cited? Before(string column) => Before(Measure, column);

    /// <summary>A cell of another measure in this scope and the released wave before this one, or null.</summary>
    public Cited? Before(string measure, string column)
    {
        var before = Organisation.Waves.TakeWhile(w => w.Wave != Wave).LastOrDefault(w => w.State == WaveState.Released);
        return before is null ? null : At(new TableKey(measure, Organisation.Code, before.Wave, _level), Code, "", column);
    }

    /// <summary>Every row of a column over departments, or over the categories of a breakdown of the organisation, with the rows' names; none without the table.</summary>
    public IReadOnlyList<(string Name, Cited Cell)> Rows(string measure, string column, Breakdown breakdown = Breakdown.None)
    {
        var level = breakdown == Breakdown.None ? ScopeLevel.Department : ScopeLevel.Organisation;
        var key = new TableKey(measure, Organisation.Code, Wave, level, breakdown);
        var table = Snapshot.Find(key);
        return table is null || table.ColumnOf(column) < 0
            ? []
            : [.. table.Rows.Select((row, r) =>
                (row.Name.In(Language), new Cited(table.Find(r, column)!, new CellAddress(key, row.Code, row.Category, column))))];
    }

    /// <summary>Another measure of the same group as a cell, or null.</summary>
    public Cited? Beside(Cited cell, string measure, string column) =>
        At(cell.Address.Table with { Measure = measure }, cell.Address.Code, cell.Address.Category, column);

    private Cited? At(TableKey key, string code, string category, string column) =>
        Snapshot.Find(key)?.Find(code, column, category) is { } cell ? new Cited(cell, new CellAddress(key, code, category, column)) : null;

    private string NameOf(string code) =>
        Table is { } table && table.RowOf(code) is >= 0 and var row ? table.Rows[row].Name.In(Language)
        : Organisation.Waves.SelectMany(w => w.Scopes).LastOrDefault(s => s.Level == _level && s.Code == code)?.Name ?? code;
}
