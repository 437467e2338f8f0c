using Digilo.Analytics.Dashboard.Pages;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>What two briefs say differently, line by line.</summary>
public class BriefDifferenceTests
{
    private const string Before = "Titel\n=====\nEtt\n\nAvsnitt A\n---------\n- Rad – n: 1\n- Bort\n\nAvsnitt B\n---------\nSamma\n--\nData t.o.m. 2023\n";
    private const string After = "Titel\n=====\nEtt\n\nAvsnitt A\n---------\n- Rad – n: 2\n\nAvsnitt B\n---------\nSamma\nNytt\n--\nData t.o.m. 2024\n";

    [Fact]
    public void Changed_lines_stand_beside_each_other_under_their_heading() => Assert.Equal(
        [new("Avsnitt A", "Rad – n: 1", "Rad – n: 2"), new("Avsnitt A", "Bort", ""), new("Avsnitt B", "", "Nytt")],
        BriefDifference.Of(Before, After)!);

    [Fact]
    public void The_same_text_and_another_foot_differ_in_nothing()
    {
        Assert.Empty(BriefDifference.Of(Before, Before)!);
        Assert.Empty(BriefDifference.Of(Before, Before.Replace("2023", "2025", StringComparison.Ordinal))!);
        Assert.Empty(BriefDifference.Of("", "")!);
    }

    [Fact]
    public void A_line_that_moved_to_another_heading_is_gone_from_one_and_new_in_the_other() => Assert.Equal(
        [new("A", "x", ""), new("B", "", "x")],
        BriefDifference.Of("A\n-\nx\nB\n-\ny\n", "A\n-\nB\n-\nx\ny\n"));

    [Fact]
    public void Long_texts_are_compared_where_they_differ_and_not_at_all_where_they_differ_too_much()
    {
        static string Long(string of, int lines) => string.Concat(Enumerable.Range(0, lines).Select(i => $"{of} {i}\n"));
        Assert.Equal([new("", "a", "b")], BriefDifference.Of(Long("x", 5000) + "a\n" + Long("y", 5000), Long("x", 5000) + "b\n" + Long("y", 5000)));
        Assert.Null(BriefDifference.Of(Long("x", 5000), Long("y", 5000)));
    }

    [Fact]
    public void Everything_new_is_told() => Assert.Equal([new("", "", "a"), new("", "", "b")], BriefDifference.Of("", "a\nb\n"));
}
