using System.CommandLine;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Ingest.Identity;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo keys status|rotate|retire</c>: the keys of an organisation's pseudonyms.</summary>
internal static class KeysCommand
{
    private const string Status = "status", Rotate = "rotate", Retire = "retire";

    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var action = new Argument<string>("action") { HelpName = $"{Status}|{Rotate}|{Retire}", Description = builder.Text("cli.keys.action") };
        var organisation = builder.Option<string>("keys", "--organisation", "CODE");
        var key = builder.Option<string>("keys", "--key", "ID");
        var abandon = builder.Option<bool>("keys", "--abandon");
        return builder.Command("keys", [action, organisation, key, abandon], (context, parsed) =>
        {
            var code = Known(context, CommandBuilder.Required(parsed, organisation));
            return parsed.GetValue(action) switch
            {
                Status => Tell(context, code),
                Rotate => Change(context, code, (ring, _) =>
                {
                    var keys = ring.Rotate(code);
                    context.Say("cli.keys.rotated", code, keys.KeyId, Workspace.Shown(ring.PathOf(code)));
                }),
                Retire => Change(context, code, (ring, store) => Destroy(context, ring, store, code, parsed.GetValue(key), parsed.GetValue(abandon))),
                var other => throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "ACTION", other ?? "", $"{Status} | {Rotate} | {Retire}"),
            };
        });
    }

    private static int Tell(CommandContext context, string organisation)
    {
        using var store = context.OpenStore();
        var ring = context.KeyRing();
        if (!ring.Exists(organisation))
        {
            context.Say("cli.keys.none", organisation, Workspace.Shown(ring.Folder));
            return ExitCodes.Environment;
        }

        context.Say(
            ring.IsConfigured(organisation) ? "keys.current.setting" : "keys.current", organisation, Keys(ring, organisation).KeyId,
            Workspace.Shown(ring.PathOf(organisation)));
        foreach (var remark in KeyReport.Of(organisation, Keys(ring, organisation), store))
        {
            context.Out.WriteLine(context.Text(remark.Text));
        }

        return ExitCodes.Good;
    }

    /// <summary>Under the write lease: no import reads the keys while they change.</summary>
    private static int Change(CommandContext context, string organisation, Action<KeyRing, Store> change)
    {
        using var store = context.OpenStore();
        using var lease = context.TakeWriteLease(store, "keys");
        change(context.KeyRing(), store);
        context.Audit(store, AuditActions.Keys, organisation, "", new Message("audit.keys"));
        return Tell(context, organisation);
    }

    private static void Destroy(CommandContext context, KeyRing ring, Store store, string organisation, string? key, bool abandon)
    {
        var older = Keys(ring, organisation).OlderKeyIds;
        if (key is null && older.Count == 0)
        {
            context.Say("cli.keys.noOlder", organisation);
        }

        foreach (var id in key is null ? older : [key])
        {
            var remaining = store.Pseudonyms.Count(organisation).Where(u => u.KeyId == id).Sum(u => u.Aliases + u.Tombstones);
            ring.Retire(organisation, id, remaining, abandon);
            context.Say("cli.keys.retired", organisation, id);
        }
    }

    private static OrganisationKeys Keys(KeyRing ring, string organisation) => ring.Open(organisation, () => true);

    private static string Known(CommandContext context, string organisation)
    {
        var configuration = context.ReadConfiguration();
        return configuration.FindOrganisation(organisation)?.Code ?? throw new CommandFailure(
            ExitCodes.Usage, "cli.error.setting", "--organisation", organisation, string.Join(" | ", configuration.Organisations.Select(o => o.Code)));
    }
}
