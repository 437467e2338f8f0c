using System.Data.Common;
using System.Globalization;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Storage;

/// <summary>
/// What makes a row the same row in a later delivery: survey: the answer's key; register: person and employment number;
/// training: person, first day, course; unit: first day and code; requirement: role and competence; course: code; attendance: person,
/// day, course; coaching: manager, employee, theme, first day; idea: code; access: person and device; plan: code; action: plan and
/// code; framework: framework with version, and id.
/// </summary>
internal readonly record struct RowKey(long A, long B = 0, string Text = "", string Second = "");

/// <summary>Reads the row keys of deliveries.</summary>
internal static class RowKeys
{
    // Divides what is put into one text of a key; no code holds it.
    private const char Divider = '\n';

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
                DeliveryKind.Courses => Course(reader.GetString(0)),
                DeliveryKind.Attendance => new RowKey(Who(reader, 0), reader.GetInt32(2), reader.GetString(3)),
                DeliveryKind.Coaching => Coaching(Who(reader, 0), Who(reader, 2), reader.IsDBNull(5) ? "" : reader.GetString(5), reader.GetInt32(4)),
                DeliveryKind.Ideas => Idea(reader.GetString(0)),
                DeliveryKind.Access => new RowKey(Who(reader, 0), reader.GetInt64(2)),
                DeliveryKind.Plans => Plan(reader.GetString(0)),
                DeliveryKind.PlanActions => PlanAction(reader.GetString(0), reader.GetString(1)),
                DeliveryKind.Framework => Framework(reader.GetString(0), reader.GetString(1), reader.GetString(2)),
                _ => throw new ArgumentOutOfRangeException(nameof(kind)),
            };
        }
    }

    internal static RowKey Unit(string code, int validFrom) => new(validFrom, 0, code);

    internal static RowKey Requirement(string role, string competence) => new(0, 0, role, competence);

    internal static RowKey Course(string code) => new(0, 0, code);

    internal static RowKey Coaching(long manager, long employee, string theme, int validFrom) =>
        new(manager, employee, theme, validFrom.ToString(CultureInfo.InvariantCulture));

    internal static RowKey Idea(string code) => new(0, 0, code);

    internal static RowKey Plan(string code) => new(0, 0, code);

    internal static RowKey PlanAction(string plan, string code) => new(0, 0, plan, code);

    internal static RowKey Framework(string framework, string version, string id) => new(0, 0, framework + Divider + version, id);

    /// <summary>The person of an alias and its person beside it in a row, either of which may be null.</summary>
    internal static long Who(DbDataReader reader, int alias) => Person(Surrogate(reader, alias), reader.IsDBNull(alias) ? 0 : reader.GetInt64(alias));

    /// <summary>The surrogate beside an alias in a row; 0 if there is none.</summary>
    internal static long Surrogate(DbDataReader reader, int alias) => reader.IsDBNull(alias + 1) ? 0 : reader.GetInt64(alias + 1);

    private static string Query(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Survey => "facts/keys_survey",
        DeliveryKind.Register => "facts/keys_register",
        DeliveryKind.Training => "facts/keys_training",
        DeliveryKind.Units => "facts/units",
        DeliveryKind.Requirements => "facts/requirements",
        DeliveryKind.Courses => "facts/courses",
        DeliveryKind.Attendance => "facts/keys_attendance",
        DeliveryKind.Coaching => "facts/keys_coaching",
        DeliveryKind.Ideas => "facts/keys_ideas",
        DeliveryKind.Access => "facts/keys_access",
        DeliveryKind.Plans => "facts/plans",
        DeliveryKind.PlanActions => "facts/plan_actions",
        DeliveryKind.Framework => "facts/framework_entries",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
