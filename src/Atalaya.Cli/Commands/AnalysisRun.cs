using Atalaya.Archive;
using Atalaya.Archive.Analysis;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;
using Atalaya.Flights.Tempo;
using NodaTime;

namespace Atalaya.Cli.Commands;

/// <summary>Runs an analysis with its progress, writes the report, and tells the answer.</summary>
internal static class AnalysisRun
{
    /// <summary>Refuses a file where a folder is needed.</summary>
    public static void RefuseFile(string folder)
    {
        if (File.Exists(folder))
            throw new CommandException(ExitCode.Usage, "out-is-a-file", folder);
    }

    /// <summary>Runs it.</summary>
    /// <param name="context">Where and in which language.</param>
    /// <param name="options">What to analyse.</param>
    /// <param name="closing">What to tell between the findings and the tempo, which is told last.</param>
    /// <returns>How the program ends.</returns>
    public static int Run(CommandContext context, AnalysisOptions options, Action<Sheet, Answer> closing)
    {
        var (terminal, wording) = (context.Terminal, context.Wording);
        RefuseFile(options.OutputFolder);
        var started = terminal.Clock.GetTimestamp();
        AnalysisResult result;
        using (var line = new ProgressLine(terminal, wording))
            result = Analyzer.Run(options, new Meter(line, wording), context.Cancellation);
        if (result.Cancelled)
        {
            terminal.Error.WriteLine(wording.Text(TextArea.Screen, "interrupted", options.OutputFolder));
            return ExitCode.Interrupted;
        }

        using var archive = ArchiveReader.Open(options.OutputFolder);
        var answer = Answer.Of(archive, CountingRule.Default, TempoQuestion.Open);
        var faults = archive.FaultExamples();

        // An archive that holds something already must not hide that this input gave nothing.
        if (answer.Summary.Reports == 0 || (result.Reports == 0 && result.FilesUnchanged == 0))
        {
            foreach (var fault in faults)
                terminal.Error.WriteLine("  " + FaultWords.Sentence(fault, wording));
            throw new CommandException(ExitCode.NothingUsable, "nothing-usable", string.Join(", ", options.Paths), options.OutputFolder);
        }

        string report;
        using (var line = new ProgressLine(terminal, wording))
        {
            line.Show(wording.Text(TextArea.Screen, "stage-report"), double.NaN, "");
            report = ReportFile.Write(options.OutputFolder, archive, answer, wording, context.Cancellation);
        }

        var sheet = new Sheet(terminal);
        Findings.Write(sheet, wording, answer, faults);
        sheet.Heading(wording.Text(
            TextArea.Screen, "done", wording.Length(Duration.FromTimeSpan(terminal.Clock.GetElapsedTime(started))), wording.Number(result.Files), wording.Number(result.FilesUnchanged),
            wording.Number(result.Reports), wording.Number(result.Flights), wording.Number(result.FlightsAdded), wording.Number(result.FlightsRevised)));
        closing(sheet, answer);
        Findings.Tempo(sheet, wording, answer);
        if (answer.Summary.Reconstruction)
            sheet.Heading(wording.Text(TextArea.Screen, "reconstruction"));
        sheet.Say(wording.Text(TextArea.Screen, "archive-at", Path.GetFullPath(options.OutputFolder)));
        sheet.Say(wording.Text(TextArea.Screen, "report-at", Path.GetFullPath(report)));
        return ExitCode.Done;
    }

    private sealed class Meter(ProgressLine line, Wording wording) : IProgress<AnalysisProgress>
    {
        public void Report(AnalysisProgress value)
        {
            var share = value.BytesTotal > 0 && value.Stage == "analyze" ? Math.Min(1, (double)value.BytesDone / value.BytesTotal) : double.NaN;
            var stage = wording.Find(TextArea.Screen, "stage-" + value.Stage) ?? value.Stage;
            line.Show(stage, share, wording.Text(
                TextArea.Screen, "rate", wording.Number((long)line.Rate(value.Reports)), wording.Number(line.Rate(value.BytesDone) / 1e6, 1), wording.Number(value.Flights), wording.Number(value.Missions)));
        }
    }
}
