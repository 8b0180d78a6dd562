using System.Globalization;
using System.IO.Compression;
using System.Text;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Tests.Feeds;

/// <summary>Reads text or bytes through a feed and keeps what came.</summary>
internal sealed class FeedProbe : IFaultSink, IRowSink
{
    private readonly TrackBuilder builder = new();

    public List<Fault> Faults { get; } = [];

    public Dictionary<FaultReason, long> Counts { get; } = [];

    public List<RowReport> Rows { get; } = [];

    public Aircraft? Aircraft { get; private set; }

    public Track Track => builder.Build(Aircraft ?? new("none"), Basis.Heard);

    public Fault Single => Assert.Single(Faults);

    public static FeedProbe Trace(string json, bool native = true) => Trace(Encoding.UTF8.GetBytes(json), native);

    public static FeedProbe Trace(byte[] bytes, bool native = true) => Trace(new MemoryStream(bytes), native);

    public static FeedProbe Trace(Stream content, bool native = true)
    {
        var probe = new FeedProbe();
        using var scratch = new FeedScratch(native);
        probe.Aircraft = ReadsbTrace.Read(content, "t.json", probe.builder, probe, scratch);
        return probe;
    }

    public static FeedProbe TraceByJson(byte[] bytes)
    {
        var probe = new FeedProbe();
        using var scratch = new FeedScratch();
        probe.Aircraft = ReadsbTrace.ReadByJsonOnly(new MemoryStream(bytes), "t.json", probe.builder, probe, scratch);
        return probe;
    }

    public static FeedProbe RowsOf(string text, RowOptions? options = null) => RowsOf(Encoding.UTF8.GetBytes(text), options);

    public static FeedProbe RowsOf(byte[] bytes, RowOptions? options = null)
    {
        var probe = new FeedProbe();
        using var scratch = new FeedScratch();
        RowFeed.Read(new MemoryStream(bytes), "folder/own.csv", options ?? RowOptions.Default, probe, probe, scratch, TestContext.Current.CancellationToken);
        return probe;
    }

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return target.ToArray();
    }

    /// <summary>All columns of the track as bytes, for exact comparison.</summary>
    public string Canonical()
    {
        var text = new StringBuilder().Append(Aircraft).AppendLine();
        var track = Track;
        for (var i = 0; i < track.Count; i++)
        {
            var r = track[i];
            text.AppendLine(CultureInfo.InvariantCulture, $"{r.Time} {BitConverter.DoubleToInt64Bits(r.Latitude)} {BitConverter.DoubleToInt64Bits(r.Longitude)} {BitConverter.SingleToInt32Bits(r.AltitudeFeet)} {BitConverter.SingleToInt32Bits(r.GroundSpeedKnots)} {BitConverter.SingleToInt32Bits(r.TrackDegrees)} {BitConverter.SingleToInt32Bits(r.VerticalRateFeetPerMinute)} {r.Flags} {r.Source}");
        }

        foreach (var change in track.CallsignChanges)
            text.AppendLine(CultureInfo.InvariantCulture, $"{change.Index} {change.Callsign}");
        return text.ToString();
    }

    public void Add(Fault fault) => Faults.Add(fault);

    public void Count(string source, FaultReason reason, long count) => Counts[reason] = Counts.GetValueOrDefault(reason) + count;

    public void Add(in RowReport row) => Rows.Add(row);
}
