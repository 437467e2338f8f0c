using Digilo.Analytics.Dashboard.Texts;

namespace Digilo.Analytics.Dashboard.Pages;

/// <summary>
/// The language is a part of the address: none for Swedish, /en for English. The prefix moves to the path base, so that
/// routes know nothing of it and every page keeps its address in both languages.
/// </summary>
public static class LanguagePath
{
    private const string Prefix = "/en";
    private static readonly object Key = new();

    /// <summary>Middleware: takes the prefix off the path.</summary>
    public static Task Read(HttpContext context, RequestDelegate next)
    {
        // A second pass (error pages) keeps the language of the first.
        if (!context.Items.ContainsKey(Key))
        {
            context.Items[Key] = TextCatalogue.Swedish;
            if (context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal, out var rest))
            {
                context.Items[Key] = TextCatalogue.English;
                context.Request.PathBase = context.Request.PathBase.Add(Prefix);
                context.Request.Path = rest.HasValue ? rest : "/";
            }
        }

        return next(context);
    }

    /// <summary>"sv" or "en".</summary>
    public static string LanguageOf(HttpContext? context) => context?.Items[Key] as string ?? TextCatalogue.Swedish;

    /// <summary>The path base without the language.</summary>
    public static string OuterBase(HttpContext? context)
    {
        var path = context?.Request.PathBase.Value ?? "";
        return LanguageOf(context) == TextCatalogue.English ? path[..^Prefix.Length] : path;
    }

    /// <summary>The same page in a language.</summary>
    public static string SamePage(HttpContext? context, string language) =>
        OuterBase(context) + (language == TextCatalogue.English ? Prefix : "")
        + context?.Request.Path.ToUriComponent() + context?.Request.QueryString.ToUriComponent();
}
