using System.Globalization;
using System.Text;

namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Translates SVG path data and shapes to PDF's path operators.</summary>
internal static class SvgPath
{
    /// <summary>The length of a quarter circle's handles.</summary>
    private const double Kappa = 0.5522847498307936;

    /// <summary>Path data: every command but none unknown.</summary>
    public static string Path(string data)
    {
        var reader = new Reader(data);
        var operators = new StringBuilder();
        double x = 0, y = 0, startX = 0, startY = 0, handleX = 0, handleY = 0;
        var previous = 'M';
        while (reader.Command() is { } command)
        {
            var upper = char.ToUpperInvariant(command);
            var relative = command != upper;
            do
            {
                double X() => reader.Number() + (relative ? x : 0);
                double Y() => reader.Number() + (relative ? y : 0);
                switch (upper)
                {
                    case 'M':
                        (x, y) = (X(), Y());
                        (startX, startY) = (x, y);
                        operators.Append(PdfSyntax.Numbers(x, y)).Append(" m ");
                        upper = 'L';
                        previous = 'M';
                        continue;
                    case 'L':
                        (x, y) = (X(), Y());
                        Line();
                        break;
                    case 'H':
                        x = X();
                        Line();
                        break;
                    case 'V':
                        y = Y();
                        Line();
                        break;
                    case 'C':
                        Curve(X(), Y(), X(), Y(), X(), Y());
                        break;
                    case 'S':
                        {
                            var (x1, y1) = previous is 'C' or 'S' ? ((2 * x) - handleX, (2 * y) - handleY) : (x, y);
                            Curve(x1, y1, X(), Y(), X(), Y());
                            break;
                        }

                    case 'Q':
                        Quadratic(X(), Y(), X(), Y());
                        break;
                    case 'T':
                        {
                            var (x1, y1) = previous is 'Q' or 'T' ? ((2 * x) - handleX, (2 * y) - handleY) : (x, y);
                            Quadratic(x1, y1, X(), Y());
                            break;
                        }

                    case 'A':
                        Arc(reader.Number(), reader.Number(), reader.Number(), reader.Flag(), reader.Flag(), X(), Y());
                        break;
                    case 'Z':
                        operators.Append("h ");
                        (x, y) = (startX, startY);
                        break;
                    default:
                        throw new NotSupportedException($"The SVG path command '{command}' is not supported.");
                }

                previous = upper;
            }
            while (upper != 'Z' && reader.MoreNumbers);
        }

        return operators.ToString();

        void Line() => operators.Append(PdfSyntax.Numbers(x, y)).Append(" l ");

        void Curve(double x1, double y1, double x2, double y2, double x3, double y3)
        {
            operators.Append(PdfSyntax.Numbers(x1, y1, x2, y2, x3, y3)).Append(" c ");
            (handleX, handleY, x, y) = (x2, y2, x3, y3);
        }

        void Quadratic(double x1, double y1, double x2, double y2)
        {
            Curve(x + ((x1 - x) * 2 / 3), y + ((y1 - y) * 2 / 3), x2 + ((x1 - x2) * 2 / 3), y2 + ((y1 - y2) * 2 / 3), x2, y2);
            (handleX, handleY) = (x1, y1);
        }

        // From end points to centre (SVG 1.1, appendix F.6.5), then at most quarter turns as curves.
        void Arc(double rx, double ry, double rotation, bool large, bool sweep, double endX, double endY)
        {
            (rx, ry) = (Math.Abs(rx), Math.Abs(ry));
            if (rx == 0 || ry == 0 || (endX == x && endY == y))
            {
                (x, y) = (endX, endY);
                Line();
                return;
            }

            var (sin, cos) = Math.SinCos(rotation * Math.PI / 180);
            var (dx, dy) = ((x - endX) / 2, (y - endY) / 2);
            var (px, py) = ((cos * dx) + (sin * dy), (cos * dy) - (sin * dx));
            var tooFar = (px * px / (rx * rx)) + (py * py / (ry * ry));
            if (tooFar > 1)
            {
                (rx, ry) = (rx * Math.Sqrt(tooFar), ry * Math.Sqrt(tooFar));
            }

            var spread = (rx * rx * py * py) + (ry * ry * px * px);
            var factor = Math.Sqrt(Math.Max(0, ((rx * rx * ry * ry) - spread) / spread)) * (large == sweep ? -1 : 1);
            var (cx, cy) = (factor * rx * py / ry, -factor * ry * px / rx);
            var (centreX, centreY) = ((cos * cx) - (sin * cy) + ((x + endX) / 2), (sin * cx) + (cos * cy) + ((y + endY) / 2));
            var from = Math.Atan2((py - cy) / ry, (px - cx) / rx);
            var turn = Math.Atan2((-py - cy) / ry, (-px - cx) / rx) - from;
            turn += sweep && turn < 0 ? 2 * Math.PI : !sweep && turn > 0 ? -2 * Math.PI : 0;
            var parts = (int)Math.Ceiling(Math.Abs(turn) / (Math.PI / 2) - 1e-9);
            var step = turn / parts;
            var handle = 4.0 / 3 * Math.Tan(step / 4);
            for (var i = 0; i < parts; i++)
            {
                var (sin1, cos1) = Math.SinCos(from + (i * step));
                var (sin2, cos2) = Math.SinCos(from + ((i + 1) * step));
                var (ax, ay) = Point(cos1 - (handle * sin1), sin1 + (handle * cos1));
                var (bx, by) = Point(cos2 + (handle * sin2), sin2 - (handle * cos2));
                var (ex, ey) = i == parts - 1 ? (endX, endY) : Point(cos2, sin2);
                Curve(ax, ay, bx, by, ex, ey);
            }

            (double X, double Y) Point(double u, double v) =>
                (centreX + (cos * rx * u) - (sin * ry * v), centreY + (sin * rx * u) + (cos * ry * v));
        }
    }

