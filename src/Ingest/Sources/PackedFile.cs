using System.IO.Compression;
using System.Text;
using System.Xml;
using Digilo.Analytics.Ingest.Validation;

namespace Digilo.Analytics.Ingest.Sources;

/// <summary>
/// A ZIP archive of XML files that may have been made to do harm: its table of contents is bounded, what comes out is counted
/// whatever the archive says of it, and no name in it is ever a place on disk.
/// </summary>
internal sealed class PackedFile : IDisposable
{
    private const int MaxEntries = 10_000, MaxContentsBytes = 8 << 20;

    private readonly ContentsStream _file;
    private readonly ZipArchive _archive;
    private readonly UnpackBudget _budget;

    /// <summary>Opens an archive and reads its table of contents.</summary>
    /// <exception cref="FileFault">It is damaged, or its table of contents is longer than any delivery's.</exception>
    public PackedFile(string path, SourceLimits limits)
    {
        _budget = new UnpackBudget(limits);
        _file = new ContentsStream(FileFacts.Open(path), MaxContentsBytes);
        try
        {
            _archive = new ZipArchive(_file, ZipArchiveMode.Read, leaveOpen: true);
            Names = [.. _archive.Entries.Select(e => e.FullName)];
            _file.IsContentsRead = true;
            if (Names.Count > MaxEntries)
            {
                throw new FileFault(Rules.TooManyParts, expected: Shape.Count(MaxEntries));
            }
        }
        catch (Exception e)
        {
            _archive?.Dispose();
            _file.Dispose();
            if (BoundedXml.Translate(e) is { } fault)
            {
                throw fault;
            }

            throw;
        }
    }

    /// <summary>Names of the entries, as the archive spells them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Share of the archive read, roughly.</summary>
    public double Progress => _file.Length == 0 ? 1 : Math.Min(1, (double)_file.Position / _file.Length);

    /// <summary>A reader of an entry.</summary>
    public XmlReader OpenXml(string name) => OpenXml(name, out _);

    /// <summary>A reader of an entry; what comes out is counted together with every other entry's.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="progress">Share of the entry read so far, by the size that it says of itself.</param>
    /// <exception cref="FileFault">The entry is damaged or encrypted.</exception>
    public XmlReader OpenXml(string name, out Func<double> progress)
    {
        var entry = _archive.GetEntry(name) ?? throw new InvalidOperationException("The name comes from the archive itself.");
        if (entry.IsEncrypted)
        {
            throw new FileFault(Rules.FileEncrypted);
        }

        try
        {
            var size = Math.Max(1, entry.Length);
            var stream = new BoundedXmlStream(entry.Open(), _budget);
            progress = () => Math.Min(1, (double)stream.Given / size);
            return XmlTexts.Open(stream);
        }
        catch (Exception e) when (BoundedXml.Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    public void Dispose()
    {
        _archive.Dispose();
        _file.Dispose();
    }
}

/// <summary>Elements that hold a text, in XML of any encoding.</summary>
internal static class XmlTexts
{
    static XmlTexts() =>
        // XML may name any encoding; those of old Windows are not known to the runtime without this.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>A reader over a bounded stream, which it disposes.</summary>
    public static XmlReader Open(BoundedXmlStream stream) => BoundedXml.Open(stream);

    /// <summary>Runs something that reads XML; what is wrong with the XML becomes a fault of the file.</summary>
    public static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (BoundedXml.Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>The text of the element that the reader stands on, cut at a length; the reader goes past the element.</summary>
    /// <param name="reader">On a start tag.</param>
    /// <param name="most">Characters kept; the rest is read and dropped.</param>
    /// <param name="cut">True if something was dropped.</param>
    public static string Read(XmlReader reader, int most, out bool cut)
    {
        cut = false;
        if (reader.IsEmptyElement)
        {
            BoundedXml.Next(reader);
            return "";
        }

        var depth = reader.Depth;
        var text = new StringBuilder();
        var piece = new char[Math.Clamp(most, 1, 4096)];
        while (BoundedXml.Next(reader) && reader.Depth > depth)
        {
            if (!BoundedXml.HasText(reader))
            {
                continue;
            }

            // In pieces: a section of characters may be longer than the bound between two tags.
            while (reader.ReadValueChunk(piece, 0, piece.Length) is > 0 and var read)
            {
                var room = most - text.Length;
                cut |= read > room;
                text.Append(piece, 0, Math.Min(room, read));
            }
        }

        BoundedXml.Next(reader);
        return text.ToString();
    }
}
