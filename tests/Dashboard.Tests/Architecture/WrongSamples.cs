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
}
