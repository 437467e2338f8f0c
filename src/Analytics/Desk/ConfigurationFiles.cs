using Digilo.Analytics.Model;

namespace Digilo.Analytics.Desk;

/// <summary>A configuration file is wrong; the message names the file, the place, what was found and what was expected.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>With its message.</summary>
    public ConfigurationException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>Reads the reviewed configuration: organisations.json, waves.json, programmes.json, settings.json.</summary>
public static class ConfigurationFiles
{
    /// <summary>Reads and checks the folder's files as one.</summary>
    /// <exception cref="ConfigurationException">A file is missing or wrong.</exception>
    public static Configuration Read(string folder) => throw new NotImplementedException(folder);
}
