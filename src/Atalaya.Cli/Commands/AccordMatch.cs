using System.CommandLine;
using Atalaya.Accords.Matching;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Archive;
using Atalaya.Archive.Observed;
using Atalaya.Cli.Accords;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Screen;
using Atalaya.Earth.Zones;
using NodaTime;

namespace Atalaya.Cli.Commands;

/// <summary><c>accord match ARCHIVE</c>: sets the missions of an archive against the host's clearances, and files what came of it where asked to.</summary>
internal static class AccordMatch
{
    public static Command Build(CommandContext context, AccordOptions options)
    {
        var archive = new Argument<string>("ARCHIVE") { Description = context.Say("arg.folder") };
        var file = new Option<bool>("--file") { Description = AccordWords.Say(context.Wording, "opt.file-verdicts") };
        var host = new Option<string?>("--host") { Description = AccordWords.Say(context.Wording, "opt.host"), HelpName = "MEX" };
        var command = options.AddTo(new Command("match", AccordWords.Say(context.Wording, "cmd.match")) { archive, host, file });
        command.SetAction(parsed =>
        {
            using var read = ArchiveReader.Open(parsed.GetRequiredValue(archive));
            using var desk = options.Open(parsed);
            return Run(context, desk, read, parsed.GetValue(host), parsed.GetValue(file));
        });
        return command;
    }

    /// <summary>Every clearance that a host gave, until it was taken away as whoever took it says.</summary>
    public static IEnumerable<ClearedFlight> ClearancesOf(AccordState state, IReadOnlyList<AccordRecord> records, Instant now) =>
        state.Flights(now).Select(f => ClearedFlight.Of(f, Until(f, state, records))).OfType<ClearedFlight>();

    private static Instant? Until(FlightStatus flight, AccordState state, IReadOnlyList<AccordRecord> records)
    {
        bool Takes(AccordRecord record) => record switch
        {
            ClearanceDecision { Revokes: { } revoked } => revoked == flight.Grant?.Decision,
            Withdrawal withdrawal => state.Flight(withdrawal.Request, Instant.MinValue)?.Request == flight.Request,
            _ => false,
        };
        return flight.Stage == FlightStage.Withdrawn || flight.Grant?.Stage == ClearanceStage.Revoked
            ? records.Where(Takes).Select(static r => (Instant?)r.Header.Said).Min()
            : null;
    }

    private static int Run(CommandContext context, OfficerDesk desk, ArchiveReader archive, string? sovereign, bool file)
    {
        var (sheet, wording) = (new Sheet(context.Terminal), context.Wording);
        var records = desk.Records.Select(static r => RecordCatalogue.Open(r.Record).Value).OfType<AccordRecord>().ToList();
        var host = sovereign ?? Sovereign(desk);
        List<ClearedFlight> cleared = [.. ClearancesOf(desk.State, records, desk.Now)];
        var results = new List<(string Name, MatchResult Result)>();
        var seen = new HashSet<ClearedFlight>();
        foreach (var flight in archive.Flights().Where(static f => f.Mission.Class == FlightWords.Surveillance || f.Basis == "operator"))
        {
            if (ObservedTracks.Of(archive, flight) is not { } track)
                continue;
            seen.UnionWith(cleared.Where(c => c.IsOf(track)));
            results.Add((flight.Callsigns.Count > 0 ? flight.Callsigns[0] : flight.Identity, MissionMatcher.Match(track, host, cleared, ZoneMap.Shipped, MatchRules.Default)));
        }

        foreach (var unseen in cleared.Where(c => !seen.Contains(c) && !c.Volumes.IsEmpty))
            results.Add((unseen.Callsigns[0], MissionMatcher.Unseen(unseen, ObservedTracks.CoverageOf(archive, unseen), TrackBasis.Heard, MatchRules.Default)));
        sheet.Table(
            [AccordWords.Say(wording, "col-flight"), AccordWords.Say(wording, "col-start"), AccordWords.Say(wording, "col-verdict"), AccordWords.Say(wording, "col-detail")],
            results.Select(r => (IReadOnlyList<string>)[r.Name, wording.Moment(r.Result.Time.Start), AccordWords.Verdict(wording, r.Result.Verdict), MatchWords.Detail(wording, r.Result)]));
        sheet.Say(AccordWords.Say(wording, "demo-silence"));
        if (!file)
            return ExitCode.Done;
        foreach (var (name, result) in results)
        {
            var (digest, answer) = desk.Say(result.ToRecord(desk.Header, null));
            context.Terminal.Output.WriteLine($"{name}: {SubmissionWords.Tell(wording, name, digest, answer)}");
            if (!SubmissionWords.IsTaken(answer))
                return ExitCode.NothingUsable;
        }

        return ExitCode.Done;
    }

    // The host of the flights that were asked for; where none was, the side beside the United States is meant to be named.
    private static string Sovereign(OfficerDesk desk)
    {
        var hosts = desk.State.Flights(desk.Now).Select(static f => f.Plan.Host.Text).Distinct().ToList();
        return hosts switch
        {
            ["MX"] => "MEX",
            ["US"] => "USA",
            _ => throw new CommandException(ExitCode.Usage, "accord-host"),
        };
    }
}
