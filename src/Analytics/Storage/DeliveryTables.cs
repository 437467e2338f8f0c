using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>How fact rows lie in their tables: the columns of each bulk write, in the table's order.</summary>
internal static class DeliveryTables
{
    /// <summary>Last day of an employment until further notice.</summary>
    internal const int NoEnd = int.MaxValue;

    /// <summary>Separates codes in one text.</summary>
    internal const char Separator = '\n';

    /// <summary>Parameters of facts/add_delivery.</summary>
    internal static object Parameters(DeliveryHeader h, long id, long place, DeliveryMode actsAs, DeliveryStatus status) => new
    {
        id,
        organisation = h.Organisation,
        kind = h.Kind.ToString(),
        source = h.Source,
        profile = h.Profile,
        profile_version = h.ProfileVersion,
        wave = h.Wave,
        as_of = h.AsOf,
        mode = h.Mode.ToString(),
        corrects_id = h.Corrects,
        acts_as = actsAs.ToString(),
        place,
        file_name = h.FileName,
        file_size = h.FileSize,
        content_hash = h.ContentHash,
        received_utc = h.ReceivedAt,
        received_by = h.ReceivedBy,
        status = status.ToString(),
        rows_in = 0L,
        rows_stored = 0L,
        rows_quarantined = 0L,
    };

    internal static void WriteItems(Session session, long delivery, IReadOnlyList<InstrumentItem> items) => session.Bulk(new BulkRows(
        "delivery_item", items.Count,
        BulkColumn.Long("delivery_id", _ => delivery),
        BulkColumn.Int("position", r => r),
        BulkColumn.String("item", r => items[r].Code),
        BulkColumn.String("competence", r => items[r].Competence),
        BulkColumn.Byte("dimension", r => (long)items[r].Dimension),
        BulkColumn.Byte("evidence", r => (long)items[r].Evidence),
        BulkColumn.Byte("scale", r => (long)items[r].Scale)));

    /// <summary>The items of a delivery, in the order of the packed answers.</summary>
    internal static List<InstrumentItem> ReadItems(Session session, long delivery) =>
        session.Query<ItemRow>("facts/items", new { delivery }).ConvertAll(i => new InstrumentItem(
            i.Item, i.Competence, (CompetenceDimension)i.Dimension, (ItemEvidence)i.Evidence, (ItemScale)i.Scale));

    internal static void WriteFindings(Session session, long delivery, IReadOnlyList<Finding> findings) => session.Bulk(new BulkRows(
        "finding", findings.Count,
        BulkColumn.Long("delivery_id", _ => delivery),
        BulkColumn.Int("ordinal", r => r),
        BulkColumn.String("rule_code", r => findings[r].Rule),
        BulkColumn.String("severity", r => findings[r].Severity.ToString()),
        BulkColumn.Long("line", r => findings[r].Line),
        BulkColumn.String("column_name", r => findings[r].Column),
        BulkColumn.String("found", r => findings[r].Found),
        BulkColumn.String("expected", r => findings[r].Expected),
        BulkColumn.Long("occurrences", r => findings[r].Count),
        BulkColumn.String("sheet_name", r => findings[r].Sheet.Length == 0 ? null : findings[r].Sheet)));

    /// <summary>Answers; <paramref name="rows"/> are the rows of the batch to store; <paramref name="alias"/> 0 = none.</summary>
    internal static BulkRows Responses(SurveyBatch b, ArraySegment<int> rows, long delivery, int firstRow, long[] alias, CodeBook codes)
    {
        var unit = codes.Map(b.Unit, b.Count);
        var role = codes.Map(b.Role, b.Count);
        return new BulkRows(
            "response", rows.Count,
            BulkColumn.Long("delivery_id", _ => delivery),
            BulkColumn.Int("row_no", i => firstRow + i),
            BulkColumn.Int("line", i => b.Lines[rows[i]]),
            BulkColumn.Long("row_key", i => b.RowKeys[rows[i]]),
            BulkColumn.LongOrNull("alias_id", i => alias[rows[i]] == 0 ? BulkColumn.Null : alias[rows[i]]),
            BulkColumn.Binary("answers", i => b.Answers.AsSpan(rows[i] * b.ItemCount, b.ItemCount)),
            BulkColumn.Binary("importance", i => b.Importance is null ? default : b.Importance.AsSpan(rows[i] * b.ItemCount, b.ItemCount)),
            BulkColumn.Long("submitted", i => b.Submitted[rows[i]]?.Ticks ?? 0),
            BulkColumn.Byte("complete", i => b.Complete[rows[i]] ? 1 : 0),
            BulkColumn.Byte("channel", i => (long)b.Channel[rows[i]]),
            BulkColumn.LongOrNull("unit_id", i => unit(rows[i])),
            BulkColumn.LongOrNull("role_id", i => role(rows[i])),
            BulkColumn.Byte("gender", i => (long)b.Gender[rows[i]]),
            BulkColumn.Short("birth_year", i => b.BirthYear[rows[i]]),
            BulkColumn.Byte("form", i => (long)b.Form[rows[i]]),
            BulkColumn.Byte("device", i => (long)b.Device[rows[i]]),
            BulkColumn.Int("flags", i => (long)b.Flags[rows[i]]));
    }

