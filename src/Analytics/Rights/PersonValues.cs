using System.Globalization;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Rights;

/// <summary>
/// Puts stored values in words. Every column of a query is shown under its name <c>person.field.COLUMN</c>, so that what is stored and
/// read cannot be left out by forgetting it here.
/// </summary>
/// <param name="say">The words of a code.</param>
/// <param name="language">"sv" or "en": the decimal sign.</param>
internal sealed class PersonValues(Func<Message, string> say, string language)
{
    private const int NoEnd = int.MaxValue;

    /// <summary>Where a row is from, told in its heading; and what is told item by item.</summary>
    private static readonly HashSet<string> Elsewhere =
        ["delivery", "as_of", "kind", "file_name", "status", "wave", "profile", "row_no", "answers", "importance"];

    private static readonly Dictionary<string, Type> Choices = new(StringComparer.Ordinal)
    {
        ["form"] = typeof(EmploymentForm),
        ["gender"] = typeof(Gender),
        ["account"] = typeof(YesNo),
        ["device"] = typeof(DeviceAccess),
        ["channel"] = typeof(YesNo),
        ["login"] = typeof(YesNo),
        ["other_way"] = typeof(YesNo),
        ["full_time_absent"] = typeof(YesNo),
        ["recent_hours"] = typeof(YesNo),
        ["offer"] = typeof(OfferState),
        ["answer_channel"] = typeof(AnswerChannel),
        ["training_status"] = typeof(TrainingStatus),
        ["direction"] = typeof(CoachingDirection),
        ["idea_status"] = typeof(IdeaStatus),
    };

    /// <summary>The fields of a row, in the query's order.</summary>
    internal IReadOnlyList<PersonField> Fields(PersonRow row) =>
        [.. row.Values.Where(v => !Elsewhere.Contains(v.Key)).Select(v => new PersonField(Say("person.field." + v.Key), Value(row, v.Key)))];

    /// <summary>An answer in words.</summary>
    internal string Answer(InstrumentItem item, byte answer) => answer switch
    {
        AnswerCode.NotShown => Say("person.answer.notShown"),
        AnswerCode.Skipped => Say("person.answer.skipped"),
        AnswerCode.DontKnow => Say("person.answer.dontKnow"),
        AnswerCode.NotInInstrument => Say("person.answer.notAsked"),
        _ => item.Scale == ItemScale.YesNo
            ? Say(answer == 1 ? "person.choice.YesNo.Yes" : "person.choice.YesNo.No")
            : Say("person.answer." + item.Scale, Text(answer)),
    };

    /// <summary>How important an item was said to be.</summary>
    internal string Importance(byte importance) => importance switch
    {
        AnswerCode.NotShown => Say("person.answer.notShown"),
        AnswerCode.Skipped => Say("person.answer.skipped"),
        AnswerCode.DontKnow => Say("person.answer.dontKnow"),
        _ => Text(importance),
    };

    /// <summary>A day that one engine gives as text and the other as a date.</summary>
    internal static string Day(PersonRow row, string column) => row.Values.FirstOrDefault(v => v.Key == column).Value switch
    {
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string text => text,
        _ => "–",
    };

    private string Value(PersonRow row, string column)
    {
        var number = row.Values.First(v => v.Key == column).Value is string ? 0 : row.Number(column);
        return column switch
        {
            "enrolled" or "finished" or "day" => number <= 0 ? Say("person.value.unknown") : Date(number),
            "valid_from" => number <= 0 ? Say("person.value.always") : Date(number),
            "valid_to" => number >= NoEnd ? Say("person.value.untilFurther") : Date(number),
            "degree_hundredths" => number / 100m is var degree && number > 0 ? Number(degree) + " %" : Say("person.value.unknown"),
            "hours_hundredths" => number == 0 ? Say("person.value.unknown") : Number(number / 100m),
            "birth_year" or "sharers" => number == 0 ? Say("person.value.unknown") : Text(number),
            "submitted" => number == 0 ? Say("person.value.unknown") : new DateTime(number).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            "complete" or "present" or "protected" => Say(number == 0 ? "person.choice.YesNo.No" : "person.choice.YesNo.Yes"),
            "as_manager" => Say(number == 0 ? "person.value.employee" : "person.value.manager"),
            "flags" => number == 0 ? "–" : string.Join(", ", QualityReason.All
                .Where(r => ((QualityFlags)number & r.Flags) != 0).Select(r => Say("quality." + r.Name))),
            _ when Choices.TryGetValue(column, out var type) => Say($"person.choice.{type.Name}.{Enum.ToObject(type, (byte)number)}"),
            _ => row.Text(column) is { Length: > 0 } text ? text : number == 0 ? "–" : Text(number),
        };
    }

    private string Say(string code, params string[] arguments) => say(new Message(code, arguments));

    private static string Date(long day) => DateOnly.FromDayNumber((int)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Number(decimal value) =>
        value.ToString("0.##", CultureInfo.InvariantCulture).Replace('.', language == "en" ? '.' : ',');

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
