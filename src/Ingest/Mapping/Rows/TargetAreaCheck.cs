using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>Target areas of the organisation: a code that is not among them is stored and noted.</summary>
internal sealed class TargetAreaCheck(MapContext context)
{
    private readonly HashSet<string>? _areas =
        context.Configuration.FindOrganisation(context.Header.Organisation)?.TargetAreas?.Areas.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>The check of a column in a batch; null if the organisation has decided no target areas.</summary>
    public CodeCheck? Codes => _areas is null ? null : new CodeCheck(code => _areas.Contains(code) ? null : Rules.TargetAreaUnknown);

    /// <summary>Checks the areas of a row.</summary>
    public void Check(IEnumerable<string> codes, BoundColumn? column)
    {
        if (_areas is not null && codes.Any(c => !_areas.Contains(c)))
        {
            context.Reader.Note(Rules.TargetAreaUnknown, column, context.Reader.Cell(column), string.Join(" | ", _areas.Order(StringComparer.Ordinal)));
        }
    }
}
