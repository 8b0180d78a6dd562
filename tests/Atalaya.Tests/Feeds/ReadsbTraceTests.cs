using System.Text;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;

namespace Atalaya.Tests.Feeds;

public class ReadsbTraceTests
{
    // Rows of trace_full_a3c78c.json and trace_full_ac6f8a.json, shortened in their details.
    private const string Real = """
        {"icao":"a3c78c",
        "r":"N3423Q",
        "t":"P28R",
        "dbFlags":0,
        "desc":"PIPER PA-28R-180/200/201",
        "ownOp":"ARROW THREE LLC",
        "year":"1977",
        "timestamp": 1693353600.000,
        "trace":[ 
        [52085.74,40.765527,-119.212256,"ground",3.1,null,13,0,{"type":"adsb_icao","flight":"N3423Q  ","alt_geom":3825,"nav_modes":["autopilot","vnav"]},"adsb_icao",null,null,null,null],
        [50663.12,38.818954,-120.934037,26850,504.2,52.5,1,1152,null,"adsb_icao",28400,1150,280,-0.4],
        [-3.50,38.818954,-120.934037,null,null,null,6,null,null,"mlat",28400,-64,null,null]
        ]}
        """;

    private static string With(string rows, string head = "\"icao\":\"a1b2c3\",\"timestamp\":1693353600.000,") => "{" + head + "\"trace\":[" + rows + "]}";

    [Fact]
    public void Real_rows_keep_every_column()
    {
        var probe = FeedProbe.Trace(Real);
        Assert.Empty(probe.Faults);
        Assert.Equal(new Aircraft("a3c78c", "N3423Q", "P28R"), probe.Aircraft);
        var track = probe.Track;
        Assert.Equal(3, track.Count);
        Assert.Equal(new Report(1693353600000 + 52085740, 40.765527, -119.212256, float.NaN, 3.1f, float.NaN, 0, ReportFlags.OnGround | ReportFlags.Stale, ReportSource.Adsb), track[0] with { Flags = track[0].Flags & ~ReportFlags.RateGeometric });
        Assert.Equal(new Report(1693353600000 + 50663120, 38.818954, -120.934037, 26850, 504.2f, 52.5f, 1152, ReportFlags.Stale, ReportSource.Adsb), track[1]);
        Assert.Equal(1693353600000 - 3500, track[2].Time);
        Assert.Equal(28400, track[2].AltitudeFeet);
        Assert.Equal(-64, track[2].VerticalRateFeetPerMinute);
        Assert.Equal(ReportFlags.NewLeg | ReportFlags.AltitudeGeometric | ReportFlags.RateGeometric, track[2].Flags);
        Assert.Equal(ReportSource.Mlat, track[2].Source);
        Assert.Equal([new CallsignChange(0, "N3423Q")], track.CallsignChanges);
    }

