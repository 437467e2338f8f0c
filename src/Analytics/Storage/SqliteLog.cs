namespace Digilo.Analytics.Storage;

/// <summary>
/// Takes the log of a large write to the disk beside the writing, so that the commit need not wait for all of it at its end. It changes
/// nothing of what is durable when: the commit makes sure of that itself.
/// </summary>
/// <param name="path">The log.</param>
internal sealed class SqliteLog(string path)
{
    private const int Rows = 60_000;

    private Task _flushing = Task.CompletedTask;
    private long _waiting;

    /// <summary>Told by the one writer after each bulk write.</summary>
    internal void Wrote(int rows)
    {
        _waiting += rows;
        if (_waiting >= Rows && _flushing.IsCompleted)
        {
            _waiting = 0;
            _flushing = Task.Run(Flush);
        }
    }

    private void Flush()
    {
        try
        {
            using var log = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The commit will meet the same and tell it.
        }
    }
}
