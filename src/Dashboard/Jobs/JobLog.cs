using Hangfire.AspNetCore;
using Hangfire.Logging;

namespace Digilo.Analytics.Dashboard.Jobs;

/// <summary>
/// The host's log for the job system, which keeps its log for the whole process: a host that has been closed gets no more lines, and
/// whoever still asks gets silence instead of an exception.
/// </summary>
/// <param name="loggers">The host's loggers.</param>
internal sealed class JobLog(ILoggerFactory loggers) : ILogProvider
{
    private readonly AspNetCoreLogProvider _host = new(loggers);

    /// <inheritdoc/>
    public ILog GetLogger(string name)
    {
        try
        {
            return _host.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return Silence.Instance;
        }
    }

    private sealed class Silence : ILog
    {
        public static readonly Silence Instance = new();

        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null) => false;
    }
}
