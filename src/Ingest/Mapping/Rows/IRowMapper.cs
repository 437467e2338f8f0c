using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Validation;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>What the mapping of a file knows besides its rows.</summary>
/// <param name="Binding">The columns.</param>
/// <param name="Reader">Reads cells.</param>
/// <param name="Findings">Takes findings.</param>
/// <param name="Keys">Makes pseudonyms.</param>
/// <param name="Header">The delivery.</param>
/// <param name="Wave">The wave of a survey, otherwise null.</param>
/// <param name="Structure">Units, roles and courses in force.</param>
/// <param name="Configuration">Reviewed configuration.</param>
/// <param name="BatchRows">Rows of a batch.</param>
internal sealed record MapContext(
    Binding Binding, RowReader Reader, FindingCollector Findings, OrganisationKeys Keys, DeliveryHeader Header, Wave? Wave, IStructure Structure,
    Configuration Configuration, int BatchRows);

/// <summary>Maps the rows of one kind of file into a batch that is used again and again.</summary>
internal interface IRowMapper : IDisposable
{
    /// <summary>Maps the current row; false if it is to be held back, in which case nothing of it is in the batch.</summary>
    bool Map();

    /// <summary>True if the batch is to be written before the next row.</summary>
    bool IsFull { get; }

    /// <summary>Rows that the store must still be given.</summary>
    int Count { get; }

    /// <summary>Writes the batch and empties it. Returns positions (0-based, in the order mapped since the last write) of rows that were not stored.</summary>
    IReadOnlyList<(int Row, string Rule)> Write(IDeliverySession session);

    /// <summary>Once all rows are read: what can only be told of the whole file. May throw <see cref="FileFault"/>.</summary>
    void End();
}

/// <summary>A mapper that fills one batch while others are written: what it maps, no store refuses.</summary>
internal interface IOverlappingMapper : IRowMapper
{
    /// <summary>Batches that it fills in turn.</summary>
    int Batches { get; }

    /// <summary>Makes the filled batch ready to be written, while others may still be.</summary>
    void Ready();

    /// <summary>Gives the batch away and goes on with the next one, whose writing must have ended. Returns how to write it.</summary>
    Action<IDeliverySession> Take();
}

/// <summary>Checks of codes against what is in force: each distinct code is looked up once, each row is counted.</summary>
internal sealed class CodeCheck(Func<string, string?> ruleOf)
{
    private readonly Dictionary<CodeColumn, List<string?>> _rulesOf = [];
    private CodeColumn? _last;
    private List<string?> _rules = [];

    /// <summary>Notes the rule that a code breaks, and returns it; null if it breaks none.</summary>
    public string? Check(CodeColumn codes, int row, RowReader reader, BoundColumn? column)
    {
        var index = codes.Index[row];
        if (index < 0)
        {
            return null;
        }

        if (!ReferenceEquals(codes, _last))
        {
            _last = codes;
            if (!_rulesOf.TryGetValue(codes, out var rules))
            {
                _rulesOf.Add(codes, rules = []);
            }

            _rules = rules;
        }

        while (_rules.Count <= index)
        {
            _rules.Add(ruleOf(codes.Values[_rules.Count]));
        }

        if (_rules[index] is { } rule)
        {
            reader.Note(rule, column, reader.Cell(column), "");
            return rule;
        }

        return null;
    }

    /// <summary>Units in force on a day; null if no units have been delivered: then there is nothing to compare with.</summary>
    public static CodeCheck? Units(IStructure structure, string organisation, DateOnly day)
    {
        var units = structure.Units(organisation);
        if (units.Count == 0)
        {
            return null;
        }

        var byCode = units.ToLookup(u => u.Code, StringComparer.Ordinal);
        return new CodeCheck(code =>
            !byCode.Contains(code) ? Rules.UnitUnknown
            : byCode[code].Any(u => u.ValidFrom <= day && (u.ValidTo is null || u.ValidTo >= day)) ? null
            : Rules.UnitClosed);
    }

    /// <summary>Courses in force; null if none have been delivered.</summary>
    public static CodeCheck? Courses(IStructure structure, string organisation)
    {
        var courses = structure.Courses(organisation);
        return courses.Count == 0 ? null : new CodeCheck(code => courses.Contains(code) ? null : Rules.CourseUnknown);
    }

    /// <summary>Roles with requirements; null if none have been delivered, or if there is one for all others.</summary>
    public static CodeCheck? Roles(IStructure structure, string organisation)
    {
        var roles = structure.Roles(organisation);
        return roles.Count == 0 || roles.Contains(RequirementRow.Others) ? null : new CodeCheck(code => roles.Contains(code) ? null : Rules.RoleUnknown);
    }
}
