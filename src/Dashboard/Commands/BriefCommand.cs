using System.CommandLine;
using System.Globalization;
using System.Text;
using Digilo.Analytics.Dashboard.Briefs;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Snapshots;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo brief</c>: one brief as a PDF, or as text; with <c>--all</c> every brief in a folder.</summary>
internal static class BriefCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var kind = builder.Option<string>("brief", "--kind", string.Join('|', BriefKinds.All));
        var organisation = builder.Option<string>("brief", "--organisation", "CODE");
        var unit = builder.Option<string>("brief", "--unit", "CODE");
        var language = builder.Option<string>("brief", "--language", "sv|en");
        var all = builder.Option<bool>("brief", "--all");
        var file = builder.Option<string>("brief", "--out", "FILE|DIR");
        return builder.Command("brief", [kind, organisation, unit, language, all, file], (context, parsed) =>
        {
            var target = CommandBuilder.Required(parsed, file);
            var asked = (parsed.GetValue(kind) ?? (parsed.GetValue(unit) is null ? BriefKinds.Leadership : BriefKinds.Unit)).ToLowerInvariant();
            if (!BriefKinds.All.Contains(asked))
            {
                throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "--kind", asked, string.Join(" | ", BriefKinds.All));
            }

            var chosen = parsed.GetValue(language)?.ToLowerInvariant();
            if (chosen is not (null or TextCatalogue.Swedish or TextCatalogue.English))
            {
                throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "--language", chosen, "sv | en");
            }

            // What would be left out of account is refused: a file with other content than was asked for is worse than none.
            if (parsed.GetValue(unit) is not null && (asked != BriefKinds.Unit || parsed.GetValue(all)))
            {
                throw new CommandFailure(ExitCodes.Usage, "cli.brief.unitAlone");
            }

            if (asked == BriefKinds.Consortium && parsed.GetValue(organisation) is not null)
            {
                throw new CommandFailure(ExitCodes.Usage, "cli.brief.ofAll");
            }

            if (!parsed.GetValue(all) && asked != BriefKinds.Consortium)
            {
                CommandBuilder.Required(parsed, organisation);
            }

            if (!parsed.GetValue(all) && asked == BriefKinds.Unit)
            {
                CommandBuilder.Required(parsed, unit);
            }

            using var store = context.OpenStore();
            var snapshot = ExportCommand.Published(store.Snapshots);
            var code = parsed.GetValue(organisation) ?? "";
            if (code.Length > 0 && snapshot.FindOrganisation(code) is null)
            {
                throw new CommandFailure(
                    ExitCodes.Environment, "cli.error.organisation", code, string.Join(", ", snapshot.Organisations.Select(o => $"{o.Code} {o.ShortName}")));
            }

            var written = parsed.GetValue(all)
                ? Every(context, snapshot, parsed.GetValue(kind) is null ? null : asked, code, chosen, target)
                : One(context, snapshot, new BriefName(asked, code, asked == BriefKinds.Unit ? parsed.GetValue(unit)! : "", chosen ?? context.Options.Language), target);
            context.Audit(store, AuditActions.Brief, code, "", new Message("audit.brief", snapshot.ShortId, chosen ?? "sv, en"));
            return written;
        });
    }

    private static int One(CommandContext context, Snapshot snapshot, BriefName name, string target)
    {
        if (BriefBook.Compose(new BriefRequest(snapshot, name)) is not { } brief)
        {
            throw Nothing(snapshot, name);
        }

        Write(context, snapshot, brief, target);
        return ExitCodes.Good;
    }

    /// <summary>One that fails does not stop the others, but a full disk does.</summary>
    private static int Every(CommandContext context, Snapshot snapshot, string? kind, string organisation, string? language, string folder)
    {
        var names = BriefBook.OfTheNight(snapshot).Concat(snapshot.Organisations.Where(BriefBook.HasSomethingToTell).SelectMany(BriefBook.OfUnits))
            .Where(n => (kind is null || n.Kind == kind) && (organisation.Length == 0 || n.Organisation == organisation) && (language is null || n.Language == language))
            .ToList();
        if (names.Count == 0)
        {
            throw organisation.Length > 0 || kind == BriefKinds.Consortium
                ? Nothing(snapshot, new BriefName(kind ?? BriefKinds.Leadership, organisation, "", context.Options.Language))
                : new CommandFailure(ExitCodes.Environment, "cli.error.nothingPublished");
        }

        var failed = 0;
        foreach (var name in names)
        {
            try
            {
                Write(context, snapshot, BriefBook.Compose(new BriefRequest(snapshot, name))!, Path.Combine(folder, FileName(snapshot, name)));
            }
            catch (Exception e) when (BriefsStep.IsOfOneBrief(e))
            {
                failed++;
                context.Say("cli.brief.failed", FileName(snapshot, name));
            }
        }

        return failed == 0 ? ExitCodes.Good : ExitCodes.Environment;
    }

    private static CommandFailure Nothing(Snapshot snapshot, BriefName name)
    {
        if (name.Kind == BriefKinds.Consortium)
        {
            return new CommandFailure(ExitCodes.Environment, "cli.brief.noConsortium");
        }

        var found = snapshot.FindOrganisation(name.Organisation)!;
        if (!BriefBook.HasSomethingToTell(found))
        {
            return new CommandFailure(ExitCodes.Environment, "cli.brief.nothing", $"{found.Code} {found.ShortName}");
        }

        var units = BriefBook.OfUnits(found).Select(u => u.Unit).Distinct().ToList();
        return units.Count == 0
            ? new CommandFailure(ExitCodes.Environment, "cli.brief.noUnits", $"{found.Code} {found.ShortName}")
            : new CommandFailure(ExitCodes.Environment, "cli.brief.noUnit", name.Unit, string.Join(", ", units));
    }

    private static string FileName(Snapshot snapshot, BriefName name) => BriefFiles.Name(
        name, snapshot.FindOrganisation(name.Organisation)?.DataDate ?? snapshot.DataDate, "pdf");

    /// <summary>Beside its place and moved there when it is whole: what is left of a failure is never taken for a brief.</summary>
    private static void Write(CommandContext context, Snapshot snapshot, Brief brief, string target)
    {
        var bytes = Path.GetExtension(target).Equals(".txt", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetBytes(BriefText.Of(brief))
            : BriefMaker.Render(brief, BriefRenderers.Choose(context.Options)).Pdf;
        if (Path.GetDirectoryName(Path.GetFullPath(target)) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var unfinished = target + ".part";
        try
        {
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, target, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(unfinished);
            throw;
        }

        context.Say(
            "cli.brief.done", target, (bytes.Length / 1024).ToString(CultureInfo.InvariantCulture), snapshot.ShortId, brief.DataDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
