using System.Globalization;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Tests.Texts;

public class FormatTests
{
    [Theory]
    [InlineData(1234567.891, 1, "1\u00A0234\u00A0567,9", "1,234,567.9")]
    [InlineData(-0.44, 1, "\u22120,4", "\u22120.4")]
    [InlineData(-0.04, 1, "0,0", "0.0")]
    [InlineData(999, 0, "999", "999")]
    [InlineData(1000, 0, "1\u00A0000", "1,000")]
    public void Numbers_follow_the_language(double value, int decimals, string swedish, string english)
    {
        Assert.Equal(swedish, Format.Swedish.Number(value, decimals));
        Assert.Equal(english, Format.English.Number(value, decimals));
    }

    [Fact]
    public void Shares_have_a_space_in_Swedish_only()
    {
        Assert.Equal("24\u00A0%", Format.Swedish.Share(0.24));
        Assert.Equal("24%", Format.English.Share(0.24));
        Assert.Equal("24,5\u00A0%", Format.Swedish.Share(0.245, 1));
        Assert.Equal("20–28\u00A0%", Format.Swedish.ShareRange(0.2, 0.28));
    }

    [Fact]
    public void Ranges_with_negative_bounds_are_written_with_a_word()
    {
        Assert.Equal("1,2–1,8", Format.Swedish.NumberRange(1.2, 1.8, 1));
        Assert.Equal("\u22121,2 till 0,3", Format.Swedish.NumberRange(-1.2, 0.3, 1));
        Assert.Equal("\u22121.2 to 0.3", Format.English.NumberRange(-1.2, 0.3, 1));
    }

    [Fact]
    public void Times_are_Swedish_local_time_across_the_change_of_clocks()
    {
        Assert.Equal("2026-07-01 03:30", Format.LocalTime(new(2026, 7, 1, 1, 30, 0, DateTimeKind.Utc)));
        Assert.Equal("2026-12-01 02:30", Format.LocalTime(new(2026, 12, 1, 1, 30, 0, DateTimeKind.Utc)));
        Assert.Equal("23\u00A0november 2026", Format.Swedish.Date(new(2026, 11, 23)));
        Assert.Equal("23\u00A0November 2026", Format.English.Date(new(2026, 11, 23)));
    }

    [Fact]
    public void The_machines_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal("1\u00A0234,5", Format.Swedish.Number(1234.5, 1));
            Assert.Equal("2026-11-23", Format.IsoDate(new(2026, 11, 23)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Swedish_order_puts_the_last_letters_last()
    {
        Assert.Equal(["Arvidsjaur", "Zinkgruvan", "Åre", "Älmhult", "Örebro"], new[] { "Örebro", "Åre", "Zinkgruvan", "Älmhult", "Arvidsjaur" }.Order(SwedishOrder.Instance));
    }

    [Fact]
    public void Cells_print_every_state_and_never_a_zero_for_hidden()
    {
        var cells = new CellText("sv");
        Assert.Equal("24\u00A0%", cells.Value(new(CellState.Value, estimate: 0.24), Measures.BelowFloor));
        Assert.Equal("3,14", cells.Value(new(CellState.Value, estimate: 3.14, decimals: 2), Measures.Level));
        Assert.Equal("\u221212", cells.Value(new(CellState.Value, estimate: -12), Measures.Rds));
        Assert.Equal("högst 4 av 18", cells.Value(new(CellState.Class, respondents: 18, classKind: ClassKind.AtMost, classCount: 4), Measures.BelowFloor));
        Assert.Equal("minst 14 av 18", cells.Value(new(CellState.Class, respondents: 18, classKind: ClassKind.AtLeast, classCount: 14), Measures.BelowFloor));
        Assert.Equal("nära lägsta nivån", cells.Value(new(CellState.Class, classKind: ClassKind.NearLowest), Measures.Level));
        Assert.Equal("dold", cells.Value(new(CellState.Hidden, "anything"), Measures.Level));
        Assert.Equal("–", cells.Value(null, Measures.Level));
        Assert.StartsWith("Dold för att skydda enskilda", cells.Reason(new(CellState.Hidden, "few_respondents")), StringComparison.Ordinal);
        Assert.Equal(cells.Reason(new(CellState.Hidden, "few_respondents")), cells.Reason(new(CellState.Hidden, "complementary")));
        Assert.Equal("", cells.Interval(new(CellState.Hidden), Measures.Level));
        Assert.Equal("", cells.Basis(new(CellState.Hidden)));
    }
}
