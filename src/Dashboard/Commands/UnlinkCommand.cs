using System.CommandLine;
using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Ingest.Keeping;
using Digilo.Analytics.Model;
using Digilo.Analytics.Rights;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary><c>digilo unlink WAVE --organisation</c>: replaces the pseudonyms in a wave's answers by random keys (method §1.9).</summary>
internal static class UnlinkCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var wave = new Argument<string>("wave") { HelpName = "WAVE", Description = builder.Text("cli.unlink.wave") };
        var organisation = builder.Option<string>("unlink", "--organisation", "CODE");
        var reference = builder.Option<string>("unlink", "--reference", "TEXT");
        var by = builder.Option<string>("unlink", "--by", "NAME");
        return builder.Command("unlink", [wave, organisation, reference, by], (context, parsed) =>
        {
            var (owner, ground) = (CommandBuilder.Required(parsed, organisation), CommandBuilder.Required(parsed, reference));
            var configuration = context.ReadConfiguration();
            using var store = context.OpenStore();
            using var lease = context.TakeWriteLease(store, "unlink");
            var rights = new PersonRights(store);
            var chosen = Chosen(configuration, rights, owner, parsed.GetValue(wave)!);
            if (store.Ledger.IsUnlinked(owner, chosen.Code))
            {
                context.Say("cli.unlink.already", chosen.Code);
                return ExitCodes.Good;
            }

            // The sealed files hold ids beside answers: they go first, so that a crash leaves nothing that could link them again.
            var deliveries = store.Ledger.Of(owner).Where(d => d.Header.Kind == DeliveryKind.Survey && d.Header.Wave == chosen.Code).ToList();
            var files = new KeptFiles(context.Workspace.Data, store.Ledger).Remove(deliveries);
            var done = rights.Unlink(owner, chosen.Code, ground, Actor.Of(parsed.GetValue(by) ?? ""), context.UtcNow);
            context.Say("cli.unlink.done", chosen.Code, Number(done.Answers), Number(done.Deliveries), Number(files));
            return ExitCodes.Good;
        });
    }

    /// <summary>The wave, if nothing that is still to be released needs its links.</summary>
    private static Wave Chosen(Configuration configuration, PersonRights rights, string organisation, string code)
    {
        if (configuration.FindWave(code) is not { } wave || !wave.Organisations.Contains(organisation))
        {
            throw new CommandFailure(ExitCodes.Environment, "cli.error.wave", code, string.Join(", ", configuration.Waves.Select(w => w.Code)));
        }

        if (!wave.Linked)
        {
            throw new CommandFailure(ExitCodes.Refused, "cli.unlink.anonymous", code);
        }

        var waits = configuration.Waves
            .Where(w => w.Linked && w.Organisations.Contains(organisation) && w.ReferenceDate >= wave.ReferenceDate)
            .FirstOrDefault(w => !rights.IsReleased(organisation, w.Code));
        return waits is null ? wave : throw new CommandFailure(ExitCodes.Refused, "cli.unlink.later", code, waits.Code);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
