using System.CommandLine;
using Atalaya.Archive;
using Atalaya.Archive.Corrections;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Tempo;
using NodaTime.Extensions;

namespace Atalaya.Cli.Commands;

/// <summary><c>judge DIR FLIGHT --class … --because … --by …</c>: an analyst's correction, kept for good beside what was said before.</summary>
internal static class JudgeCommand
{
    // Room for a paragraph of reasons; a name is a line.
    private const int LongestReason = 4_000, LongestName = 200;

    /// <summary>The command.</summary>
    public static Command Build(CommandContext context)
    {
        var folder = MissionsCommand.Folder(context);
        var flight = new Argument<string?>("FLIGHT") { Description = context.Say("arg.flight"), Arity = ArgumentArity.ZeroOrOne };
        var judged = AnalyzeCommand.Text(context, "--class", "opt.judge-class", "surveillance|possible|none");
        judged.AcceptOnlyFromAmong(FlightWords.Surveillance, FlightWords.Possible, "none");
        var activity = AnalyzeCommand.Text(context, "--activity", "opt.activity", string.Join('|', Activities));
        activity.AcceptOnlyFromAmong(Activities);
        var because = AnalyzeCommand.Text(context, "--because", "opt.because", "TEXT");
        var by = AnalyzeCommand.Text(context, "--by", "opt.by", "NAME");
        var import = AnalyzeCommand.Text(context, "--import", "opt.import", "FILE");
        var command = new Command("judge", context.Say("judge")) { folder, flight, judged, activity, because, by, import };
        command.SetAction(parsed =>
        {
            var (archive, named) = (parsed.GetRequiredValue(folder), parsed.GetValue(flight));
            string?[] said = [named, parsed.GetValue(judged), parsed.GetValue(activity), parsed.GetValue(because), parsed.GetValue(by)];
            if (parsed.GetValue(import) is { } file)
                return said.All(static s => s is null) ? TakeOver(context, archive, file) : throw new CommandException(ExitCode.Usage, "judge-import-alone");
            if (said.All(static s => s is null))
                return List(context, archive);
            return Correct(context, archive, named, new(said[1] ?? "", said[2], said[3] ?? "", said[4] ?? ""));
        });
        return command;
    }

    private static string[] Activities { get; } = [.. Enum.GetNames<Activity>().Select(static n => n.ToLowerInvariant())];

    private static int Correct(CommandContext context, string folder, string? flight, Correction correction)
    {
        string?[] needed = [flight, correction.Class, correction.Because, correction.By];
        if (needed.Any(string.IsNullOrWhiteSpace))
            throw new CommandException(ExitCode.Usage, "judge-needs");
        if (correction.Because.Length > LongestReason)
            throw new CommandException(ExitCode.Usage, "judge-too-long", "--because", LongestReason);
        if (correction.By.Length > LongestName)
            throw new CommandException(ExitCode.Usage, "judge-too-long", "--by", LongestName);
        var result = Corrector.Correct(folder, flight!, correction, context.Terminal.Clock.GetCurrentInstant());
        if (result.Made is not { } made)
        {
            throw result.Candidates.Count == 0
                ? new CommandException(ExitCode.Usage, "no-such-flight", flight!, folder)
                : new CommandException(ExitCode.Usage, "many-flights", flight!, string.Join(", ", result.Candidates));
        }

        Redraw(context, folder);
        var wording = context.Wording;
        new Sheet(context.Terminal).Say(wording.Text(TextArea.Screen, "corrected-now", made.FlightId!, wording.Term("class." + made.Class), wording.Term("activity." + made.Activity)));
        return List(context, folder);
    }

    private static int TakeOver(CommandContext context, string folder, string file)
    {
        if (!File.Exists(file))
            throw new CommandException(ExitCode.NothingUsable, "no-such-path", file);
        var (taken, unreadable) = Corrector.TakeOver(folder, File.ReadLines(file));
        if (taken > 0)
            Redraw(context, folder);
        var sheet = new Sheet(context.Terminal);
        sheet.Say(context.Wording.Count(TextArea.Screen, "taken-over", taken));
        if (unreadable > 0)
            context.Terminal.Error.WriteLine(context.Wording.Count(TextArea.Screen, "not-taken-over", unreadable));
        return List(context, folder);
    }

    private static int List(CommandContext context, string folder)
    {
        using var archive = ArchiveReader.Open(folder);
        var corrections = archive.Corrections();
        var sheet = new Sheet(context.Terminal);
        if (corrections.Count == 0)
            sheet.Say(context.Wording.Text(TextArea.Screen, "no-corrected"));
        CorrectionWords.Tell(sheet, context.Wording, corrections);
        return ExitCode.Done;
    }

    // A report that does not know of the correction would contradict the archive beside it.
    private static void Redraw(CommandContext context, string folder)
    {
        if (!File.Exists(Path.Combine(folder, ReportFile.Name)))
            return;
        using var archive = ArchiveReader.Open(folder);
        ReportFile.Write(folder, archive, Answer.Of(archive, CountingRule.Default, TempoQuestion.Open), context.Wording, context.Cancellation);
    }
}
