namespace Digilo.Analytics.Storage;

/// <summary>What is kept beside an organisation's releases, for the comparison with a later one: whose answers they were made of.</summary>
internal static class ReleaseMemory
{
    /// <summary>Changes it release by release, withdrawn ones included.</summary>
    /// <param name="session">Writes.</param>
    /// <param name="organisation">Code.</param>
    /// <param name="change">From a wave's code and the packed contributors to new ones; null = as they are.</param>
    /// <returns>Releases changed.</returns>
    internal static long Change(Session session, string organisation, Func<string, byte[], byte[]?> change)
    {
        long changed = 0;
        foreach (var row in session.Query<Row>("erase/contributors", new { organisation }))
        {
            if (change(row.Wave, row.Contributors) is { } contributors)
            {
                session.Execute("erase/set_contributors", new { organisation, wave = row.Wave, number = row.Number, contributors });
                changed++;
            }
        }

        return changed;
    }

    private sealed class Row
    {
        public string Wave { get; init; } = "";

        public long Number { get; init; }

        public byte[] Contributors { get; init; } = [];
    }
}
