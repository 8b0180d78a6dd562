using Atalaya.Archive.Inputs;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Eval.Cutting;

/// <summary>How many flights the real files hold: counted by hand, by our rules, and by cutting at every silence of 30 minutes.</summary>
public static class CuttingTable
{
    private sealed record Counted(string File, int Flights, string How)
    {
        public bool HasFlags => File.Contains("trace_full_", StringComparison.Ordinal);
    }

    /// <summary>Counted from lists of all silences over eight minutes with time, distance, heights and callsigns on both sides; see docs/methods/flights.md.</summary>
    private static readonly Counted[] Truth =
    [
        new("traffic/readsb/trace_full_ac671b.json", 4, "description; landings at MSP, GEG, MSP, DEN"),
        new("traffic/collections/savan.json.gz", 17, "callsigns SAVAN01 to SAVAN17"),
        new("traffic/collections/switzerland.json.gz", 628, "pairs of address and callsign, and one pair (T7STK) a second time, four hours later; that one was counted after our score was known"),
        new("traffic/tv_relay/tour_de_france.json.gz", 12, "race days; landings heard or hours apart"),
        new("traffic/military/aircraft_carrier.json.gz", 5, "low on the deck, then climbing: four times before the last landing"),
        new("traffic/surveillance/border_control.json.gz", 1, "description"),
        new("traffic/featured/airbus_tree.json.gz", 1, "one drawing"),
        new("traffic/featured/dreamliner_boeing.json.gz", 1, "one drawing of 18 hours over midnight"),
        new("traffic/gliders/alpi_italiane.json.gz", 1, "one soaring flight with 15 silences"),
        new("traffic/gliders/alto_adige.json.gz", 1, "one soaring flight with 9 silences"),
        new("traffic/gliders/danube_valley.json.gz", 1, "one soaring flight, heard landing, then taxiing in 7.5 min later; looked into, and the rule mended for it"),
        new("traffic/surveys/ign_fontainebleau.json.gz", 1, "one grid"),
        new("traffic/noisy/noisy_ground.json.gz", 1, "one departure"),
        new("eastham/tests/sample_readsb_data/2023/08/20/traces/8c/trace_full_a1388c.json", 2, "southbound, then northbound two hours later"),
        new("eastham/tests/sample_readsb_data/2023/08/20/traces/8c/trace_full_a3c78c.json", 2, "landing heard"),
        new("eastham/tests/sample_readsb_data/2023/08/20/traces/8e/trace_full_a4068e.json", 2, "landing heard"),
        new("eastham/tests/sample_readsb_data/2023/08/20/traces/8e/trace_full_aa568e.json", 4, "callsigns; descent, climb, descent, climb"),
        new("eastham/tests/sample_readsb_data/2023/08/20/traces/8e/trace_full_ab2c8e.json", 2, "callsigns; descent, climb"),
    ];

    /// <summary>Writes the table.</summary>
    public static void Run(string dataFolder, TextWriter table)
    {
        table.WriteLine("# Flights in real files that hold several, or look as if they did");
        table.WriteLine();
        table.WriteLine("*Counted*: by hand. *Ours*: `FlightCutter` with its defaults. *30 min*: the same cleaned tracks, cut at every silence of more than 30 minutes and nowhere else. *readsb*: legs that the file's own flags mark, where its format has them.");
        table.WriteLine();
        table.WriteLine("| file | counted | ours | 30 min | readsb | how it was counted |");
        table.WriteLine("|---|--:|--:|--:|--:|---|");
        var (right, rightByGap, rightByFlags, flagged, files) = (0, 0, 0, 0, 0);
        foreach (var truth in Truth)
        {
            var path = Path.Combine([dataFolder, "flights", .. truth.File.Split('/')]);
            if (!File.Exists(path))
            {
                table.WriteLine($"| {truth.File} | {truth.Flights} | missing | | | |");
                continue;
            }

            var tracks = Read(path);
            var (ours, byGap, byFlags) = (tracks.Sum(t => t.Ours), tracks.Sum(t => t.ByGap), tracks.Sum(t => t.ByFlags));
            table.WriteLine($"| {truth.File} | {truth.Flights} | {ours} | {byGap} | {(truth.HasFlags ? byFlags : "")} | {truth.How} |");
            files++;
            right += ours == truth.Flights ? 1 : 0;
            rightByGap += byGap == truth.Flights ? 1 : 0;
            flagged += truth.HasFlags ? 1 : 0;
            rightByFlags += truth.HasFlags && byFlags == truth.Flights ? 1 : 0;
        }

        table.WriteLine($"| **{files} files, counted right** | | **{right}** | **{rightByGap}** | **{rightByFlags} of {flagged}** | |");
        table.WriteLine();
        table.WriteLine("## Days of one aircraft, cut by cut");
        table.WriteLine();
        table.WriteLine("Marked by eye and committed before the cutter was run on them (`eval/marks/cutting.tsv`). *Right*: every marked cut is found and no other is made. These files have no leg flags.");
        table.WriteLine();
        MarkedTraces.Write(dataFolder, table);
    }

    private static List<(int Ours, int ByGap, int ByFlags)> Read(string path)
    {
        var counts = new List<(int, int, int)>();
        var faults = new IgnoredFaults();
        var spool = Directory.CreateTempSubdirectory("atalaya-eval-");
        try
        {
            using var catalog = InputCatalog.Scan([path], RowOptions.Default, faults, spool.FullName, CancellationToken.None);
            using var scratch = new FeedScratch();
            var builder = new TrackBuilder();
            foreach (var input in catalog.Aircraft)
            {
                builder.Clear();
                Aircraft? aircraft = null;
                foreach (var part in input.Parts)
                    aircraft = part.Read(builder, faults, scratch) ?? aircraft;
                var raw = builder.Build(aircraft ?? new(input.Identity), input.Basis);
                counts.Add((0, 0, ByFlags(raw)));
                foreach (var track in TrackCleaner.Clean(raw, CleaningRules.Default).Tracks)
                    counts.Add((FlightCutter.Cut(track, CuttingRules.Default, []).Count, ByGap(track), 0));
            }
        }
        finally
        {
            spool.Delete(recursive: true);
        }

        return counts;
    }

    /// <summary>The first report of a trace begins a leg, flagged or not.</summary>
    private static int ByFlags(Track track)
    {
        var legs = 1;
        for (var i = 1; i < track.Count; i++)
            legs += (track.Flags[i] & ReportFlags.NewLeg) != 0 ? 1 : 0;
        return legs;
    }

    private static int ByGap(Track track)
    {
        var flights = 1;
        for (var i = 1; i < track.Count; i++)
            flights += track.Times[i] - track.Times[i - 1] > 30 * 60_000 ? 1 : 0;
        return flights;
    }
}
