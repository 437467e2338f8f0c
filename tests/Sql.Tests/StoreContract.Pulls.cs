using static Digilo.Analytics.Sql.Tests.Sample;

namespace Digilo.Analytics.Sql.Tests;

public abstract partial class StoreContract
{
    [Fact]
    public void How_far_a_source_was_fetched_is_kept_in_place_of_what_was_kept_before()
    {
        Assert.Null(Store.Pulls.Find("enkat"));
        Store.Pulls.Keep("enkat", "1\n2023-10-02 7", Utc);
        Store.Pulls.Keep("Enkat", "en annan källa", Utc);
        Store.Pulls.Keep("enkat", "", Utc.AddDays(1));
        var kept = Store.Pulls.Find("enkat");
        Assert.Equal(("enkat", "", Utc.AddDays(1)), (kept!.Name, kept.State, kept.Pulled));
        Assert.Equal("en annan källa", Store.Pulls.Find("Enkat")!.State);
    }
}
