using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Atalaya.Reconstruction;
using NodaTime;
using NodaTime.Text;

namespace Atalaya.Tests.Reconstruction;

/// <summary>Both classes of tests look at one reconstruction.</summary>
[CollectionDefinition(nameof(Reconstructed))]
public sealed class ReconstructedDefinition : ICollectionFixture<Reconstructed>;

/// <summary>A reconstruction in memory, read back with System.Text.Json alone: our own readers would share our own mistakes.</summary>
public sealed class Reconstructed : IReconstructionSink
{
    private readonly ConcurrentDictionary<string, byte[]> files = new();

    /// <summary>The ten days and the months before them that hold some missions, with a tenth of the ordinary traffic.</summary>
    public Reconstructed()
        : this(new() { FirstDay = new LocalDate(2024, 11, 1), OrdinaryTraffic = 0.1 })
    {
    }

    private Reconstructed(ReconstructionOptions options)
    {
        Summary = Winter2025.Generate(options, this, null, CancellationToken.None);
        Truth = [.. Encoding.UTF8.GetString(files["truth.jsonl"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadTruth)];
        Traces = [.. files.Keys.Where(k => k.Contains("/traces/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(p => Trace.Read(p, files[p]))];
    }

    internal ReconstructionSummary Summary { get; }

    internal IReadOnlyDictionary<string, byte[]> Files => files;

    internal IReadOnlyList<TruthFlight> Truth { get; }

    internal IReadOnlyList<Trace> Traces { get; }

    internal static Reconstructed From(ReconstructionOptions options) => new(options);

    /// <summary>Only the ten days, with as little traffic as there can be.</summary>
    internal static Reconstructed Small(int seed, int missions, int threads = 0) => new(new()
    {
        Seed = seed,
        Missions = missions,
        Threads = threads,
        FirstDay = Winter2025.WindowStart,
        OrdinaryTraffic = 0.01,
    });

    public void Accept(string path, ReadOnlySpan<byte> content) => Assert.True(files.TryAdd(path, content.ToArray()), $"{path} came twice");

    /// <summary>The reports of one flight, from all its days.</summary>
    internal IEnumerable<TraceReport> Reports(TruthFlight flight) =>
        Traces.Where(t => t.Icao == flight.Icao24).OrderBy(t => t.Timestamp).SelectMany(t => t.Reports)
            .Where(r => r.Time >= flight.Start - 2 && r.Time <= flight.End + 2);

    private static TruthFlight ReadTruth(string line)
    {
        var root = JsonDocument.Parse(line).RootElement;
        return new(
            root.GetProperty("icao24").GetString()!, root.GetProperty("type").GetString()!, root.GetProperty("basis").GetString()!,
            root.GetProperty("activity").GetString()!, root.GetProperty("mission").GetBoolean(),
            Seconds(root.GetProperty("start")), Seconds(root.GetProperty("end")), root.GetProperty("reports").GetInt32(),
            [.. root.GetProperty("patterns").EnumerateArray().Select(p => p.GetProperty("kind").GetString()!)]);
    }

    private static double Seconds(JsonElement time) => InstantPattern.General.Parse(time.GetString()!).Value.ToUnixTimeSeconds();
}

internal sealed record TruthFlight(
    string Icao24, string Type, string Basis, string Activity, bool Mission, double Start, double End, int Reports, IReadOnlyList<string> Patterns)
{
    public double Hours => (End - Start) / 3600;

    public LocalDate Day => Instant.FromUnixTimeSeconds((long)Start).InUtc().Date;
}

internal sealed record Trace(string Path, string Icao, string Type, double Timestamp, IReadOnlyList<TraceReport> Reports)
{
    public static Trace Read(string path, byte[] bytes)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var root = JsonDocument.Parse(gzip).RootElement;
        var start = root.GetProperty("timestamp").GetDouble();
        return new(path, root.GetProperty("icao").GetString()!, root.GetProperty("t").GetString()!, start,
            [.. root.GetProperty("trace").EnumerateArray().Select(r => TraceReport.Read(r, start))]);
    }
}

internal sealed record TraceReport(
    double Time, double Latitude, double Longitude, bool OnGround, double Altitude, double Speed, double Track, int Flags, bool HasDetails, string Source)
{
    public static TraceReport Read(JsonElement row, double start)
    {
        Assert.Equal(14, row.GetArrayLength());
        var ground = row[3].ValueKind == JsonValueKind.String;
        Assert.True(!ground || row[3].GetString() == "ground");
        return new(start + row[0].GetDouble(), row[1].GetDouble(), row[2].GetDouble(), ground, ground ? double.NaN : Number(row[3]),
            Number(row[4]), Number(row[5]), row[6].GetInt32(), row[8].ValueKind == JsonValueKind.Object, row[9].GetString()!);
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();
}
