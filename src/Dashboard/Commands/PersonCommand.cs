using System.CommandLine;
using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs.Rights;
using Digilo.Analytics.Dashboard.Pages.Rights;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>
/// <c>digilo person report|erase|approve</c>: the rights of one person. The id is read from standard input and nowhere else: a command
/// line is seen by others and remembered by shells.
/// </summary>
internal static class PersonCommand
{
    private const string Report = "report", Erase = "erase", Approve = "approve";

    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var action = new Argument<string>("action") { HelpName = $"{Report}|{Erase}|{Approve}", Description = builder.Text("cli.person.action") };
        var organisation = builder.Option<string>("person", "--organisation", "CODE");
        var kind = builder.Option<string>("person", "--kind", "ID-KIND");
        var reference = builder.Option<string>("person", "--reference", "TEXT");
        var by = builder.Option<string>("person", "--by", "NAME");
        var request = builder.Option<long?>("person", "--request", "NUMBER");
        var format = builder.Option<string>("person", "--format", "text|html|json");
        var file = builder.Option<string>("person", "--out", "FILE");
        var objects = builder.Option<bool>("person", "--object");
        var dryRun = builder.Option<bool>("person", "--dry-run");
        return builder.Command("person", [action, organisation, kind, reference, by, request, format, file, objects, dryRun], (context, parsed) =>
        {
            var chosen = parsed.GetValue(action);
            if (chosen == Approve)
            {
                return Agree(context, parsed.GetValue(request), parsed.GetValue(by) ?? "");
            }

            if (chosen is not (Report or Erase))
            {
                throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "ACTION", chosen ?? "", $"{Report} | {Erase} | {Approve}");
            }

            var code = CommandBuilder.Required(parsed, organisation);
            var how = FormatOf(parsed.GetValue(format), parsed.GetValue(file));
            using var store = context.OpenStore();
            var desk = new PersonDesk(store, context);
            var form = new PersonForm(
                code, SecretInput.Read(context, "cli.person.id"), parsed.GetValue(kind) ?? "", parsed.GetValue(reference) ?? "", parsed.GetValue(by) ?? "",
                parsed.GetValue(request), parsed.GetValue(objects));
            return chosen == Report
                ? Write(context, desk.Report(form, how, context.Options.Language), parsed.GetValue(file))
                : Tell(context, desk.Erase(form, parsed.GetValue(dryRun)), parsed.GetValue(dryRun), form.Object);
        });
    }

    private static ReportFormat FormatOf(string? named, string? file) => (named ?? Path.GetExtension(file ?? "").TrimStart('.')).ToLowerInvariant() switch
    {
        "" or "text" or "txt" => ReportFormat.Text,
        "html" or "htm" => ReportFormat.Html,
        "json" => ReportFormat.Json,
        var other => throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "--format", other, "text | html | json"),
    };

    private static int Agree(CommandContext context, long? request, string by)
    {
        if (request is not { } number)
        {
            throw new CommandFailure(ExitCodes.Usage, "cli.error.missing", "--request");
        }

        using var store = context.OpenStore();
        using var lease = context.TakeWriteLease(store, "person approve");
        Refuse(new PersonDesk(store, context).Approve(number, by));
        context.Say("cli.person.approved", number.ToString(CultureInfo.InvariantCulture));
        return ExitCodes.Good;
    }

    private static int Write(CommandContext context, PersonOutcome outcome, string? file)
    {
        if (outcome.Problem.Code == "person.protected.asked")
        {
            context.Out.WriteLine(context.Text(outcome.Problem));
            return ExitCodes.Refused;
        }

        Refuse(outcome.Problem);
        if (file is null)
        {
            context.Out.Write(System.Text.Encoding.UTF8.GetString(outcome.Document!));
            return ExitCodes.Good;
        }

        PrivateFile.Write(file, outcome.Document!);
        context.Say("cli.person.written", file);
        return ExitCodes.Good;
    }

    private static int Tell(CommandContext context, PersonOutcome outcome, bool dryRun, bool objects)
    {
        Refuse(outcome.Problem);
        var told = PersonDesk.Told(outcome.Erased!);
        context.Say(dryRun ? "cli.person.would" : "cli.person.erased");
        string[] names = ["aliases", "answers", "registers", "others", "texts", "files", "held"];
        for (var i = 0; i < names.Length; i++)
        {
            context.Say("cli.person.line", context.Text("cli.person.count." + names[i]), told[i]);
        }

        if (outcome.Erased!.Unsearched > 0)
        {
            context.Say("cli.person.unsearched", told[^1]);
        }

        if (objects)
        {
            context.Say(dryRun ? "cli.person.wouldBlock" : "cli.person.blocked");
        }

        context.Say(dryRun ? "cli.person.nothing" : "cli.person.proof");
        return outcome.Erased.Unsearched > 0 ? ExitCodes.Remarks : ExitCodes.Good;
    }

    private static void Refuse(Message problem)
    {
        if (problem.Code.Length > 0)
        {
            throw new CommandFailure(ExitCodes.Refused, problem.Code, problem.Arguments);
        }
    }
}
