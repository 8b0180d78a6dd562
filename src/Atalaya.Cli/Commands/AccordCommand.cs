using System.CommandLine;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Cli.Accords;

namespace Atalaya.Cli.Commands;

/// <summary><c>accord</c>: what officers say and see at a terminal beside their side's node.</summary>
internal static class AccordCommand
{
    // Kinds that are written as a file, each by the verb that an officer looks for.
    private static readonly (string Verb, RecordKind Kind)[] Written =
    [
        ("guidance", RecordKind.GuidanceVersion), ("request", RecordKind.FlightRequest), ("amend", RecordKind.Amendment), ("withdraw", RecordKind.Withdrawal), ("counter", RecordKind.Counter),
        ("decide", RecordKind.ClearanceDecision), ("dispute", RecordKind.Dispute), ("observed", RecordKind.ObservedMission), ("policy", RecordKind.PolicyDecision), ("key", RecordKind.KeyEvent),
    ];

    /// <summary>The command.</summary>
    public static Command Build(CommandContext context)
    {
        var options = new AccordOptions(context);
        var command = new Command("accord", AccordWords.Say(context.Wording, "cmd.accord"));
        foreach (var (verb, kind) in Written)
            command.Add(Write(context, options, verb, kind));
        command.Add(Affirm(context, options));
        command.Add(Approve(context, options));
        command.Add(Concur(context, options));
        command.Add(Mission(context, options));
        foreach (var view in AccordViews.Build(context, options))
            command.Add(view);
        command.Add(AccordMatch.Build(context, options));
        return command;
    }

    private static Command Write(CommandContext context, AccordOptions options, string verb, RecordKind kind)
    {
        var file = new Argument<string>("FILE") { Description = AccordWords.Say(context.Wording, "arg.record-file") };
        var command = options.AddTo(new Command(verb, AccordWords.Say(context.Wording, "cmd." + verb)) { file });
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var json = File.Exists(path) ? File.ReadAllBytes(path) : throw new CommandException(ExitCode.NothingUsable, "no-such-path", path);
            // What is unlawful is refused before any key is opened.
            return Refusing(context, path, () =>
            {
                _ = Lawful(kind, json, null);
                using var desk = options.Open(parsed);
                return Say(context, desk, path, Lawful(kind, json, desk.Context));
            });
        });
        return command;
    }

    private static Command Affirm(CommandContext context, AccordOptions options)
    {
        var command = options.AddTo(new Command("affirm", AccordWords.Say(context.Wording, "cmd.affirm")));
        command.SetAction(parsed => Refusing(context, "affirm", () =>
        {
            using var desk = options.Open(parsed);
            var guidance = desk.Context.Guidance ?? throw new CommandException(ExitCode.Usage, "accord-no-guidance");
            return Say(context, desk, "affirm", new Affirmation(desk.Header, guidance.Own, desk.Now.InUtc().Date, AffirmationWord.InForceUnchanged));
        }));
        return command;
    }

    private static Command Approve(CommandContext context, AccordOptions options) =>
        Answer(context, options, "approve", null, static (desk, record, _) => new Approval(desk.Header, record, ApprovalAnswer.Approve));

    private static Command Concur(CommandContext context, AccordOptions options) =>
        Answer(context, options, "concur", Words.All<ConcurrenceAnswer>(), static (desk, record, word) =>
            new Concurrence(desk.Header, record, Words.TryRead<ConcurrenceAnswer>(word, out var answer) ? answer : ConcurrenceAnswer.Decline, null));

    private static Command Mission(CommandContext context, AccordOptions options) =>
        Answer(context, options, "mission", Words.All<MissionMove>(), static (desk, record, word) => new MissionState(
            desk.Header, record, Words.TryRead<MissionMove>(word, out var move) ? move : MissionMove.End, desk.Now,
            desk.Context.Guidance ?? throw new CommandException(ExitCode.Usage, "accord-no-guidance"), null));

    private static Command Answer(
        CommandContext context, AccordOptions options, string verb, IEnumerable<string>? words, Func<OfficerDesk, RecordDigest, string?, AccordRecord> make)
    {
        var digest = new Argument<string>("DIGEST") { Description = AccordWords.Say(context.Wording, "arg.digest") };
        var command = options.AddTo(new Command(verb, AccordWords.Say(context.Wording, "cmd." + verb)) { digest });
        var word = words is null ? null : new Argument<string>("WORD") { Description = string.Join(" | ", words), HelpName = string.Join("|", words) };
        if (word is not null)
        {
            word.AcceptOnlyFromAmong([.. words!]);
            command.Add(word);
        }

        command.SetAction(parsed => Refusing(context, verb, () =>
        {
            using var desk = options.Open(parsed);
            var record = desk.Find(parsed.GetRequiredValue(digest));
            return Say(context, desk, verb, make(desk, record, word is null ? null : parsed.GetRequiredValue(word)));
        }));
        return command;
    }

    private static int Say(CommandContext context, OfficerDesk desk, string source, AccordRecord record)
    {
        var (digest, answer) = desk.Say(record);
        var taken = SubmissionWords.IsTaken(answer);
        (taken ? context.Terminal.Output : context.Terminal.Error).WriteLine((taken ? "" : "atalaya: ") + SubmissionWords.Tell(context.Wording, source, digest, answer));
        return taken ? ExitCode.Done : ExitCode.NothingUsable;
    }

    private static AccordRecord Lawful(RecordKind kind, byte[] json, RecordContext? context)
    {
        var read = RecordInput.Read(kind, json, context);
        return read.Value ?? throw new AccordFaultException(read.Fault!);
    }

    private static int Refusing(CommandContext context, string source, Func<int> act)
    {
        try
        {
            return act();
        }
        catch (AccordFaultException problem)
        {
            context.Terminal.Error.WriteLine("atalaya: " + AccordWords.Fault(context.Wording, source, problem.Fault));
            return ExitCode.NothingUsable;
        }
    }
}
