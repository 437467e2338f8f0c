using Digilo.Analytics.Dashboard.Commands;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Tests.Jobs;

namespace Digilo.Analytics.Dashboard.Tests.Commands;

/// <summary>The commands for the rights of the person, and what doctor says of them.</summary>
public sealed class PersonTests
{
    [Fact]
    public async Task A_report_is_written_to_a_file_of_ones_own_and_the_id_is_read_from_standard_input_alone()
    {
        using var world = new PersonWorld();
        world.Close();
        var file = world.In("utdrag.html");
        string[] report = ["person", "report", "--organisation", PersonWorld.Org, "--out", file, "--Data:Path", world.In("data")];
        using var made = DigiloProcess.StartWith(PersonWorld.AnnaMail, world.Folder, report);
        var end = await made.EndAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(ExitCodes.Good, end.ExitCode);
        Assert.DoesNotContain(PersonWorld.AnnaMail, end.All, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        // There is no way to give it on the command line, and without one nothing is done.
        using var argument = DigiloProcess.StartWith("", world.Folder, [.. report, "--id", PersonWorld.Anna]);
        Assert.Equal(ExitCodes.Usage, (await argument.EndAsync(TimeSpan.FromMinutes(2))).ExitCode);
        using var empty = DigiloProcess.StartWith("", world.Folder, report);
        Assert.Equal(ExitCodes.Usage, (await empty.EndAsync(TimeSpan.FromMinutes(2))).ExitCode);
    }

    [Fact]
    public async Task Doctor_names_what_is_missing_before_a_wave_opens_and_a_log_that_was_tampered_with()
    {
        using var world = new PersonWorld();
        world.Report(PersonWorld.Bo);
        var waves = world.In("data", "config", "waves.json");
        File.WriteAllText(waves, (await File.ReadAllTextAsync(waves, TestContext.Current.CancellationToken))
            .Replace("2023-11-01", "2024-03-01", StringComparison.Ordinal).Replace("2023-11-30", "2024-03-31", StringComparison.Ordinal));
        var told = await DoctorAsync(world);
        Assert.Contains(
            "Mätning 2023-11, 2284: saknar rättslig grund, information till medarbetarna, konsekvensbedömning (DPIA), MBL 11 och 19 §, gallringsbeslut.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Mätning 2023-10, 2284: saknar", told, StringComparison.Ordinal);
        Assert.Contains("Revisionsloggen är hel (1 poster).", told, StringComparison.Ordinal);

        var organisations = world.In("data", "config", "organisations.json");
        File.WriteAllText(organisations, (await File.ReadAllTextAsync(organisations, TestContext.Current.CancellationToken)).Replace(
            "\"code\": \"2284\",", "\"code\": \"2284\", \"duties\": { \"legalGround\": { \"reference\": \"KS 1\", \"date\": \"2024-01-02\" } },", StringComparison.Ordinal));
        Assert.Contains("Mätning 2023-11, 2284: saknar information till medarbetarna,", await DoctorAsync(world), StringComparison.Ordinal);

        world.Close();
        using (var session = new Storage.Database(world.Context.Workspace.Store).Dialect.Open(Storage.Access.Write))
        {
            session.ExecuteText("UPDATE audit_entry SET actor = 'ingen' WHERE number = 1");
            session.Commit();
        }

        Assert.Contains("Revisionsloggen är bruten vid post 1 (av 1)", await DoctorAsync(world), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wave_is_unlinked_once_it_is_released_and_only_once()
    {
        using var world = new PersonWorld();
        Assert.Contains("inte släppt", await UnlinkAsync(world, "2023-10", ExitCodes.Refused), StringComparison.Ordinal);
        Assert.Contains("anonym", await UnlinkAsync(world, "2023-11", ExitCodes.Refused), StringComparison.Ordinal);
        world.Refresh();
        Assert.Contains("11 svar i 1 leveranser, 1 krypterade filer borttagna", await UnlinkAsync(world, "2023-10", ExitCodes.Good), StringComparison.Ordinal);
        Assert.Contains("redan avlänkade", await UnlinkAsync(world, "2023-10", ExitCodes.Good), StringComparison.Ordinal);
    }

    private static Task<string> DoctorAsync(PersonWorld world) => RunAsync(world, null, "doctor");

    private static Task<string> UnlinkAsync(PersonWorld world, string wave, int code) =>
        RunAsync(world, code, "unlink", wave, "--organisation", PersonWorld.Org, "--reference", "KS 3");

    private static async Task<string> RunAsync(PersonWorld world, int? code, params string[] arguments)
    {
        world.Close();
        using var output = new StringWriter();
        var ended = await Cli.RunAsync([.. arguments, "--Data:Path", world.In("data")], output, output, world.Clock);
        Assert.True(code is null || code == ended, output.ToString());
        return output.ToString();
    }
}
