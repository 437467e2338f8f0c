using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Mapping.Rows;

/// <summary>What can be told of an answer's quality by the answer itself and those before it in the file.</summary>
internal sealed class AnswerQuality(IReadOnlyList<InstrumentItem> items, Wave wave)
{
    /// <summary>So many levels, all the same, are no longer chance.</summary>
    public const int StraightLevels = 10;

    /// <summary>Nobody reads an item and answers it in less, in hundredths of a second.</summary>
    public const int LeastTime = 2_00;

    private readonly bool[] _isLevel = [.. items.Select(i => i.Scale == ItemScale.Level)];
    private readonly NumberSet _seen = new();

    /// <summary>Tells the person of a row whose flags will be asked for once the row is read.</summary>
    public long Expect(UInt128 person) => _seen.Touch(Folded(person));

    /// <summary>The flags of a row of the batch; to be called once for each row that is stored, in order.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="row">Row of the batch, complete but for its flags.</param>
    /// <param name="person">Tells persons of the file apart in a linked wave; 0 = nobody.</param>
    /// <param name="answered">Items answered.</param>
    /// <param name="started">When the respondent began; null = unknown.</param>
    /// <param name="duration">Hundredths of seconds as told by the source; null = not told.</param>
    public QualityFlags Of(SurveyBatch batch, int row, UInt128 person, int answered, DateTime? started, int? duration)
    {
        var flags = QualityFlags.None;
        if (IsStraight(batch.Answers.AsSpan(row * batch.ItemCount, batch.ItemCount)))
        {
            flags |= QualityFlags.StraightLining;
        }

        if (Time(started, batch.Submitted[row], duration) is > 0 and var time && time < (long)LeastTime * answered)
        {
            flags |= QualityFlags.TooFast;
        }

        if (batch.Submitted[row] is { } moment)
        {
            var day = DateOnly.FromDateTime(moment);
            flags |= day < wave.Opens ? QualityFlags.BeforeWave : day > wave.Closes ? QualityFlags.AfterWave : QualityFlags.None;
        }

        return IsDouble(batch, row, person) ? flags | QualityFlags.Duplicate : flags;
    }

    private bool IsStraight(ReadOnlySpan<byte> answers)
    {
        var levels = 0;
        byte first = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            if (!_isLevel[i] || !AnswerCode.IsLevel(answers[i]))
            {
                continue;
            }

            if (levels++ == 0)
            {
                first = answers[i];
            }
            else if (answers[i] != first)
            {
                return false;
            }
        }

        return levels >= StraightLevels;
    }

    /// <summary>Null if unknown. Nothing at all is no time: such a source keeps one moment for both, or none.</summary>
    private static long? Time(DateTime? started, DateTime? submitted, int? duration) =>
        duration is > 0 ? duration
        : started is { } from && submitted is { } to ? (to - from).Ticks / (TimeSpan.TicksPerSecond / 100)
        : null;

    /// <summary>
    /// In a linked wave: the person is earlier in the file. In an anonymous one: so is the same content at the same moment. A day alone
    /// is no moment, since two may well answer alike on one day.
    /// </summary>
    private bool IsDouble(SurveyBatch batch, int row, UInt128 person)
    {
        if (wave.Linked)
        {
            return person != default && !_seen.Add(Folded(person));
        }

        return batch.Submitted[row] is { } moment && moment.TimeOfDay != TimeSpan.Zero && !_seen.Add(Content(batch, row, moment));
    }

    /// <summary>Kind and id in one number: the same text as a staff number and as a user name is two persons.</summary>
    private static long Folded(UInt128 person) => (long)((ulong)person ^ (ulong)(person >> 64));

    /// <summary>FNV-1a over everything but the row's own key.</summary>
    private static long Content(SurveyBatch batch, int row, DateTime moment)
    {
        var hash = 14695981039346656037UL;
        foreach (var answer in batch.Answers.AsSpan(row * batch.ItemCount, batch.ItemCount))
        {
            hash = (hash ^ answer) * 1099511628211UL;
        }

        foreach (var importance in batch.Importance is null ? default : batch.Importance.AsSpan(row * batch.ItemCount, batch.ItemCount))
        {
            hash = (hash ^ importance) * 1099511628211UL;
        }

        Mix(moment.Ticks);
        Mix(batch.Complete[row] ? 1 : 0);
        Mix((long)batch.Channel[row]);
        MixText(batch.Unit[row]);
        MixText(batch.Role[row]);
        Mix((long)batch.Gender[row]);
        Mix(batch.BirthYear[row]);
        Mix((long)batch.Form[row]);
        Mix((long)batch.Device[row]);
        return (long)hash;

        // The text and not its place in the batch's list: the next batch has a list of its own.
        void MixText(string text)
        {
            foreach (var c in text)
            {
                hash = (hash ^ c) * 1099511628211UL;
            }

            Mix(text.Length);
        }

        void Mix(long value)
        {
            for (var shift = 0; shift < 64; shift += 8)
            {
                hash = (hash ^ (byte)(value >> shift)) * 1099511628211UL;
            }
        }
    }
}
