using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>How attendance, coaching, ideas, access lists, plans and frameworks lie in their tables; see <see cref="DeliveryTables"/>.</summary>
internal static class FactTables
{
    internal static BulkRows Attendances(AttendanceBatch b, ArraySegment<int> rows, long delivery, int firstRow, long[] alias, CodeBook codes)
    {
        var course = codes.Map(b.Course, b.Count);
        return new BulkRows(
            "attendance", rows.Count,
            BulkColumn.Long("delivery_id", _ => delivery),
            BulkColumn.Int("row_no", i => firstRow + i),
            BulkColumn.Int("line", i => b.Lines[rows[i]]),
            BulkColumn.LongOrNull("alias_id", i => OrNull(alias[rows[i]])),
            BulkColumn.Long("course_id", i => course(rows[i])),
            BulkColumn.Int("day", i => b.Day[rows[i]].DayNumber),
            BulkColumn.Int("hours_hundredths", i => b.HoursHundredths[rows[i]]),
            BulkColumn.Byte("present", i => (long)b.Present[rows[i]]));
    }

    internal static BulkRows CoachingPairs(CoachingBatch b, ArraySegment<int> rows, long delivery, int firstRow, long[] manager, long[] employee, CodeBook codes)
    {
        var theme = codes.Map(b.Theme, b.Count);
        return new BulkRows(
            "coaching_pair", rows.Count,
            BulkColumn.Long("delivery_id", _ => delivery),
            BulkColumn.Int("row_no", i => firstRow + i),
            BulkColumn.Int("line", i => b.Lines[rows[i]]),
            BulkColumn.LongOrNull("manager_alias_id", i => OrNull(manager[rows[i]])),
            BulkColumn.LongOrNull("employee_alias_id", i => OrNull(employee[rows[i]])),
            BulkColumn.LongOrNull("theme_id", i => theme(rows[i])),
            BulkColumn.Int("valid_from", i => b.From[rows[i]]?.DayNumber ?? 0),
            BulkColumn.Int("valid_to", i => b.To[rows[i]]?.DayNumber ?? DeliveryTables.NoEnd),
            BulkColumn.Byte("direction", i => (long)b.Direction[rows[i]]));
    }

    internal static BulkRows Ideas(IdeaBatch b, ArraySegment<int> rows, long delivery, int firstRow, long[] alias, CodeBook codes)
    {
        var unit = codes.Map(b.Unit, b.Count);
        var theme = codes.Map(b.Theme, b.Count);
        var area = codes.Map(b.TargetArea, b.Count);
        return new BulkRows(
            "idea", rows.Count,
            BulkColumn.Long("delivery_id", _ => delivery),
            BulkColumn.Int("row_no", i => firstRow + i),
            BulkColumn.Int("line", i => b.Lines[rows[i]]),
            BulkColumn.String("code", i => b.Code[rows[i]]),
            BulkColumn.LongOrNull("alias_id", i => OrNull(alias[rows[i]])),
            BulkColumn.Int("day", i => b.Day[rows[i]].DayNumber),
            BulkColumn.LongOrNull("unit_id", i => unit(rows[i])),
            BulkColumn.Byte("status", i => (long)b.Status[rows[i]]),
            BulkColumn.LongOrNull("theme_id", i => theme(rows[i])),
            BulkColumn.LongOrNull("target_area_id", i => area(rows[i])));
    }

    internal static BulkRows Accesses(AccessBatch b, ArraySegment<int> rows, long delivery, int firstRow, long[] alias) => new(
        "it_access", rows.Count,
        BulkColumn.Long("delivery_id", _ => delivery),
        BulkColumn.Int("row_no", i => firstRow + i),
        BulkColumn.Int("line", i => b.Lines[rows[i]]),
        BulkColumn.LongOrNull("alias_id", i => OrNull(alias[rows[i]])),
        BulkColumn.Long("asset_key", i => b.AssetKeys[rows[i]]),
        BulkColumn.Byte("account", i => (long)b.Account[rows[i]]),
        BulkColumn.Byte("device", i => (long)b.Device[rows[i]]),
        BulkColumn.Int("sharers", i => b.Sharers[rows[i]]),
        BulkColumn.Byte("login", i => (long)b.Login[rows[i]]),
        BulkColumn.Byte("channel", i => (long)b.Channel[rows[i]]),
        BulkColumn.Byte("other_way", i => (long)b.OtherWay[rows[i]]));

