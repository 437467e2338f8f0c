using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>Digital training by person: hours, and when the first was completed.</summary>
internal static class CompletedTraining
{
    /// <summary>
    /// Hours per person in delivered digital courses whose last known day (finished, else enrolled) lies in the 24 months that end on the
    /// day. A completed course without hours of its own has the course's. Nothing is 0. Null if no training or no courses are delivered.
    /// </summary>
    public static double[]? Hours(TrainingColumns training, IReadOnlyList<CourseRow> courses, Population people, DateOnly day)
    {
        if (training.AsOf is null || courses.Count == 0)
        {
            return null;
        }

        var course = Courses(training, courses);
        var (after, until) = (day.AddMonths(-Reach.Months).DayNumber, day.DayNumber);
        var hundredths = new long[people.Rows.Length];
        for (var i = 0; i < training.Count; i++)
        {
            var last = training.Finished[i] > 0 ? training.Finished[i] : training.Enrolled[i];
            if (training.Course[i] >= 0 && course[training.Course[i]] is { Digital: true } c && last > after && last <= until
                && people.IndexOf.TryGetValue(training.Person[i], out var person))
            {
                hundredths[person] += training.HoursHundredths[i] > 0 ? training.HoursHundredths[i]
                    : IsCompleted(training, i, c) ? (long)((c.Hours ?? 0) * 100) : 0;
            }
        }

        return [.. hundredths.Select(h => h / 100.0)];
    }

    /// <summary>The day number of each person's first completion, by surrogate, by the rule of R1 without its window.</summary>
    public static Dictionary<long, int> First(TrainingColumns training, IReadOnlyList<CourseRow> courses)
    {
        var course = Courses(training, courses);
        var first = new Dictionary<long, int>();
        for (var i = 0; i < training.Count; i++)
        {
            if (training.Person[i] != 0 && training.Course[i] >= 0 && course[training.Course[i]] is { Digital: true } c
                && training.Finished[i] > 0 && IsCompleted(training, i, c))
            {
                first[training.Person[i]] = Math.Min(training.Finished[i], first.GetValueOrDefault(training.Person[i], int.MaxValue));
            }
        }

        return first;
    }

    private static CourseRow?[] Courses(TrainingColumns training, IReadOnlyList<CourseRow> courses)
    {
        var byCode = courses.ToDictionary(c => c.Code, StringComparer.Ordinal);
        return [.. training.CourseCodes.Select(c => byCode.GetValueOrDefault(c))];
    }

    private static bool IsCompleted(TrainingColumns training, int row, CourseRow course) => course.CompletionHours is { } hours
        ? training.HoursHundredths[row] >= hours * 100
        : training.Status[row] == (byte)TrainingStatus.Completed;
}
