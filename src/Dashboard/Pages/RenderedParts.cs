namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>
/// Heavy parts of pages as they were rendered: kept as long as the snapshot is the current one, up to a total length. The same key
/// gives the same text.
/// </summary>
public sealed class RenderedParts
{
    /// <summary>Characters kept in all; when a part would exceed it, the others are let go.</summary>
    public const int MaxCharacters = 16_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);
    private string _snapshot = "";
    private long _characters;

    /// <summary>The part with a key, rendered if it is not kept.</summary>
    /// <param name="snapshotId">Id of the snapshot that the part shows.</param>
    /// <param name="key">Everything else that its text depends on.</param>
    /// <param name="render">Renders it; an exception keeps nothing.</param>
    public ValueTask<string> GetAsync(string snapshotId, string key, Func<Task<string>> render)
    {
        ArgumentNullException.ThrowIfNull(render);
        lock (_lock)
        {
            if (_snapshot == snapshotId && _kept.TryGetValue(key, out var known))
            {
                return ValueTask.FromResult(known);
            }
        }

        return new ValueTask<string>(RenderAsync(snapshotId, key, render));
    }

    private async Task<string> RenderAsync(string snapshotId, string key, Func<Task<string>> render)
    {
        var text = await render();
        lock (_lock)
        {
            if (_snapshot != snapshotId || _characters + text.Length > MaxCharacters)
            {
                _kept.Clear();
                _characters = 0;
                _snapshot = snapshotId;
            }

            if (text.Length <= MaxCharacters && _kept.TryAdd(key, text))
            {
                _characters += text.Length;
            }
        }

        return text;
    }
}