    internal static BulkRows Plans(IReadOnlyList<PlanRow> rows, long delivery, int firstRow) => new(
        "transformation_plan", rows.Count,
        BulkColumn.Long("delivery_id", _ => delivery),
        BulkColumn.Int("row_no", r => firstRow + r),
        BulkColumn.String("code", r => rows[r].Code),
        BulkColumn.String("name", r => rows[r].Name),
        BulkColumn.String("operation", r => rows[r].Operation),
        BulkColumn.String("unit_code", r => rows[r].Unit),
        BulkColumn.IntOrNull("adopted", r => Day(rows[r].Adopted)),
        BulkColumn.IntOrNull("reviewed", r => Day(rows[r].Reviewed)),
        BulkColumn.IntOrNull("actions_due", r => rows[r].ActionsDue ?? BulkColumn.Null),
        BulkColumn.IntOrNull("actions_done", r => rows[r].ActionsDone ?? BulkColumn.Null),
        BulkColumn.IntOrNull("hours_freed_hundredths", r => DeliveryTables.Hundredths(rows[r].HoursFreed)),
        BulkColumn.IntOrNull("solutions", r => rows[r].Solutions ?? BulkColumn.Null),
        BulkColumn.String("target_areas", r => string.Join(DeliveryTables.Separator, rows[r].TargetAreas)));

    internal static BulkRows PlanActions(IReadOnlyList<PlanActionRow> rows, long delivery, int firstRow) => new(
        "plan_action", rows.Count,
        BulkColumn.Long("delivery_id", _ => delivery),
        BulkColumn.Int("row_no", r => firstRow + r),
        BulkColumn.String("plan_code", r => rows[r].Plan),
        BulkColumn.String("code", r => rows[r].Code),
        BulkColumn.String("name", r => rows[r].Name),
        BulkColumn.IntOrNull("due", r => Day(rows[r].Due)),
        BulkColumn.IntOrNull("done", r => Day(rows[r].Done)),
        BulkColumn.String("target_area", r => rows[r].TargetArea),
        BulkColumn.IntOrNull("hours_freed_hundredths", r => DeliveryTables.Hundredths(rows[r].HoursFreed)),
        BulkColumn.Byte("solution", r => (long)rows[r].Solution));

    internal static BulkRows Frameworks(IReadOnlyList<FrameworkRow> rows, long delivery, int firstRow) => new(
        "framework_entry", rows.Count,
        BulkColumn.Long("delivery_id", _ => delivery),
        BulkColumn.Int("row_no", r => firstRow + r),
        BulkColumn.String("framework", r => rows[r].Framework),
        BulkColumn.String("version", r => rows[r].Version),
        BulkColumn.String("entry_id", r => rows[r].Id),
        BulkColumn.Byte("entry", r => (long)rows[r].Entry),
        BulkColumn.String("parent_id", r => rows[r].Parent),
        BulkColumn.String("name_sv", r => rows[r].NameSv),
        BulkColumn.String("name_en", r => rows[r].NameEn),
        BulkColumn.Byte("level_from", r => rows[r].LevelFrom),
        BulkColumn.Byte("level_to", r => rows[r].LevelTo),
        BulkColumn.Byte("dimension", r => (long)rows[r].Dimension));

    private static long OrNull(long alias) => alias == 0 ? BulkColumn.Null : alias;

    private static long Day(DateOnly? day) => day?.DayNumber ?? BulkColumn.Null;
}
