using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atalaya.Archive;
using Atalaya.Archive.Exports;
using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Screen;
using Atalaya.Flights.Tempo;

namespace Atalaya.Cli.Commands;

/// <summary><c>missions DIR</c>: the missions of an archive.</summary>
internal static class MissionsCommand
{
    // Beside the classes: flights of any class that an analyst corrected.
    private const string Corrected = "corrected";

    /// <summary>The command.</summary>
    public static Command Build(CommandContext context)
    {
        var folder = Folder(context);
        var json = Json(context);
        var judged = AnalyzeCommand.Text(context, "--class", "opt.class", "surveillance|possible|corrected");
        judged.AcceptOnlyFromAmong(FlightWords.Surveillance, FlightWords.Possible, Corrected);
        var command = new Command("missions", context.Say("missions")) { folder, judged, json };
        command.SetAction(parsed =>
        {
            using var archive = ArchiveReader.Open(parsed.GetRequiredValue(folder));
            var wanted = parsed.GetValue(judged) ?? FlightWords.Surveillance;
            var missions = wanted == Corrected ? [.. archive.Corrected()] : archive.Missions().Where(m => m.Mission.Class == wanted).ToList();
            if (parsed.GetValue(json))
                WriteJson(context.Terminal.Output, missions);
            else
                Tell(context, missions, wanted, archive);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The argument that names an archive.</summary>
    internal static Argument<string> Folder(CommandContext context) => new("DIR") { Description = context.Say("arg.folder") };

    /// <summary>The option that asks for JSON.</summary>
    internal static Option<bool> Json(CommandContext context) => new("--json") { Description = context.Say("opt.json") };

    private static void Tell(CommandContext context, List<FlightRecord> missions, string wanted, ArchiveReader archive)
    {
        var sheet = new Sheet(context.Terminal);
        MissionTable.Write(
            sheet, context.Wording, missions, CountingRule.Default, wanted switch { FlightWords.Possible => "no-possible", Corrected => "no-corrected", _ => "no-missions" });
        CorrectionWords.Tell(sheet, context.Wording, archive.Corrections());
    }

    private static void WriteJson(TextWriter output, List<FlightRecord> missions)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartArray();
            foreach (var mission in missions)
                FlightJson.Write(writer, mission);
            writer.WriteEndArray();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
    }
}
