using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Atalaya.Archive;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;
using Atalaya.Flights.Tempo;

namespace Atalaya.Cli.Commands;

/// <summary><c>tempo DIR</c>: how many missions, under which rule, and whether that is unusual.</summary>
internal static class TempoCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The command.</summary>
    public static Command Build(CommandContext context)
    {
        var folder = MissionsCommand.Folder(context);
        var json = MissionsCommand.Json(context);
        var window = AnalyzeCommand.Text(context, "--window", "opt.window", "A..B");
        var baseline = AnalyzeCommand.Text(context, "--baseline", "opt.baseline", "C..D");
        var rate = AnalyzeCommand.Text(context, "--baseline-rate", "opt.baseline-rate", "R/month|Q..R/month");
        var statedBy = AnalyzeCommand.Text(context, "--stated-by", "opt.stated-by", "WHO");
        var day = AnalyzeCommand.Text(context, "--day", "opt.day", "utc|local:ZONE|take-off[:ZONE]|landing[:ZONE]");
        var possible = new Option<bool>("--with-possible") { Description = context.Say("opt.with-possible") };
        var command = new Command("tempo", context.Say("tempo")) { folder, window, baseline, rate, statedBy, day, possible, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(baseline) is not null && parsed.GetValue(rate) is not null)
                throw new CommandException(ExitCode.Usage, "two-baselines");
            var stated = Values.Rates("--baseline-rate", parsed.GetValue(rate));
            var question = new TempoQuestion(
                Values.Days("--window", parsed.GetValue(window)), Values.Days("--baseline", parsed.GetValue(baseline)), stated?.From, parsed.GetValue(statedBy))
            {
                StatedUpToPer30Days = stated?.UpTo,
            };
            var rule = Rule(parsed.GetValue(day)) with { IncludePossible = parsed.GetValue(possible) };
            using var archive = ArchiveReader.Open(parsed.GetRequiredValue(folder));
            var answer = Answer.Of(archive, rule, question);
            if (parsed.GetValue(json))
                context.Terminal.Output.WriteLine(JsonSerializer.Serialize(new { RuleText = RuleWords.Sentence(rule, context.Wording), answer.Tempo, Corrected = answer.Corrected.Select(static m => new { m.FlightId, m.Mission.Class, ProgramClass = m.Mission.Program!.Class, m.Mission.CorrectedBy }) }, Json));
            else
                Tell(context, answer);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Tell(CommandContext context, Answer answer)
    {
        var (sheet, wording) = (new Sheet(context.Terminal), context.Wording);
        Findings.Tempo(sheet, wording, answer);
        sheet.Heading(wording.Text(TextArea.Screen, "heading-months"));
        sheet.Table(
            [wording.Text(TextArea.Screen, "col-period"), "#" + wording.Text(TextArea.Screen, "col-missions"), "#" + wording.Text(TextArea.Screen, "col-observed")],
            answer.Tempo.Counts.Months.Select(m => (IReadOnlyList<string>)
                [wording.Month(m.From), m.Missions is { } missions ? wording.Number(missions) : "–", wording.Number(m.ObservedDays, 0)]));
    }

    private static CountingRule Rule(string? day)
    {
        var parts = (day ?? "utc").Split(':', 2);
        var zone = parts.Length == 2 ? parts[1] : "UTC";
        MissionDay? kind = parts[0] switch { "utc" when parts.Length == 1 => MissionDay.Utc, "local" when parts.Length == 2 => MissionDay.Local, "take-off" => MissionDay.TakeOff, "landing" => MissionDay.Landing, _ => null };
        if (kind is not { } known || !CountingRule.IsTimeZone(zone))
            throw new CommandException(ExitCode.Usage, "bad-day", day ?? "");
        return CountingRule.Default with { Day = known, TimeZone = zone };
    }
}
