using Digilo.Analytics.Model;

namespace Digilo.Analytics.Runs;

/// <summary>Which answers count (method §1.7).</summary>
internal static class Respondents
{
    /// <summary>
    /// Per respondent the row that counts: at least one competence answered, and in a linked wave in the register. Of several by one
    /// person: complete before incomplete, then most items, then latest, then first in the file.
    /// </summary>
    /// <param name="responses">Answers.</param>
    /// <param name="people">The population of a linked wave; null in an anonymous one, where every row is a person.</param>
    /// <param name="items">Indexes of the competences' items, −1 = not in the instrument.</param>
    /// <param name="excluded">
    /// Quality flags that leave an answer out, before anything is chosen. In a linked wave a doubled respondent is no reason: one of the
    /// person's answers counts in any case, and which one is decided by the order above and not by which came first.
    /// </param>
    /// <param name="left">Takes the rows left out for their flags; null = nobody asks.</param>
    public static (int Row, int Person)[] Choose(
        ResponseColumns responses, Population? people, int[] items, QualityFlags excluded = QualityFlags.None, List<int>? left = null)
    {
        excluded = Acting(excluded, people is not null);
        var answered = new int[responses.Count];
        foreach (var item in items.Where(i => i >= 0))
        {
            var column = responses.Answers[item];
            for (var row = 0; row < answered.Length; row++)
            {
                answered[row] += AnswerCode.IsLevel(column[row]) ? 1 : 0;
            }
        }

        var chosen = new List<(int Row, int Person)>(responses.Count);
        var placeOf = new int[people?.Rows.Length ?? 0];
        Array.Fill(placeOf, -1);
        for (var row = 0; row < responses.Count; row++)
        {
            if (answered[row] == 0)
            {
                continue;
            }

            if ((responses.Flags[row] & excluded) != 0)
            {
                if (people is null || people.IndexOf.ContainsKey(responses.Person[row]))
                {
                    left?.Add(row);
                }

                continue;
            }

            if (people is null)
            {
                chosen.Add((row, -1));
            }
            else if (responses.Person[row] != 0 && people.IndexOf.TryGetValue(responses.Person[row], out var person))
            {
                if (placeOf[person] < 0)
                {
                    placeOf[person] = chosen.Count;
                    chosen.Add((row, person));
                }
                else if (IsBetter(responses, answered, row, chosen[placeOf[person]].Row))
                {
                    chosen[placeOf[person]] = (row, person);
                }
            }
        }

        return [.. chosen];
    }

    /// <summary>The flags that leave an answer out in a wave of a kind.</summary>
    public static QualityFlags Acting(QualityFlags excluded, bool linked) => linked ? excluded & ~QualityFlags.Duplicate : excluded;

    private static bool IsBetter(ResponseColumns r, int[] answered, int a, int b) =>
        r.Complete[a] != r.Complete[b] ? r.Complete[a]
        : answered[a] != answered[b] ? answered[a] > answered[b]
        : r.Submitted[a] > r.Submitted[b];
}
