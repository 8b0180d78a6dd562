using System.CommandLine;
using Atalaya.Accords.Matching;
using Atalaya.Accords.Records;
using Atalaya.Archive;
using Atalaya.Cli.Accords;
using Atalaya.Cli.Accords.Demo;
using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;
using Atalaya.Earth;
using NodaTime;

namespace Atalaya.Cli.Commands;

/// <summary><c>demo accord</c>: two nodes and a witness agree, clear, compare, disagree and publish.</summary>
internal static class AccordDemoCommand
{
    /// <summary>The command.</summary>
    public static Command Build(CommandContext context)
    {
        var output = new Option<string>("--out") { Description = context.Say("opt.accord-out"), HelpName = "DIR", DefaultValueFactory = static _ => "accord" };
        var seed = new Option<int>("--seed") { Description = context.Say("opt.seed"), HelpName = "N", DefaultValueFactory = static _ => 1 };
        var command = new Command("accord", context.Say("demo-accord")) { output, seed };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            AnalysisRun.RefuseFile(folder);
            // A log that is begun twice under one name is what the accord exists to prove.
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new CommandException(ExitCode.Usage, "accord-not-empty", folder);
            RunAsync(context, folder, parsed.GetValue(seed)).GetAwaiter().GetResult();
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task RunAsync(CommandContext context, string folder, int seed)
    {
        var wording = context.Wording;
        var days = Path.Combine(folder, "days");
        using var line = new ProgressLine(context.Terminal, wording);
        void Stage(string key) => line.Show(AccordWords.Say(wording, key), double.NaN, "");
        DemoFlights.Make(days, new() { Seed = seed }, context, Stage);
        using var archive = ArchiveReader.Open(days);
        var missions = DemoFlights.Read(archive);
        Stage("demo-stage-nodes");
        var network = await DemoNetwork.StartAsync(Path.Combine(folder, "nodes"), new(context.Terminal.Clock, DemoStory.Begin), context.Cancellation).ConfigureAwait(false);
        await using var running = network.ConfigureAwait(false);
        var story = new DemoStory(network, context.Cancellation);
        story.FileGuidance();
        story.Clear(missions);
        story.Fly();
        Stage("demo-stage-match");
        story.Compare(archive, missions);
        story.Contest();
        story.Conclude();
        Stage("demo-stage-public");
        DemoPublic.Write(network, Path.Combine(folder, "public"), Path.Combine(folder, "trust"));
        line.Dispose();
        Tell(new(context.Terminal), wording, network, story, folder);
    }

    private static void Tell(Sheet sheet, Wording wording, DemoNetwork network, DemoStory story, string folder)
    {
        string Say(string key, params object[] values) => AccordWords.Say(wording, key, values);
        var (mx, us) = (network.Mx.Node, network.Us.Node);
        sheet.Heading(Say("demo-heading-guidance"));
        foreach (var guidance in mx.State.Guidance(mx.Now))
            sheet.Say(Say("demo-guidance", guidance.Guidance.Header.Side, AccordWords.Name(guidance.Digest), AccordWords.Stage(wording, guidance.Stage), string.Join(", ", guidance.Guidance.Tasks.Select(Words.Of))));
        sheet.Say(Say("demo-guidance-both"));
        sheet.Heading(Say("demo-heading-clearances"));
        foreach (var flight in story.Flights)
        {
            var held = us.Evidence(flight.Decision)!;
            var status = us.State.Flight(flight.Request, flight.Plan.Span.Start)!;
            sheet.Say(Say(
                "demo-clearance", status.Grant!.Number.Text, flight.Callsign, wording.Moment(status.Grant.Window.Start), wording.Moment(status.Grant.Window.End),
                wording.Number((long)held.Decision.Proof.Index), wording.Number((long)held.Head.Checkpoint.Size), AccordWords.Stage(wording, status.Grant.Mission)));
        }

        sheet.Say(Say("demo-clearance-why"));
        sheet.Heading(Say("demo-heading-missions"));
        sheet.Table(
            [Say("col-flight"), Say("col-type"), Say("col-start"), Say("col-verdict"), Say("col-detail")],
            story.Verdicts.Select(v => (IReadOnlyList<string>)[v.Callsign, v.Type ?? "–", wording.Moment(v.Result.Time.Start), AccordWords.Verdict(wording, v.Result.Verdict), MatchWords.Detail(wording, v.Result)]));
        sheet.Say(string.Join("; ", story.Verdicts.GroupBy(static v => v.Result.Verdict).OrderByDescending(static g => g.Count()).Select(g => $"{AccordWords.Verdict(wording, g.Key)}: {wording.Number(g.Count())}")) + ".");
        sheet.Say(Say("demo-silence"));
        sheet.Heading(Say("demo-heading-dispute"));
        foreach (var dispute in mx.State.Disputes)
            sheet.Say(Say("demo-dispute", dispute.RaisedBy, AccordWords.Name(dispute.Digest), AccordWords.Stage(wording, dispute.Stage)));
        sheet.Heading(Say("demo-heading-logs"));
        foreach (var side in new[] { network.Mx, network.Us })
            sheet.Say(Say("demo-log", side.State, side.Party.Origin, wording.Number((long)side.Node.Published!.Checkpoint.Size), wording.Number(side.Node.Records().Count(r => r.Log == side.State))));
        sheet.Say(Say(mx.State.Fingerprint == us.State.Fingerprint ? "demo-same" : "demo-differs", AccordWords.Name(mx.State.Fingerprint), AccordWords.Name(us.State.Fingerprint)));
        sheet.Say(Say("demo-check", Path.Combine(folder, "public"), Path.Combine(folder, "trust")));
        sheet.Say(Say("demo-invented"));
    }
}
