using Atalaya.Archive.Inputs;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Tracks;

namespace Atalaya.Eval.Missions;

/// <summary>Flights of which the source says what they were, read, cleaned and cut by the product itself.</summary>
/// <param name="Name">What the set is called in the table.</param>
/// <param name="Folder">File or folder under <c>flights</c>.</param>
/// <param name="Mission">Whether its flights are surveillance.</param>
/// <param name="Activity">What they are for; null where that is not told, or differs from flight to flight.</param>
/// <param name="Columns">Columns that the file names wrongly.</param>
/// <param name="Limit">Whether a limit is set on its false missions.</param>
internal sealed record MissionSet(string Name, string Folder, bool Mission, Activity? Activity, IReadOnlyDictionary<string, RowColumn>? Columns = null, bool Limit = false)
{
    public static IReadOnlyList<MissionSet> All { get; } =
    [
        new("border patrol drone", "traffic/surveillance", true, Flights.Missions.Activity.Surveillance),
        new("television relay", "traffic/tv_relay", false, Flights.Missions.Activity.Relay),
        new("fire, mixed with ferries", "traffic/firefighting", false, null),
        new("survey", "traffic/surveys", false, Flights.Missions.Activity.Survey),
        new("navaid calibration", "traffic/calibration", false, Flights.Missions.Activity.Calibration),
        new("navaid calibration, savan", "traffic/collections/savan.json.gz", false, Flights.Missions.Activity.Calibration),
        new("gliders", "traffic/gliders", false, Flights.Missions.Activity.Soaring),
        new("drawings and holdings", "traffic/featured", false, null),
        new("carrier delivery", "traffic/military", false, null),
        new("ambulance helicopters", "traffic/ambulances", false, null, Limit: true),
        new("one aerodrome", "traffic/onground", false, null, Limit: true),
        new("Swiss traffic", "traffic/collections/switzerland.json.gz", false, null, Limit: true),
        new("US radar tracks, 2004", "tracktable/SampleFlightsUS.csv", false, null, new Dictionary<string, RowColumn>(StringComparer.OrdinalIgnoreCase)
        {
            // The header names both pairs the wrong way round.
            ["latitude"] = RowColumn.Longitude,
            ["longitude"] = RowColumn.Latitude,
            ["heading"] = RowColumn.Speed,
            ["speed"] = RowColumn.Track,
        }),
        new("all of a day over Monterey", "eastham/tests/fixtures", false, null, Limit: true),
        new("readsb traces, Nevada", "eastham/tests/sample_readsb_data", false, null),
    ];

    public IEnumerable<Flight> Read(string dataFolder, string scratch)
    {
        var faults = new Uncounted();
        var rows = RowOptions.Default with { Columns = Columns ?? RowOptions.Default.Columns };
        using var catalog = InputCatalog.Scan([Path.Combine(dataFolder, "flights", Folder)], rows, faults, scratch, CancellationToken.None);
        var buffers = new FeedScratch();
        foreach (var aircraft in catalog.Aircraft)
        {
            // A builder of its own for each aircraft: flights are views of its columns.
            var builder = new TrackBuilder();
            Aircraft? named = null;
            foreach (var part in aircraft.Parts)
                named = part.Read(builder, faults, buffers) ?? named;
            if (builder.Count == 0 || named is null)
                continue;
            var edges = aircraft.Parts.SelectMany(static p => p.InputEdges).ToList();
            foreach (var track in TrackCleaner.Clean(builder.Build(named, aircraft.Basis), CleaningRules.Default).Tracks)
            {
                foreach (var flight in FlightCutter.Cut(track, CuttingRules.Default, edges))
                    yield return flight;
            }
        }
    }

    // The table of files counts faults; here only what could be read matters.
    private sealed class Uncounted : IFaultSink
    {
        public void Add(Fault fault)
        {
        }

        public void Count(string source, FaultReason reason, long count)
        {
        }
    }
}
