using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Storage;

/// <summary>A snapshot as relational rows, the only thing that sql/mart reads.</summary>
internal static class PublishedRows
{
    /// <summary>Writes organisations, waves, scopes, competences, tables, rows and cells under the snapshot's number.</summary>
    internal static void Write(Session session, Snapshot snapshot, long number)
    {
        Dimensions(session, snapshot, number);
        var tables = snapshot.Tables;
        session.Bulk(new BulkRows(
            "published_table", tables.Count,
            BulkColumn.Long("snapshot_number", _ => number),
            BulkColumn.Int("table_no", t => t),
            BulkColumn.String("measure", t => tables[t].Key.Measure),
            BulkColumn.String("organisation", t => tables[t].Key.Organisation),
            BulkColumn.String("wave", t => tables[t].Key.Wave),
            BulkColumn.String("level", t => tables[t].Key.Level.ToString()),
            BulkColumn.String("breakdown", t => tables[t].Key.Breakdown.ToString()),
            BulkColumn.String("item", t => tables[t].Key.Item),
            BulkColumn.Day("as_of", t => tables[t].AsOf)));

        var rows = tables.SelectMany((table, t) => table.Rows.Select((row, r) => (Table: t, Row: r, Value: row))).ToList();
        session.Bulk(new BulkRows(
            "published_row", rows.Count,
            BulkColumn.Long("snapshot_number", _ => number),
            BulkColumn.Int("table_no", r => rows[r].Table),
            BulkColumn.Int("row_no", r => rows[r].Row),
            BulkColumn.String("code", r => rows[r].Value.Code),
            BulkColumn.String("category", r => rows[r].Value.Category),
            BulkColumn.String("name_sv", r => rows[r].Value.Name.Sv),
            BulkColumn.String("name_en", r => rows[r].Value.Name.En)));

        // One table at a time: cells are read where they lie, nothing is made per cell.
        for (var t = 0; t < tables.Count; t++)
        {
            session.Bulk(Cells(tables[t], number, t));
        }
    }

    private static BulkRows Cells(PublishedTable table, long number, int tableNo)
    {
        var width = Math.Max(table.Columns.Count, 1);
        PublishedCell Cell(int i) => table[i / width, i % width];
        return new BulkRows(
            "published_cell", table.Rows.Count * table.Columns.Count,
            BulkColumn.Long("snapshot_number", _ => number),
            BulkColumn.Int("table_no", _ => tableNo),
            BulkColumn.Int("row_no", i => i / width),
            BulkColumn.Int("column_no", i => i % width),
            BulkColumn.String("column_code", i => table.Columns[i % width]),
            BulkColumn.String("state", i => StateName(Cell(i).State)),
            BulkColumn.String("reason", i => Cell(i).Reason),
            BulkColumn.Double("estimate", i => Cell(i).Estimate ?? double.NaN),
            BulkColumn.Int("decimals", i => Cell(i).Decimals),
            BulkColumn.IntOrNull("respondents", i => Cell(i).Respondents ?? BulkColumn.Null),
            BulkColumn.IntOrNull("population", i => Cell(i).Population ?? BulkColumn.Null),
            BulkColumn.String("interval_method", i => Cell(i).Interval?.Method ?? ""),
            BulkColumn.Double("interval_low", i => Cell(i).Interval?.Low ?? double.NaN),
            BulkColumn.Double("interval_high", i => Cell(i).Interval?.High ?? double.NaN),
            BulkColumn.String("plain_method", i => Cell(i).IntervalWithoutFpc?.Method ?? ""),
            BulkColumn.Double("plain_low", i => Cell(i).IntervalWithoutFpc?.Low ?? double.NaN),
            BulkColumn.Double("plain_high", i => Cell(i).IntervalWithoutFpc?.High ?? double.NaN),
            BulkColumn.Double("standard_error", i => Cell(i).StandardError ?? double.NaN),
            BulkColumn.Double("standard_error_fpc", i => Cell(i).StandardErrorFpc ?? double.NaN),
            BulkColumn.Double("degrees_of_freedom", i => Cell(i).DegreesOfFreedom ?? double.NaN),
            BulkColumn.String("class_kind", i => ClassName(Cell(i).ClassKind)),
            BulkColumn.IntOrNull("class_count", i => Cell(i).ClassCount ?? BulkColumn.Null));
    }

