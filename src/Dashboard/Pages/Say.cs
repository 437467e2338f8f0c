using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>Texts, formats and addresses in the language of the request.</summary>
public sealed class Say
{
    private readonly TextCatalogue _texts;
    private readonly HttpContext? _request;

    /// <summary>For the request.</summary>
    public Say(TextCatalogue texts, IHttpContextAccessor http)
        : this(texts, LanguagePath.LanguageOf(http.HttpContext)) => _request = http.HttpContext;

    /// <summary>For a document in a language, outside a request; it has no addresses.</summary>
    internal Say(TextCatalogue texts, string language)
    {
        _texts = texts;
        Language = language;
        F = Format.For(Language);
        Cells = new CellText(Language, texts);
    }

    /// <summary>"sv" or "en".</summary>
    public string Language { get; }

    /// <summary>The other language.</summary>
    public string OtherLanguage => Language == TextCatalogue.English ? TextCatalogue.Swedish : TextCatalogue.English;

    /// <summary>Formats.</summary>
    public Format F { get; }

    /// <summary>Published cells in words.</summary>
    public CellText Cells { get; }

    /// <summary>A text.</summary>
    public string this[string code] => _texts.Get(Language, code);

    /// <summary>A text with arguments, formatted already.</summary>
    public string With(string code, params string[] arguments) => _texts.Get(Language, code, arguments);

    /// <summary>A message.</summary>
    public string With(Message message) => _texts.Get(Language, message);

    /// <summary>A text in the other language, for the language switch.</summary>
    public string InOther(string code) => _texts.Get(OtherLanguage, code);

    /// <summary>A name in the language.</summary>
    public string Name(BothLanguages name) => name.In(Language);

    /// <summary>A text if there is one, otherwise the fallback.</summary>
    public string Or(string code, string fallback) => _texts.Codes(Language).Contains(code) ? _texts.Get(Language, code) : fallback;

    /// <summary>A stored message in words; its bare code when the program no longer knows it.</summary>
    public string Stored(string json)
    {
        var message = Message.FromJson(json);
        return message.Code.Length == 0 ? "" : _texts.Codes(Language).Contains(message.Code) ? _texts.Get(Language, message) : message.Code;
    }

    /// <summary>The address of a page in the language.</summary>
    public string Href(string path) => (_request?.Request.PathBase.Value ?? "") + path;

    /// <summary>The address of this page in the other language.</summary>
    public string HrefOther => LanguagePath.SamePage(_request, OtherLanguage);
}
