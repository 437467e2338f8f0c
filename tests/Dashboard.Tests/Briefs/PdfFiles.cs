using System.Diagnostics;
using System.Text;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Briefs.Pdf;

namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>Makes files for tests, damages them, and shows them to other programs.</summary>
internal static class PdfFiles
{
    public static byte[] Render(Brief brief, bool compress = true)
    {
        using var output = new MemoryStream();
        new PdfBriefRenderer(compress).Render(brief, output);
        return output.ToArray();
    }

    public static byte[] Damage(byte[] pdf, string whole, string broken)
    {
        Assert.Equal(whole.Length, broken.Length);
        var text = Encoding.Latin1.GetString(pdf);
        Assert.Contains(whole, text, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text.Replace(whole, broken, StringComparison.Ordinal));
    }

    public static void SkipUnlessOnPath(string program, string source) => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))),
        $"{program} is not on the PATH ({source}).");

    public static void Run(Brief brief, string program, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, Render(brief));
            using var process = Process.Start(new ProcessStartInfo(program, [.. arguments, file]) { RedirectStandardOutput = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, said);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A file's bytes as characters of their own.</summary>
    public static string Text(byte[] pdf) => Encoding.Latin1.GetString(pdf);
}
