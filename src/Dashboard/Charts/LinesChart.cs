using Digilo.Analytics.Dashboard.Texts;

namespace Digilo.Analytics.Dashboard.Charts;

/// <summary>One line of a <see cref="LinesChart"/>, its texts as printed.</summary>
/// <param name="Name">What the line is.</param>
/// <param name="Value">The number, its class, or the mark of what is hidden.</param>
/// <param name="At">Where the number lies on the scale; null where there is no number to draw.</param>
/// <param name="Low">Lower bound of its interval, or null.</param>
/// <param name="High">Upper bound, or null.</param>
/// <param name="Basis">n or N, as printed; empty if not told.</param>
public sealed record ChartLine(string Name, string Value, double? At, double? Low, double? High, string Basis);

/// <summary>A chart with a line for each of a few groups.</summary>
/// <param name="Id">Id for elements of the drawing, unique in its page but for its other shape: letters, digits, hyphens.</param>
/// <param name="Title">The finding, one line.</param>
/// <param name="Summary">What the chart shows and how it is read.</param>
/// <param name="Lines">One or more, in the order drawn.</param>
/// <param name="Shares">True for fractions on 0–100 %; false for levels on 1–8.</param>
/// <param name="Bars">True for bars from nought; false for a dot with its interval.</param>
/// <param name="BasisHeading">Heading of the column of n or N.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Palette">Colours.</param>
/// <param name="Width">Shape.</param>
public sealed record LinesRequest(
    string Id, string Title, string Summary, IReadOnlyList<ChartLine> Lines, bool Shares, bool Bars, string BasisHeading, string Language, ChartPalette Palette,
    ChartWidth Width = ChartWidth.Wide);

/// <summary>Groups side by side on one scale: bars for register facts, dots with intervals for answers. What is hidden is written, never drawn.</summary>
internal static class LinesChart
{
    private const int WideWidth = 660;
    private const int NarrowWidth = 360;
    private const int LabelWidth = 214;
    private const int ValueWidth = 118;
    private const int BasisWidth = 72;

    /// <summary>Draws it; the numbers stand in the caller's table.</summary>
    public static Chart Draw(LinesRequest request)
    {
        var narrow = request.Width == ChartWidth.Narrow;
        var width = narrow ? NarrowWidth : WideWidth;
        var (left, right) = narrow ? (8.0, width - 8.0) : (LabelWidth, width - ValueWidth - BasisWidth);
        var (low, high, steps) = request.Shares ? (0.0, 1.0, 4) : (1.0, 8.0, 7);
        var labels = request.Lines.Select(l => ChartSheet.Wrap(l.Name, narrow ? width - 150 : LabelWidth - 14, RowLayout.LabelSize)).ToList();
        const double head = 24;
        var height = head + labels.Sum(l => Pitch(l, narrow)) + 6;
        using var sheet = new ChartSheet(width, (int)Math.Ceiling(height), request.Palette);
        var format = Format.For(request.Language);
        double X(double value) => left + 6 + ((Math.Clamp(value, low, high) - low) / (high - low) * (right - left - 12));
        for (var i = 0; i <= steps; i++)
        {
            var value = low + ((high - low) * i / steps);
            sheet.Line(X(value), head - 4, X(value), height - 4, ChartRole.Grid);
            var align = narrow && i == 0 ? ChartAlign.Left : narrow && i == steps ? ChartAlign.Right : ChartAlign.Middle;
            sheet.Text(request.Shares ? format.Share(value) : format.Number(value, 0), X(value) + (align == ChartAlign.Left ? -6 : align == ChartAlign.Right ? 6 : 0), 10, 11, ChartRole.Muted, align);
        }

        if (!narrow && request.BasisHeading.Length > 0)
        {
            sheet.Text(request.BasisHeading, width - 4, 10, 11, ChartRole.Muted, ChartAlign.Right);
        }

        double y = head;
        for (var i = 0; i < request.Lines.Count; i++)
        {
            DrawLine(sheet, request, request.Lines[i], labels[i], y, X, narrow, width, right);
            y += Pitch(labels[i], narrow);
        }

        return new Chart(
            ChartKind.Lines, request.Title, request.Summary, sheet.ToSvg(request.Id + (narrow ? "-narrow" : "-wide"), request.Title, request.Summary, request.Language), width,
            (int)Math.Ceiling(height), new ChartData([], []));
    }

    private static double Pitch(IReadOnlyList<string> label, bool narrow) =>
        narrow ? (label.Count * RowLayout.LabelSize * 1.25) + 32 : Math.Max(27, (label.Count * RowLayout.LabelSize * 1.25) + 9);

    private static void DrawLine(
        ChartSheet sheet, LinesRequest request, ChartLine line, IReadOnlyList<string> label, double top, Func<double, double> x, bool narrow, int width, double right)
    {
        var block = label.Count * RowLayout.LabelSize * 1.25;
        var pitch = Pitch(label, narrow);
        var y = narrow ? top + block + 14 : top + (pitch / 2);
        if (narrow)
        {
            sheet.Lines(label, 2, top + (block / 2) + 2, RowLayout.LabelSize, ChartRole.Ink);
            sheet.Text(line.Basis.Length > 0 && line.At is not null ? $"{line.Value} · {request.BasisHeading} {line.Basis}" : line.Value, width - 4, top + (block / 2) + 2, RowLayout.SmallSize, ChartRole.Ink, ChartAlign.Right);
        }
        else
        {
            sheet.Lines(label, LabelWidth - 10, y, RowLayout.LabelSize, ChartRole.Ink, ChartAlign.Right);
            sheet.Text(line.Basis, width - 4, y, RowLayout.SmallSize, ChartRole.Muted, ChartAlign.Right);
        }

        if (line.At is not { } at)
        {
            // Words in the scale's place: a hidden number is not a nought.
            if (!narrow)
            {
                sheet.Text(line.Value, x(request.Shares ? 0 : 1) + 4, y, RowLayout.SmallSize, ChartRole.Muted);
            }

            return;
        }

        if (request.Bars)
        {
            sheet.Box(x(0), y - 6, Math.Max(0, x(1) - x(0)), 12, ChartRole.Grid);
            sheet.Box(x(0), y - 6, Math.Max(1, x(at) - x(0)), 12, ChartRole.Accent);
        }
        else
        {
            if (line.Low is { } low && line.High is { } high)
            {
                sheet.Whisker(x(low), x(high), y, ChartRole.Accent);
            }

            sheet.Dot(x(at), y, 10, ChartRole.Accent);
        }

        if (!narrow)
        {
            sheet.Text(line.Value, right + 14, y, RowLayout.LabelSize, ChartRole.Ink, ChartAlign.Left, bold: true);
        }
    }
}
