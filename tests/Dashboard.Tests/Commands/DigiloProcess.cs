using System.Diagnostics;
using System.Text;

namespace Digilo.Analytics.Dashboard.Tests.Commands;

/// <summary>What a finished process left.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    public string All => Output + Error;
}

/// <summary>A real <c>digilo</c> process in a folder of its own.</summary>
internal sealed class DigiloProcess : IDisposable
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Process _process;

    private DigiloProcess(Process process) => _process = process;

    /// <summary>What has been written so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the program; the environment is the test's own, without settings of the machine.</summary>
    public static DigiloProcess Start(string folder, IEnumerable<string> arguments, params (string Key, string Value)[] environment) =>
        StartWith(null, folder, arguments, environment);

    /// <summary>Starts the program with something on its standard input.</summary>
    public static DigiloProcess StartWith(string? input, string folder, IEnumerable<string> arguments, params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = input is not null,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "digilo.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var key in start.Environment.Keys.Where(k => k.StartsWith("DIGILO_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(key);
        }

        start.Environment["LANG"] = "sv_SE.UTF-8";
        start.Environment.Remove("LC_ALL");
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        var process = new Process { StartInfo = start };
        var digilo = new DigiloProcess(process);
        process.OutputDataReceived += (_, e) => Append(digilo._output, e.Data);
        process.ErrorDataReceived += (_, e) => Append(digilo._error, e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (input is not null)
        {
            process.StandardInput.WriteLine(input);
            process.StandardInput.Close();
        }

        return digilo;
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<ProcessResult> RunAsync(string folder, IEnumerable<string> arguments, params (string Key, string Value)[] environment)
    {
        using var digilo = Start(folder, arguments, environment);
        return await digilo.EndAsync(TimeSpan.FromMinutes(3));
    }

    /// <summary>Waits for the end.</summary>
    public async Task<ProcessResult> EndAsync(TimeSpan patience)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(patience);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"digilo did not end in {patience}. It wrote: {Output}{_error}");
        }

        return new ProcessResult(_process.ExitCode, _output.ToString(), _error.ToString());
    }

    /// <summary>Waits until the output has a text; returns all output.</summary>
    public async Task<string> UntilAsync(Func<string, bool> condition, TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        while (!condition(Output))
        {
            if (waited.Elapsed > patience || _process.HasExited)
            {
                throw new TimeoutException($"digilo did not write what was expected. It wrote: {Output}{_error}");
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return Output;
    }

    /// <summary>Ends it as a person does, with a signal, or kills it if it does not listen.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder to, string? line)
    {
        if (line is not null)
        {
            lock (to)
            {
                to.AppendLine(line);
            }
        }
    }
}

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("digilo-test-").FullName;

    public string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Copies a folder with everything in it, times included.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, path));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(path, target);
            File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(path));
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that was killed a moment ago may still hold a file; the folder is temporary anyway.
        }
    }
}
