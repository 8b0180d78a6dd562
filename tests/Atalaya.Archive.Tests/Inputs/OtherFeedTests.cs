using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Atalaya.Archive.Analysis;
using Atalaya.Archive.Inputs;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using DuckDB.NET.Data;

namespace Atalaya.Archive.Tests.Inputs;

/// <summary>Feeds other than traces and rows, from the folder to the aircraft.</summary>
public sealed class OtherFeedTests : IDisposable
{
    private const long Start = 1_738_540_800;

    private readonly string folder = Directory.CreateTempSubdirectory("atalaya-feeds-").FullName;
    private readonly Sink faults = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_folder_of_snapshots_is_one_input_an_hour_and_each_aircraft_one_part_of_it()
    {
        for (var i = 0; i < 90; i++)
            Put($"snapshots/aircraft_{i:000}.json", Snapshot(Start + (i * 60)), isGzip: i % 2 == 0);
        using var catalog = Scan();
        Assert.Equal(["2025-02-03T00Z (60 snapshots)", "2025-02-03T01Z (30 snapshots)"], catalog.Files.Select(static file => Path.GetFileName(file.Name)));
        Assert.All(catalog.Files, static file => Assert.Equal(64, file.Digest!.Length));
        Assert.Equal(["a00001", "a00002"], catalog.Aircraft.Select(static one => one.Identity));
        Assert.All(catalog.Aircraft, static one => Assert.Equal(2, one.Parts.Count));
        Assert.Equal(90, Read(catalog.Aircraft[0]).Count);

        // The second aircraft was heard once in ten snapshots.
        Assert.Equal(9, Read(catalog.Aircraft[1]).Count);
        Assert.Equal(81, faults.Counts[FaultReason.Repeated]);
        Assert.Equal(catalog.Files.Sum(static file => file.Bytes), catalog.TotalBytes);
        Assert.Empty(faults.Faults);
    }