    /// <summary>Kept free text of the rows that are stored.</summary>
    internal static BulkRows FreeTexts(SurveyBatch b, ArraySegment<int> rows, long delivery, int firstRow)
    {
        var texts = b.FreeTexts.Count == 0 ? [] : b.FreeTexts.Where(t => PlaceOf(t.Row) >= 0).ToArray();
        return new BulkRows(
            "free_text", texts.Length,
            BulkColumn.Long("delivery_id", _ => delivery),
            BulkColumn.Int("row_no", i => firstRow + PlaceOf(texts[i].Row)),
            BulkColumn.String("column_name", i => texts[i].Column),
            BulkColumn.Binary("content", i => texts[i].Content));

        // The rows are in ascending order.
        int PlaceOf(int row) => rows.AsSpan().BinarySearch(row);
    }

    /// <summary>Employments; <paramref name="rows"/> are the rows of the batch to store. What a protected person may not have is left out here too.</summary>
    internal static BulkRows Employments(RegisterBatch b, ArraySegment<int> rows, long delivery, int firstRow, long[] alias, CodeBook codes)
    {
        var unit = codes.Map(b.Unit, b.Count);
        var role = codes.Map(b.Role, b.Count);
        var aid = codes.Map(b.Aid, b.Count);
        var aidVersion = codes.Map(b.AidVersion, b.Count);
        var aidLetter = codes.Map(b.AidLetter, b.Count);
        BulkColumn Open(string name, Func<int, long> map) => BulkColumn.LongOrNull(name, i => b.Protected[rows[i]] ? BulkColumn.Null : map(rows[i]));
        return new BulkRows(
            "employment", rows.Count,
            BulkColumn.Long("delivery_id", _ => delivery),
            BulkColumn.Int("row_no", i => firstRow + i),
            BulkColumn.Int("line", i => b.Lines[rows[i]]),
            BulkColumn.Long("alias_id", i => alias[rows[i]]),
            BulkColumn.Int("employment_number", i => b.EmploymentNumber[rows[i]]),
            Open("unit_id", unit),
            Open("role_id", role),
            Open("aid_id", aid),
            Open("aid_version_id", aidVersion),
            Open("aid_letter_id", aidLetter),
            BulkColumn.Byte("form", i => (long)b.Form[rows[i]]),
            BulkColumn.Int("degree_hundredths", i => b.DegreeHundredths[rows[i]]),
            BulkColumn.Int("valid_from", i => b.ValidFrom[rows[i]]?.DayNumber ?? 0),
            BulkColumn.Int("valid_to", i => b.ValidTo[rows[i]]?.DayNumber ?? NoEnd),
            BulkColumn.Byte("full_time_absent", i => (long)b.FullTimeAbsent[rows[i]]),
            BulkColumn.Byte("recent_hours", i => (long)b.RecentHours[rows[i]]),
            BulkColumn.Short("birth_year", i => b.Protected[rows[i]] ? 0 : b.BirthYear[rows[i]]),
            BulkColumn.Byte("gender", i => (long)b.Gender[rows[i]]),
            BulkColumn.Byte("account", i => (long)b.Account[rows[i]]),
            BulkColumn.Byte("device", i => (long)b.Device[rows[i]]),
            BulkColumn.Byte("channel", i => (long)b.Channel[rows[i]]),
            BulkColumn.Byte("offer", i => (long)b.Offer[rows[i]]),
            BulkColumn.Byte("protected", i => b.Protected[rows[i]] ? 1 : 0));
    }

