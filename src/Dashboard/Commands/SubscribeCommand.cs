using System.CommandLine;
using System.Globalization;
using Digilo.Analytics.Dashboard.Hosting;
using Digilo.Analytics.Dashboard.Jobs.Mailing;
using Digilo.Analytics.Dashboard.Pages.Mail;
using Digilo.Analytics.Desk;
using Digilo.Analytics.Model;
using Digilo.Analytics.Storage;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>
/// <c>digilo subscribe …</c>: who gets briefs by mail, and what was sent. An address is read from standard input and nowhere else: a command line is
/// seen by others and remembered by shells.
/// </summary>
internal static class SubscribeCommand
{
    private const int Shown = 50;

    private static readonly string[] Actions = ["add", "list", "remove", "remind", "resume", "sendings", "resend", "settle", "send"];

    /// <summary>Builds the command.</summary>
    public static Command Build(CommandBuilder builder)
    {
        var action = new Argument<string>("action") { HelpName = string.Join('|', Actions), Description = builder.Text("cli.subscribe.action") };
        var organisation = builder.Option<string>("subscribe", "--organisation", "CODE");
        var unit = builder.Option<string>("subscribe", "--unit", "CODE");
        var kind = builder.Option<string>("subscribe", "--kind", "ledning");
        var language = builder.Option<string>("subscribe", "--language", "sv|en");
        var rhythm = builder.Option<string>("subscribe", "--rhythm", "weekly|monthly|snapshot|alert");
        var day = builder.Option<int?>("subscribe", "--day", "NUMBER");
        var number = builder.Option<long?>("subscribe", "--number", "NUMBER");
        return builder.Command(
            "subscribe",
            [action, organisation, unit, kind, language, rhythm, day, number],
            async (context, parsed, cancellation) => await Task.Run(
                () =>
                {
                    using var store = context.OpenStore();
                    var desk = new SubscriptionDesk(store, context);
                    long Number() => parsed.GetValue(number) ?? throw new CommandFailure(ExitCodes.Usage, "cli.error.missing", "--number");
                    return parsed.GetValue(action) switch
                    {
                        "add" => Add(
                            context, desk, CommandBuilder.Required(parsed, kind), parsed.GetValue(organisation) ?? "", parsed.GetValue(unit) ?? "",
                            (parsed.GetValue(language) ?? context.Options.Language).ToLowerInvariant(), CommandBuilder.Required(parsed, rhythm), parsed.GetValue(day) ?? 0),
                        "list" => List(context, store, desk),
                        "sendings" => Sendings(context, store, desk),
                        "send" => Send(context, store, cancellation),
                        "remove" => Done(context, desk.Do(Number(), SubscriptionAct.End)),
                        "remind" => Done(context, desk.Do(Number(), SubscriptionAct.AskAgain)),
                        "resume" => Done(context, desk.Do(Number(), SubscriptionAct.Resume)),
                        "resend" => Done(context, desk.Decide(Number(), again: true)),
                        "settle" => Done(context, desk.Decide(Number(), again: false)),
                        var other => throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "ACTION", other ?? "", string.Join(" | ", Actions)),
                    };
                },
                cancellation).ConfigureAwait(false));
    }

    private static int Add(
        CommandContext context, SubscriptionDesk desk, string kind, string organisation, string unit, string language, string rhythm, int day)
    {
        if (!Enum.TryParse<SubscriptionRhythm>(rhythm, ignoreCase: true, out var chosen) || !Enum.IsDefined(chosen))
        {
            throw new CommandFailure(ExitCodes.Usage, "cli.error.setting", "--rhythm", rhythm, "weekly | monthly | snapshot | alert");
        }

        // Before the address is asked for: whoever cannot be served need not give it.
        RefuseSettings(desk);

        var address = SecretInput.Read(context, "cli.subscribe.address", "cli.subscribe.noAddress");
        Refuse(desk.Add(new SubscriptionOrder(address, kind, organisation, unit, language, chosen, day)));
        context.Say("cli.subscribe.added");
        return ExitCodes.Good;
    }

    private static int List(CommandContext context, Store store, SubscriptionDesk desk)
    {
        var all = store.Subscriptions.All();
        foreach (var one in all)
        {
            context.Say(
                "cli.subscribe.line", Text(one.Id), one.Order.Address, string.Join(' ', new[] { one.Order.Kind, one.Order.Organisation, one.Order.Unit }.Where(p => p.Length > 0)),
                one.Order.Language, desk.RhythmOf(one.Order, context.Options.Language),
                context.Text("subscription.state." + one.State, Texts.Format.LocalTime(one.Confirmed ?? one.Asked)));
        }

        return Tail(context, all.Count);
    }

    private static int Sendings(CommandContext context, Store store, SubscriptionDesk desk)
    {
        var latest = store.Sendings.Latest(Shown);
        foreach (var one in latest)
        {
            context.Say(
                "cli.subscribe.sending", Text(one.Id), Texts.Format.LocalTime(one.Changed), Text(one.Subscription), context.Text(desk.OccasionOf(one)),
                context.Text("sending.state." + one.State), one.Reply.Length > 0 && char.IsAsciiLetter(one.Reply[0]) ? context.Text("mail.reply." + one.Reply) : one.Reply);
        }

        return Tail(context, latest.Count);
    }

    private static int Send(CommandContext context, Store store, CancellationToken cancellation)
    {
        RefuseSettings(new SubscriptionDesk(store, context));
        if (new MailRunner(store, context).Run("cli", cancellation) is not { } tally)
        {
            throw new CommandFailure(ExitCodes.Environment, "cli.subscribe.busy");
        }

        var (outcome, text) = MailRunner.Tell(tally);
        context.Out.WriteLine(context.Text(text));
        foreach (var cause in new[] { MailRunner.CauseOf(tally), MailRunner.BouncesCauseOf(tally), tally.Wrong }.Where(c => c.Code.Length > 0))
        {
            context.Error.WriteLine(context.Text(cause));
            outcome = RunOutcome.GoodWithRemarks;
        }

        return tally.Problem.Length > 0 ? ExitCodes.Environment : outcome == RunOutcome.Good ? ExitCodes.Good : ExitCodes.Remarks;
    }

    private static int Done(CommandContext context, Message problem)
    {
        Refuse(problem);
        context.Say("cli.subscribe.done");
        return ExitCodes.Good;
    }

    private static int Tail(CommandContext context, int count)
    {
        if (count == 0)
        {
            context.Say("cli.subscribe.none");
        }

        return ExitCodes.Good;
    }

    private static void RefuseSettings(SubscriptionDesk desk) => Refuse(desk.Choices().Problem, ExitCodes.Usage);

    private static void Refuse(Message problem, int exitCode = ExitCodes.Refused)
    {
        if (problem.Code.Length > 0)
        {
            throw new CommandFailure(exitCode, problem.Code, problem.Arguments);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
