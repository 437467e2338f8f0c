using System.CommandLine;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs;
using Digilo.Analytics.Ingest;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo template KIND --out FILE</c>: an empty file with the right headings.</summary>
internal static class TemplateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var kind = new Argument<string>("kind") { HelpName = "KIND", Description = builder.Text("cli.template.kind") };
        var file = builder.Option<string>("template", "--out", "FILE");
        return builder.Command("template", [kind, file], (context, parsed) =>
        {
            var name = parsed.GetValue(kind)!;
            var target = CommandBuilder.Required(parsed, file);
            var profiles = Importing.Profiles(context.Workspace);
            var profile = profiles.Find("standard-" + name.ToLowerInvariant()) ?? profiles.Find(name)
                ?? throw new CommandFailure(ExitCodes.Usage, "cli.error.profile", name, string.Join(", ", profiles.Profiles.Select(p => p.Name)));
            if (File.Exists(target))
            {
                // Somebody may have filled it in.
                throw new CommandFailure(ExitCodes.Environment, "cli.error.exists", target);
            }

            using (var stream = File.Create(target))
            {
                Templates.Write(profile, stream);
            }

            context.Say("cli.template.done", target);
            return ExitCodes.Good;
        });
    }
}
