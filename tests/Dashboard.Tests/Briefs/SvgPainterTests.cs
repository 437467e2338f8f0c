using Digilo.Analytics.Dashboard.Briefs.Pdf;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

public class SvgPainterTests
{
    [Theory]
    [InlineData("<image href='x.png' width='1' height='1'/>", "image")]
    [InlineData("<use href='#a'/>", "use")]
    [InlineData("<rect width='1' height='1' fill='url(#gradient)'/>", "url(#gradient)")]
    [InlineData("<rect width='1' height='1' fill='chartreuse'/>", "chartreuse")]
    [InlineData("<rect width='1' height='1' filter='url(#blur)'/>", "filter")]
    [InlineData("<rect width='1' height='1' mask='url(#m)'/>", "mask")]
    [InlineData("<rect width='10%' height='1'/>", "10%")]
    [InlineData("<g opacity='0.5'><rect width='1' height='1'/></g>", "opacity")]
    [InlineData("<path d='M0 0 X 1 1'/>", "X")]
    [InlineData("<path d='M0 0 L 1 fel'/>", "number")]
    [InlineData("<g transform='skewX(3)'/>", "skewX")]
    [InlineData("<text>a<tspan>b</tspan></text>", "tspan")]
    [InlineData("<g clip-path='url(#none)'/>", "none")]
    [InlineData("<text font-style='italic'>a</text>", "italic")]
    [InlineData("<clipPath id='c' clipPathUnits='objectBoundingBox'/><g clip-path='url(#c)'/>", "clipPathUnits")]
    [InlineData("<rect width='1' height='1' style='mix-blend-mode: multiply'/>", "mix-blend-mode")]
    public void What_is_not_understood_is_refused_by_name(string content, string name)
    {
        var refused = Assert.Throws<NotSupportedException>(() => Paint(content));
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<rect x='1' y='2' width='3' height='4' fill='#0B5C6B'/>", "0.043 0.361 0.42 rg 1 2 3 4 re f")]
    [InlineData("<rect width='3' height='4' fill='none' stroke='red' stroke-width='2' stroke-dasharray='4,2'/>", "1 0 0 RG 2 w 4 M [4 2] 0 d 0 0 3 4 re S")]
    [InlineData("<path d='m1 1 2 0v3h-2z' fill='var(--ink, #000)'/>", "1 1 m 3 1 l 3 4 l 1 4 l h f")]
    [InlineData("<path d='M0 0Q3 3 6 0T12 0' fill='none' stroke='black'/>", "0 0 m 2 2 4 2 6 0 c 8 -2 10 -2 12 0 c S")]
    [InlineData("<path d='M0 0C1 1 2 1 3 0S5-1 6 0' fill='none' stroke='black'/>", "0 0 m 1 1 2 1 3 0 c 4 -1 5 -1 6 0 c S")]
    [InlineData("<path d='M1e1.5.5-.5' fill='none' stroke='black'/>", "10 0.5 m 0.5 -0.5 l S")]
    [InlineData("<path d='M10 0A10 10 0 0 1 0 10' fill='none' stroke='black'/>", "10 0 m 10 5.523 5.523 10 0 10 c S")]
    [InlineData("<path d='M0 0L1 1 0 1Z' fill-rule='evenodd'/>", "0 0 m 1 1 l 0 1 l h f*")]
    [InlineData("<g fill='white'><line x1='1' y1='2' x2='3' y2='4' stroke='#fff'/></g>", "1 2 m 3 4 l B")]
    [InlineData("<polygon points='0,0 1,0 1,1'/>", "0 0 m 1 0 l 1 1 l h f")]
    [InlineData("<g transform='translate(1,2) rotate(90)'><rect width='1' height='1'/></g>", "1 0 0 1 1 2 cm 0 1 -1 0 0 0 cm")]
    [InlineData("<rect width='1' height='1' fill-opacity='.5'/>", "/G0 gs")]
    [InlineData("<clipPath id='c'><rect x='1' y='1' width='2' height='2'/></clipPath><g clip-path='url(#c)'><rect width='9' height='9'/></g>", "1 1 2 2 re W n")]
    [InlineData("<title>Titel</title><desc>Mer</desc><rect width='1' height='1' aria-hidden='true' data-n='3' class='mark'/>", "0 0 1 1 re f")]
    public void Shapes_become_path_operators(string content, string operators) =>
        Assert.Contains(operators, Paint(content), StringComparison.Ordinal);

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&a;</text></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><g></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><text>\u0001</text></svg>")]
    [InlineData("no chart")]
    [InlineData("")]
    public void What_is_not_well_formed_is_refused_and_an_entity_from_outside_is_not_followed(string svg) =>
        Assert.IsType<System.Xml.XmlException>(
            Assert.Throws<NotSupportedException>(() => new SvgPainter(svg, new Typesetter(), new PdfGraphics())).InnerException);

    [Fact]
    public void A_view_box_is_scaled_into_the_rectangle_and_upside_down()
    {
        var typesetter = new Typesetter();
        var painter = new SvgPainter("<svg xmlns='http://www.w3.org/2000/svg' viewBox='10 20 100 50'/>", typesetter, new PdfGraphics());
        Assert.Contains("2 0 0 -2 -15 147 cm", painter.Paint(5, 7, 200, 100), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_ScottPlot_writes_is_understood()
    {
        var typesetter = new Typesetter();
        Assert.NotEmpty(new SvgPainter(SampleCharts.Everything(), typesetter, new PdfGraphics()).Paint(0, 0, 300, 200));
        Assert.Empty(typesetter.Warnings);
    }

    private static string Paint(string content)
    {
        var typesetter = new Typesetter();
        var svg = $"<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>{content}</svg>";
        return new SvgPainter(svg, typesetter, new PdfGraphics()).Paint(0, 0, 100, 100);
    }
}
