using System.Globalization;
using System.Text.Json;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Desk;

/// <summary>Makes the exceptions of the configuration reader; the English sentence is taken from the text file, so there is one wording.</summary>
internal static class ConfigurationFault
{
    private static readonly Lazy<Dictionary<string, string>> English = new(Load);

    /// <summary>
    /// An exception with a text code and its arguments. The first argument is the file; the second, with the faults of a value,
    /// its JSON path.
    /// </summary>
    public static ConfigurationException Exception(string code, string[] arguments, Exception? inner = null) =>
        new(new Message(code, arguments), string.Format(CultureInfo.InvariantCulture, English.Value[code], arguments), inner);

    /// <summary>A whole number as text.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Load()
    {
        using var stream = typeof(ConfigurationFault).Assembly.GetManifestResourceStream("texts/en.json")
            ?? throw new InvalidOperationException("The English texts are missing from the program.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
    }
}
