using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>The sample snapshot with something about it that a brief must bear.</summary>
internal static class OddSnapshots
{
    /// <summary>The same content under another id, as the next night would make it of unchanged figures of this organisation.</summary>
    public static Snapshot WithId(Snapshot of, string id) => Make(of, of.Organisations, of.Tables, id);

    /// <summary>Departments and units are called something else.</summary>
    public static Snapshot Renamed(Func<string, string> name)
    {
        var of = SampleSnapshot.Build();
        return Make(
            of,
            [.. of.Organisations.Select(o => o with { Waves = [.. o.Waves.Select(w => w with { Scopes = [.. w.Scopes.Select(s => s with { Name = name(s.Name) })] })] })],
            [.. of.Tables.Select(t => t.Key.Level == ScopeLevel.Organisation ? t : Table(t, r => r with { Name = new(name(r.Name.Sv), name(r.Name.En)) }))]);
    }

    /// <summary>Only the newest released wave has been.</summary>
    public static Snapshot OneWave()
    {
        var of = SampleSnapshot.Build();
        return Make(
            of,
            [.. of.Organisations.Select(o => o with { Waves = [.. o.Waves.Where(w => w.Wave is SampleSnapshot.Latest)] })],
            [.. of.Tables.Where(t => t.Key.Wave is "" or SampleSnapshot.Latest && !t.Key.Measure.StartsWith('C'))]);
    }

    /// <summary>Nobody delivered training.</summary>
    public static Snapshot NoTraining()
    {
        var of = SampleSnapshot.Build();
        return Make(of, of.Organisations, [.. of.Tables.Where(t => t.Key.Measure != Measures.Reach)]);
    }

    /// <summary>Without the tables that a test names: what was never delivered, or never published.</summary>
    public static Snapshot Without(Snapshot of, Func<TableKey, bool> gone) => Make(of, of.Organisations, [.. of.Tables.Where(t => !gone(t.Key))]);

    /// <summary>A unit that one wave alone has.</summary>
    public static Snapshot UnitOfOneWave(string code, string wave)
    {
        var of = SampleSnapshot.Build();
        return Make(
            of,
            [.. of.Organisations.Select(o => o.Code != SampleSnapshot.Rich ? o : o with
            {
                Waves = [.. o.Waves.Select(w => w.Wave != wave ? w : w with { Scopes = [.. w.Scopes, new PublishedScope(code, code, w.Scopes[0].Code, ScopeLevel.Unit, [])] })],
            })],
            of.Tables);
    }

    /// <summary>An organisation as it was when it had its first waves only, the last of them in a state.</summary>
    public static Snapshot FirstWaves(Snapshot of, string code, int count, WaveState last)
    {
        var waves = of.FindOrganisation(code)!.Waves.Take(count).ToList();
        waves[^1] = waves[^1] with { State = last };
        var kept = waves.Where(w => w.State == WaveState.Released).Select(w => w.Wave).Append("").ToHashSet(StringComparer.Ordinal);
        return Make(
            of, [.. of.Organisations.Select(o => o.Code == code ? o with { Waves = waves } : o)],
            [.. of.Tables.Where(t => t.Key.Organisation != code || kept.Contains(t.Key.Wave))]);
    }

    /// <summary>A municipality of many units, all in the first department.</summary>
    public static Snapshot ManyUnits(int count)
    {
        var of = SampleSnapshot.Build();
        var first = of.FindOrganisation(SampleSnapshot.Rich)!.Waves[0].Scopes.First(s => s.Level == ScopeLevel.Department);
        var more = Enumerable.Range(1, count).Select(i => new PublishedScope($"x{i}", $"Enhet {i}", first.Code, ScopeLevel.Unit, [])).ToList();
        return Make(
            of,
            [.. of.Organisations.Select(o => o.Code != SampleSnapshot.Rich ? o : o with { Waves = [.. o.Waves.Select(w => w with { Scopes = [.. w.Scopes, .. more] })] })],
            [.. of.Tables.Select(t => t.Key is not { Organisation: SampleSnapshot.Rich, Level: ScopeLevel.Unit } ? t : new PublishedTable(
                t.Key, t.AsOf, [.. t.Rows, .. more.Select(s => new PublishedRow(s.Code, "", new(s.Name, s.Name)))], t.Columns,
                [.. Cells(t), .. more.SelectMany(_ => t.Columns.Select((_, c) => t[0, c]))]))]);
    }

    /// <summary>Organisations that agree to be shown beside others, by code.</summary>
    public static Snapshot Agreeing(params string[] codes)
    {
        var of = SampleSnapshot.Build();
        return Make(
            of, [.. of.Organisations.Select(o => o with { Waves = [.. o.Waves.Select(w => w with { ConsentToConsortium = codes.Contains(o.Code) })] })], of.Tables);
    }

    /// <summary>Some numbers stand without error and interval; who they are is told by table, code of the row, and column.</summary>
    public static Snapshot WithoutIntervals(Snapshot of, Func<TableKey, string, string, bool> bare) => Make(
        of, of.Organisations,
        [
            .. of.Tables.Select(t => new PublishedTable(
                t.Key, t.AsOf, t.Rows, t.Columns,
                [
                    .. t.Rows.SelectMany((row, r) => t.Columns.Select((column, c) => t[r, c] is { HasValue: true } cell && bare(t.Key, row.Code, column)
                        ? new PublishedCell(CellState.Value, estimate: cell.Estimate, decimals: cell.Decimals, respondents: cell.Respondents, population: cell.Population)
                        : t[r, c])),
                ])),
        ]);

    private static Snapshot Make(Snapshot of, IReadOnlyList<PublishedOrganisation> organisations, IReadOnlyList<PublishedTable> tables, string? id = null) =>
        new(id ?? of.Id, of.DataDate, of.MethodVersion, of.Synthetic, of.Threshold, of.Floor, of.Framework, organisations, tables);

    private static PublishedTable Table(PublishedTable of, Func<PublishedRow, PublishedRow> row) => new(of.Key, of.AsOf, [.. of.Rows.Select(row)], of.Columns, [.. Cells(of)]);

    private static IEnumerable<PublishedCell> Cells(PublishedTable table) =>
        Enumerable.Range(0, table.Rows.Count).SelectMany(r => Enumerable.Range(0, table.Columns.Count).Select(c => table[r, c]));
}
