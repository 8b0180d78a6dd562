using System.CommandLine;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Lists;
using Atalaya.Cli.Screen;
using Atalaya.Flights.Comparison;
using NodaTime;

namespace Atalaya.Cli.Commands;

/// <summary><c>compare A B</c>: two lists of missions, and the rules that would explain how they differ.</summary>
internal static class CompareCommand
{
    /// <summary>The command.</summary>
    public static Command Build(CommandContext context)
    {
        var first = new Argument<string>("A") { Description = context.Say("arg.list") };
        var second = new Argument<string>("B") { Description = context.Say("arg.list") };
        var window = AnalyzeCommand.Text(context, "--window", "opt.compare-window", "A..B");
        var timeZone = AnalyzeCommand.Text(context, "--time-zone", "opt.compare-time-zone", "IANA,...");
        var json = MissionsCommand.Json(context);
        var command = new Command("compare", context.Say("compare")) { first, second, window, timeZone, json };
        command.SetAction(parsed =>
        {
            var zones = Zones(parsed.GetValue(timeZone));
            var days = Values.Days("--window", parsed.GetValue(window));
            using var a = ListFile.Open(context, parsed.GetRequiredValue(first), zones.FirstOrDefault());
            using var b = ListFile.Open(context, parsed.GetRequiredValue(second), zones.FirstOrDefault());
            var comparison = ListComparison.Of(Between(a.HeardBy(b), days), Between(b.HeardBy(a), days), [.. zones.Select(static z => z.Id)], MatchRules.Default);
            if (parsed.GetValue(json))
                context.Terminal.Output.WriteLine(CompareJson.Of(comparison, days, context.Wording));
            else
                CompareSheet.Write(new Sheet(context.Terminal), context.Wording, comparison, days);
            return ExitCode.Done;
        });
        return command;
    }

    private static List<DateTimeZone> Zones(string? names) =>
        [.. (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static name => Values.TimeZone("--time-zone", name)!)];

    private static MissionList Between(MissionList list, DateInterval? days) => days is null ? list : list.Between(days);
}
