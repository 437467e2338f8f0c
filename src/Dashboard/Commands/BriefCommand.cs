using System.CommandLine;
using System.Globalization;
using Digilo.Analytics.Dashboard.Briefs.Pdf;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo brief</c>: one organisation's brief as a PDF.</summary>
internal static class BriefCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var organisation = builder.Option<string>("brief", "--organisation", "CODE");
        var language = builder.Option<string>("brief", "--language", "sv|en");
        var file = builder.Option<string>("brief", "--out", "FILE");
        return builder.Command("brief", [organisation, language, file], (context, parsed) =>
        {
            var code = CommandBuilder.Required(parsed, organisation);
            var target = CommandBuilder.Required(parsed, file);
            var chosen = (parsed.GetValue(language) ?? context.Options.Language).ToLowerInvariant();
            if (chosen is not (TextCatalogue.Swedish or TextCatalogue.English))
            {
                throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "--language", chosen, "sv | en");
            }

            using var store = context.OpenStore();
            var snapshot = ExportCommand.Published(store.Snapshots);
            if (snapshot.FindOrganisation(code) is not { } found)
            {
                throw new CommandFailure(
                    ExitCodes.Environment, "cli.error.organisation", code, string.Join(", ", snapshot.Organisations.Select(o => $"{o.Code} {o.ShortName}")));
            }

            if (!BriefsStep.HasSomethingToTell(found))
            {
                throw new CommandFailure(ExitCodes.Environment, "cli.brief.nothing", $"{found.Code} {found.ShortName}");
            }

            var pdf = BriefsStep.Make(snapshot, code, chosen, new PdfBriefRenderer());
            if (Path.GetDirectoryName(Path.GetFullPath(target)) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            var unfinished = target + ".part";
            File.WriteAllBytes(unfinished, pdf);
            File.Move(unfinished, target, overwrite: true);
            context.Audit(store, AuditActions.Brief, code, "", new Message("audit.brief", snapshot.ShortId, chosen));
            context.Say(
                "cli.brief.done", target, (pdf.Length / 1024).ToString(CultureInfo.InvariantCulture), snapshot.ShortId, snapshot.DataDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            return ExitCodes.Good;
        });
    }
}
