using System.Text;

namespace Digilo.Analytics.Ingest.Mapping;

/// <summary>
/// A cell that holds the ticked options of a multiple-choice question, divided by a text that options may contain themselves
/// ("Ja, ofta, Nej" with ", "): where several of the options that the profile knows could begin, the longest one does.
/// </summary>
internal sealed class OptionCell
{
    private const int MaxRemembered = 512;

    private readonly string _option;
    private readonly string _split;
    private readonly string[] _known;
    private readonly Dictionary<string, bool> _answers = new(StringComparer.Ordinal);

    /// <param name="option">The option asked for.</param>
    /// <param name="split">What divides options.</param>
    /// <param name="known">Every option that the profile knows of the question, this one included.</param>
    public OptionCell(string option, string split, IEnumerable<string> known)
    {
        _option = Cells.Fold(option);
        _split = split.Trim().Length > 0 ? split.Trim() : split;
        _known = [.. known.Select(Cells.Fold).Distinct(StringComparer.Ordinal).OrderByDescending(o => o.Length).ThenBy(o => o, StringComparer.Ordinal)];
    }

    /// <summary>"1" if the option is ticked, "0" if only others are, empty if the cell is.</summary>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
        {
            return default;
        }

        var text = Encoding.UTF8.GetString(cell);
        if (!_answers.TryGetValue(text, out var ticked))
        {
            ticked = IsTicked(Cells.Fold(text));
            if (_answers.Count < MaxRemembered)
            {
                _answers.Add(text, ticked);
            }
        }

        return ticked ? "1"u8 : "0"u8;
    }

    private bool IsTicked(string cell)
    {
        for (var at = 0; at < cell.Length;)
        {
            var known = _known.FirstOrDefault(o => string.CompareOrdinal(cell, at, o, 0, o.Length) == 0 && EndsAt(cell, at + o.Length));
            if (known == _option)
            {
                return true;
            }

            // An option that the profile does not know ends at the next divider.
            at = known is null ? cell.IndexOf(_split, at, StringComparison.Ordinal) : at + known.Length;
            at = at < 0 ? cell.Length : at;
            while (at < cell.Length && (cell[at] == ' ' || string.CompareOrdinal(cell, at, _split, 0, _split.Length) == 0))
            {
                at += cell[at] == ' ' ? 1 : _split.Length;
            }
        }

        return false;
    }

    /// <summary>True if nothing or a divider follows.</summary>
    private bool EndsAt(string cell, int at)
    {
        while (at < cell.Length && cell[at] == ' ')
        {
            at++;
        }

        return at >= cell.Length || string.CompareOrdinal(cell, at, _split, 0, _split.Length) == 0;
    }
}
