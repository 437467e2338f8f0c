using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>An element of a PDF's logical structure, as an assistive reader meets it.</summary>
internal sealed record Node(string Type, DictionaryToken Dictionary, IndirectReference Reference, List<object> Kids)
{
    public IEnumerable<Node> Children => Kids.OfType<Node>();

    public IEnumerable<Node> All => Children.SelectMany(child => child.All).Prepend(this);
}

/// <summary>A stretch of content that an element claims.</summary>
internal sealed record Claim(IndirectReference Page, int Mark);

/// <summary>An annotation that an element claims.</summary>
internal sealed record ClaimedObject(IndirectReference Object);

/// <summary>Reads a PDF back with PdfPig, independently of the code that wrote it.</summary>
internal sealed class PdfReader : IDisposable
{
    private readonly PdfDocument document;

    public PdfReader(byte[] pdf)
    {
        document = PdfDocument.Open(pdf);
        Catalog = document.Structure.Catalog.CatalogDictionary;
        Pages = [.. document.GetPages()];
        var pageTree = Dictionary(Catalog, "Pages")!;
        PageReferences = [.. Array(pageTree, "Kids").OfType<IndirectReferenceToken>().Select(token => token.Data)];
        Root = Dictionary(Catalog, "StructTreeRoot") is { } root ? Read(root, default, 0) with { Type = "Root" } : null;
    }

    public DictionaryToken Catalog { get; }

    public IReadOnlyList<Page> Pages { get; }

    public IReadOnlyList<IndirectReference> PageReferences { get; }

    public Node? Root { get; }

    public PdfDocument Document => document;

    public IReadOnlyList<Node> Elements => Root is null ? [] : [.. Root.Children.SelectMany(child => child.All)];

    /// <summary>What is read out for an element, its parts in the structure's order.</summary>
    public string Text(Node node)
    {
        var text = new StringBuilder();
        foreach (var kid in node.Kids)
        {
            text.Append(kid switch
            {
                Node child => Text(child),
                Claim claim => Text(claim),
                _ => "",
            });
        }

        return text.ToString();
    }

    public IToken? Resolve(IToken? token) => token is IndirectReferenceToken reference ? document.Structure.GetObject(reference.Data)?.Data : token;

    public IToken? Get(DictionaryToken? dictionary, string key) =>
        dictionary is not null && dictionary.TryGet(NameToken.Create(key), out var token) ? Resolve(token) : null;

    public DictionaryToken? Dictionary(DictionaryToken? dictionary, string key) => Get(dictionary, key) as DictionaryToken;

    public IReadOnlyList<IToken> Array(DictionaryToken? dictionary, string key) =>
        Get(dictionary, key) switch
        {
            ArrayToken array => array.Data,
            null => [],
            var single => [single],
        };

    public string? Name(DictionaryToken? dictionary, string key) => (Get(dictionary, key) as NameToken)?.Data;

    public int? Number(DictionaryToken? dictionary, string key) => (Get(dictionary, key) as NumericToken)?.Int;

    public string? String(DictionaryToken? dictionary, string key) => Get(dictionary, key) switch
    {
        StringToken text => text.Data,
        HexToken hex when hex.Bytes.Length >= 2 && hex.Bytes[0] == 0xFE => Encoding.BigEndianUnicode.GetString(hex.Bytes.ToArray()[2..]),
        HexToken hex => hex.Data,
        _ => null,
    };

    /// <summary>The dictionaries of an element's attributes.</summary>
    public IEnumerable<DictionaryToken> Attributes(Node node) => Array(node.Dictionary, "A").Select(Resolve).OfType<DictionaryToken>();

    /// <summary>A stream's bytes, unpacked.</summary>
    public byte[] Decode(StreamToken stream) =>
        UglyToad.PdfPig.PdfExtensions.Decode(stream, document.Structure.FilterProvider, document.Structure.TokenScanner).ToArray();

    public void Dispose() => document.Dispose();

    private string Text(Claim claim)
    {
        var page = Pages[PageReferences.ToList().IndexOf(claim.Page)];
        var found = Flatten(page.GetMarkedContents()).FirstOrDefault(content => content.MarkedContentIdentifier == claim.Mark && !content.IsArtifact);
        if (found is null)
        {
            return "";
        }

        // What is said instead of glyphs stands in contents of its own, between the letters around it.
        var places = new Dictionary<Letter, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < page.Letters.Count; i++)
        {
            places[page.Letters[i]] = i;
        }

        return string.Concat(Parts(found).OrderBy(part => part.Place).Select(part => part.Text));

        IEnumerable<(int Place, string Text)> Parts(MarkedContentElement content) => content.ActualText is { Length: > 0 } actual
            ? [(Place(content), actual)]
            : content.Letters.Select(letter => (places[letter], letter.Value)).Concat(content.Children.SelectMany(Parts));

        int Place(MarkedContentElement content) => content.Letters.Select(letter => places[letter]).DefaultIfEmpty(int.MaxValue).Min();
    }

    private static IEnumerable<MarkedContentElement> Flatten(IEnumerable<MarkedContentElement> contents) =>
        contents.SelectMany(content => Flatten(content.Children).Prepend(content));

    private Node Read(DictionaryToken dictionary, IndirectReference reference, int depth)
    {
        if (depth > 50)
        {
            throw new InvalidOperationException("The structure tree is too deep or goes in a circle.");
        }

        var node = new Node(Name(dictionary, "S") ?? "", dictionary, reference, []);
        if (!dictionary.TryGet(NameToken.Create("K"), out var kids))
        {
            return node;
        }

        foreach (var kid in Resolve(kids) is ArrayToken array ? array.Data : [kids])
        {
            switch (Resolve(kid))
            {
                case DictionaryToken inner when Name(inner, "Type") == "MCR":
                    node.Kids.Add(new Claim(((IndirectReferenceToken)inner.Data["Pg"]).Data, Number(inner, "MCID") ?? -1));
                    break;
                case DictionaryToken inner when Name(inner, "Type") == "OBJR":
                    node.Kids.Add(new ClaimedObject(((IndirectReferenceToken)inner.Data["Obj"]).Data));
                    break;
                case DictionaryToken inner:
                    node.Kids.Add(Read(inner, (kid as IndirectReferenceToken)?.Data ?? default, depth + 1));
                    break;
            }
        }

        return node;
    }
}
