using Digilo.Analytics.Runs;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Tests.Runs;

/// <summary>What is remembered beside a release forgets whose answers they were, and counts them still.</summary>
public class ForgottenContributorsTests
{
    private const long Anna = 0x1122334455667788, Bo = 0x2233445566778899, Cia = 0x33445566778899AA;

    private static readonly Contributors Released = Of((Anna, 10, [0, 1]), (Bo, 20, [0]), (Cia, 30, [0, 1]));

    [Fact]
    public void The_first_format_is_read_and_written_as_it_was() =>
        Assert.Equal(Packed((Anna, 10, [0, 1]), (Bo, 20, [0])), Contributors.Unpack(Packed((Anna, 10, [0, 1]), (Bo, 20, [0]))).Pack());

    [Fact]
    public void The_key_is_gone_and_the_place_in_the_groups_is_kept()
    {
        var forgotten = Contributors.Unpack(Released.Forget(new HashSet<long> { Anna })!.Pack());
        Assert.Equal(-1, forgotten.Pack().AsSpan().IndexOf(BitConverter.GetBytes(Anna)));
        Assert.True(Released.Pack().AsSpan().IndexOf(BitConverter.GetBytes(Anna)) >= 0);
        Assert.Empty(forgotten.GroupsOf(new HashSet<long> { Anna }));
        Assert.Equal(["a", "b"], Released.GroupsOf(new HashSet<long> { Anna }));
        Assert.Null(forgotten.Forget(new HashSet<long> { Anna }));
        Assert.Equal(forgotten.Forget(null)!.Pack(), Released.Forget(null)!.Pack());
    }

    [Fact]
    public void What_is_left_is_nothing_new_and_yet_differs_by_the_one_who_is_gone()
    {
        var forgotten = Released.Forget(new HashSet<long> { Anna })!;
        var now = Of((Bo, 20, [0]), (Cia, 30, [0, 1]));
        Assert.True(now.SameButForgotten(forgotten));
        Assert.False(now.SameAs(forgotten));
        Assert.Equal(1, now.SmallestDifference(forgotten, new HashSet<string> { "a", "b" }));

        // A changed answer, and one that came, are new.
        Assert.False(Of((Bo, 21, [0]), (Cia, 30, [0, 1])).SameButForgotten(forgotten));
        Assert.False(Of((Bo, 20, [1]), (Cia, 30, [0, 1])).SameButForgotten(forgotten));
        Assert.False(Of((Bo, 20, [0])).SameButForgotten(forgotten));

        // Who came does not make up for who is gone: 1 left, 1 came, and 1 changed differ by 2.
        var other = Of((Bo, 21, [0]), (Cia, 30, [0, 1]), (99, 40, [0]));
        Assert.Equal(2, other.SmallestDifference(forgotten, new HashSet<string> { "a" }));
    }

    private static Contributors Of(params (long Key, long Hash, int[] Groups)[] rows) => Contributors.Unpack(Packed(rows));

    private static byte[] Packed(params (long Key, long Hash, int[] Groups)[] rows)
    {
        var w = new PackedWriter();
        w.Int(1);
        w.Texts(["a", "b"]);
        w.List(rows, row =>
        {
            w.Fixed(row.Key);
            w.Fixed(row.Hash);
            w.Byte((byte)row.Groups.Length);
            foreach (var g in row.Groups)
            {
                w.Int(g);
            }
        });
        return w.ToArray();
    }
}
