namespace Digilo.Analytics.Dashboard.Briefs.Pdf;

/// <summary>Sizes and colours. Every text colour has at least 4.5:1 against what lies behind it.</summary>
internal sealed class Theme(Typesetter typesetter)
{
    public static readonly Rgb Ink = new(0x1B, 0x27, 0x33);
    public static readonly Rgb Muted = new(0x4F, 0x5B, 0x67);
    public static readonly Rgb Accent = new(0x0B, 0x5C, 0x6B);
    public static readonly Rgb Rule = new(0xD3, 0xDA, 0xE0);
    public static readonly Rgb HeavyRule = new(0x8A, 0x97, 0xA3);
    public static readonly Rgb Panel = new(0xF3, 0xF6, 0xF8);
    public static readonly Rgb WarningFill = new(0xFD, 0xEF, 0xDD);
    public static readonly Rgb WarningInk = new(0x7A, 0x3A, 0x00);

    public TextStyle Kicker { get; } = new(typesetter.Bold, 9.5, 13, Accent);

    public TextStyle Subject { get; } = new(typesetter.Regular, 11, 15, Ink);

    public TextStyle Facts { get; } = new(typesetter.Regular, 8.5, 12, Muted);

    public TextStyle Title { get; } = new(typesetter.Bold, 25, 30, Ink);

    public TextStyle Body { get; } = new(typesetter.Regular, 10, 14.5, Ink);

    public TextStyle Lead { get; } = new(typesetter.Regular, 13, 18.5, Ink);

    public TextStyle Small { get; } = new(typesetter.Regular, 8.5, 12, Muted);

    public TextStyle Caption { get; } = new(typesetter.Bold, 10, 14, Ink);

    public TextStyle ContentsChapter { get; } = new(typesetter.Bold, 10, 14.5, Ink);

    public TextStyle CardLabel { get; } = new(typesetter.Regular, 9, 12, Ink);

    public TextStyle CardChange { get; } = new(typesetter.Bold, 8.5, 12, Accent);

    public TextStyle NoteHeading { get; } = new(typesetter.Bold, 11, 15, Ink);

    public TextStyle NoteText { get; } = new(typesetter.Regular, 9, 13, Ink);

    public TextStyle Furniture { get; } = new(typesetter.Regular, 8, 11, Muted);

    public TextStyle Banner { get; } = new(typesetter.Bold, 8.5, 12, WarningInk);

    public TextStyle Heading(int level) => level switch
    {
        1 => new(typesetter.Bold, 20, 25, Ink),
        2 => new(typesetter.Bold, 14.5, 19, Ink),
        _ => new(typesetter.Bold, 11, 15, Ink),
    };

    public TextStyle CardValue(double size) => new(typesetter.Bold, size, size * 1.2, Ink);

    public TextStyle Cell(double size, bool heading) => new(heading ? typesetter.Bold : typesetter.Regular, size, size * 1.4, Ink);

    /// <summary>The same style in bold.</summary>
    public TextStyle Strong(TextStyle style) => style with { Font = typesetter.Bold };
}
