using Atalaya.Archive;
using Atalaya.Archive.Records;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Tempo;

namespace Atalaya.Cli.Answers;

/// <summary>What an archive says to the one question: which missions were flown, where, how many, and is that unusual.</summary>
/// <param name="Summary">What it rests on.</param>
/// <param name="Missions">Flights judged surveillance, whatever their basis, in order of start. A mission's number is its place here, from 1.</param>
/// <param name="Possible">Flights that may be surveillance, in order of start.</param>
/// <param name="Tempo">Counts under their rule, and the test.</param>
/// <param name="Coverage">Coverage by UTC day about the missions, or of all input where there is none.</param>
public sealed record Answer(
    ArchiveSummary Summary,
    IReadOnlyList<FlightRecord> Missions,
    IReadOnlyList<FlightRecord> Possible,
    TempoResult Tempo,
    IReadOnlyList<DayCoverage> Coverage)
{
    private static readonly GeoBox World = new(-90, -180, 90, 180);

    /// <summary>Asks an archive.</summary>
    /// <param name="archive">An open archive.</param>
    /// <param name="rule">What counts as one mission.</param>
    /// <param name="question">Window and baseline, as far as they are named.</param>
    public static Answer Of(ArchiveReader archive, CountingRule rule, TempoQuestion question)
    {
        var flights = archive.Missions();
        var missions = flights.Where(static f => f.Mission.Class == FlightWords.Surveillance).ToList();
        var coverage = BoxOf(missions) is { } box ? archive.CoverageByDay(box) : archive.CoverageByDay(World);
        var tempo = TempoAnalysis.Analyze(
            flights.Select(FlightWords.Entry), archive.ObservedDays(), rule, question, TempoRules.Default, coverage.ToDictionary(static c => c.Day, static c => c.Share));
        return new(
            archive.Summary(),
            missions,
            [.. flights.Where(static f => f.Mission.Class == FlightWords.Possible)],
            tempo,
            coverage)
        {
            Corrected = archive.Corrected(),
        };
    }

    /// <summary>The missions that the rule counts.</summary>
    public IEnumerable<FlightRecord> Counted => Missions.Where(m => Tempo.Counts.Rule.Counts(FlightWords.Entry(m)));

    /// <summary>The missions that the rule counts and that its day puts into the tested window.</summary>
    public IEnumerable<FlightRecord> InWindow => Tempo.Window is { } window
        ? Counted.Where(m => Tempo.Counts.Rule.DayOf(FlightWords.Entry(m)) is var day && day >= window.From && day <= window.To)
        : [];

    /// <summary>Flights of which an analyst corrected the judgement, in order of start; those that are no missions by it included.</summary>
    public IReadOnlyList<FlightRecord> Corrected { get; init; } = [];

    /// <summary>Missions that only their operator declared.</summary>
    public IEnumerable<FlightRecord> Declared => Missions.Where(static m => m.Basis == FlightWords.Operator);

    // The ends of the missions and the middles of their patterns, on half degrees: where coverage matters.
    private static GeoBox? BoxOf(List<FlightRecord> missions)
    {
        if (missions.Count == 0)
            return null;
        var points = missions.SelectMany(static m =>
            m.Patterns.Select(static p => (Latitude: p.CentreLatitude, Longitude: p.CentreLongitude))
                .Append((Latitude: m.StartLatitude, Longitude: m.StartLongitude)).Append((Latitude: m.EndLatitude, Longitude: m.EndLongitude))).ToList();
        return new(
            Math.Floor(points.Min(static p => p.Latitude) * 2) / 2, Math.Floor(points.Min(static p => p.Longitude) * 2) / 2,
            Math.Ceiling(points.Max(static p => p.Latitude) * 2) / 2, Math.Ceiling(points.Max(static p => p.Longitude) * 2) / 2);
    }
}
