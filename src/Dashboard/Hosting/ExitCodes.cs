namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCodes
{
    /// <summary>Everything went in, or everything was done.</summary>
    public const int Good = 0;

    /// <summary>The command line or a setting could not be understood.</summary>
    public const int Usage = 2;

    /// <summary>Some rows are in quarantine, or a delivery waits for a yes; the good rows are in.</summary>
    public const int Remarks = 3;

    /// <summary>A file was refused: nothing of it is stored.</summary>
    public const int Refused = 4;

    /// <summary>The surroundings: store, configuration, key, disk, port, another writer.</summary>
    public const int Environment = 5;
}