    [Theory]
    [InlineData("[1.5,10.25,20.5,30000,400,90,0,-64,null]", ReportSource.Unknown)]
    [InlineData("[1.5,10.25,20.5,30000,400,90,0,-64,null,\"tisb_other\",null,null,null,null,7]", ReportSource.Tisb)]
    [InlineData("[1.5,10.25,20.5,30000,400,90,0,-64,null,\"adsr_icao\",1,2,3,4]", ReportSource.Adsr)]
    [InlineData("[1.5,10.25,20.5,30000,400,90,0,-64,null,\"adsc\",1,2,3,4]", ReportSource.Adsc)]
    [InlineData("[1.5,10.25,20.5,30000,400,90,0,-64,null,\"mode_s\",1,2,3,4]", ReportSource.Other)]
    public void Rows_of_nine_fourteen_and_fifteen_columns_are_read(string row, ReportSource source)
    {
        var probe = FeedProbe.Trace(With(row));
        Assert.Empty(probe.Faults);
        Assert.Equal(new Report(1693353601500, 10.25, 20.5, 30000, 400, 90, -64, ReportFlags.None, source), Assert.Single(Enumerable.Range(0, probe.Track.Count).Select(i => probe.Track[i])));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(8, true)]
    [InlineData(9, true)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    public void Privacy_flags_drop_registration_and_type(int flags, bool isDropped)
    {
        var probe = FeedProbe.Trace(With("[1,2,3,4,5,6,0,0,null]", $"\"icao\":\"a1b2c3\",\"r\":\"N1\",\"t\":\"C172\",\"dbFlags\":{flags},\"timestamp\":1,"));
        Assert.Equal((AircraftFlags)flags, probe.Aircraft!.Flags);
        Assert.Equal(isDropped, probe.Aircraft.Registration is null);
        Assert.Equal(isDropped, probe.Aircraft.TypeDesignator is null);
    }

    [Fact]
    public void Owner_and_description_are_nowhere_in_what_is_kept() =>
        Assert.DoesNotContain("ARROW", FeedProbe.Trace(Real).Canonical(), StringComparison.Ordinal);

    [Fact]
    public void Keys_in_any_order_and_any_spelling_of_json_give_the_same()
    {
        var plain = FeedProbe.Trace(With("[1.25,10.5,20.5,30000,400,90,1,-64,{\"flight\":\"ABC1    \"},\"adsb_icao\"]", "\"icao\":\"a1b2c3\",\"dbFlags\":1,\"timestamp\":1693353600.000,"));
        var odd = FeedProbe.Trace("""
            { "trace" : [ [ 1.25 , 1.05e1 , 20.5 , 3e4 , 400.0 , 90 , 1 , -64 , { "x" : {"flight":"WRONG"}, "y":[1,{"z":"}"}], "fl\u0069ght" : "ABC1    " } , "adsb\u005ficao" ] ] ,
              "other" : [ { "a" : "]}" } ] , "dbFlags" : 1 , "timestamp" : 1693353600 , "icao" : "A1B2C3" }
            """);
        Assert.Empty(odd.Faults);
        Assert.Equal(plain.Canonical().Replace("Unknown", "Adsb", StringComparison.Ordinal), odd.Canonical().Replace("Other", "Adsb", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gzip_is_told_by_its_magic_and_members_follow_one_another(bool native)
    {
        var half = Real.Length / 2;
        byte[] two = [.. FeedProbe.Gzip(Real[..half]), .. FeedProbe.Gzip(Real[half..])];
        Assert.Equal(FeedProbe.Trace(Real).Canonical(), FeedProbe.Trace(two, native).Canonical());
    }

    [Theory]
    [InlineData("[1,91,3,4,5,6,0,0,null]", FaultReason.OutOfRange, "lat")]
    [InlineData("[1,-90.01,3,4,5,6,0,0,null]", FaultReason.OutOfRange, "lat")]
    [InlineData("[1,2,180.5,4,5,6,0,0,null]", FaultReason.OutOfRange, "lon")]
    [InlineData("[1,NaN,3,4,5,6,0,0,null]", FaultReason.NotANumber, "lat")]
    [InlineData("[1,2,3,4,-Infinity,6,0,0,null]", FaultReason.NotANumber, "gs")]
    [InlineData("[1,\"2\",3,4,5,6,0,0,null]", FaultReason.NotANumber, "lat")]
    [InlineData("[1,2,3,\"sky\",5,6,0,0,null]", FaultReason.NotANumber, "alt")]
    [InlineData("[null,2,3,4,5,6,0,0,null]", FaultReason.Missing, "offset")]
    [InlineData("[1e300,2,3,4,5,6,0,0,null]", FaultReason.OutOfRange, "offset")]
    [InlineData("[1,2,1e999,4,5,6,0,0,null]", FaultReason.NotANumber, "lon")]
    [InlineData("[1,2,x,4,5,6,0,0,null]", FaultReason.MalformedJson, "trace")]
    [InlineData("7", FaultReason.MalformedJson, "trace")]
    [InlineData("[1,2,3,4,5,6,0,0,{\"a\"flight\":\"x}]", FaultReason.MalformedJson, "trace")]
    public void A_bad_row_is_a_fault_with_its_place_and_its_neighbours_stay(string bad, FaultReason reason, string field)
    {
        const string Good = "[1,2,3,4,5,6,0,0,null]";
        var text = With(Good + "," + bad + "," + Good);
        var probe = FeedProbe.Trace(text);
        Assert.Equal(2, probe.Track.Count);
        Assert.Equal((reason, field, "t.json"), (probe.Single.Reason, probe.Single.Field!, probe.Single.Source));
        Assert.InRange(probe.Single.ByteOffset!.Value, text.IndexOf(bad, StringComparison.Ordinal), text.IndexOf(bad, StringComparison.Ordinal) + bad.Length);
        Assert.Contains(bad, probe.Single.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_position_is_counted_not_kept()
    {
        var probe = FeedProbe.Trace(With("[1,null,null,4,5,6,0,0,null],[1,2,3,4,5,6,0,0,null]"));
        Assert.Equal(1, probe.Track.Count);
        Assert.Equal(1, probe.Counts[FaultReason.NoPosition]);
        Assert.Empty(probe.Faults);
    }

    [Theory]
    [InlineData("", FaultReason.Empty)]
    [InlineData("  ", FaultReason.TruncatedJson)]
    [InlineData("hello", FaultReason.MalformedJson)]
    [InlineData("{\"icao\":\"a1b2c3\"", FaultReason.TruncatedJson)]
    [InlineData("{\"icao\":\"a1b2c3\",\"timestamp\":\"x\",\"trace\":[]}", FaultReason.BadTime)]
    public void What_is_no_trace_is_one_fault(string text, FaultReason reason)
    {
        var probe = FeedProbe.Trace(text);
        Assert.Contains(probe.Faults, fault => fault.Reason == reason);
        Assert.Equal(0, probe.Track.Count);
    }

    [Fact]
    public void Without_a_base_time_nothing_is_kept()
    {
        var probe = FeedProbe.Trace(With("[1,2,3,4,5,6,0,0,null]", "\"icao\":\"a1b2c3\","));
        Assert.Equal((FaultReason.Missing, "timestamp"), (probe.Single.Reason, probe.Single.Field!));
        Assert.Equal(0, probe.Track.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cut_or_damaged_gzip_keeps_what_came_before_and_says_where(bool native)
    {
        var rows = string.Join(",\n", Enumerable.Range(0, 20_000).Select(i => FormattableString.Invariant($"[{i}.{i % 97:00},{10 + (i * 7919 % 1000) / 1000.0:0.000000},20.5,{i * 31 % 40000},400,90,0,-64,null]")));
        var whole = FeedProbe.Gzip(With(rows));
        var cut = FeedProbe.Trace(whole[..(whole.Length / 2)], native);
        Assert.InRange(cut.Track.Count, 5_000, 15_000);
        var said = Assert.Single(cut.Faults, static fault => fault.Reason == FaultReason.TruncatedGzip);
        Assert.True(said.ByteOffset > 100_000);

        whole.AsSpan(whole.Length / 2, 64).Fill(0xff);
        var damaged = FeedProbe.Trace(whole, native);
        Assert.InRange(damaged.Track.Count, 1_000, 15_000);
        Assert.Contains(damaged.Faults, fault => fault.Reason == FaultReason.DamagedGzip && fault.ByteOffset > 10_000);
    }

    [Fact]
    public void A_gigabyte_on_one_line_is_read_to_the_limit_in_bounded_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var probe = FeedProbe.Trace(new Endless("{\"icao\":\"a1b2c3\",\"timestamp\":1693353600,\"trace\":["u8.ToArray(), "[1.25,10.500000,-20.500000,30000,400.1,90.2,0,-64,null,\"adsb_icao\",30100,-64,280,0.1],"u8.ToArray(), 1L << 30));
        Assert.Equal(1024 * 1024, probe.Track.Count);
        Assert.Equal(FaultReason.TooLarge, probe.Single.Reason);
        Assert.InRange(probe.Single.ByteOffset!.Value, 75_000_000, 100_000_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000_000);
    }

    [Theory]
    [InlineData("{\"icao\":\"a1b2c3\",\"timestamp\":1693353600,\"trace\":[[1,2,3,4,5,6,0,0,{\"x\":\"", "aaaaaaaaaaaaaaaa", FaultReason.TooLarge)]
    [InlineData("{\"icao\":\"a1b2c3\",\"timestamp\":1693353600,\"junk\":\"", "aaaaaaaaaaaaaaaa", FaultReason.TruncatedJson)]
    [InlineData("{\"icao\":\"a1b2c3\",\"timestamp\":1693353600,\"trace\":[", "1,", FaultReason.MalformedJson)]
    [InlineData("{\"icao\":\"a1b2c3\",\"timestamp\":1693353600,\"trace\":[", "[[", FaultReason.MalformedJson)]
    public void Hundreds_of_megabytes_of_junk_are_a_fault_not_a_crash(string head, string repeated, FaultReason reason)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var probe = FeedProbe.Trace(new Endless(Encoding.UTF8.GetBytes(head), Encoding.UTF8.GetBytes(repeated), 100 << 20));
        Assert.Contains(probe.Faults, fault => fault.Reason == reason);
        Assert.InRange(probe.Faults.Count, 1, 200);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    [Fact]
    public void Every_real_trace_reads_the_same_by_both_readers_and_both_inflaters()
    {
        var folder = TestData.Find("flights");
        var files = Directory.EnumerateFiles(folder, "trace_full_*.json", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            var fast = FeedProbe.Trace(bytes);
            Assert.Empty(fast.Faults);
            Assert.True(fast.Track.Count > 10, file);
            Assert.Equal(FeedProbe.TraceByJson(bytes).Canonical(), fast.Canonical());
            Assert.Equal(FeedProbe.Trace(bytes, native: false).Canonical(), fast.Canonical());
            Assert.Equal("trace_full_" + fast.Aircraft!.Identity + ".json", Path.GetFileName(file));
        }
    }

    /// <summary>A head, then a piece again and again up to a length.</summary>
    private sealed class Endless(byte[] head, byte[] piece, long length) : Stream
    {
        private long position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - position);
            for (var done = 0; done < count;)
            {
                var source = position < head.Length ? head.AsSpan((int)position) : piece.AsSpan((int)((position - head.Length) % piece.Length));
                var taken = Math.Min(source.Length, count - done);
                source[..taken].CopyTo(buffer[done..]);
                done += taken;
                position += taken;
            }

            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
