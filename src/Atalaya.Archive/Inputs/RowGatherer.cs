using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Inputs;

/// <summary>Gathers a file's rows by aircraft. Those of a snapshot are held, since it is one of many.</summary>
internal sealed class RowGatherer(RowSpool spool, InputFile file, Basis basis) : IRowSink
{
    private const long Hour = 3_600_000;

    // Some 20 MB. The whole world has 15,000 aircraft in the air: what holds more is no single snapshot.
    private const int MaxSnapshotRows = 100_000;

    private List<RowReport>? snapshot;

    /// <summary>The aircraft of a file that is an input of its own.</summary>
    public Dictionary<(string Identity, Basis Basis), RowPart> Parts { get; } = [];

    public void Begin(RowFormat format)
    {
        if (format is RowFormat.AircraftJson or RowFormat.OpenSky)
            snapshot = [];
    }

    public void Add(in RowReport row)
    {
        if (snapshot is null)
        {
            Gather(row);
            return;
        }

        snapshot.Add(row);
        if (snapshot.Count > MaxSnapshotRows)
            Release();
    }

    /// <summary>The rows of a file that is a snapshot, or some within an hour, and the hour since 1970 in which it was taken; null of any other file.</summary>
    public IReadOnlyList<RowReport>? Snapshot(out long hour)
    {
        hour = 0;
        if (snapshot is not { Count: > 0 })
            return null;
        var last = snapshot.Max(static row => row.Report.Time);
        hour = last / Hour;
        if (last - snapshot.Min(static row => row.Report.Time) <= Hour)
            return snapshot;
        Release();
        return null;
    }

    private void Release()
    {
        var held = snapshot!;
        snapshot = null;
        foreach (var row in held)
            Gather(row);
    }

    private void Gather(in RowReport row)
    {
        var key = (row.Identity, row.Basis ?? basis);
        if (!Parts.TryGetValue(key, out var part))
            Parts[key] = part = spool.Begin(file);
        part.Add(row);
    }
}
