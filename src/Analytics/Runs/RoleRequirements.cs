using Digilo.Analytics.Indicators;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>Requirements by role as columns; the last role is "unknown".</summary>
/// <param name="Required">[competence][role].</param>
/// <param name="Mandatory">[role][competence].</param>
internal sealed record RoleRequirements(byte[][] Required, bool[][] Mandatory)
{
    /// <summary>
    /// A role that names no mandatory competence has the configuration's; an unknown role requires nothing, and the floor applies to it
    /// as configured. Where the requirements have a row for all others (<see cref="RequirementRow.Others"/>), it holds for every role that
    /// has none of its own for the competence, the unknown one too: a few without a requirement would hide what the whole lacks.
    /// </summary>
    public static RoleRequirements Of(
        CompetenceFramework framework, IReadOnlyList<string> roles, IReadOnlyList<RequirementRow> rows, IReadOnlyList<string> mandatoryByDefault)
    {
        var competences = framework.Competences.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i, StringComparer.Ordinal);
        var roleOf = roles.Select((r, i) => (r, i)).ToDictionary(r => r.r, r => r.i, StringComparer.Ordinal);
        var required = competences.Select(_ => Enumerable.Repeat(PreparedWave.NoRequirement, roles.Count + 1).ToArray()).ToArray();
        var mandatory = Enumerable.Range(0, roles.Count + 1).Select(_ => new bool[competences.Count]).ToArray();
        foreach (var row in rows.OrderBy(r => r.Role != RequirementRow.Others))
        {
            int[] meant = row.Role == RequirementRow.Others ? [.. Enumerable.Range(0, mandatory.Length)]
                : roleOf.TryGetValue(row.Role, out var one) ? [one] : [];
            foreach (var role in competences.TryGetValue(row.Competence, out var item) ? meant : [])
            {
                required[item][role] = (byte)Math.Clamp(row.Level, 0, (int)AnswerCode.MaxLevel);
                mandatory[role][item] = row.Mandatory;
            }
        }

        foreach (var role in mandatory.Where(m => !m.Contains(true)))
        {
            foreach (var id in mandatoryByDefault)
            {
                if (competences.TryGetValue(id, out var item))
                {
                    role[item] = true;
                }
            }
        }

        return new RoleRequirements(required, mandatory);
    }
}
