using System.Security.Cryptography;
using System.Text;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>
/// A code of something that the deliverer's system names at length (an activity, a web address): the name itself where it is short
/// enough for a code, otherwise its beginning with a mark of the rest. The same name gives the same code for ever, so that a course list
/// can use it.
/// </summary>
internal static class ShortCode
{
    private const int MaxCode = Mapping.Rows.RowReader.MaxCode, MarkLength = 8;

    /// <summary>The code of a name.</summary>
    public static string Of(string name)
    {
        name = string.Join(' ', name.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (name.Length <= MaxCode)
        {
            return name;
        }

        var head = name[..(MaxCode - MarkLength - 1)];
        head = char.IsHighSurrogate(head[^1]) ? head[..^1] : head;
        return head.TrimEnd() + "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..MarkLength];
    }
}
