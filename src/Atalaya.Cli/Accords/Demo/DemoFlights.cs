using System.Globalization;
using Atalaya.Accords.Matching;
using Atalaya.Archive;
using Atalaya.Archive.Analysis;
using Atalaya.Archive.Observed;
using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Commands;
using Atalaya.Reconstruction;
using NodaTime;
using NodaTime.Text;

namespace Atalaya.Cli.Accords.Demo;

/// <summary>The missions of the ten days, as the product's own reconstruction and analysis give them, and one that the demonstration adds.</summary>
internal static class DemoFlights
{
    /// <summary>Callsign of the flight that strays.</summary>
    public const string StrayCallsign = "CANOPY76";

    private const string StrayedFrom = "uas-2.csv";

    // Degrees of latitude by which the flight that strays leaves the way of the one that it copies: some 110 km.
    private const double StrayDegrees = 1.0;

    /// <summary>Makes the ten days and analyses them.</summary>
    public static void Make(string folder, ReconstructionOptions options, CommandContext context, Action<string> stage)
    {
        stage("demo-stage-days");
        DemoCommand.Write(options with { FirstDay = Winter2025.WindowStart }, folder, context.Cancellation);
        var operators = Path.Combine(folder, "input", "operator");
        File.WriteAllLines(Path.Combine(operators, "uas-3.csv"), Stray(File.ReadAllLines(Path.Combine(operators, StrayedFrom))));
        stage("demo-stage-analysis");
        var result = Analyzer.Run(
            new() { Paths = [Path.Combine(folder, "input")], OutputFolder = folder, CommandLine = context.CommandLine, Clock = context.Terminal.Clock }, null, context.Cancellation);
        if (result.Cancelled)
            throw new OperationCanceledException(context.Cancellation);
    }

    /// <summary>Every mission with its track, by start; those of operators included.</summary>
    public static IReadOnlyList<(FlightRecord Flight, ObservedTrack Track)> Read(ArchiveReader archive) =>
    [
        .. archive.Flights().Where(static f => f.Mission.Class == FlightWords.Surveillance || f.Basis == "operator")
            .Select(f => (Flight: f, Track: ObservedTracks.Of(archive, f))).Where(static f => f.Track is not null).Select(static f => (f.Flight, f.Track!)),
    ];

    // The second drone's way a day later, with a detour to the north that comes and goes as smoothly as an aircraft would fly it.
    private static IEnumerable<string> Stray(string[] lines)
    {
        yield return lines[0];
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split(',');
            var share = (double)i / lines.Length;
            var off = share is > 0.3 and < 0.7 ? StrayDegrees * Math.Pow(Math.Sin((share - 0.3) / 0.4 * Math.PI), 2) : 0;
            cells[0] = InstantPattern.General.Format(InstantPattern.General.Parse(cells[0]).Value + Duration.FromDays(1));
            (cells[1], cells[3]) = ("uas-3", StrayCallsign);
            cells[4] = (double.Parse(cells[4], CultureInfo.InvariantCulture) + off).ToString("F6", CultureInfo.InvariantCulture);
            yield return string.Join(',', cells);
        }
    }
}
