using Digilo.Analytics.Dashboard.Export;
using Digilo.Analytics.Dashboard.Tests.Pages;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Tests.Export;

/// <summary>What respondents are told follows the settings of their wave (method §4.11).</summary>
public class RespondentNoticeTests
{
    private static string Notice(NoticeFacts facts, string language = "sv") => RespondentNotice.Of(facts, language).ToString();

    [Fact]
    public void The_threshold_and_the_classes_are_those_of_the_settings()
    {
        var five = Notice(SampleNotices.Facts);
        Assert.Contains("minst 5 har svarat", five, StringComparison.Ordinal);
        Assert.Contains("”högst 4”", five, StringComparison.Ordinal);
        Assert.Contains("minst 50 personer", five, StringComparison.Ordinal);

        var ten = Notice(SampleNotices.Facts with { Settings = new DisclosureSettings(10, 20, 80) });
        Assert.Contains("minst 10 har svarat", ten, StringComparison.Ordinal);
        Assert.Contains("”högst 9”", ten, StringComparison.Ordinal);
        Assert.Contains("minst 80 personer", ten, StringComparison.Ordinal);
        Assert.DoesNotContain("minst 5 ", ten, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_whether_the_rules_are_fixed_and_whether_others_see_them()
    {
        var before = Notice(SampleNotices.Facts);
        Assert.Contains("läggs fast när enkäten öppnar, 1 februari 2027", before.Replace((char)0xA0, (char)0x20), StringComparison.Ordinal);
        Assert.Contains("visas inte bredvid andra", before, StringComparison.Ordinal);
        Assert.DoesNotContain("utanför organisationen", before, StringComparison.Ordinal);

        var after = Notice(SampleNotices.Facts with { IsFrozen = true, Consent = true, Wave = SampleNotices.Facts.Wave with { External = true } });
        Assert.Contains("ligger fast för den här enkäten", after, StringComparison.Ordinal);
        Assert.Contains("får visas bredvid andra", after, StringComparison.Ordinal);
        Assert.Contains("utanför organisationen", after, StringComparison.Ordinal);
    }

    [Fact]
    public void An_anonymous_wave_promises_nothing_that_cannot_be_kept()
    {
        var anonymous = Notice(SampleNotices.Facts with { Wave = SampleNotices.Facts.Wave with { Linked = false } });
        Assert.Contains("kan det inte lämnas ut, rättas eller raderas", anonymous, StringComparison.Ordinal);
        Assert.DoesNotContain("under en kod", anonymous, StringComparison.Ordinal);
        Assert.Contains("sparas under en kod", Notice(SampleNotices.Facts), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_decided_is_said_and_what_is_unknown_is_left_to_fill_in()
    {
        Assert.True(RespondentNotice.Of(SampleNotices.Facts, "sv").HasBlanks);
        Assert.Contains("[Fyll i: rättslig grund]", Notice(SampleNotices.Facts), StringComparison.Ordinal);
        Assert.Contains("inget beslut om när svaren ska förstöras", Notice(SampleNotices.Facts), StringComparison.Ordinal);

        var decided = SampleNotices.Facts with
        {
            Organisation = SampleNotices.Facts.Organisation with { Duties = new Dictionary<Duty, DutyDone> { [Duty.LegalGround] = new("KS 2026/12", new(2026, 11, 2)) } },
            Retention = [new RetentionRule(RetentionSubject.Answers, 36, new RetentionDecision("KS 2026/417", new(2026, 3, 2)))],
        };
        Assert.Contains("KS 2026/12 (2026-11-02)", Notice(decided), StringComparison.Ordinal);
        Assert.Contains("36 månader och förstörs sedan, enligt beslut KS 2026/417 (2026-03-02)", Notice(decided), StringComparison.Ordinal);
    }

    [Fact]
    public void English_has_the_same_parts_and_no_code_is_left_in_either()
    {
        var (swedish, english) = (RespondentNotice.Of(SampleNotices.Facts, "sv"), RespondentNotice.Of(SampleNotices.Facts, "en"));
        Assert.Equal(swedish.Sections.Select(s => (s.Paragraphs.Count, s.Points.Count)), english.Sections.Select(s => (s.Paragraphs.Count, s.Points.Count)));
        Assert.All([swedish.ToString(), english.ToString()], t => Assert.DoesNotContain("‹", t, StringComparison.Ordinal));
        Assert.Contains("at least 5 have answered", english.ToString(), StringComparison.Ordinal);
    }
}
