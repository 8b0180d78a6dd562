using Atalaya.Flights.Tracks;
using ParquetSharp;

namespace Atalaya.Archive.Storage;

/// <summary>Writes kept positions of one UTC day. Columns and rounding are described in <c>docs/formats/archive.md</c>.</summary>
internal sealed class PositionFile(string path) : IDisposable
{
    private const int GroupRows = 65_536;

    // Whole numbers with a decimal scale: neighbours differ little, so deltas take a byte or two, and every reader gives degrees back.
    private static readonly ParquetColumn[] Layout =
    [
        new("flight_id", PhysicalType.ByteArray, LogicalType.String, null),
        new("time", PhysicalType.Int64, static () => LogicalType.Timestamp(true, TimeUnit.Millis), Encoding.DeltaBinaryPacked),
        new("latitude", PhysicalType.Int32, static () => LogicalType.Decimal(9, 6), Encoding.DeltaBinaryPacked),
        new("longitude", PhysicalType.Int32, static () => LogicalType.Decimal(9, 6), Encoding.DeltaBinaryPacked),
        new("altitude_feet", PhysicalType.Int32, static () => LogicalType.Int(32, true), Encoding.DeltaBinaryPacked, Optional: true, Statistics: false),
        new("ground_speed_knots", PhysicalType.Int32, static () => LogicalType.Decimal(6, 1), Encoding.DeltaBinaryPacked, Optional: true, Statistics: false),
        new("track_degrees", PhysicalType.Int32, static () => LogicalType.Decimal(6, 1), Encoding.DeltaBinaryPacked, Optional: true, Statistics: false),
        new("vertical_rate_feet_per_minute", PhysicalType.Int32, static () => LogicalType.Int(32, true), null, Optional: true, Statistics: false),
        new("flags", PhysicalType.Int32, static () => LogicalType.Int(8, false), null, Statistics: false),
        new("source", PhysicalType.Int32, static () => LogicalType.Int(8, false), null, Statistics: false),
    ];

    private readonly List<(string FlightId, int Rows)> runs = [];
    private readonly Column<long> times = new();
    private readonly Column<int> latitudes = new();
    private readonly Column<int> longitudes = new();
    private readonly Column<float> altitudes = new();
    private readonly Column<float> speeds = new();
    private readonly Column<float> tracks = new();
    private readonly Column<float> rates = new();
    private readonly Column<int> flags = new();
    private readonly Column<int> sources = new();
    private ParquetTable? table;

    /// <summary>Rows taken so far.</summary>
    public long Rows { get; private set; }

    public void Append(string flightId, ReportColumns reports, int start, int count)
    {
        while (count > 0)
        {
            var taken = Math.Min(count, GroupRows - times.Count);
            Take(flightId, reports, start, taken);
            (start, count) = (start + taken, count - taken);
            if (times.Count == GroupRows)
                Flush();
        }
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public void Close()
    {
        Flush();
        table?.Close();
    }

    public void Dispose() => table?.Dispose();

    private void Take(string flightId, ReportColumns reports, int start, int count)
    {
        if (runs.Count > 0 && runs[^1].FlightId == flightId)
            runs[^1] = (flightId, runs[^1].Rows + count);
        else
            runs.Add((flightId, count));
        times.Add(reports.Times.AsSpan(start, count));
        altitudes.Add(reports.Altitudes.AsSpan(start, count));
        speeds.Add(reports.Speeds.AsSpan(start, count));
        tracks.Add(reports.Tracks.AsSpan(start, count));
        rates.Add(reports.Rates.AsSpan(start, count));
        Scale(reports.Latitudes.AsSpan(start, count), latitudes.Extend(count));
        Scale(reports.Longitudes.AsSpan(start, count), longitudes.Extend(count));
        var flagRoom = flags.Extend(count);
        var sourceRoom = sources.Extend(count);
        for (var i = 0; i < count; i++)
            (flagRoom[i], sourceRoom[i]) = ((int)reports.Flags[start + i], (int)reports.Sources[start + i]);
        Rows += count;
    }

    private static void Scale(ReadOnlySpan<double> degrees, Span<int> millionths)
    {
        for (var i = 0; i < degrees.Length; i++)
            millionths[i] = (int)Math.Round(degrees[i] * 1_000_000);
    }

    private void Flush()
    {
        var rows = times.Count;
        if (rows == 0)
            return;
        table ??= new ParquetTable(path, "positions", Layout);
        table.BeginGroup();
        table.Write(FlightIds(rows), optional: false);
        table.Write(times.Span);
        table.Write(latitudes.Span);
        table.Write(longitudes.Span);
        WriteOptional(altitudes.Span, 1);
        WriteOptional(speeds.Span, 10);
        WriteOptional(tracks.Span, 10);
        WriteOptional(rates.Span, 1);
        table.Write(flags.Span);
        table.Write(sources.Span);
        table.EndGroup();
        runs.Clear();
        times.Clear();
        latitudes.Clear();
        longitudes.Clear();
        altitudes.Clear();
        speeds.Clear();
        tracks.Clear();
        rates.Clear();
        flags.Clear();
        sources.Clear();
    }

    private string[] FlightIds(int rows)
    {
        var ids = new string[rows];
        var filled = 0;
        foreach (var (flightId, count) in runs)
        {
            ids.AsSpan(filled, count).Fill(flightId);
            filled += count;
        }

        return ids;
    }

    private void WriteOptional(ReadOnlySpan<float> values, int scale)
    {
        var present = new bool[values.Length];
        var scaled = new int[values.Length];
        var kept = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]))
                continue;
            present[i] = true;
            scaled[kept++] = (int)Math.Round((double)values[i] * scale);
        }

        table!.Write<int>(present, scaled.AsSpan(0, kept));
    }
}
