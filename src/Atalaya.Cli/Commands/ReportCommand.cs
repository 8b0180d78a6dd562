using System.CommandLine;
using Atalaya.Archive;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Flights.Tempo;

namespace Atalaya.Cli.Commands;

/// <summary><c>report DIR</c>: draws the report anew, in either language.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Build(CommandContext context)
    {
        var folder = MissionsCommand.Folder(context);
        var command = new Command("report", context.Say("report")) { folder };
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(folder);
            using var archive = ArchiveReader.Open(name);
            var path = ReportFile.Write(name, archive, Answer.Of(archive, CountingRule.Default, TempoQuestion.Open), context.Wording, context.Cancellation);
            context.Terminal.Output.WriteLine(context.Wording.Text(TextArea.Screen, "report-at", Path.GetFullPath(path)));
            return ExitCode.Done;
        });
        return command;
    }
}
