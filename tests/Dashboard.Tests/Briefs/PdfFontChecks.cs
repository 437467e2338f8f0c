using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using UglyToad.PdfPig.Graphics.Operations.TextShowing;
using UglyToad.PdfPig.Graphics.Operations.TextState;
using UglyToad.PdfPig.Tokens;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>Fonts are in the file, hold each glyph that is drawn, say the same widths twice and what each glyph stands for.</summary>
internal static partial class PdfFontChecks
{
    public static void Check(PdfReader reader, List<string> faults)
    {
        var used = Used(reader, faults);
        var fonts = reader.Pages.Select(page => reader.Dictionary(reader.Dictionary(page.Dictionary, "Resources"), "Font"))
            .SelectMany(fonts => fonts?.Data ?? new Dictionary<string, IToken>()).DistinctBy(font => font.Key);
        foreach (var (name, token) in fonts)
        {
            if (reader.Resolve(token) is DictionaryToken font)
            {
                Font(reader, font, used.GetValueOrDefault(name, []), faults);
            }
        }

        if (reader.Pages.Any(page => page.Letters.Any(letter => letter.Value is "" or "\0")))
        {
            faults.Add("10-001 a glyph stands for no character");
        }
    }

    private static void Font(PdfReader reader, DictionaryToken font, IReadOnlyDictionary<int, bool> used, List<string> faults)
    {
        var descendant = reader.Array(font, "DescendantFonts").Select(reader.Resolve).OfType<DictionaryToken>().FirstOrDefault();
        var descriptor = reader.Dictionary(descendant, "FontDescriptor");
        if (reader.Name(font, "Encoding") != "Identity-H")
        {
            faults.Add("UA 7.21.3.3 a font's encoding is not Identity-H");
        }

        var system = reader.Dictionary(descendant, "CIDSystemInfo");
        if (reader.String(system, "Registry") != "Adobe" || reader.String(system, "Ordering") != "Identity")
        {
            faults.Add("UA 7.21.3.1 a font's characters are of no known collection");
        }

        if (reader.Name(descendant, "CIDToGIDMap") != "Identity")
        {
            faults.Add("31-006 a font does not map its characters to glyphs");
        }

        if (reader.Name(font, "BaseFont") is not { } name || !Subset().IsMatch(name) || name != reader.Name(descendant, "BaseFont") || name != reader.Name(descriptor, "FontName"))
        {
            faults.Add("syntax a font's subset has no name of its own, or three");
        }

        if (reader.Get(descriptor, "CIDSet") is not null)
        {
            faults.Add("UA 7.21.4.2 a font lists its characters, and nothing checks the list");
        }

        if (reader.Get(descriptor, "FontFile2") is not StreamToken file)
        {
            faults.Add("31-009 a font is not embedded");
        }
        else
        {
            Widths(reader, reader.Decode(file), descendant, used, faults);
        }

        if (reader.Get(font, "ToUnicode") is not StreamToken map)
        {
            faults.Add("31-027 a font does not tell its characters");
        }
        else
        {
            Characters(Encoding.ASCII.GetString(reader.Decode(map)), used, faults);
        }
    }

    private static void Widths(PdfReader reader, byte[] file, DictionaryToken? descendant, IReadOnlyDictionary<int, bool> used, List<string> faults)
    {
        int At(string tag) => Enumerable.Range(0, BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(4))).Select(i => 12 + (16 * i))
            .Where(entry => Encoding.ASCII.GetString(file, entry, 4) == tag).Select(entry => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(entry + 8))).Single();
        var (units, glyphs, metrics) = (
            BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(At("head") + 18)),
            BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(At("maxp") + 4)),
            BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(At("hhea") + 34)));
        var widths = reader.Array(descendant, "W");
        var list = widths.Count == 2 ? (reader.Resolve(widths[1]) as ArrayToken)?.Data.OfType<NumericToken>().Select(number => number.Double).ToList() : null;
        foreach (var code in used.Keys)
        {
            if (code >= glyphs)
            {
                faults.Add("31-011 a glyph that is drawn is not in the font");
                continue;
            }

            var advance = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(At("hmtx") + (4 * Math.Min(code, metrics - 1)))) * 1000.0 / units;
            if (list is null || code >= list.Count || Math.Abs(list[code] - advance) > 1)
            {
                faults.Add("UA 7.21.5 a width in the file differs from the font's own");
            }
        }
    }

    private static void Characters(string map, IReadOnlyDictionary<int, bool> used, List<string> faults)
    {
        var characters = Mapping().Matches(map).ToDictionary(match => Convert.ToInt32(match.Groups[1].Value, 16), match => match.Groups[2].Value);
        foreach (var (code, spoken) in used)
        {
            if (!characters.TryGetValue(code, out var text))
            {
                faults.Add("31-027 a glyph that is drawn stands for no character");
                continue;
            }

            var units = text.Chunk(4).Select(unit => Convert.ToInt32(new string(unit), 16)).ToList();
            if (units.Count == 0 || units.Exists(unit => unit is 0 or 0xFEFF or 0xFFFE))
            {
                faults.Add("UA 7.21.7-2 a glyph stands for what is no character");
            }

            if (!spoken && units.Exists(unit => unit is (>= 0xE000 and <= 0xF8FF) or 0xFFFD))
            {
                faults.Add("A 6.2.11.7.3 a glyph stands for a private character and nothing else is read out");
            }
        }
    }

    /// <summary>The codes drawn in each font, and whether each is always read out as something else.</summary>
    private static Dictionary<string, Dictionary<int, bool>> Used(PdfReader reader, List<string> faults)
    {
        var used = new Dictionary<string, Dictionary<int, bool>>(StringComparer.Ordinal);
        foreach (var page in reader.Pages)
        {
            var (font, spoken) = ("", new Stack<bool>());
            foreach (var operation in page.Operations)
            {
                switch (operation)
                {
                    case SetFontAndSize set:
                        font = set.Font.Data;
                        break;
                    case BeginMarkedContent:
                        spoken.Push(false);
                        break;
                    case BeginMarkedContentWithProperties begin:
                        spoken.Push(reader.String(begin.Properties, "ActualText") is not null);
                        break;
                    case EndMarkedContent:
                        spoken.TryPop(out _);
                        break;
                    case ShowTextsWithPositioning show:
                        Add(page, font, show, spoken.Contains(true));
                        break;
                }
            }
        }

        return used;

        void Add(Page page, string font, ShowTextsWithPositioning show, bool spoken)
        {
            if (!used.TryGetValue(font, out var codes))
            {
                used[font] = codes = [];
            }

            foreach (var pair in show.Array.OfType<HexToken>().SelectMany(hex => hex.Bytes.ToArray().Chunk(2)))
            {
                var code = pair.Length == 2 ? (pair[0] << 8) | pair[1] : 0;
                codes[code] = spoken && codes.GetValueOrDefault(code, true);
                if (code == 0)
                {
                    faults.Add("31-030 text is drawn with the missing glyph");
                }
            }
        }
    }

    [GeneratedRegex("^[A-Z]{6}\\+.+$")]
    private static partial Regex Subset();

    [GeneratedRegex("<([0-9A-F]{4})> <([0-9A-F]*)>\n")]
    private static partial Regex Mapping();
}
