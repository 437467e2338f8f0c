using System.Globalization;
using System.Security.Cryptography;
using Digilo.Analytics.Dashboard.Tests.Architecture;

namespace Digilo.Analytics.Dashboard.Tests.Commands;

/// <summary>
/// The demo as a real process makes it: once for each build and day, by whichever test project asks first, since it takes a minute of both
/// cores. Nobody opens it where it lies: a store's journal files come and go.
/// </summary>
/// <param name="Said">What the process that made it said.</param>
/// <param name="Data">Its data folder, to be copied; empty where making it failed.</param>
internal sealed record MadeDemo(ProcessResult Said, string Data)
{
    private const string Output = "output.txt";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private static string Root => Path.Combine(Repository.Root, "artifacts", "demo-of-tests");

    /// <summary>The demo of this build; others wait for the one that makes it.</summary>
    public static async Task<MadeDemo> GetAsync()
    {
        Directory.CreateDirectory(Root);
        await using var alone = await AloneAsync();
        var folder = Path.Combine(Root, Key());
        if (!Directory.Exists(folder))
        {
            foreach (var old in Directory.EnumerateDirectories(Root))
            {
                Directory.Delete(old, recursive: true);
            }

            var making = Directory.CreateDirectory(Path.Combine(Root, "making")).FullName;
            using var digilo = DigiloProcess.Start(making, ["demo", "--no-serve"]);
            var said = await digilo.EndAsync(Patience);
            if (said.ExitCode != 0)
            {
                return new MadeDemo(said, "");
            }

            await File.WriteAllTextAsync(Path.Combine(making, Output), said.Output, TestContext.Current.CancellationToken);
            Directory.Move(making, folder);
        }

        return new MadeDemo(
            new ProcessResult(0, await File.ReadAllTextAsync(Path.Combine(folder, Output), TestContext.Current.CancellationToken), ""),
            Path.Combine(folder, "data", "demo"));
    }

    /// <summary>What the demo depends on: the program and the day.</summary>
    private static string Key()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(IsOurs).Order(StringComparer.Ordinal))
        {
            hash.AppendData(File.ReadAllBytes(file));
        }

        return DateTime.UtcNow.ToString("yyyyMMdd-", CultureInfo.InvariantCulture) + Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static bool IsOurs(string file) =>
        Path.GetFileName(file) is "digilo.dll" or "Digilo.Analytics.dll" or "Digilo.Analytics.Ingest.dll";

    private static async Task<FileStream> AloneAsync()
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Root, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(500, TestContext.Current.CancellationToken);
            }
        }
    }
}
