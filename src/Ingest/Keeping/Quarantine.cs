using System.Buffers;
using System.Text;
using System.Text.Json;
using Digilo.Analytics.Ingest.Identity;

namespace Digilo.Analytics.Ingest.Keeping;

/// <summary>
/// Held-back rows of one delivery, as they stood in the file, encrypted: one JSON line a row with line, rule and text. Made only
/// when the first row is held back; kept when the delivery is.
/// </summary>
internal sealed class Quarantine(string? path, OrganisationKeys keys, IReadOnlyList<string> headings) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private Vault.Draft? _draft;

    /// <summary>Rows held back.</summary>
    public long Count { get; private set; }

    /// <summary>Holds a row back. Without a path (a dry run) it is only counted.</summary>
    public void Add(int line, string rule, ReadOnlySpan<byte> raw)
    {
        Count++;
        if (path is null)
        {
            return;
        }

        if (_draft is null)
        {
            _draft = new Vault.Draft(path, keys);
            _line.ResetWrittenCount();
            using (var heading = new Utf8JsonWriter(_line))
            {
                heading.WriteStartObject();
                heading.WriteStartArray("headings"u8);
                foreach (var text in headings)
                {
                    heading.WriteStringValue(text);
                }

                heading.WriteEndArray();
                heading.WriteEndObject();
            }

            _draft.Stream.Write(_line.WrittenSpan);
        }

        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line))
        {
            json.WriteStartObject();
            json.WriteNumber("line"u8, line);
            json.WriteString("rule"u8, rule);
            json.WriteString("row"u8, Encoding.UTF8.GetString(raw));
            json.WriteEndObject();
        }

        _draft.Stream.Write("\n"u8);
        _draft.Stream.Write(_line.WrittenSpan);
    }

    /// <summary>Makes the file durable, if there is one; returns its path.</summary>
    public string? Keep()
    {
        if (_draft is null)
        {
            return null;
        }

        _draft.Keep();
        return path;
    }

    public void Dispose() => _draft?.Dispose();
}
