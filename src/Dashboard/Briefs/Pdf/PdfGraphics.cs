namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>The graphics states a document uses: one for each pair of opacities.</summary>
internal sealed class PdfGraphics
{
    private readonly List<(double Fill, double Stroke)> states = [];

    /// <summary>The operator that sets opacities.</summary>
    public string Opacity(double fill, double stroke)
    {
        var index = states.IndexOf((fill, stroke));
        if (index < 0)
        {
            index = states.Count;
            states.Add((fill, stroke));
        }

        return $"/G{PdfSyntax.Number(index)} gs ";
    }

    /// <summary>The resource dictionary's entry, or nothing when all is opaque.</summary>
    public string Resources() => states.Count == 0
        ? ""
        : "/ExtGState <<" + string.Concat(states.Select((state, i) =>
            $"/G{PdfSyntax.Number(i)} <</Type /ExtGState /ca {PdfSyntax.Number(state.Fill)} /CA {PdfSyntax.Number(state.Stroke)}>> ")) + ">>";
}
