using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;

namespace Digilo.Analytics.Sql.Tests;

/// <summary>
/// Checks T-SQL without a server: the schema in a model, each query as the body of a procedure with the parameters that its
/// first line declares. Any message fails, warnings included: a missing table is only a warning.
/// </summary>
internal static partial class TsqlChecker
{
    /// <summary>What is wrong; empty if nothing is.</summary>
    /// <param name="objects">Texts that create one object each.</param>
    /// <param name="queries">Query texts by name.</param>
    internal static IReadOnlyList<string> Check(IReadOnlyCollection<string> objects, IReadOnlyDictionary<string, string> queries)
    {
        var found = new List<string>();
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var text in objects)
        {
            Add(model, text, text, found);
        }

        var names = queries.Keys.Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            if (Parameters(queries[names[i]]) is not { } parameters)
            {
                found.Add($"{names[i]}: the first line does not declare its parameters");
                continue;
            }

            Add(model, string.Create(CultureInfo.InvariantCulture, $"CREATE PROCEDURE query_{i} {parameters} AS\n{queries[names[i]]}"), names[i], found);
        }

        // A procedure that comes with every server: the model does not know it.
        found.AddRange(model.Validate().Select(m => m.ToString())
            .Where(m => !m.Contains("unresolved reference to object [dbo].[sp_getapplock]", StringComparison.Ordinal))
            .Select(m => Name(m, names)));

        // What the model did not understand it leaves out without a word: count.
        var counted = model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass, View.TypeClass, Microsoft.SqlServer.Dac.Model.Index.TypeClass).Count();
        var procedures = model.GetObjects(DacQueryScopes.UserDefined, Procedure.TypeClass).Count();
        if (counted != objects.Count || procedures != queries.Count)
        {
            found.Add(string.Create(
                CultureInfo.InvariantCulture, $"{counted} of {objects.Count} objects and {procedures} of {queries.Count} queries were understood"));
        }

        return found;
    }

    /// <summary>The declared parameters, empty for "none", or null if the first line declares nothing.</summary>
    internal static string? Parameters(string text)
    {
        var match = FirstLine().Match(text);
        return !match.Success ? null : match.Groups[1].Value.Trim() is "none" ? "" : match.Groups[1].Value.Trim();
    }

    private static void Add(TSqlModel model, string text, string name, List<string> found)
    {
        try
        {
            model.AddObjects(text);
        }
        catch (DacModelException error)
        {
            found.Add($"{name}: {error.Message}");
        }
    }

    private static string Name(string message, List<string> names) =>
        ProcedureName().Replace(message, m => names[int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)]);

    [GeneratedRegex(@"\A-- parameters: ([^\r\n]*)")]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"query_(\d+)")]
    private static partial Regex ProcedureName();
}