    internal static BulkRows Trainings(TrainingBatch b, ArraySegment<int> rows, long delivery, int firstRow, long[] alias, CodeBook codes)
    {
        var course = codes.Map(b.Course, b.Count);
        return new BulkRows(
            "training", rows.Count,
            BulkColumn.Long("delivery_id", _ => delivery),
            BulkColumn.Int("row_no", i => firstRow + i),
            BulkColumn.Int("line", i => b.Lines[rows[i]]),
            BulkColumn.LongOrNull("alias_id", i => alias[rows[i]] == 0 ? BulkColumn.Null : alias[rows[i]]),
            BulkColumn.Long("course_id", i => course(rows[i])),
            BulkColumn.Int("enrolled", i => b.Enrolled[rows[i]]?.DayNumber ?? 0),
            BulkColumn.Int("finished", i => b.Finished[rows[i]]?.DayNumber ?? 0),
            BulkColumn.Int("hours_hundredths", i => b.HoursHundredths[rows[i]]),
            BulkColumn.Byte("status", i => (long)b.Status[rows[i]]));
    }

    internal static BulkRows Units(IReadOnlyList<UnitRow> rows, long delivery, int firstRow) => new(
        "unit", rows.Count,
        BulkColumn.Long("delivery_id", _ => delivery),
        BulkColumn.Int("row_no", r => firstRow + r),
        BulkColumn.String("code", r => rows[r].Code),
        BulkColumn.String("name", r => rows[r].Name),
        BulkColumn.String("parent_code", r => rows[r].ParentCode),
        BulkColumn.String("level", r => rows[r].Level.ToString()),
        BulkColumn.String("operation", r => rows[r].Operation),
        BulkColumn.Int("valid_from", r => rows[r].ValidFrom.DayNumber),
        BulkColumn.IntOrNull("valid_to", r => rows[r].ValidTo?.DayNumber ?? BulkColumn.Null),
        BulkColumn.String("predecessors", r => string.Join(Separator, rows[r].Predecessors)));

    internal static BulkRows Courses(IReadOnlyList<CourseRow> rows, long delivery, int firstRow) => new(
        "course", rows.Count,
        BulkColumn.Long("delivery_id", _ => delivery),
        BulkColumn.Int("row_no", r => firstRow + r),
        BulkColumn.String("code", r => rows[r].Code),
        BulkColumn.String("name", r => rows[r].Name),
        BulkColumn.String("programme", r => rows[r].Programme),
        BulkColumn.String("theme", r => rows[r].Theme),
        BulkColumn.String("competences", r => string.Join(Separator, rows[r].Competences)),
        BulkColumn.IntOrNull("hours_hundredths", r => Hundredths(rows[r].Hours)),
        BulkColumn.IntOrNull("completion_hundredths", r => Hundredths(rows[r].CompletionHours)),
        BulkColumn.Byte("digital", r => rows[r].Digital ? 1 : 0));

    internal static BulkRows Requirements(IReadOnlyList<RequirementRow> rows, long delivery, int firstRow) => new(
        "requirement", rows.Count,
        BulkColumn.Long("delivery_id", _ => delivery),
        BulkColumn.Int("row_no", r => firstRow + r),
        BulkColumn.String("role", r => rows[r].Role),
        BulkColumn.String("role_name", r => rows[r].RoleName),
        BulkColumn.String("competence", r => rows[r].Competence),
        BulkColumn.Int("level", r => rows[r].Level),
        BulkColumn.Byte("mandatory", r => rows[r].Mandatory ? 1 : 0));

    /// <summary>Hours as they are stored.</summary>
    internal static long Hundredths(decimal? hours) =>
        hours is { } h ? (long)Math.Round(h * 100, MidpointRounding.AwayFromZero) : BulkColumn.Null;

    private sealed class ItemRow
    {
        public string Item { get; init; } = "";

        public string Competence { get; init; } = "";

        public long Dimension { get; init; }

        public long Evidence { get; init; }

        public long Scale { get; init; }
    }
}
