using System.Globalization;
using System.Text.Json;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Ingest;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;
using Microsoft.AspNetCore.Connections;

namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>Turns what went wrong into a text for people and an exit code; no stack trace, no secret, no row.</summary>
internal static class Failures
{
    private const int NoSpaceUnix = 28;
    private const int NoSpaceWindows = unchecked((int)0x80070070);

    /// <summary>The text and the exit code of an exception.</summary>
    public static (Message Text, int ExitCode) Explain(Exception exception) => exception switch
    {
        CommandFailure failure => (failure.Text, failure.ExitCode),
        StoreException store => (store.Text, ExitCodes.Environment),
        IngestException ingest => (ingest.Text, ExitCodes.Environment),
        ConfigurationException { Text.Code.Length: > 0 } configuration => (configuration.Text, ExitCodes.Environment),
        ConfigurationException configuration => (new Message("cli.error.configuration", configuration.Message), ExitCodes.Environment),
        LeaseHeldException lease => (
            new Message("cli.error.lease", lease.Holder, lease.Since.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
            ExitCodes.Environment),
        AggregateException { InnerExceptions.Count: 1 } aggregate => Explain(aggregate.InnerExceptions[0]),
        IOException io when IsPortTaken(io) => (new Message("cli.error.port", io.Message), ExitCodes.Environment),
        IOException io when IsDiskFull(io) => (new Message("cli.error.disk"), ExitCodes.Environment),
        IOException io => (new Message("cli.error.file", io.Message), ExitCodes.Environment),
        UnauthorizedAccessException access => (new Message("cli.error.access", access.Message), ExitCodes.Environment),
        JsonException json => (new Message("cli.error.json", json.Message), ExitCodes.Environment),
        OperationCanceledException => (new Message("cli.error.cancelled"), ExitCodes.Environment),
        _ => (new Message("cli.error.unexpected", exception.GetType().Name), ExitCodes.Environment),
    };

    /// <summary>True if an exception says that the disk is full.</summary>
    public static bool IsDiskFull(IOException exception) => exception.HResult is NoSpaceUnix or NoSpaceWindows;

    private static bool IsPortTaken(IOException exception) => exception.InnerException is AddressInUseException;
}
