using System.Globalization;
using Digilo.Analytics.Model;
using Digilo.Analytics.Runs;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Rights;

/// <summary>Puts what is held about a person in words, topic by topic. The raw id is in none of it, because it is stored nowhere.</summary>
internal sealed class PersonReport
{
    private readonly PersonReportOrder _order;
    private readonly PersonContent _content;
    private readonly PersonValues _values;

    private PersonReport(PersonReportOrder order, PersonContent content) =>
        (_order, _content, _values) = (order, content, new PersonValues(order.Say, order.Language));

    /// <summary>The report.</summary>
    internal static PersonDocument Make(PersonReportOrder order, PersonContent content) => new PersonReport(order, content).Make();

    private PersonDocument Make() => new(
        Say("person.report.title"),
        [
            new(Say("person.report.employer"), $"{_order.Organisation.Name.In(_order.Language)} ({_order.Organisation.Code})"),
            new(Say("person.report.made"), _order.Utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC"),
        ],
        [Say("person.report.lead"), Say("person.report.lead.rights"), .. Anonymous()],
        [
            Aliases(), .. PersonStore.Topics.Take(1).Select(Topic), Answers(), .. PersonStore.Topics.Skip(1).Select(Topic), Plans(), Released(), Files(), Events(),
        ]);

    /// <summary>Answers that nobody can find again by person.</summary>
    private IEnumerable<string> Anonymous() => _order.WithoutLinks.Select(w => Say("person.report.anonymous", w.Name.In(_order.Language), w.Code));

    private PersonSection Aliases() => Section("aliases", [.. _content.Aliases
        .GroupBy(a => a.Kind).OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new PersonItem("", [
            new PersonField(Say("person.field.kind"), g.Key),
            new PersonField(Say("person.field.keys"), string.Join(", ", g.Select(a => a.KeyId)))]))]);

    private PersonSection Topic(string topic) => Section(topic, [.. _content.Rows[topic].Select(r => new PersonItem(Source(r), _values.Fields(r)))]);

    private PersonSection Answers() => Section("answers", [.. _content.Answers.Select(a => new PersonItem(
        Say("person.report.wave", a.Row.Text("wave"), Source(a.Row)),
        [.. _values.Fields(a.Row), .. Items(a), .. a.Texts.Select(t => new PersonField(
            Say("person.report.text", t.Column), _order.OpenText(t.Content) ?? Say("person.report.text.closed")))]))]);

    private IEnumerable<PersonField> Items(PersonAnswer answer)
    {
        var answers = answer.Row.Bytes("answers") ?? [];
        var importance = answer.Row.Bytes("importance");
        for (var i = 0; i < answer.Items.Count && i < answers.Length; i++)
        {
            var item = answer.Items[i];
            var value = _values.Answer(item, answers[i]);
            yield return new PersonField(
                Name(item, answer.Row.Text("profile")),
                importance is not null && i < importance.Length && importance[i] != AnswerCode.NotInInstrument
                    ? Say("person.report.importance", value, _values.Importance(importance[i]))
                    : value);
        }
    }

    /// <summary>The item's code, what it measures and how it was asked, as far as that is known.</summary>
    private string Name(InstrumentItem item, string profile)
    {
        var competence = CompetenceFramework.DigComp22.Find(item.Competence)?.Name.In(_order.Language);
        var question = _order.Question(profile, item.Code);
        return string.Join(" – ", new[] { item.Code, competence, question == item.Code || question == competence ? null : question }.OfType<string>());
    }

    /// <summary>Plans name units and actions, never a person.</summary>
    private PersonSection Plans() => new(Say("person.section.plans"), Say("person.section.plans.none"), []);

    private PersonSection Released()
    {
        var keys = _content.Answers.ToLookup(a => a.Row.Text("wave"), a => a.Row.Number("row_key"), StringComparer.Ordinal);
        return Section("released", [.. _content.Releases
            .Select(r => (r.Wave, r.Number, Groups: Contributors.Unpack(r.Contributors).GroupsOf(keys[r.Wave].ToHashSet())))
            .Where(r => r.Groups.Count > 0)
            .Select(r => new PersonItem(
                Say("person.report.release", r.Wave, r.Number.ToString(CultureInfo.InvariantCulture)),
                [new PersonField(Say("person.field.groups"), string.Join("\n", r.Groups.Select(Group).Distinct(StringComparer.Ordinal)))]))]);
    }

    private string Group(string name)
    {
        // Level | breakdown | code | category: the codes are the organisation's own.
        var parts = name.Split('|');
        return parts.Length < 4 ? name : string.Join(" ", new[] { parts[2].Length == 0 ? Say("person.value.organisation") : parts[2], parts[3] }.Where(p => p.Length > 0));
    }

    private PersonSection Files() => Section("files", [.. _order.Files(_content.Deliveries).Select(f => new PersonItem(
        f.FileName,
        [
            new PersonField(Say("person.field.what"), Say(f.Held ? "person.files.held" : "person.files.archive")),
            new PersonField(Say("person.field.delivery"), f.Delivery.ToString(CultureInfo.InvariantCulture)),
            new PersonField("SHA-256", f.ContentHash),
            new PersonField(Say("person.field.retention"), f.Rule is not { } rule ? Say("person.files.without")
                : rule.Decision is not { } decision ? Say("person.files.undecided", Text(rule.Months))
                : Say("person.files.decided", Text(rule.Months), RetentionProof.Reference(decision))),
        ]))]);

    private PersonSection Events() => Section("events",
    [
        .. _content.Events.Select(e => new PersonItem("",
        [
            new PersonField(Say("person.field.when"), e.Event.Utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC"),
            new PersonField(Say("person.field.what"), Say(e.Event.What)),
            new PersonField(Say("person.field.reference"), e.Event.Reference.Length == 0 ? "–" : e.Event.Reference),
        ])),
        .. _content.ErasedOn.Select(day => new PersonItem("",
        [
            new PersonField(Say("person.field.when"), day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new PersonField(Say("person.field.what"), Say("person.report.erased")),
        ])),
    ]);

    private PersonSection Section(string topic, IReadOnlyList<PersonItem> items) =>
        new(Say("person.section." + topic), Say(items.Count == 0 ? "person.section.empty" : "person.section." + topic + ".lead"), items);

    private string Source(PersonRow row) => Say(
        "person.report.source", row.Text("file_name"), row.Number("delivery").ToString(CultureInfo.InvariantCulture), PersonValues.Day(row, "as_of"),
        Say("person.status." + row.Text("status")));

    private string Say(string code, params string[] arguments) => _order.Say(new Message(code, arguments));

    private string Say(Message message) => _order.Say(message);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
