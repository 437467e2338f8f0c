using Digilo.Analytics.Compute;
using Digilo.Analytics.Indicators;

namespace Digilo.Analytics.Tests.Indicators;

public class OverTheFloorTests
{
    // R: up <- c(12, 15, 9, 13, 4); down <- c(2, 5, 1, 3, 3); p <- mapply(function(u, d) binom.test(u, u + d)$p.value, up, down)
    // p: 0.0129 0.0414 0.0215 0.0213 1; p.adjust(p, "BH"): 0.0358 0.0517 0.0358 0.0358 1; p.adjust(c(p, 1, 1), "BH")[1:4]: 0.0501 0.0724 0.0501 0.0501.
    private static readonly FloorChange[] Departments = [Changed(12, 2), Changed(15, 5), Changed(9, 1), Changed(13, 3), Changed(4, 3)];

    [Fact]
    public void Departments_are_one_family_and_the_organisation_is_another()
    {
        Assert.Equal(0.04138946533, Departments[1].McNemar, 1e-10);
        Assert.Equal([1, 1, 0, 1, 1, 0], OverTheFloor.Certain([Changed(15, 5), .. Departments], 5));
        Assert.Equal([-1, 1], OverTheFloor.Certain([Changed(5, 15), Changed(15, 5)], 5));
    }

    [Fact]
    public void A_department_below_the_threshold_is_no_test_of_the_family()
    {
        FloorChange[] few = [new(1, 1, 1, 1), new(1, 1, 1, 1)], enough = [new(2, 1, 1, 1), new(2, 1, 1, 1)];
        Assert.Equal([1, 1, 0, 1, 1, 0, 0, 0], OverTheFloor.Certain([Changed(15, 5), .. Departments, .. few], 5));
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0], OverTheFloor.Certain([Changed(15, 5), .. Departments, .. enough], 5));
    }

    private static FloorChange Changed(long up, long down) => new(10, up, down, 30);
}
