using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>What an organisation has delivered about training: records, attendance at sessions, and the courses that give both their rules.</summary>
/// <param name="Records">Training records.</param>
/// <param name="Attendance">Attendance.</param>
/// <param name="Courses">Courses.</param>
internal sealed record TrainingFacts(TrainingColumns Records, AttendanceColumns Attendance, IReadOnlyList<CourseRow> Courses)
{
    /// <summary>The newest day that either describes; null if neither is delivered.</summary>
    public DateOnly? AsOf => Records.AsOf is { } a && Attendance.AsOf is { } b ? (a > b ? a : b) : Records.AsOf ?? Attendance.AsOf;

    /// <summary>The records with what attendance up to a day adds to them.</summary>
    public TrainingColumns Until(DateOnly day) => AttendedTraining.Of(Records, Attendance, Courses, day);
}

/// <summary>
/// Attendance lists as training: the hours of a person in a course are the sum over the sessions where the person was present. A course
/// that is completed by hours is completed when that sum reaches the rule, on the day of the last session attended.
/// </summary>
/// <remarks>
/// Where a training record tells of the same person and course, both tell of the same hours: they are never added, the greater of the
/// two counts. Either may meet the course's rule in hours, and if both do, the later day counts; so a list that covers only some of the
/// sessions takes no completion away, and one that covers them all gives a completion that the record, which often knows no hours, does
/// not tell. In a course without a rule in hours the record's status decides alone: presence shows that somebody came, not that the
/// course was completed. Sessions after the day that the figures are about do not count yet.
/// </remarks>
internal static class AttendedTraining
{
    /// <summary>The training with attendance laid into it. Records keep their order; new ones follow in the order of the lists.</summary>
    public static TrainingColumns Of(TrainingColumns training, AttendanceColumns attendance, IReadOnlyList<CourseRow> courses, DateOnly until)
    {
        if (attendance.AsOf is null)
        {
            return training;
        }

        var codes = new List<string>(training.CourseCodes);
        var courseOf = attendance.CourseCodes.Select(c => IndexOf(codes, c)).ToArray();
        var rules = codes.Select(code => courses.FirstOrDefault(c => c.Code == code)?.CompletionHours * 100).ToArray();
        var rows = Rows.Copy(training);
        var recordOf = rows.Latest();
        foreach (var ((person, course), (hours, first, last)) in Sum(attendance, courseOf, until.DayNumber))
        {
            if (!recordOf.TryGetValue((person, course), out var row))
            {
                row = rows.Add(person, course, first);
            }

            var met = rules[course] is { } rule && hours >= rule;
            var metBefore = rules[course] is { } r && rows.Hours[row] >= r && rows.Finished[row] > 0;
            rows.Hours[row] = (int)Math.Min(Math.Max(hours, rows.Hours[row]), int.MaxValue);
            if (met)
            {
                rows.Finished[row] = metBefore ? Math.Max(rows.Finished[row], last) : last;
                rows.Status[row] = (byte)TrainingStatus.Completed;
            }
        }

        return rows.ToColumns(training.AsOf is { } day && day > attendance.AsOf ? day : attendance.AsOf, codes);
    }

    /// <summary>Rows that no figure can use: of nobody in a register so far, or in a course that is not delivered.</summary>
    public static long Excluded(AttendanceColumns attendance, IReadOnlyList<CourseRow> courses)
    {
        var known = courses.Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        var mapped = attendance.CourseCodes.Select(known.Contains).ToArray();
        long excluded = 0;
        for (var i = 0; i < attendance.Count; i++)
        {
            excluded += attendance.Person[i] == 0 || !mapped[attendance.Course[i]] ? 1 : 0;
        }

        return excluded;
    }

    /// <summary>Per person and course in order of first appearance: hundredths of hours, first and last day of presence.</summary>
    private static OrderedDictionary<(long Person, int Course), (long Hours, int First, int Last)> Sum(AttendanceColumns attendance, int[] courseOf, int until)
    {
        var sums = new OrderedDictionary<(long, int), (long Hours, int First, int Last)>();
        for (var i = 0; i < attendance.Count; i++)
        {
            var day = attendance.Day[i];
            if (attendance.Person[i] == 0 || attendance.Present[i] != (byte)YesNo.Yes || day > until)
            {
                continue;
            }

            var key = (attendance.Person[i], courseOf[attendance.Course[i]]);
            sums[key] = sums.TryGetValue(key, out var sum)
                ? (sum.Hours + attendance.HoursHundredths[i], Math.Min(sum.First, day), Math.Max(sum.Last, day))
                : (attendance.HoursHundredths[i], day, day);
        }

        return sums;
    }

    private static int IndexOf(List<string> codes, string code)
    {
        var index = codes.IndexOf(code);
        if (index < 0)
        {
            index = codes.Count;
            codes.Add(code);
        }

        return index;
    }

    /// <summary>Training records that can grow.</summary>
    private sealed record Rows(List<long> Person, List<int> Course, List<int> Enrolled, List<int> Finished, List<int> Hours, List<byte> Status)
    {
        public static Rows Copy(TrainingColumns t) => new([.. t.Person], [.. t.Course], [.. t.Enrolled], [.. t.Finished], [.. t.HoursHundredths], [.. t.Status]);

        /// <summary>Per person and course the record with the latest first day, of equals the last.</summary>
        public Dictionary<(long Person, int Course), int> Latest()
        {
            var latest = new Dictionary<(long, int), int>();
            for (var i = 0; i < Person.Count; i++)
            {
                if (!latest.TryGetValue((Person[i], Course[i]), out var before) || Enrolled[i] >= Enrolled[before])
                {
                    latest[(Person[i], Course[i])] = i;
                }
            }

            return latest;
        }

        public int Add(long person, int course, int enrolled)
        {
            Person.Add(person);
            Course.Add(course);
            Enrolled.Add(enrolled);
            Finished.Add(0);
            Hours.Add(0);
            Status.Add((byte)TrainingStatus.Enrolled);
            return Person.Count - 1;
        }

        public TrainingColumns ToColumns(DateOnly? asOf, IReadOnlyList<string> codes) => new()
        {
            AsOf = asOf,
            Count = Person.Count,
            Person = [.. Person],
            Course = [.. Course],
            CourseCodes = codes,
            Enrolled = [.. Enrolled],
            Finished = [.. Finished],
            HoursHundredths = [.. Hours],
            Status = [.. Status],
        };
    }
}
