using System.Text;
using Digilo.Analytics.Dashboard.Tests.Architecture;
using static Digilo.Analytics.Dashboard.Tests.Briefs.PdfFiles;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>
/// What an assistive reader meets in a brief with something of each kind, element by element: <c>pdf-golden.txt</c> is read by people.
/// </summary>
public class PdfGoldenTests
{
    [Fact]
    public void The_structure_is_the_one_that_has_been_read()
    {
        using var reader = new PdfReader(Render(SampleBriefs.Everything()));
        var made = Written(reader);
        var golden = Path.Combine(Repository.Root, "tests", "Dashboard.Tests", "Briefs", "pdf-golden.txt");
        if (made != File.ReadAllText(golden))
        {
            var written = Path.Combine(AppContext.BaseDirectory, "pdf-golden.txt");
            File.WriteAllText(written, made);
            Assert.Fail($"The structure differs from {golden}. Compare with {written}, read what is new, and put it in its place.");
        }
    }

    private static string Written(PdfReader reader)
    {
        var text = new StringBuilder();
        Write(reader.Root!.Children.Single(), 0);
        return text.ToString();

        // The words of charts are many and said by the alternative text.
        void Write(Node node, int depth)
        {
            var claims = node.Kids.OfType<Claim>().ToList();
            text.Append(' ', 2 * depth).Append(node.Type);
            if (claims.Count > 0)
            {
                text.Append(" p").Append(reader.PageReferences.ToList().IndexOf(claims[0].Page) + 1);
            }

            if (reader.String(node.Dictionary, "Alt") is { } alternative)
            {
                text.Append(" alt \"").Append(alternative).Append('"');
            }
            else if (claims.Count > 0)
            {
                text.Append(" \"").Append(reader.Text(node).Replace('\u00A0', '~')).Append('"');
            }

            text.Append('\n');
            foreach (var child in node.Children)
            {
                Write(child, depth + 1);
            }
        }
    }
}
