using Atalaya.Cli.Commands;
using Atalaya.Cli.Language;
using Atalaya.Cli.Plumes.Pages;
using Atalaya.Cli.Screen;
using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Cli.Plumes;

/// <summary>The inference: <c>PlumeLocator.Locate</c>, or what stands for it in a test.</summary>
internal delegate PlumeAnswer PlumeInference(ReadingTable readings, WindTable wind, LocateRequest request, IProgress<LocateProgress>? progress, CancellationToken cancellation);

/// <summary>Asks, writes the files and tells the answer.</summary>
internal static class LocateRun
{
    /// <summary>The answer for a machine.</summary>
    public const string Result = "result.json";

    /// <summary>The sources for a map.</summary>
    public const string Sources = "sources.geojson";

    /// <summary>The draws of the posterior.</summary>
    public const string Posterior = "posterior.parquet";

    /// <summary>The answer to read and print.</summary>
    public const string Page = "plume.html";

    /// <summary>Asks the inference, with progress where a person watches.</summary>
    public static PlumeAnswer Ask(CommandContext context, PlumeFinding unanswered, PlumeInference inference)
    {
        using var line = new ProgressLine(context.Terminal, context.Wording);
        return inference(unanswered.Readings, unanswered.Wind, unanswered.Request, new Meter(line, context.Wording), context.Cancellation);
    }

    /// <summary>Writes the files, all or none, and tells the answer.</summary>
    /// <returns>0, or 1 where no answer is possible.</returns>
    public static int Tell(CommandContext context, PlumeFinding finding, string? folder)
    {
        var (sheet, wording) = (new Sheet(context.Terminal), context.Wording);
        if (folder is not null)
            Write(folder, finding, wording, context.Cancellation);
        LocateSheet.Tell(sheet, wording, finding);
        if (folder is null)
            sheet.Say(wording.Text(TextArea.Locate, "no-files"));
        else
            sheet.Say(wording.Text(TextArea.Locate, "files-at", Path.GetFullPath(folder), Path.Combine(Path.GetFullPath(folder), Page)));
        return finding.IsAnswered ? ExitCode.Done : ExitCode.NothingUsable;
    }

    /// <summary>An answer that says that there is none, and why.</summary>
    public static PlumeAnswer Refused(LocateRequest request, IReadOnlyList<PlumeFlag> flags) => new()
    {
        Gas = request.Gas,
        Method = PlumeMethod.Blocks,
        Detection = new(false, double.NaN, request.FalseAlarmRate),
        SourceCount = [],
        Sources = [],
        Flags = flags,
        ProbabilityOfDetection = [],
        KnownEmitters = [],
        Posterior = [],
        Fit = [],
        MethodVersion = PlumeLocator.MethodVersion,
        Seed = request.Seed,
    };

    private static void Write(string folder, PlumeFinding finding, Wording wording, CancellationToken cancellation)
    {
        using var staged = new StagedFolder(folder);
        staged.Write(Result, file => ResultJson.Write(file, finding));
        staged.Write(Sources, file => SourcesGeoJson.Write(file, finding));
        cancellation.ThrowIfCancellationRequested();
        staged.WriteAt(Posterior, path => PosteriorFile.Write(path, finding));
        cancellation.ThrowIfCancellationRequested();
        staged.Write(Page, file => PlumePage.Write(file, finding, wording, AtalayaCommand.Version, cancellation));
        cancellation.ThrowIfCancellationRequested();
        staged.Publish();
    }

    private sealed class Meter(ProgressLine line, Wording wording) : IProgress<LocateProgress>
    {
        public void Report(LocateProgress value) => line.Show(PlumeWords.Stage(value.Stage, wording), value.Fraction, "");
    }
}
