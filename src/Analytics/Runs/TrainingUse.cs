using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>How much digital training each person of the population has been in.</summary>
internal static class TrainingUse
{
    /// <summary>
    /// The window is R1's. An enrolment belongs to it by its first day, or where that is not told by its last; hours by the last day, or
    /// while a course goes on by the first. Records without any day cannot be placed. What is finished after the day is not finished yet.
    /// </summary>
    /// <param name="training">Records with attendance laid in.</param>
    /// <param name="courses">Courses; a record of another counts nowhere.</param>
    /// <param name="people">The population.</param>
    /// <param name="day">The day that the window ends.</param>
    /// <param name="leaderProgrammes">Codes of the leader programmes.</param>
    /// <returns>Null if no training or no courses are delivered.</returns>
    public static PreparedTraining? Of(
        TrainingColumns training, IReadOnlyList<CourseRow> courses, Population people, DateOnly day, HashSet<string> leaderProgrammes)
    {
        if (training.AsOf is null || courses.Count == 0)
        {
            return null;
        }

        var byCode = courses.ToDictionary(c => c.Code, StringComparer.Ordinal);
        var courseOf = training.CourseCodes.Select(c => byCode.GetValueOrDefault(c)).ToArray();
        var (after, until) = (day.AddMonths(-Reach.Months).DayNumber, day.DayNumber);
        var persons = people.Rows.Length;
        var (enrolled, completed, hundredths) = (new int[persons], new int[persons], new long[persons]);
        var leader = leaderProgrammes.Count == 0 ? null : new bool[persons];
        for (var i = 0; i < training.Count; i++)
        {
            if (training.Course[i] < 0
                || courseOf[training.Course[i]] is not { } course
                || !people.IndexOf.TryGetValue(training.Person[i], out var person))
            {
                continue;
            }

            var finished = training.Finished[i] > 0 && training.Finished[i] <= until ? training.Finished[i] : 0;
            var done = finished > 0 && TrainingReach.MeetsRule(training, i, course);
            if (done && leader is not null && leaderProgrammes.Contains(course.Programme))
            {
                leader[person] = true;
            }

            if (!course.Digital)
            {
                continue;
            }

            var first = training.Enrolled[i] > 0 ? training.Enrolled[i] : finished;
            if (first > after && first <= until)
            {
                enrolled[person]++;
                completed[person] += done ? 1 : 0;
            }

            var last = finished > 0 ? finished : training.Enrolled[i];
            if (last > after && last <= until)
            {
                hundredths[person] += training.HoursHundredths[i];
            }
        }

        return new PreparedTraining(enrolled, completed, [.. hundredths.Select(h => h / 100.0)], leader);
    }
}