    [Fact]
    public void The_order_and_the_names_of_snapshots_do_not_matter_and_one_alone_is_itself()
    {
        Put("a/1.json", Snapshot(Start));
        Put("a/2.json", Snapshot(Start + 60));
        Put("b/1.json", Snapshot(Start + 60));
        Put("b/9.json", Snapshot(Start));
        Put("b/copy.json", Snapshot(Start));
        Put("c/1.json", Snapshot(Start));
        using var catalog = Scan();
        Assert.Equal(3, catalog.Files.Count);
        Assert.NotNull(catalog.Files[0].Digest);
        Assert.EndsWith("c/1.json", catalog.Files[2].Name.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Snapshot(Start)))), catalog.Files[2].Digest);
        Assert.NotEqual(catalog.Files[0].Digest, catalog.Files[2].Digest);
    }

    [Fact]
    public void Privacy_flags_of_any_snapshot_hold_for_the_aircraft()
    {
        Put("1.json", $$"""{"now":{{Start}},"aircraft":[{"hex":"a00001","r":"N123","t":"C172","lat":1,"lon":2,"seen_pos":0}]}""");
        Put("2.json", $$"""{"now":{{Start + 9}},"aircraft":[{"hex":"a00001","r":"N123","t":"C172","dbFlags":8,"lat":1,"lon":2.1,"seen_pos":0}]}""");
        using var catalog = Scan();
        Assert.Equal(new Aircraft("a00001", null, null, AircraftFlags.LimitedDisplay), Read(Assert.Single(catalog.Aircraft)).Aircraft);
    }

    [Fact]
    public void The_same_snapshots_again_change_nothing_and_later_ones_add()
    {
        for (var i = 0; i < 90; i++)
            Put($"in/{i:000}.json", Snapshot(Start + (i * 60)));
        var output = Path.Combine(folder, "out");
        AnalysisOptions options = new() { Paths = [Path.Combine(folder, "in")], OutputFolder = output };
        Analyzer.Run(options, null, TestContext.Current.CancellationToken);
        var first = Analysis.ArchiveContent.Of(output);
        Analyzer.Run(options, null, TestContext.Current.CancellationToken);
        Assert.Equal(first, Analysis.ArchiveContent.Of(output));
        for (var i = 90; i < 150; i++)
            Put($"in/{i:000}.json", Snapshot(Start + (i * 60)));
        Analyzer.Run(options, null, TestContext.Current.CancellationToken);
        using var archive = ArchiveReader.Open(output);
        var flight = Assert.Single(archive.Flights(), static one => one.Icao24 == "a00001");
        Assert.Equal(((Start + (149 * 60)) * 1000) - 500, flight.End.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Parquet_as_duckdb_writes_it_is_read_and_hashed()
    {
        var path = Path.Combine(folder, "day.parquet");
        using (var connection = new DuckDBConnection("Data Source=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT to_timestamp({Start} + i) AS time, 'a0000' || (i % 3) AS icao24, (20 + i / 10000.0)::DECIMAL(9,6) AS lat, -110.0 AS lon, 30000::USMALLINT AS alt_baro, 'TEST' || (i % 3) AS callsign FROM range(200000) t(i)) TO '{path}' (FORMAT parquet)";
            command.ExecuteNonQuery();
        }

        using var catalog = Scan();
        Assert.Empty(faults.Faults);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), Assert.Single(catalog.Files).Digest);
        Assert.Equal(3, catalog.Aircraft.Count);
        var track = Read(catalog.Aircraft[1]);
        Assert.Equal((66_667, (Start + 1) * 1000, 20.0001, -110.0, 30000f), (track.Count, track.Times[0], track.Latitudes[0], track.Longitudes[0], track[0].AltitudeFeet));
        Assert.Equal("TEST1", Assert.Single(track.CallsignChanges).Callsign);
    }

    [Fact]
    public void A_log_without_the_zone_of_its_times_and_a_line_without_times_leave_their_reason()
    {
        Put("log.sbs", "MSG,3,1,1,A8B3D4,1,2015/11/01,19:27:30.327,2015/11/01,19:27:30.327,,4766,169,359,34.0624,-118.4059,773,,,,,\n");
        Put("line.kml", "<kml><Placemark><LineString><coordinates>-118.35,33.88,1000</coordinates></LineString></Placemark></kml>");
        using var catalog = Scan();
        Assert.Empty(catalog.Files);
        Assert.Equal([("line.kml", "LineString"), ("log.sbs", "time-zone")], faults.Faults.Select(static fault => (Path.GetFileName(fault.Source), fault.Field!)).Order());
    }

    private static string Snapshot(long now) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"now":{{now}}.0,"messages":1,"aircraft":[{"hex":"a00001","flight":"ONE     ","lat":{{20 + ((now - Start) / 5000.0)}},"lon":-110,"alt_baro":20000,"gs":240,"track":0,"seen_pos":0.5},{"hex":"a00002","lat":{{25 + ((now - Start) / 600)}},"lon":-112,"alt_baro":9000,"seen_pos":{{(now - Start) % 600}}}]}""");

    private InputCatalog Scan() => InputCatalog.Scan([folder], RowOptions.Default, faults, Directory.CreateDirectory(Path.Combine(folder, ".scratch")).FullName, TestContext.Current.CancellationToken);

    private Track Read(AircraftInput input)
    {
        var builder = new TrackBuilder();
        using var scratch = new FeedScratch();
        Aircraft? aircraft = null;
        foreach (var part in input.Parts)
            aircraft = part.Read(builder, faults, scratch) ?? aircraft;
        return builder.Build(aircraft ?? new(input.Identity), input.Basis);
    }

    private void Put(string name, string text, bool isGzip = false)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        using Stream target = isGzip ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(Encoding.UTF8.GetBytes(text));
    }

    private sealed class Sink : IFaultSink
    {
        public List<Fault> Faults { get; } = [];

        public Dictionary<FaultReason, long> Counts { get; } = [];

        public void Add(Fault fault) => Faults.Add(fault);

        public void Count(string source, FaultReason reason, long count) => Counts[reason] = Counts.GetValueOrDefault(reason) + count;
    }
}