    /// <summary>An ellipse or circle.</summary>
    public static string Ellipse(double cx, double cy, double rx, double ry)
    {
        var (hx, hy) = (rx * Kappa, ry * Kappa);
        return PdfSyntax.Numbers(cx + rx, cy) + " m "
            + PdfSyntax.Numbers(cx + rx, cy + hy, cx + hx, cy + ry, cx, cy + ry) + " c "
            + PdfSyntax.Numbers(cx - hx, cy + ry, cx - rx, cy + hy, cx - rx, cy) + " c "
            + PdfSyntax.Numbers(cx - rx, cy - hy, cx - hx, cy - ry, cx, cy - ry) + " c "
            + PdfSyntax.Numbers(cx + hx, cy - ry, cx + rx, cy - hy, cx + rx, cy) + " c h ";
    }

    /// <summary>A rectangle, its corners rounded or not.</summary>
    public static string Rectangle(double x, double y, double width, double height, double rx, double ry)
    {
        if (rx <= 0 || ry <= 0)
        {
            return PdfSyntax.Numbers(x, y, width, height) + " re ";
        }

        (rx, ry) = (Math.Min(rx, width / 2), Math.Min(ry, height / 2));
        var (hx, hy) = (rx * (1 - Kappa), ry * (1 - Kappa));
        var (right, bottom) = (x + width, y + height);
        return PdfSyntax.Numbers(x + rx, y) + " m " + PdfSyntax.Numbers(right - rx, y) + " l "
            + PdfSyntax.Numbers(right - hx, y, right, y + hy, right, y + ry) + " c " + PdfSyntax.Numbers(right, bottom - ry) + " l "
            + PdfSyntax.Numbers(right, bottom - hy, right - hx, bottom, right - rx, bottom) + " c " + PdfSyntax.Numbers(x + rx, bottom) + " l "
            + PdfSyntax.Numbers(x + hx, bottom, x, bottom - hy, x, bottom - ry) + " c " + PdfSyntax.Numbers(x, y + ry) + " l "
            + PdfSyntax.Numbers(x, y + hy, x + hx, y, x + rx, y) + " c h ";
    }

    /// <summary>Points joined by lines.</summary>
    public static string Polyline(string points, bool closed)
    {
        var numbers = Numbers(points);
        var operators = new StringBuilder();
        for (var i = 0; i + 1 < numbers.Count; i += 2)
        {
            operators.Append(PdfSyntax.Numbers(numbers[i], numbers[i + 1])).Append(i == 0 ? " m " : " l ");
        }

        return operators.Append(closed ? "h " : "").ToString();
    }

    /// <summary>Numbers between spaces and commas.</summary>
    public static List<double> Numbers(string text)
    {
        var reader = new Reader(text);
        var numbers = new List<double>();
        while (reader.MoreNumbers)
        {
            numbers.Add(reader.Number());
        }

        return reader.AtEnd ? numbers : throw new NotSupportedException($"'{text}' is not a list of numbers.");
    }

    private sealed class Reader(string text)
    {
        private int at;

        public bool AtEnd
        {
            get
            {
                Skip();
                return at >= text.Length;
            }
        }

        public bool MoreNumbers => !AtEnd && (char.IsAsciiDigit(text[at]) || text[at] is '-' or '+' or '.');

        public char? Command() => AtEnd ? null : text[at++];

        public bool Flag()
        {
            Skip();
            return text[at++] == '1';
        }

        public double Number()
        {
            Skip();
            var from = at;
            while (at < text.Length
                && (char.IsAsciiDigit(text[at])
                    || (text[at] == '.' && !text.AsSpan(from, at - from).ContainsAny('.', 'e', 'E'))
                    || (text[at] is 'e' or 'E' && at > from)
                    || (text[at] is '-' or '+' && (at == from || text[at - 1] is 'e' or 'E'))))
            {
                at++;
            }

            return double.TryParse(text.AsSpan(from, at - from), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new NotSupportedException($"SVG: a number was expected at '{text[from..Math.Min(text.Length, from + 12)]}'.");
        }

        private void Skip()
        {
            while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == ','))
            {
                at++;
            }
        }
    }
}
