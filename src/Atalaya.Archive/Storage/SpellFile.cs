using Atalaya.Flights.Tracks;
using ParquetSharp;

namespace Atalaya.Archive.Storage;

/// <summary>
/// Writes the raw reports of spells that later input may continue, bit for bit, so that a later run derives the same flights as
/// one run over everything would have.
/// </summary>
internal sealed class SpellFile(string path) : IDisposable
{
    // Small, because a spell is read back alone: a reader decodes at most one group more than the spell fills.
    private const int GroupRows = 8_192;

    private static readonly ParquetColumn[] Layout =
    [
        new("identity", PhysicalType.ByteArray, LogicalType.String, null),
        new("callsign", PhysicalType.ByteArray, LogicalType.String, null, Optional: true, Statistics: false),
        new("time", PhysicalType.Int64, static () => LogicalType.Timestamp(true, TimeUnit.Millis), Encoding.DeltaBinaryPacked),
        new("latitude", PhysicalType.Double, LogicalType.None, Encoding.ByteStreamSplit, Statistics: false),
        new("longitude", PhysicalType.Double, LogicalType.None, Encoding.ByteStreamSplit, Statistics: false),
        new("altitude_feet", PhysicalType.Float, LogicalType.None, Encoding.ByteStreamSplit, Statistics: false),
        new("ground_speed_knots", PhysicalType.Float, LogicalType.None, Encoding.ByteStreamSplit, Statistics: false),
        new("track_degrees", PhysicalType.Float, LogicalType.None, Encoding.ByteStreamSplit, Statistics: false),
        new("vertical_rate_feet_per_minute", PhysicalType.Float, LogicalType.None, Encoding.ByteStreamSplit, Statistics: false),
        new("flags", PhysicalType.Int32, static () => LogicalType.Int(8, false), null, Statistics: false),
        new("source", PhysicalType.Int32, static () => LogicalType.Int(8, false), null, Statistics: false),
    ];

    private readonly List<(string Identity, ReportColumns Reports)> waiting = [];
    private int waitingRows;
    private ParquetTable? table;

    public long Rows { get; private set; }

    /// <summary>Takes the reports (and disposes of them once written); gives the row at which they begin.</summary>
    public long Append(string identity, ReportColumns reports)
    {
        var first = Rows;
        waiting.Add((identity, reports));
        waitingRows += reports.Count;
        Rows += reports.Count;
        if (waitingRows >= GroupRows)
            Flush();
        return first;
    }

    public void Close()
    {
        Flush();
        table?.Close();
    }

    public void Dispose()
    {
        foreach (var (_, reports) in waiting)
            reports.Dispose();
        waiting.Clear();
        table?.Dispose();
    }

    private void Flush()
    {
        if (waitingRows == 0)
            return;
        table ??= new ParquetTable(path, "open", Layout);
        table.BeginGroup();
        WriteTexts();
        Write(static r => r.Times);
        Write(static r => r.Latitudes);
        Write(static r => r.Longitudes);
        Write(static r => r.Altitudes);
        Write(static r => r.Speeds);
        Write(static r => r.Tracks);
        Write(static r => r.Rates);
        WriteNumbers(static (r, i) => (int)r.Flags[i]);
        WriteNumbers(static (r, i) => (int)r.Sources[i]);
        table.EndGroup();
        foreach (var (_, reports) in waiting)
            reports.Dispose();
        waiting.Clear();
        waitingRows = 0;
    }

    private void WriteTexts()
    {
        var identities = new string?[waitingRows];
        var callsigns = new string?[waitingRows];
        var row = 0;
        foreach (var (identity, reports) in waiting)
        {
            identities.AsSpan(row, reports.Count).Fill(identity);
            foreach (var change in reports.Callsigns)
                callsigns.AsSpan(row + change.Index, reports.Count - change.Index).Fill(change.Callsign);
            row += reports.Count;
        }

        table!.Write(identities, optional: false);
        table.Write(callsigns, optional: true);
    }

    private void Write<T>(Func<ReportColumns, T[]> column) where T : unmanaged
    {
        var all = new T[waitingRows];
        var row = 0;
        foreach (var (_, reports) in waiting)
        {
            column(reports).AsSpan(0, reports.Count).CopyTo(all.AsSpan(row));
            row += reports.Count;
        }

        table!.Write<T>(all);
    }

    private void WriteNumbers(Func<ReportColumns, int, int> value)
    {
        var all = new int[waitingRows];
        var row = 0;
        foreach (var (_, reports) in waiting)
        {
            for (var i = 0; i < reports.Count; i++)
                all[row++] = value(reports, i);
        }

        table!.Write<int>(all);
    }
}
