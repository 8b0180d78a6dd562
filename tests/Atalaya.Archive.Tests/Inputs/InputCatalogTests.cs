using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Atalaya.Archive.Inputs;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;

namespace Atalaya.Archive.Tests.Inputs;

public sealed class InputCatalogTests : IDisposable
{
    private const long Day = 86_400;
    private const long FirstDay = 1_738_540_800;

    private readonly string folder = Directory.CreateTempSubdirectory("atalaya-inputs-").FullName;
    private readonly Sink faults = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Days_of_one_aircraft_are_one_input_in_time_order_with_their_edges()
    {
        Put("2025/b/traces/c3/trace_full_a1b2c3.json", Trace("a1b2c3", FirstDay));
        Put("2025/a/traces/c3/trace_full_a1b2c3.json", Trace("a1b2c3", FirstDay + Day));
        Put("2025/a/traces/c4/trace_full_~a1b2c4.json", Trace("~a1b2c4", FirstDay + 5));
        using var catalog = Scan();
        Assert.Equal(["a1b2c3", "~a1b2c4"], catalog.Aircraft.Select(static one => one.Identity).Order(StringComparer.Ordinal));
        var two = catalog.Aircraft.Single(static one => one.Identity == "a1b2c3");
        Assert.Equal([FirstDay * 1000, (FirstDay + Day) * 1000], two.Parts[0].InputEdges);
        Assert.Equal([(FirstDay + Day) * 1000, (FirstDay + (2 * Day)) * 1000], two.Parts[1].InputEdges);
        Assert.Empty(catalog.Aircraft.Single(static one => one.Identity[0] == '~').Parts[0].InputEdges);
        Assert.Equal(6, Read(two).Count);
        Assert.Equal(catalog.Files.Sum(static file => file.Bytes), catalog.TotalBytes);
    }

    [Fact]
    public void The_address_inside_is_believed_over_the_files_name()
    {
        Put("trace_full_a00001.json", Trace("a00002", FirstDay));
        using var catalog = Scan();
        Assert.Equal("a00002", Assert.Single(catalog.Aircraft).Identity);
        Assert.Equal((FaultReason.Assumed, "icao"), (faults.Faults[0].Reason, faults.Faults[0].Field!));
    }

    [Fact]
    public void Missing_folders_of_a_day_are_named()
    {
        Put("day/traces/00/trace_full_a1b200.json", Trace("a1b200", FirstDay));
        Put("day/traces/ff/trace_full_a1b2ff.json", Trace("a1b2ff", FirstDay));
        using var catalog = Scan();
        var fault = Assert.Single(faults.Faults);
        Assert.Equal(FaultReason.MissingPart, fault.Reason);
        Assert.Equal("254 of 256 folders missing: 01-fe", fault.Excerpt);
    }

