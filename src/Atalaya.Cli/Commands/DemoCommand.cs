using System.CommandLine;
using System.Globalization;
using Atalaya.Archive.Analysis;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;
using Atalaya.Reconstruction;

namespace Atalaya.Cli.Commands;

/// <summary><c>demo</c>: makes the reconstruction of the winter of 2024–25, analyses it as if it were input, and tells the answer.</summary>
internal static class DemoCommand
{
    // ICAO Doc 8643 designator of the RC-135, whose one flight crosses midnight UTC.
    private const string Rc135 = "R135";

    /// <summary>The command.</summary>
    public static Command Build(CommandContext context)
    {
        var output = new Option<string>("--out") { Description = context.Say("opt.demo-out"), HelpName = "DIR", DefaultValueFactory = static _ => "reconstruction" };
        var seed = new Option<int>("--seed") { Description = context.Say("opt.seed"), HelpName = "N", DefaultValueFactory = static _ => 1 };
        var missions = new Option<int>("--missions") { Description = context.Say("opt.missions"), HelpName = "N", DefaultValueFactory = static _ => 18 };
        var rc135From = new Option<string>("--rc135-from") { Description = context.Say("opt.rc135-from"), HelpName = "coast|offutt", DefaultValueFactory = static _ => "coast" };
        rc135From.AcceptOnlyFromAmong("coast", "offutt");
        var command = new Command("demo", context.Say("demo")) { output, seed, missions, rc135From };
        command.Add(AccordDemoCommand.Build(context));
        command.SetAction(parsed =>
        {
            var wanted = parsed.GetValue(missions);
            if (wanted is < 0 or > 60)
                throw new CommandException(ExitCode.Usage, "bad-missions", wanted);
            var options = new ReconstructionOptions { Seed = parsed.GetValue(seed), Missions = wanted, Rc135From = Enum.Parse<Rc135Origin>(parsed.GetRequiredValue(rc135From), ignoreCase: true) };
            var folder = parsed.GetRequiredValue(output);
            AnalysisRun.RefuseFile(folder);
            var made = Generate(context, options, folder);
            var analysis = new AnalysisOptions { Paths = [Path.Combine(folder, "input")], OutputFolder = folder, CommandLine = context.CommandLine, Clock = context.Terminal.Clock };
            return AnalysisRun.Run(context, analysis, (sheet, answer) => Close(context.Wording, sheet, answer, made));
        });
        return command;
    }

    private static ReconstructionSummary Generate(CommandContext context, ReconstructionOptions options, string folder)
    {
        Claim(folder, string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}\nmissions {options.Missions}\nrc135 from {options.Rc135From}\n"));
        using var line = new ProgressLine(context.Terminal, context.Wording);
        return Winter2025.Generate(options, new FolderSink(folder), new Meter(line, context.Wording), context.Cancellation);
    }

    /// <summary>Writes a reconstruction into a folder, without a word.</summary>
    internal static ReconstructionSummary Write(ReconstructionOptions options, string folder, CancellationToken cancellation) =>
        Winter2025.Generate(options, new FolderSink(folder), null, cancellation);

    // Two reconstructions in one folder would be analysed as one history, so a folder belongs to the options it was made with.
    private static void Claim(string folder, string options)
    {
        var claim = Path.Combine(folder, "demo.txt");
        if (File.Exists(claim))
        {
            if (File.ReadAllText(claim) != options)
                throw new CommandException(ExitCode.Usage, "demo-other", folder);
            return;
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new CommandException(ExitCode.Usage, "demo-not-empty", folder);
        Directory.CreateDirectory(folder);
        File.WriteAllText(claim, options);
    }

    private static void Close(Wording wording, Sheet sheet, Answer answer, ReconstructionSummary made)
    {
        sheet.Say(wording.Text(
            TextArea.Screen, "demo-made", wording.Number(made.Files), wording.Number(made.Reports), wording.Number(made.OrdinaryFlights),
            wording.Number(made.BaselineMissions), wording.Number(made.WindowMissions), wording.Number(made.OperatorFlights)));
        sheet.Heading(wording.Text(TextArea.Screen, "heading-where"));
        var rc135 = answer.InWindow.Where(static m => m.Type == Rc135).ToList();
        sheet.Say(wording.Count(TextArea.Screen, "demo-once", rc135.Count));
        foreach (var flight in rc135)
            Findings.Whereabouts(sheet, wording, flight);
        var drones = answer.Declared.ToList();
        sheet.Say(wording.Count(TextArea.Screen, "demo-drones", drones.Count));
        foreach (var flight in drones)
            Findings.Whereabouts(sheet, wording, flight);
    }

    private sealed class FolderSink(string folder) : IReconstructionSink
    {
        public void Accept(string path, ReadOnlySpan<byte> content)
        {
            var target = Path.Combine([folder, .. path.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var file = File.Create(target);
            file.Write(content);
        }
    }

    private sealed class Meter(ProgressLine line, Wording wording) : IProgress<ReconstructionProgress>
    {
        public void Report(ReconstructionProgress value) => line.Show(
            wording.Text(TextArea.Screen, "stage-generate"),
            (double)value.AircraftDone / Math.Max(1, value.AircraftTotal),
            wording.Text(TextArea.Screen, "generate-rate", wording.Number(value.Reports), wording.Number((long)line.Rate(value.Reports))));
    }
}
