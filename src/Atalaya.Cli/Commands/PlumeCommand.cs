using System.CommandLine;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;
using Atalaya.Plumes.Checks;
using Atalaya.Plumes.Readings;

namespace Atalaya.Cli.Commands;

/// <summary><c>plume check READINGS</c>: what was understood of readings and wind, and what is missing or implausible.</summary>
internal static class PlumeCommand
{
    /// <summary>The command.</summary>
    public static Command Build(CommandContext context)
    {
        string Say(string key) => context.Wording.Text(TextArea.PlumeCheck, key);
        var check = new Command("check", Say("check"));
        var input = new PlumeInputOptions(context);
        input.AddTo(check);
        var json = MissionsCommand.Json(context);
        check.Add(json);
        check.SetAction(parsed =>
        {
            var read = input.Read(parsed);
            var gas = (input.Gas(parsed) is { } named ? Gas.Find(named) : null) ?? (read.Readings is { Gases: [var first, ..] } ? first.Gas : Gas.Methane);
            var findings = InputChecks.Check(read.Readings, read.Wind, gas);
            var report = new PlumeCheckReport(read, findings, gas);
            if (parsed.GetValue(json))
                context.Terminal.Output.WriteLine(PlumeCheckJson.Of(report, context.Wording));
            else
                PlumeCheckSheet.Write(new Sheet(context.Terminal), context.Wording, report);
            return report.IsUsable ? ExitCode.Done : ExitCode.NothingUsable;
        });
        return new Command("plume", Say("plume")) { check };
    }
}
