using Digilo.Analytics.Dashboard.Pages;

namespace Digilo.Analytics.Dashboard.Tests.Pages;

public sealed class RenderedPartsTests
{
    private readonly RenderedParts _parts = new();
    private int _rendered;

    [Fact]
    public async Task A_part_is_rendered_once_for_a_snapshot_and_key()
    {
        Assert.Equal("one", await Get("s1", "a", "one"));
        Assert.Equal("one", await Get("s1", "a", "other"));
        Assert.Equal("two", await Get("s1", "b", "two"));
        Assert.Equal(2, _rendered);
    }

    [Fact]
    public async Task A_new_snapshot_lets_go_of_the_old_ones_parts()
    {
        await Get("s1", "a", "one");
        Assert.Equal("new", await Get("s2", "a", "new"));
        Assert.Equal("again", await Get("s1", "a", "again"));
        Assert.Equal(3, _rendered);
    }

    [Fact]
    public async Task No_more_is_kept_than_the_bound()
    {
        var large = new string('x', RenderedParts.MaxCharacters);
        await Get("s", "small", "y");
        await Get("s", "large", large);
        await Get("s", "large", large);
        Assert.Equal(2, _rendered);
        Assert.Equal("z", await Get("s", "small", "z"));
        await Get("s", "beyond", large + "x");
        await Get("s", "beyond", large + "x");
        Assert.Equal(5, _rendered);
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _parts.GetAsync("s", "a", () => throw new InvalidOperationException()));
        Assert.Equal("good", await Get("s", "a", "good"));
    }

    private ValueTask<string> Get(string snapshot, string key, string text) => _parts.GetAsync(snapshot, key, () =>
    {
        _rendered++;
        return Task.FromResult(text);
    });
}
