using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>How attendance, coaching, ideas, access lists, plans and frameworks lie in their tables; see <see cref="DeliveryTables"/>.</summary>
internal static class FactTables
{
    internal static BulkRows Attendances(AttendanceBatch b, long delivery, int firstRow, long[] alias, CodeBook codes)
    {
        var course = codes.Map(b.Course, b.Count);
        return new BulkRows(
            "attendance", b.Count,
            BulkColumn.Long("delivery_id", _ => delivery),
            BulkColumn.Int("row_no", r => firstRow + r),
            BulkColumn.Int("line", r => b.Lines[r]),
            BulkColumn.LongOrNull("alias_id", r => OrNull(alias[r])),
            BulkColumn.Long("course_id", r => course(r)),
            BulkColumn.Int("day", r => b.Day[r].DayNumber),
            BulkColumn.Int("hours_hundredths", r => b.HoursHundredths[r]),
            BulkColumn.Byte("present", r => (long)b.Present[r]));
    }

    internal static BulkRows CoachingPairs(CoachingBatch b, long delivery, int firstRow, long[] manager, long[] employee, CodeBook codes)
    {
        var theme = codes.Map(b.Theme, b.Count);
        return new BulkRows(
            "coaching_pair", b.Count,
            BulkColumn.Long("delivery_id", _ => delivery),
            BulkColumn.Int("row_no", r => firstRow + r),
            BulkColumn.Int("line", r => b.Lines[r]),
            BulkColumn.LongOrNull("manager_alias_id", r => OrNull(manager[r])),
            BulkColumn.LongOrNull("employee_alias_id", r => OrNull(employee[r])),
            BulkColumn.LongOrNull("theme_id", r => theme(r)),
            BulkColumn.Int("valid_from", r => b.From[r]?.DayNumber ?? 0),
            BulkColumn.Int("valid_to", r => b.To[r]?.DayNumber ?? DeliveryTables.NoEnd),
            BulkColumn.Byte("direction", r => (long)b.Direction[r]));
    }

    internal static BulkRows Ideas(IdeaBatch b, long delivery, int firstRow, long[] alias, CodeBook codes)
    {
        var unit = codes.Map(b.Unit, b.Count);
        var theme = codes.Map(b.Theme, b.Count);
        var area = codes.Map(b.TargetArea, b.Count);
        return new BulkRows(
            "idea", b.Count,
            BulkColumn.Long("delivery_id", _ => delivery),
            BulkColumn.Int("row_no", r => firstRow + r),
            BulkColumn.Int("line", r => b.Lines[r]),
            BulkColumn.String("code", r => b.Code[r]),
            BulkColumn.LongOrNull("alias_id", r => OrNull(alias[r])),
            BulkColumn.Int("day", r => b.Day[r].DayNumber),
            BulkColumn.LongOrNull("unit_id", r => unit(r)),
            BulkColumn.Byte("status", r => (long)b.Status[r]),
            BulkColumn.LongOrNull("theme_id", r => theme(r)),
            BulkColumn.LongOrNull("target_area_id", r => area(r)));
    }

    internal static BulkRows Accesses(AccessBatch b, long delivery, int firstRow, long[] alias) => new(
        "it_access", b.Count,
        BulkColumn.Long("delivery_id", _ => delivery),
        BulkColumn.Int("row_no", r => firstRow + r),
        BulkColumn.Int("line", r => b.Lines[r]),
        BulkColumn.LongOrNull("alias_id", r => OrNull(alias[r])),
        BulkColumn.Long("asset_key", r => b.AssetKeys[r]),
        BulkColumn.Byte("account", r => (long)b.Account[r]),
        BulkColumn.Byte("device", r => (long)b.Device[r]),
        BulkColumn.Int("sharers", r => b.Sharers[r]),
        BulkColumn.Byte("login", r => (long)b.Login[r]),
        BulkColumn.Byte("channel", r => (long)b.Channel[r]));

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
