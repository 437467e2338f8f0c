using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Ingest.Mapping;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Keeping;

/// <summary>
/// A person's rows in one sealed file of held-back rows. Where a row still has its columns, the id columns tell; of one that has lost
/// them any word may, because a row that cannot be read is worth less than an erasure that misses it.
/// </summary>
internal sealed class HeldRows(OrganisationKeys keys, Profile? profile, ProfileCatalogue profiles, DateOnly today)
{
    private static readonly char[] Separators = [';', ',', '\t', '|'];
    private static readonly char[] Between = [';', ',', '\t', '|', '"', '{', '}', '[', ']', '<', '>', ' ', '\n', '\r'];

    private bool _hasIds;

    /// <summary>The lines of the person's rows; null if the file does not open.</summary>
    /// <param name="path">The sealed file.</param>
    /// <param name="mark">Recognises the person.</param>
    /// <param name="remove">True: the file is written again without them, and goes if none is left.</param>
    public IReadOnlyList<int>? Search(string path, PersonMark mark, bool remove)
    {
        using var plain = new MemoryStream();
        try
        {
            using var sealedFile = File.OpenRead(path);
            SealedFile.Unseal(sealedFile, keys.Archive, plain);
        }
        catch (InvalidDataException)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(plain.GetBuffer(), 0, (int)plain.Length).Split('\n');
        CryptographicOperations.ZeroMemory(plain.GetBuffer());
        var headings = Headings(text[0]);
        using var cells = new PersonCells(keys, Columns(headings), mark, today);
        var found = new List<int>();
        var kept = new List<string> { text[0] };
        foreach (var line in text.Skip(1))
        {
            var row = JsonDocument.Parse(line).RootElement;
            if (IsOf(row.GetProperty("row").GetString() ?? "", headings.Count, cells))
            {
                found.Add(row.GetProperty("line").GetInt32());
            }
            else
            {
                kept.Add(line);
            }
        }

        if (remove && found.Count > 0)
        {
            Write(path, kept);
        }

        return found;
    }

    private void Write(string path, List<string> lines)
    {
        if (lines.Count == 1)
        {
            File.Delete(path);
            return;
        }

        using var draft = new Vault.Draft(path, keys);
        draft.Stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        draft.Keep();
    }

    private bool IsOf(string row, int width, PersonCells cells)
    {
        var split = Separators.Select(s => Split(row, s)).FirstOrDefault(s => width > 1 && s.Count == width);
        return split is not null && _hasIds ? cells.IsIn(split) : Words(row, cells);
    }

    private bool Words(string row, PersonCells cells)
    {
        var forms = (profile is null ? profiles.Profiles.SelectMany(p => p.Columns) : profile.Columns)
            .Where(c => c.IdKind.Length > 0).Select(c => (c.IdKind, c.Normalise)).Distinct().ToList();
        return row.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(row.Split([';', ',', '\t', '|', '"', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Distinct(StringComparer.Ordinal)
            .Any(word => forms.Exists(f => cells.Is(word, f.IdKind, f.Normalise)));
    }

    private List<(int Index, string Kind, IdNormalisation Normalise)> Columns(List<string> headings)
    {
        var folded = headings.ConvertAll(Cells.Fold);
        var columns = (profile?.Columns ?? []).Where(c => c.IdKind.Length > 0)
            .Select(c => (c.Headings.Select(h => folded.IndexOf(Cells.Fold(h))).Append(-1).Max(), c.IdKind, c.Normalise))
            .Where(c => c.Item1 >= 0).ToList();
        _hasIds = columns.Count > 0;
        return columns;
    }

    private static List<string> Headings(string line)
    {
        using var json = JsonDocument.Parse(line);
        return [.. json.RootElement.GetProperty("headings").EnumerateArray().Select(h => h.GetString() ?? "")];
    }

    /// <summary>Cells of a row as delimited text has them: quotes around a cell, doubled inside.</summary>
    private static List<string> Split(string row, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] == '"')
            {
                if (quoted && i + 1 < row.Length && row[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (row[i] == separator && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(row[i]);
            }
        }

        cells.Add(cell.ToString().TrimEnd('\r', '\n'));
        return cells;
    }
}