    [Theory]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    public void A_split_tar_is_read_as_one_without_unpacking(TarEntryFormat format)
    {
        var prefix = format == TarEntryFormat.Ustar ? "." : "./" + new string('d', 180);
        var tar = Tar(format, Enumerable.Range(0, 30).Select(i => ($"{prefix}/traces/{i:x2}/trace_full_a1b2{i:x2}.json", Trace($"a1b2{i:x2}", FirstDay))).Append(("./heatmap/00.bin.ttf", [1, 2, 3])));

        // Cut where members and headers straddle the parts.
        var (first, second) = ((tar.Length / 3) + 7, (tar.Length / 2) + 300);
        Put("v1.tar.aa", tar[..first]);
        Put("v1.tar.ab", tar[first..second]);
        Put("v1.tar.ac", tar[second..]);
        using var catalog = Scan();
        Assert.Equal(30, catalog.Aircraft.Count);
        Assert.All(catalog.Aircraft, one => Assert.Equal(3, Read(one).Count));
        Assert.Equal(1, faults.Counts[FaultReason.UnknownFormat]);
        Assert.Equal([FaultReason.MissingPart], faults.Faults.Select(static fault => fault.Reason));
        Assert.Contains("226 of 256", faults.Faults[0].Excerpt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut", FaultReason.TruncatedTar)]
    [InlineData("checksum", FaultReason.DamagedTar)]
    [InlineData("part", FaultReason.MissingPart)]
    public void A_broken_tar_gives_the_members_before_the_break(string how, FaultReason reason)
    {
        var tar = Tar(TarEntryFormat.Ustar, Enumerable.Range(0, 10).Select(i => ($"traces/{i:x2}/trace_full_a1b2{i:x2}.json", Trace($"a1b2{i:x2}", FirstDay))));
        var member = tar.AsSpan().IndexOf("traces/05"u8);
        if (how == "checksum")
            tar[member + 2] ^= 1;
        if (how == "part")
        {
            Put("d.tar.aa", tar[..member]);
            Put("d.tar.ac", tar[member..]);
        }
        else
        {
            Put("d.tar", how == "cut" ? tar[..(member + 600)] : tar);
        }

        using var catalog = Scan();
        Assert.Equal(5, catalog.Aircraft.Count);
        Assert.All(catalog.Aircraft, one => Assert.Equal(3, Read(one).Count));
        Assert.Contains(faults.Faults, fault => fault.Reason == reason && fault.Source.EndsWith("d.tar", StringComparison.Ordinal));
    }

    [Fact]
    public void A_note_beside_the_files_gives_their_basis_and_marks_a_reconstruction()
    {
        Put("demo/atalaya-input.json", """{"reconstruction": true, "note": "x", "basis": {"operator/*.csv": "operator"}}"""u8.ToArray());
        Put("demo/operator/drone1.csv", "time,lat,lon\n1738540800,25,-107\n1738540860,25.01,-107\n"u8.ToArray());
        Put("demo/other.csv", "time,lat,lon,basis\n1738540800,25,-107,radar\n1738540801,25,-107,\n"u8.ToArray());
        using var catalog = Scan();
        Assert.True(catalog.Reconstruction);
        Assert.Equal([("drone1", Basis.Operator, 2), ("other", Basis.Heard, 1), ("other", Basis.Radar, 1)], catalog.Aircraft.Select(one => (one.Identity, one.Basis, Read(one).Count)));
        Assert.Empty(faults.Faults);
    }

    [Fact]
    public void Digests_are_of_the_stored_bytes()
    {
        var stored = Trace("a1b2c3", FirstDay);
        Put("trace_full_a1b2c3.json", stored);
        using var catalog = Scan();
        Assert.Null(catalog.Files[0].Digest);
        Read(catalog.Aircraft[0]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(stored)), catalog.Files[0].Digest);
    }

    [Theory]
    [InlineData(400_000)]
    [InlineData(40)]
    public void A_part_that_was_read_ahead_gives_the_same_reports_and_digest(int rows)
    {
        // The longer one is beyond what is held in memory, also compressed.
        var random = new Random(3);
        var text = new StringBuilder("{\"icao\":\"a1b2c3\",\"timestamp\":1738540800.000,\"trace\":[");
        text.AppendJoin(',', Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"[{i * 0.2:0.0},{random.NextDouble() * 80},{random.NextDouble() * 80},{random.Next()}]")));
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text.Append("]}").ToString()));
        Put("trace_full_a1b2c3.json", target.ToArray());
        using var catalog = Scan();
        using var scratch = new FeedScratch();
        var (plain, ahead) = (new TrackBuilder(), new TrackBuilder());
        var part = catalog.Aircraft[0].Parts[0];

        part.ReadAhead(new StoredContent(), mayBeKnown: true);
        var digest = part.File.Digest;
        part.Read(ahead, faults, scratch);
        part.Read(plain, faults, scratch);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(target.ToArray())), digest);
        Assert.Equal(digest, part.File.Digest);
        Assert.Equal((rows, rows), (plain.Count, ahead.Count));
        var (one, two) = (plain.Build(new("a1b2c3"), Basis.Heard), ahead.Build(new("a1b2c3"), Basis.Heard));
        Assert.True(one.Latitudes.SequenceEqual(two.Latitudes));
        Assert.Empty(faults.Faults);
    }

    [Fact]
    public void A_link_to_nothing_is_a_fault_and_no_input()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs the right to make links");
        File.CreateSymbolicLink(Path.Combine(folder, "trace_full_a1b2c3.json"), Path.Combine(folder, "nowhere"));
        using var catalog = Scan();
        Assert.Empty(catalog.Files);
        Assert.Equal(FaultReason.Unreadable, Assert.Single(faults.Faults).Reason);
    }

    [Fact]
    public void Rows_of_many_aircraft_beyond_the_memory_are_spooled_and_come_back_in_order_from_many_threads()
    {
        using var spool = new RowSpool(folder, 200_000);
        var file = new InputFile("x", 1, InputKind.Rows);
        var parts = Enumerable.Range(0, 20).Select(_ => spool.Begin(file)).ToList();
        for (var i = 0; i < 40_000; i++)
            parts[i % 20].Add(new("a" + (i % 20), null, i < 20_000 ? "ONE" : "TWO", null, null, new(i, i % 90, i % 180)));
        Assert.NotEmpty(Directory.EnumerateFiles(folder));
        Parallel.For(0, 20, k =>
        {
            var builder = new TrackBuilder();
            using var scratch = new FeedScratch();
            var track = builder.Build(parts[k].Read(builder, new Sink(), scratch)!, Basis.Heard);
            Assert.Equal(2000, track.Count);
            for (var i = 0; i < 2000; i++)
                Assert.Equal(((i * 20) + k, (double)(((i * 20) + k) % 90)), (track.Times[i], track.Latitudes[i]));
            Assert.Equal([new CallsignChange(0, "ONE"), new CallsignChange(1000, "TWO")], track.CallsignChanges);
        });
        spool.Dispose();
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public void Paths_that_are_not_there_and_files_of_junk_are_faults()
    {
        Put("junk.bin", [0, 1, 2, 3, 4, 5]);
        Put("empty.csv", []);
        Put("trace_full_a1b2c3.json", []);
        using var catalog = InputCatalog.Scan([folder, Path.Combine(folder, "nothing")], RowOptions.Default, faults, folder, TestContext.Current.CancellationToken);
        Assert.Equal([FaultReason.UnknownFormat, FaultReason.Empty, FaultReason.Unreadable], faults.Faults.Select(static fault => fault.Reason).Order());
        Read(Assert.Single(catalog.Aircraft));
        Assert.Equal(2, faults.Faults.Count(static fault => fault.Reason == FaultReason.Empty));
    }

    [Fact]
    public void The_shared_flights_are_all_found_and_every_part_can_be_read()
    {
        using var catalog = InputCatalog.Scan([TestData.Find("flights")], RowOptions.Default, faults, folder, TestContext.Current.CancellationToken);
        Assert.Equal(14, catalog.Files.Count(static file => file.Kind == InputKind.Trace));
        Assert.True(catalog.Files.Count(static file => file.Kind == InputKind.Rows) >= 50);
        Assert.All(catalog.Aircraft, one => Assert.True(Read(one).Count > 0, one.Identity));
        Assert.All(catalog.Files, static file => Assert.Equal(64, file.Digest!.Length));
    }

    private static byte[] Trace(string icao, long start)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{{\"icao\":\"{icao}\",\n\"timestamp\": {start}.000,\n\"trace\":[[1.5,10.25,20.5,30000,400,90,0,-64,null],[9.5,10.25,20.6,30000,400,90,0,-64,null],[20.5,10.25,20.7,30000,400,90,0,-64,null]]}}");
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }

    private static byte[] Tar(TarEntryFormat format, IEnumerable<(string Name, byte[] Bytes)> members)
    {
        using var target = new MemoryStream();
        using (var writer = new TarWriter(target, format, leaveOpen: true))
        {
            foreach (var (name, bytes) in members)
            {
                TarEntry entry = format switch
                {
                    TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
                    TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name),
                    _ => new UstarTarEntry(TarEntryType.RegularFile, name),
                };
                entry.DataStream = new MemoryStream(bytes);
                writer.WriteEntry(entry);
            }
        }

        return target.ToArray();
    }

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

    private void Put(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private sealed class Sink : IFaultSink
    {
        public List<Fault> Faults { get; } = [];

        public Dictionary<FaultReason, long> Counts { get; } = [];

        public void Add(Fault fault) => Faults.Add(fault);

        public void Count(string source, FaultReason reason, long count) => Counts[reason] = Counts.GetValueOrDefault(reason) + count;
    }
}
