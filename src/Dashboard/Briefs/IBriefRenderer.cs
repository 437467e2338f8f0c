namespace Digilo.Analytics.Dashboard.Briefs;

/// <summary>Turns a brief into a file.</summary>
public interface IBriefRenderer
{
    /// <summary>
    /// Writes the file. The same brief gives the same bytes, whatever the clock, the culture and the machine.
    /// </summary>
    /// <param name="brief">The brief.</param>
    /// <param name="output">Where the bytes go; it is neither sought nor closed.</param>
    /// <returns>What the caller may want to tell somebody.</returns>
    /// <exception cref="ArgumentException">
    /// The brief cannot become an accessible document (see <see cref="BriefCheck"/>), or a part of it that cannot be broken is taller than a page.
    /// </exception>
    /// <exception cref="NotSupportedException">A chart uses SVG that the renderer cannot draw.</exception>
    RenderReport Render(Brief brief, Stream output);
}

/// <summary>How a rendering went.</summary>
/// <param name="Pages">Number of pages.</param>
/// <param name="Warnings">What did not come out as written, each said once.</param>
public sealed record RenderReport(int Pages, IReadOnlyList<RenderWarning> Warnings);

/// <summary>Something that did not come out as written.</summary>
/// <param name="Code">
/// What happened: "brief.missing-glyph" means that the font lacks a character, which is drawn as an empty box and still read out.
/// </param>
/// <param name="Argument">With what: for a missing glyph its code points, such as "U+1F600".</param>
public sealed record RenderWarning(string Code, string Argument);
