namespace Digilo.Analytics.Model;

/// <summary>What an item's answer rests on; the two are never mixed in one figure.</summary>
public enum ItemEvidence : byte
{
    /// <summary>The respondent's own judgement.</summary>
    Self = 0,
    /// <summary>A test: somebody or something else judged.</summary>
    Test = 1,
}

/// <summary>What the numbers of an item mean. Stored as the number.</summary>
public enum ItemScale : byte
{
    /// <summary>Level 1–8, and 0 where "kan inte" is offered.</summary>
    Level = 0,
    /// <summary>DigCompSAT's four options as 0–3, with bands of their own; never a level.</summary>
    Sat = 1,
    /// <summary>Agreement 1–5.</summary>
    Agree = 2,
    /// <summary>Score 0–100.</summary>
    Score = 3,
    /// <summary>No (0) or yes (1).</summary>
    YesNo = 4,
}

/// <summary>
/// One item of an instrument. Its identity is the whole record: the same code on another scale, about another side or with other
/// evidence is another item.
/// </summary>
/// <param name="Code">The item's own code; equal to the competence where nothing else is told.</param>
/// <param name="Competence">The competence that it is about.</param>
/// <param name="Dimension">The side of the competence.</param>
/// <param name="Evidence">Self-assessment or test.</param>
/// <param name="Scale">What its numbers mean.</param>
public sealed record InstrumentItem(string Code, string Competence, CompetenceDimension Dimension, ItemEvidence Evidence, ItemScale Scale)
{
    /// <summary>A self-assessed level of the competence as a whole: what every figure of competence levels rests on.</summary>
    public static InstrumentItem Plain(string competence) => new(competence, competence, CompetenceDimension.None, ItemEvidence.Self, ItemScale.Level);

    /// <summary>True for a self-assessed level of a competence as a whole, whatever the item's own code.</summary>
    public bool IsPlain => Dimension == CompetenceDimension.None && Evidence == ItemEvidence.Self && Scale == ItemScale.Level;

    /// <summary>
    /// Where the self-assessed level of a competence stands among items; −1 if it was not asked. Of several the one whose code is the
    /// competence's own, otherwise the first.
    /// </summary>
    public static int IndexOfLevel(IReadOnlyList<InstrumentItem> items, string competence)
    {
        var found = -1;
        for (var i = 0; i < items.Count; i++)
        {
            if (!items[i].IsPlain || items[i].Competence != competence)
            {
                continue;
            }

            if (items[i].Code == competence)
            {
                return i;
            }

            found = found < 0 ? i : found;
        }

        return found;
    }

    /// <summary>Lowest and highest number of a scale.</summary>
    public static (byte Lowest, byte Highest) Range(ItemScale scale) => scale switch
    {
        ItemScale.Sat => (0, 3),
        ItemScale.Agree => (1, 5),
        ItemScale.Score => (0, 100),
        ItemScale.YesNo => (0, 1),
        _ => (0, AnswerCode.MaxLevel),
    };
}
