namespace Digilo.Analytics.Dashboard.Jobs.Uploads;

/// <summary>Removes uploaded files that nobody confirmed: at start and every hour, because the night may be switched off.</summary>
internal sealed class StagingCleaner : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly ImportDesk _desk;
    private readonly TimeProvider _clock;
    private readonly ILogger<StagingCleaner> _logger;

    /// <summary>With what it needs.</summary>
    public StagingCleaner(ImportDesk desk, TimeProvider clock, ILogger<StagingCleaner> logger) => (_desk, _clock, _logger) = (desk, clock, logger);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _desk.Clean();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Tried again in an hour; the night says so in the run log.
                _logger.LogWarning("Old uploads could not be removed ({Kind}).", e.GetType().Name);
            }

            await Task.Delay(Pause, _clock, stoppingToken).ConfigureAwait(false);
        }
    }
}
