using System.Runtime.CompilerServices;
using Digilo.Analytics.Storage;

// Deliberately wrong: they live in namespaces of real rooms and do what those rooms may not, to show that the checker sees it.
namespace Digilo.Analytics.Dashboard.Pages
{
    internal sealed class WrongPage
    {
        public Store? Store { get; init; }
    }
}

namespace Digilo.Analytics.Compute
{
    internal static class WrongEstimator
    {
        public static double Mean(string path) => File.ReadAllBytes(path).Average(b => b) + DateTime.UtcNow.Ticks + Published(null);

        private static int Published(Snapshots.Snapshot? snapshot) => snapshot?.Tables.Count ?? 0;
    }

    internal static class RightEstimator
    {
        public static double Mean(ReadOnlySpan<byte> values)
        {
            var sum = 0;
            foreach (var value in values)
            {
                sum += value;
            }

            return (double)sum / values.Length;
        }
    }

    internal static class WrongSum
    {
        public static int Local(ref int first, int n)
        {
            var sum = 0;
            ref var at = ref first;
            for (var i = 0; i < n; i++)
            {
                sum += at;
                at = ref Unsafe.Add(ref at, 1);
            }

            return sum;
        }

        public static int Argument(ref int at, int n)
        {
            var sum = 0;
            for (var i = 0; i < n; i++)
            {
                sum += at;
                at = ref Unsafe.Add(ref at, 1);
            }

            return sum;
        }
    }

    internal static class RightSum
    {
        public static int Of(ref int first, int n)
        {
            var sum = 0;
            for (var i = 0; i < n; i++)
            {
                ref var at = ref Unsafe.Add(ref first, i);
                sum += at;
            }

            return sum;
        }
    }
}
