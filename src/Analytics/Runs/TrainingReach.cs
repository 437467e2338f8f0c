using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>Who has completed a digital training lately.</summary>
internal static class TrainingReach
{
    /// <summary>
    /// Per person: at least one delivered digital course completed in the 24 months that end on the day. A course with a rule in hours
    /// is completed by hours attended, another by its status; a completion without a date cannot be placed and does not count.
    /// </summary>
    /// <returns>Null if no training or no courses are delivered.</returns>
    public static bool[]? Of(TrainingColumns training, IReadOnlyList<CourseRow> courses, Population people, DateOnly day)
    {
        if (training.AsOf is null || courses.Count == 0)
        {
            return null;
        }

        var byCode = courses.ToDictionary(c => c.Code, StringComparer.Ordinal);
        var course = training.CourseCodes.Select(c => byCode.GetValueOrDefault(c)).ToArray();
        var (after, until) = (day.AddMonths(-Reach.Months).DayNumber, day.DayNumber);
        var trained = new bool[people.Rows.Length];
        for (var i = 0; i < training.Count; i++)
        {
            if (Completed(training, course, i)
                && training.Finished[i] > after
                && training.Finished[i] <= until
                && people.IndexOf.TryGetValue(training.Person[i], out var person))
            {
                trained[person] = true;
            }
        }

        return trained;
    }

    /// <summary>Is a record's course completed, whenever: by hours where the course has such a rule, else by status.</summary>
    public static bool MeetsRule(TrainingColumns training, int row, CourseRow course) => course.CompletionHours is { } hours
        ? training.HoursHundredths[row] >= hours * 100
        : training.Status[row] == (byte)TrainingStatus.Completed;

    /// <summary>Per person: day number of the first completed digital training up to a day, 0 = none. Null as <see cref="Of"/>.</summary>
    public static int[]? FirstDay(TrainingColumns training, IReadOnlyList<CourseRow> courses, Population people, DateOnly day)
    {
        if (training.AsOf is null || courses.Count == 0)
        {
            return null;
        }

        var byCode = courses.ToDictionary(c => c.Code, StringComparer.Ordinal);
        var course = training.CourseCodes.Select(c => byCode.GetValueOrDefault(c)).ToArray();
        var first = new int[people.Rows.Length];
        for (var i = 0; i < training.Count; i++)
        {
            if (Completed(training, course, i) && training.Finished[i] <= day.DayNumber && people.IndexOf.TryGetValue(training.Person[i], out var person))
            {
                first[person] = first[person] == 0 ? training.Finished[i] : Math.Min(first[person], training.Finished[i]);
            }
        }

        return first;
    }

    /// <summary>A digital course, completed on a day that is known.</summary>
    private static bool Completed(TrainingColumns training, CourseRow?[] course, int i) =>
        training.Course[i] >= 0
        && course[training.Course[i]] is { Digital: true } c
        && training.Finished[i] > 0
        && MeetsRule(training, i, c);

    /// <summary>Records that no figure can use: of nobody in a register so far, or in a course that is not delivered.</summary>
    public static long Excluded(TrainingColumns training, IReadOnlyList<CourseRow> courses)
    {
        var known = courses.Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        var mapped = training.CourseCodes.Select(known.Contains).ToArray();
        long excluded = 0;
        for (var i = 0; i < training.Count; i++)
        {
            excluded += training.Person[i] == 0 || training.Course[i] < 0 || !mapped[training.Course[i]] ? 1 : 0;
        }

        return excluded;
    }
}
