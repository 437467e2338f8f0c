using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>Reads training records into columns.</summary>
/// <param name="codes">Short texts by id.</param>
/// <param name="rows">Rows expected; more are no fault.</param>
internal sealed class TrainingRows(IReadOnlyDictionary<long, string> codes, int rows)
{
    private readonly Buffer<long> _person = new(rows);
    private readonly Buffer<int> _course = new(rows);
    private readonly Buffer<int> _enrolled = new(rows);
    private readonly Buffer<int> _finished = new(rows);
    private readonly Buffer<int> _hours = new(rows);
    private readonly Buffer<byte> _status = new(rows);
    private readonly CodeIndex _courses = new(codes);
    private readonly LastRows<(long Person, int Course, int Enrolled)> _last = new(rows);

    internal TrainingColumns Read(Session session, IReadOnlyList<DeliveryRow> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            ReadDelivery(session, delivery.Id);
        }

        var kept = _last.Kept();
        var person = _person.ToArray(kept);
        return new TrainingColumns
        {
            AsOf = deliveries.Count == 0 ? null : deliveries.Max(d => d.AsOf),
            Count = person.Length,
            Person = person,
            Course = _course.ToArray(kept),
            CourseCodes = _courses.Values,
            Enrolled = _enrolled.ToArray(kept),
            Finished = _finished.ToArray(kept),
            HoursHundredths = _hours.ToArray(kept),
            Status = _status.ToArray(kept),
        };
    }

    private void ReadDelivery(Session session, long delivery)
    {
        using var reader = session.Read("facts/trainings", "@delivery", delivery);
        while (reader.Read())
        {
            var person = reader.IsDBNull(1) ? 0 : reader.GetInt64(1);
            var course = _courses.Of(reader.GetInt64(2));
            var enrolled = reader.GetInt32(3);
            _last.Add((RowKeys.Person(person, reader.IsDBNull(0) ? 0 : reader.GetInt64(0)), course, enrolled));
            _person.Add(person);
            _course.Add(course);
            _enrolled.Add(enrolled);
            _finished.Add(reader.GetInt32(4));
            _hours.Add(reader.GetInt32(5));
            _status.Add(reader.GetByte(6));
        }
    }
}
