using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Runs;

/// <summary>
/// The categories of every breakdown, in order; the last of each is "unknown". Codes are those of the delivered files. Personal
/// attributes come first, then operations if any unit has one.
/// </summary>
internal sealed class Categories
{
    /// <summary>Breakdowns by a personal attribute, which are the first.</summary>
    public const int Personal = 5;

    /// <summary>The code for "not delivered".</summary>
    public const string Unknown = "okand";

    private static readonly string[] Genders = ["kvinna", "man", "annat"];
    private static readonly string[] Forms = ["tillsvidare", "visstid", "timavlonad"];
    private static readonly string[] Devices = ["eget", "delat", "inget"];
    private readonly IReadOnlyList<AgeBand> _bands;
    private readonly Dictionary<string, int> _roles = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _operationOf;
    private readonly Dictionary<string, int> _operations = new(StringComparer.Ordinal);

    /// <param name="roles">Role codes that occur.</param>
    /// <param name="requirements">Names of roles.</param>
    /// <param name="bands">Age bands.</param>
    /// <param name="operationOf">From a unit's code to its operation.</param>
    public Categories(
        IEnumerable<string> roles,
        IReadOnlyList<RequirementRow> requirements,
        IReadOnlyList<AgeBand> bands,
        IReadOnlyDictionary<string, string> operationOf)
    {
        _operationOf = operationOf;
        _bands = bands;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in requirements)
        {
            names.TryAdd(row.Role, row.RoleName);
        }

        var roleCodes = roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < roleCodes.Length; i++)
        {
            _roles.Add(roleCodes[i], i);
        }

        RoleCodes = roleCodes;
        All =
        [
            (Breakdown.Role, WithUnknown(roleCodes.Select(code => (code, SameIn(names.GetValueOrDefault(code, code)))))),
            (Breakdown.Gender, WithUnknown(Genders.Select(c => (c, Words.Both("indicator.category." + c))))),
            (Breakdown.AgeBand, WithUnknown(bands.Select(b => (b.Code, b.Name)))),
            (Breakdown.Form, WithUnknown(Forms.Select(c => (c, Words.Both("indicator.category." + c))))),
            (Breakdown.Device, WithUnknown(Devices.Select(c => (c, Words.Both("indicator.category." + c))))),
        ];
        foreach (var operation in operationOf.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            _operations.Add(operation, _operations.Count);
        }

        if (_operations.Count > 0)
        {
            All = [.. All, (Breakdown.Operation, WithUnknown(_operations.Keys.Select(o => (o, SameIn(o)))))];
        }
    }

    /// <summary>Role codes in order.</summary>
    public IReadOnlyList<string> RoleCodes { get; }

    /// <summary>Breakdown by breakdown: codes and names.</summary>
    public IReadOnlyList<(Breakdown Breakdown, IReadOnlyList<(string Code, BothLanguages Name)> Values)> All { get; }

    /// <summary>Index of a role, the last if unknown.</summary>
    public int Role(string code) => _roles.GetValueOrDefault(code, RoleCodes.Count);

    /// <summary>Index of a gender.</summary>
    public static int Gender(byte value) => value is >= 1 and <= 3 ? value - 1 : 3;

    /// <summary>Index of a form of employment.</summary>
    public static int Form(byte value) => value is >= 1 and <= 3 ? value - 1 : 3;

    /// <summary>Index of a device.</summary>
    public static int Device(byte value) => value is >= 1 and <= 3 ? value - 1 : 3;

    /// <summary>Index of a unit's operation, the last if it has none.</summary>
    public int Operation(string unitCode) =>
        _operationOf.TryGetValue(unitCode, out var operation) ? _operations[operation] : _operations.Count;

    /// <summary>Index of the age band on a day, by year.</summary>
    public int AgeBand(short birthYear, DateOnly day)
    {
        var age = day.Year - birthYear;
        for (var i = 0; birthYear > 0 && i < _bands.Count; i++)
        {
            if (age >= _bands[i].From && age <= _bands[i].To)
            {
                return i;
            }
        }

        return _bands.Count;
    }

    private static BothLanguages SameIn(string name) => new(name, name);

    private static IReadOnlyList<(string, BothLanguages)> WithUnknown(IEnumerable<(string, BothLanguages)> values) =>
        [.. values, (Unknown, Words.Both("indicator.category.okand"))];
}
