using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>
/// What makes a row the same row in a later delivery: survey: the answer's key; register: person and employment number;
/// training: person, first day, course; unit: first day and code; requirement: role and competence; course: code.
/// </summary>
internal readonly record struct RowKey(long A, long B = 0, string Text = "", string Second = "");

/// <summary>Reads the row keys of deliveries.</summary>
internal static class RowKeys
{
    /// <summary>The "kind of id" under which the key of row keys is known to the store.</summary>
    internal const string KindOfKey = "rad";

    /// <summary>A person, or an alias that has none yet: the two never collide.</summary>
    internal static long Person(long person, long alias) => person != 0 ? person : -alias;

    /// <summary>The keys of a delivery.</summary>
    internal static IEnumerable<RowKey> Of(Session session, DeliveryKind kind, long delivery)
    {
        using var reader = session.Read(Query(kind), "@delivery", delivery);
        while (reader.Read())
        {
            yield return kind switch
            {
                DeliveryKind.Survey => new RowKey(reader.GetInt64(0)),
                DeliveryKind.Register => new RowKey(Person(reader.IsDBNull(1) ? 0 : reader.GetInt64(1), reader.GetInt64(0)), reader.GetInt32(2)),
                DeliveryKind.Training => new RowKey(
                    Person(reader.IsDBNull(1) ? 0 : reader.GetInt64(1), reader.IsDBNull(0) ? 0 : reader.GetInt64(0)), reader.GetInt32(2), reader.GetString(3)),
                DeliveryKind.Units => Unit(reader.GetString(0), reader.GetInt32(5)),
                DeliveryKind.Requirements => Requirement(reader.GetString(0), reader.GetString(2)),
                _ => Course(reader.GetString(0)),
            };
        }
    }

    internal static RowKey Unit(string code, int validFrom) => new(validFrom, 0, code);

    internal static RowKey Requirement(string role, string competence) => new(0, 0, role, competence);

    internal static RowKey Course(string code) => new(0, 0, code);

    private static string Query(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Survey => "facts/keys_survey",
        DeliveryKind.Register => "facts/keys_register",
        DeliveryKind.Training => "facts/keys_training",
        DeliveryKind.Units => "facts/units",
        DeliveryKind.Requirements => "facts/requirements",
        _ => "facts/courses",
    };
}
