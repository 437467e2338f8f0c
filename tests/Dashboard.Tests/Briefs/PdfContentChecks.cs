using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using UglyToad.PdfPig.Tokens;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>What is drawn: each stroke in a stretch that an element claims, or in an artifact; in the colours of the output intent.</summary>
internal static class PdfContentChecks
{
    private static readonly HashSet<string> Painting = new(StringComparer.Ordinal)
    {
        "Tj", "TJ", "'", "\"", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", "EI",
    };

    /// <summary>Colours that the one output intent says nothing about, pictures, and forms, which a brief has no use for.</summary>
    private static readonly HashSet<string> Foreign = new(StringComparer.Ordinal)
    {
        "g", "G", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "Do", "BI", "BX", "EX", "ri", "d0", "d1",
    };

    private static readonly HashSet<string> ArtifactTypes = new(StringComparer.Ordinal) { "Pagination", "Layout", "Page", "Background" };

    public static void Check(PdfReader reader, List<string> faults)
    {
        var claims = reader.Elements.SelectMany(element => element.Kids.OfType<Claim>()).ToList();
        if (claims.Count != claims.Distinct().Count())
        {
            faults.Add("01-005 content is claimed twice");
        }

        var claimed = claims.ToHashSet();
        for (var i = 0; i < reader.Pages.Count; i++)
        {
            var found = Page(reader, i, faults);
            foreach (var mark in found.Where(mark => !claimed.Contains(new Claim(reader.PageReferences[i], mark))))
            {
                faults.Add($"01-005 page {i + 1}: marked content {mark} belongs to no element");
            }

            foreach (var claim in claims.Where(claim => claim.Page.Equals(reader.PageReferences[i]) && !found.Contains(claim.Mark)))
            {
                faults.Add($"structure page {i + 1}: an element claims content {claim.Mark} that is not there");
            }

            States(reader, reader.Pages[i].Dictionary, faults);
        }
    }

    private static HashSet<int> Page(PdfReader reader, int i, List<string> faults)
    {
        var found = new HashSet<int>();
        var stack = new Stack<(bool Artifact, int? Mark)>();
        var saved = 0;
        foreach (var operation in reader.Pages[i].Operations)
        {
            switch (operation)
            {
                case BeginMarkedContent begin:
                    Open(begin.Name.Data, null);
                    break;
                case BeginMarkedContentWithProperties begin:
                    Open(begin.Name.Data, begin.Properties);
                    break;
                case EndMarkedContent when !stack.TryPop(out _):
                    faults.Add("syntax marked content ends that never began");
                    break;
                default:
                    Other(operation);
                    break;
            }
        }

        if (stack.Count > 0)
        {
            faults.Add("syntax marked content never ends");
        }

        if (saved != 0)
        {
            faults.Add("syntax a saved state is never restored");
        }

        return found;

        void Open(string tag, DictionaryToken? properties)
        {
            var (artifact, mark) = (tag == "Artifact", reader.Number(properties, "MCID"));
            if (artifact && stack.Any(open => open.Mark is not null))
            {
                faults.Add("01-003 an artifact inside tagged content");
            }

            if (mark is not null && stack.Any(open => open.Artifact))
            {
                faults.Add("01-004 tagged content inside an artifact");
            }

            if (mark is { } number && !found.Add(number))
            {
                faults.Add($"structure page {i + 1}: the number {number} is used twice");
            }

            if (artifact && reader.Name(properties, "Type") is { } type && !ArtifactTypes.Contains(type))
            {
                faults.Add($"artifact the type {type} is none");
            }

            stack.Push((artifact, mark));
        }

        void Other(IGraphicsStateOperation operation)
        {
            saved += operation.Operator switch { "q" => 1, "Q" => -1, _ => 0 };
            if (saved < 0)
            {
                faults.Add("syntax a state is restored that was never saved");
            }

            if (Foreign.Contains(operation.Operator))
            {
                faults.Add($"A 6.2 the operator {operation.Operator} brings a colour or a thing from outside the output intent");
            }

            if (Painting.Contains(operation.Operator) && !stack.Any(open => open.Artifact || open.Mark is not null))
            {
                faults.Add($"01-005 page {i + 1}: {operation.Operator} is neither tagged nor an artifact");
            }
        }
    }

    private static void States(PdfReader reader, DictionaryToken page, List<string> faults)
    {
        var states = reader.Dictionary(reader.Dictionary(page, "Resources"), "ExtGState");
        foreach (var state in states?.Data.Values.Select(reader.Resolve).OfType<DictionaryToken>() ?? [])
        {
            if (state.Data.Keys.Any(key => key is not ("Type" or "ca" or "CA")))
            {
                faults.Add("A 6.2.5 a graphics state does more than set opacity");
            }

            foreach (var opacity in (string[])["ca", "CA"])
            {
                if (reader.Get(state, opacity) is NumericToken number && number.Double is < 0 or > 1)
                {
                    faults.Add("A 6.2.10 an opacity is outside 0 to 1");
                }
            }
        }
    }
}
