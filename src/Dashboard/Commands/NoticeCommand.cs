using System.CommandLine;
using System.Text;
using Digilo.Analytics.Dashboard.Export;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Texts;
using Digilo.Analytics.Snapshots;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo notice</c>: what respondents are told before they answer, from the settings that hold.</summary>
internal static class NoticeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var organisation = builder.Option<string>("notice", "--organisation", "CODE");
        var wave = builder.Option<string>("notice", "--wave", "WAVE");
        var language = builder.Option<string>("notice", "--language", "sv|en");
        var file = builder.Option<string>("notice", "--out", "FILE");
        return builder.Command("notice", [organisation, wave, language, file], (context, parsed) =>
        {
            var (owner, code) = (CommandBuilder.Required(parsed, organisation), CommandBuilder.Required(parsed, wave));
            var words = (parsed.GetValue(language) ?? context.Options.Language).ToLowerInvariant() switch
            {
                TextCatalogue.Swedish => TextCatalogue.Swedish,
                TextCatalogue.English => TextCatalogue.English,
                var other => throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "--language", other, "sv | en"),
            };
            var configuration = context.ReadConfiguration();
            var facts = Notices.Of(configuration, Published(context), owner, code)
                ?? throw new CommandFailure(ExitCodes.Usage, "cli.notice.unknown", owner, code, string.Join(
                    ", ", configuration.Waves.SelectMany(w => w.Organisations, (w, o) => o + " " + w.Code)));
            var notice = RespondentNotice.Of(facts, words);
            if (parsed.GetValue(file) is { Length: > 0 } target)
            {
                TableExport.Replace(target, stream => stream.Write(Encoding.UTF8.GetBytes(notice.ToString())));
                context.Say("cli.notice.done", target);
            }
            else
            {
                context.Out.Write(notice.ToString());
            }

            if (notice.HasBlanks)
            {
                context.Error.WriteLine(context.Text("cli.notice.blanks"));
            }

            return ExitCodes.Good;
        });
    }

    /// <summary>What is published; null on the day before the first delivery, when there is no store and the notice is wanted all the same.</summary>
    private static Snapshot? Published(CommandContext context)
    {
        if (context.Workspace.Store.Provider == StoreProvider.Sqlite && !File.Exists(context.Workspace.Store.ConnectionString))
        {
            return null;
        }

        using var store = context.OpenStore();
        return store.Snapshots.Current();
    }
}
