using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Tests.Runs;

public class AttendedTrainingTests
{
    private static readonly CourseRow ByHours = new("H", "Hours", "", "", [], null, 6m, true);
    private static readonly CourseRow ByStatus = new("S", "Status", "", "", [], null, null, true);

    [Fact]
    public void Hours_of_the_sessions_attended_are_summed_and_the_last_of_them_finishes_the_course()
    {
        var world = new World();
        Attend(world, 1, "H", (10, 250, YesNo.Yes), (20, 250, YesNo.No), (30, 250, YesNo.Yes), (40, 100, YesNo.Yes));
        Attend(world, 2, "H", (10, 250, YesNo.Yes), (30, 250, YesNo.Unknown), (40, 349, YesNo.Yes));
        var training = Merge(world);
        Assert.Equal([1, 2], training.Person);
        Assert.Equal([600, 599], training.HoursHundredths);
        Assert.Equal([Day(40).DayNumber, 0], training.Finished);
        Assert.Equal([TrainingStatus.Completed, TrainingStatus.Enrolled], training.Status.Select(s => (TrainingStatus)s));
        Assert.Equal([Day(10).DayNumber, Day(10).DayNumber], training.Enrolled);
        Assert.Equal(World.Reference, training.AsOf);
    }

    [Fact]
    public void Sessions_after_the_day_of_the_figures_do_not_count_yet()
    {
        var world = new World();
        Attend(world, 1, "H", (10, 300, YesNo.Yes), (20, 300, YesNo.Yes), (40, 300, YesNo.Yes));
        Assert.Equal((600, Day(20).DayNumber), (Merge(world, 39).HoursHundredths[0], Merge(world, 39).Finished[0]));
        Assert.Equal((300, 0), (Merge(world, 19).HoursHundredths[0], Merge(world, 19).Finished[0]));
        Assert.Empty(Merge(world, 9).Person);
    }

    [Fact]
    public void Record_and_attendance_of_the_same_course_are_the_same_hours_and_either_completes_it()
    {
        var world = new World { Training = { (1, "H", Day(5), 8, TrainingStatus.Completed), (2, "H", Day(5), 2, TrainingStatus.Interrupted), (3, "H", Day(50), 7, TrainingStatus.Completed) } };
        Attend(world, 1, "H", (10, 250, YesNo.Yes));
        Attend(world, 2, "H", (10, 600, YesNo.Yes));
        Attend(world, 3, "H", (10, 600, YesNo.Yes));
        var training = Merge(world);
        Assert.Equal([800, 600, 700], training.HoursHundredths);
        Assert.Equal([Day(5).DayNumber, Day(10).DayNumber, Day(50).DayNumber], training.Finished);
        Assert.All(training.Status, s => Assert.Equal((byte)TrainingStatus.Completed, s));
    }

    [Fact]
    public void Without_a_rule_in_hours_the_status_of_the_record_decides_alone()
    {
        var world = new World { Training = { (1, "S", Day(5), 0, TrainingStatus.Interrupted) } };
        Attend(world, 1, "S", (10, 900, YesNo.Yes));
        Attend(world, 2, "S", (10, 900, YesNo.Yes));
        Attend(world, 3, "okänd", (10, 900, YesNo.Yes));
        var training = Merge(world);
        Assert.Equal([TrainingStatus.Interrupted, TrainingStatus.Enrolled, TrainingStatus.Enrolled], training.Status.Select(s => (TrainingStatus)s));
        Assert.Equal([Day(5).DayNumber, 0, 0], training.Finished);
        Assert.Equal([900, 900, 900], training.HoursHundredths);
        Assert.Equal(["S", "okänd"], training.CourseCodes);
    }

    [Fact]
    public void Rows_of_nobody_and_of_no_course_are_counted_and_give_nobody_hours()
    {
        var world = new World();
        Attend(world, 0, "H", (10, 900, YesNo.Yes));
        Attend(world, 1, "okänd", (10, 900, YesNo.Yes));
        Attend(world, 1, "H", (10, 900, YesNo.Yes));
        Assert.Equal(2, AttendedTraining.Excluded(((IColumnReader)world).Attendance(""), [ByHours, ByStatus]));
        Assert.Equal([1, 1], Merge(world).Person);
    }

    [Fact]
    public void Without_attendance_the_records_are_what_they_were()
    {
        var world = new World { Training = { (1, "H", Day(5), 8, TrainingStatus.Completed) } };
        var columns = ((IColumnReader)world).Training("");
        Assert.Same(columns, AttendedTraining.Of(columns, AttendanceColumns.None, [ByHours], Day(100)));
    }

    [Fact]
    public void Attendance_alone_reaches_people_in_the_published_figure()
    {
        var world = new World { TrainingAsOf = World.Reference.AddDays(-1) };
        world.AddDepartment("10", ("101", 60, 60, 3));
        world.Courses.Add(ByHours);
        for (var person = 1; person <= 30; person++)
        {
            world.Attendance.Add((person, "H", World.Reference.AddDays(-30), 300, YesNo.Yes));
            world.Attendance.Add((person, "H", World.Reference.AddDays(-20), 300, YesNo.Yes));
        }

        world.Refresh();
        Assert.Equal(0.5, world.Cell(Measures.Reach, World.Code).Estimate);
        Assert.Equal(0.5, world.Cell(Measures.Reach, World.Code, wave: "").Estimate);
    }

    private static DateOnly Day(int day) => World.Reference.AddDays(day - 100);

    private static void Attend(World world, long person, string course, params (int Day, int Hundredths, YesNo Present)[] sessions) =>
        world.Attendance.AddRange(sessions.Select(s => (person, course, Day(s.Day), s.Hundredths, s.Present)));

    private static TrainingColumns Merge(World world, int until = 100)
    {
        IColumnReader reader = world;
        return new TrainingFacts(reader.Training(""), reader.Attendance(""), [ByHours, ByStatus]).Until(Day(until));
    }
}
