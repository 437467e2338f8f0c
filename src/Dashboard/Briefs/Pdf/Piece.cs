namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>A box that lies behind pieces that follow one another.</summary>
/// <param name="Fill">Its colour.</param>
/// <param name="Edge">The colour of its left edge.</param>
/// <param name="Padding">How far it reaches above the first and below the last piece on a page.</param>
internal sealed record BackgroundBox(Rgb Fill, Rgb Edge, double Padding);

/// <summary>The smallest thing a page break cannot cut.</summary>
/// <param name="Height">The room it takes.</param>
/// <param name="Draw">Draws it, its top at the given place. Called when every piece has its place.</param>
internal sealed record Piece(double Height, Action<PageCanvas, double> Draw)
{
    /// <summary>Room above it, except at a page's top.</summary>
    public double SpaceBefore { get; init; }

    /// <summary>True when it must not be the last on its page.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>True when it should not be the last on its page, if that leaves no large part of the page before empty.</summary>
    public bool StayWithNext { get; init; }

    /// <summary>True when it begins a page.</summary>
    public bool NewPage { get; init; }

    /// <summary>The page it needs. What is kept together with something that lies, lies too.</summary>
    public PageFormat Format { get; init; } = PageFormat.Portrait;

    /// <summary>Told its place before anything is drawn: a heading, which contents lists and links ask for.</summary>
    public Action<PageCanvas, double>? Placed { get; init; }

    /// <summary>What is drawn again above it when it comes first on a page: a table's column headings.</summary>
    public Piece? Repeat { get; init; }

    /// <summary>The box it lies in, if any.</summary>
    public BackgroundBox? Box { get; init; }

    /// <summary>How much lower it may become, rather than leave a page's foot empty.</summary>
    public double Give { get; init; }

    /// <summary>Itself, lower by so much.</summary>
    public Func<double, Piece>? Shrink { get; init; }
}
