using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using HarfBuzzSharp;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Glyphs that belong to one stretch of a text, as HarfBuzz found them.</summary>
/// <param name="From">Where the stretch begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Infos">Which glyphs.</param>
/// <param name="Positions">Where each stands.</param>
internal readonly record struct Cluster(int From, int To, GlyphInfo[] Infos, GlyphPosition[] Positions);

/// <summary>
/// HarfBuzz with a font, and words that it has shaped: made once for the process, because a batch of briefs has the same words again and again.
/// Nothing of it changes after it is made but the words that are kept, so several briefs use it at a time.
/// </summary>
internal sealed class Shaper
{
    // Words are few and repeat; names and numbers go on for ever. When there are so many, all are forgotten: some ten megabytes.
    private const int Most = 20_000;

    /// <summary>Lato joins "ti" and "tt" too, which Swedish text is full of: ligatures are off, and charts have none either.</summary>
    private static readonly Feature[] Features = [new(Tag.Parse("kern"), 1), new(Tag.Parse("liga"), 0), new(Tag.Parse("clig"), 0)];

    private static readonly ConcurrentDictionary<string, Shaper> All = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, PlacedGlyph[]> _kept = new(StringComparer.Ordinal);
    private readonly Lazy<Font> _font;
    private int _count;

    private Shaper(TrueTypeFont font) => _font = new Lazy<Font>(() => Open(font));

    /// <summary>The one of a font.</summary>
    public static Shaper Of(TrueTypeFont font) => All.GetOrAdd(font.Name, static (_, font) => new Shaper(font), font);

    /// <summary>A word as it was shaped before; null if it was not.</summary>
    public PlacedGlyph[]? Find(string text) => _kept.GetValueOrDefault(text);

    /// <summary>Keeps a word as it was shaped.</summary>
    public void Keep(string text, PlacedGlyph[] glyphs)
    {
        if (Interlocked.Increment(ref _count) > Most)
        {
            _kept.Clear();
            Interlocked.Exchange(ref _count, 0);
        }

        _kept[text] = glyphs;
    }

    /// <summary>Shapes a text.</summary>
    public IReadOnlyList<Cluster> Shape(string text)
    {
        using var buffer = new HarfBuzzSharp.Buffer();
        buffer.AddUtf16(text);
        buffer.GuessSegmentProperties();
        // Always left to right: the faces have no script that runs the other way, and the order read out stays the written one.
        buffer.Direction = Direction.LeftToRight;
        _font.Value.Shape(buffer, Features);
        var infos = buffer.GlyphInfos;
        var positions = buffer.GlyphPositions;
        var clusters = new List<Cluster>(infos.Length);
        for (var first = 0; first < infos.Length;)
        {
            var next = first + 1;
            while (next < infos.Length && infos[next].Cluster == infos[first].Cluster)
            {
                next++;
            }

            var end = next < infos.Length ? (int)infos[next].Cluster : text.Length;
            clusters.Add(new Cluster((int)infos[first].Cluster, end, infos[first..next], positions[first..next]));
            first = next;
        }

        return clusters;
    }

    /// <summary>Pinned and never let go: the font is the process's.</summary>
    private static Font Open(TrueTypeFont font)
    {
        var pinned = GCHandle.Alloc(font.File, GCHandleType.Pinned);
        var blob = new Blob(pinned.AddrOfPinnedObject(), font.File.Length, MemoryMode.ReadOnly);
        blob.MakeImmutable();
        var face = new Face(blob, 0) { UnitsPerEm = font.UnitsPerEm };
        face.MakeImmutable();
        var shaper = new Font(face);
        shaper.SetScale(font.UnitsPerEm, font.UnitsPerEm);
        shaper.SetFunctionsOpenType();
        return shaper;
    }
}