    private static void Dimensions(Session session, Snapshot snapshot, long number)
    {
        var organisations = snapshot.Organisations;
        session.Bulk(new BulkRows(
            "published_organisation", organisations.Count,
            BulkColumn.Long("snapshot_number", _ => number),
            BulkColumn.String("code", o => organisations[o].Code),
            BulkColumn.String("name_sv", o => organisations[o].Name.Sv),
            BulkColumn.String("name_en", o => organisations[o].Name.En),
            BulkColumn.String("short_name", o => organisations[o].ShortName),
            BulkColumn.Day("data_date", o => organisations[o].DataDate)));

        var waves = organisations.SelectMany(o => o.Waves.Select(w => (Organisation: o.Code, Wave: w))).ToList();
        session.Bulk(new BulkRows(
            "published_wave", waves.Count,
            BulkColumn.Long("snapshot_number", _ => number),
            BulkColumn.String("organisation", w => waves[w].Organisation),
            BulkColumn.String("wave", w => waves[w].Wave.Wave),
            BulkColumn.String("name_sv", w => waves[w].Wave.Name.Sv),
            BulkColumn.String("name_en", w => waves[w].Wave.Name.En),
            BulkColumn.String("state", w => waves[w].Wave.State.ToString()),
            BulkColumn.Day("opens", w => waves[w].Wave.Opens),
            BulkColumn.Day("closes", w => waves[w].Wave.Closes),
            BulkColumn.Day("reference_date", w => waves[w].Wave.ReferenceDate),
            BulkColumn.Byte("linked", w => waves[w].Wave.Linked ? 1 : 0),
            BulkColumn.Byte("consent", w => waves[w].Wave.ConsentToConsortium ? 1 : 0),
            BulkColumn.Int("release_number", w => waves[w].Wave.Release),
            BulkColumn.Byte("release_waits", w => waves[w].Wave.ReleaseWaits ? 1 : 0)));

        var scopes = waves.SelectMany(w => w.Wave.Scopes.Select((s, i) => (w.Organisation, w.Wave.Wave, Scope: s, Ordinal: i))).ToList();
        session.Bulk(new BulkRows(
            "published_scope", scopes.Count,
            BulkColumn.Long("snapshot_number", _ => number),
            BulkColumn.String("organisation", s => scopes[s].Organisation),
            BulkColumn.String("wave", s => scopes[s].Wave),
            BulkColumn.String("code", s => scopes[s].Scope.Code),
            BulkColumn.String("name", s => scopes[s].Scope.Name),
            BulkColumn.String("parent_code", s => scopes[s].Scope.ParentCode),
            BulkColumn.String("level", s => scopes[s].Scope.Level.ToString()),
            BulkColumn.Int("ordinal", s => scopes[s].Ordinal)));

        var competences = snapshot.Framework.Areas.SelectMany(a => a.Competences.Select(c => (Area: a, Competence: c))).ToList();
        session.Bulk(new BulkRows(
            "published_competence", competences.Count,
            BulkColumn.Long("snapshot_number", _ => number),
            BulkColumn.String("id", c => competences[c].Competence.Id),
            BulkColumn.String("area_id", c => competences[c].Area.Id),
            BulkColumn.Int("ordinal", c => c),
            BulkColumn.String("name_sv", c => competences[c].Competence.Name.Sv),
            BulkColumn.String("name_en", c => competences[c].Competence.Name.En),
            BulkColumn.String("area_name_sv", c => competences[c].Area.Name.Sv),
            BulkColumn.String("area_name_en", c => competences[c].Area.Name.En)));
    }

    private static string StateName(CellState state) => state switch
    {
        CellState.Value => nameof(CellState.Value),
        CellState.Class => nameof(CellState.Class),
        CellState.Hidden => nameof(CellState.Hidden),
        _ => nameof(CellState.NotApplicable),
    };

    private static string ClassName(ClassKind kind) => kind switch
    {
        ClassKind.None => nameof(ClassKind.None),
        ClassKind.AtMost => nameof(ClassKind.AtMost),
        ClassKind.AtLeast => nameof(ClassKind.AtLeast),
        ClassKind.NearLowest => nameof(ClassKind.NearLowest),
        _ => nameof(ClassKind.NearHighest),
    };
}
