using System.Globalization;
using System.Text;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Export;

/// <summary>What the notice to those who are asked is made from.</summary>
/// <param name="Organisation">Who asks.</param>
/// <param name="Wave">The measurement.</param>
/// <param name="Settings">Protection: as frozen with the wave, or as it would be frozen today.</param>
/// <param name="IsFrozen">Whether they are frozen.</param>
/// <param name="Consent">Whether the organisation's figures may be shown beside the others'.</param>
/// <param name="Retention">How long things are kept.</param>
public sealed record NoticeFacts(
    Organisation Organisation, Wave Wave, DisclosureSettings Settings, bool IsFrozen, bool Consent, IReadOnlyList<RetentionRule> Retention);

/// <summary>A part of the notice.</summary>
/// <param name="Heading">Heading.</param>
/// <param name="Paragraphs">Paragraphs under it.</param>
/// <param name="Points">Points of a list after them; may be empty.</param>
public sealed record NoticeSection(string Heading, IReadOnlyList<string> Paragraphs, IReadOnlyList<string> Points);

/// <summary>
/// What those who are asked are told before they answer (method §4.11), made from the settings that hold: nobody has to remember to change a
/// letter when a threshold changes. What a program cannot know stands in square brackets.
/// </summary>
/// <param name="Title">Title.</param>
/// <param name="Sections">Parts.</param>
/// <param name="HasBlanks">True if something in square brackets is left to fill in.</param>
public sealed record RespondentNotice(string Title, IReadOnlyList<NoticeSection> Sections, bool HasBlanks)
{
    /// <summary>The notice in a language.</summary>
    public static RespondentNotice Of(NoticeFacts facts, string language)
    {
        string Text(string code, params string[] arguments) => TextCatalogue.Default.Get(language, code, arguments);
        var say = Format.For(language);
        var (wave, owner) = (facts.Wave, facts.Organisation.Name.In(language));
        var linked = wave.Linked ? "linked" : "anonymous";
        var policy = new DisclosurePolicy(facts.Settings);
        var ground = facts.Organisation.Duties.GetValueOrDefault(Duty.LegalGround);
        var rules = DisclosureRules.All.Select(r => r.Notice(policy)).Where(m => m.Code.Length > 0).Select(m => TextCatalogue.Default.Get(language, m));
        List<string> shown = [.. rules, Text(facts.Consent ? "notice.beside.yes" : "notice.beside.no")];
        if (wave.External)
        {
            shown.Add(Text("notice.external"));
        }

        IReadOnlyList<NoticeSection> sections =
        [
            new(Text("notice.who"), [Text("notice.who.text", owner, say.Date(wave.Opens), say.Date(wave.Closes), say.Date(wave.ReferenceDate)), Text("notice.contact", owner)], []),
            new(Text("notice.ground"), [ground is null ? Text("notice.ground.missing") : Text("notice.ground.text", ground.Reference, Format.IsoDate(ground.Date))], []),
            new(Text("notice.answer"), [Text("notice.answer." + linked)], []),
            new(Text("notice.shown"), [Text(facts.IsFrozen ? "notice.frozen" : "notice.unfrozen", say.Date(wave.Opens))], shown),
            new(Text("notice.kept"), [Kept(facts, RetentionSubject.Answers, Text)], []),
            new(Text("notice.rights"), [Text("notice.rights." + linked, owner), Text("notice.rights.released")], []),
        ];
        return new RespondentNotice(Text("notice.title", wave.Name.In(language)), sections, sections.Any(s => s.Paragraphs.Any(p => p.Contains('[', StringComparison.Ordinal))));
    }

    /// <summary>As plain text with line feeds, for a letter, an e-mail or an intranet.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Title).Append('\n');
        foreach (var section in Sections)
        {
            text.Append('\n').Append(section.Heading.ToUpperInvariant()).Append('\n');
            foreach (var paragraph in section.Paragraphs)
            {
                text.Append(paragraph).Append('\n');
            }

            foreach (var point in section.Points)
            {
                text.Append("– ").Append(point).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kept(NoticeFacts facts, RetentionSubject subject, Func<string, string[], string> text) =>
        RetentionRule.Of(facts.Retention, facts.Organisation.Code, subject) is { Decision: { } decision } rule
            ? text("notice.kept.text", [rule.Months.ToString(CultureInfo.InvariantCulture), decision.Reference, Format.IsoDate(decision.Date)])
            : text("notice.kept.undecided", []);
}
