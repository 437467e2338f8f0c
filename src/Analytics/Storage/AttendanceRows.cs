using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Reads attendance into columns.</summary>
/// <param name="codes">Short texts by id.</param>
/// <param name="rows">Rows expected; more are no fault.</param>
internal sealed class AttendanceRows(IReadOnlyDictionary<long, string> codes, int rows)
{
    private readonly Buffer<long> _person = new(rows);
    private readonly Buffer<int> _course = new(rows);
    private readonly Buffer<int> _day = new(rows);
    private readonly Buffer<int> _hours = new(rows);
    private readonly Buffer<byte> _present = new(rows);
    private readonly CodeIndex _courses = new(codes);
    private readonly LastRows<(long Person, int Course, int Day)> _last = new(rows);

    internal AttendanceColumns Read(Session session, IReadOnlyList<DeliveryRow> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            ReadDelivery(session, delivery.Id);
        }

        var kept = _last.Kept();
        var person = _person.ToArray(kept);
        return new AttendanceColumns
        {
            AsOf = deliveries.Count == 0 ? null : deliveries.Max(d => d.AsOf),
            Count = person.Length,
            Person = person,
            Course = _course.ToArray(kept),
            CourseCodes = _courses.Values,
            Day = _day.ToArray(kept),
            HoursHundredths = _hours.ToArray(kept),
            Present = _present.ToArray(kept),
        };
    }

    private void ReadDelivery(Session session, long delivery)
    {
        using var reader = session.Read("facts/attendances", "@delivery", delivery);
        while (reader.Read())
        {
            var course = _courses.Of(reader.GetInt64(2));
            var day = reader.GetInt32(3);
            _last.Add((RowKeys.Who(reader, 0), course, day));
            _person.Add(RowKeys.Surrogate(reader, 0));
            _course.Add(course);
            _day.Add(day);
            _hours.Add(reader.GetInt32(4));
            _present.Add(reader.GetByte(5));
        }
    }
}
