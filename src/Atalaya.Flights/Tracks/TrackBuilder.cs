using System.Runtime.CompilerServices;

namespace Atalaya.Flights.Tracks;

/// <summary>Gathers the reports of one aircraft. Reuse one per thread: clearing keeps the memory.</summary>
public sealed class TrackBuilder
{
    private readonly TrackColumns columns = new();
    private readonly List<CallsignChange> callsigns = [];

    /// <summary>How many reports are held.</summary>
    public int Count { get; private set; }

    /// <summary>Appends a report. Order is not asked for: cleaning sorts.</summary>
    public void Add(in Report report) => Append(report);

    /// <summary>As <see cref="Add"/>, built into its caller, so that the report need not be put together in memory first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Append(in Report report)
    {
        var to = columns;
        var i = Count;
        if (i == to.Times.Length)
            to.Grow();
        to.Times[i] = report.Time;
        to.Latitudes[i] = report.Latitude;
        to.Longitudes[i] = report.Longitude;
        to.Altitudes[i] = report.AltitudeFeet;
        to.Speeds[i] = report.GroundSpeedKnots;
        to.Tracks[i] = report.TrackDegrees;
        to.Rates[i] = report.VerticalRateFeetPerMinute;
        to.Flags[i] = report.Flags;
        to.Sources[i] = report.Source;
        Count = i + 1;
    }

    /// <summary>Appends a track's reports with their callsigns.</summary>
    public void AddAll(Track track)
    {
        ArgumentNullException.ThrowIfNull(track);
        foreach (var (index, callsign) in track.CallsignChanges)
            SetCallsign(callsign, Count + index);
        while (Count + track.Count > columns.Times.Length)
            columns.Grow();
        track.Times.CopyTo(columns.Times.AsSpan(Count));
        track.Latitudes.CopyTo(columns.Latitudes.AsSpan(Count));
        track.Longitudes.CopyTo(columns.Longitudes.AsSpan(Count));
        track.AltitudesFeet.CopyTo(columns.Altitudes.AsSpan(Count));
        track.GroundSpeedsKnots.CopyTo(columns.Speeds.AsSpan(Count));
        track.TracksDegrees.CopyTo(columns.Tracks.AsSpan(Count));
        track.VerticalRatesFeetPerMinute.CopyTo(columns.Rates.AsSpan(Count));
        track.Flags.CopyTo(columns.Flags.AsSpan(Count));
        track.Sources.CopyTo(columns.Sources.AsSpan(Count));
        Count += track.Count;
    }

    /// <summary>Says that the next report added, and those after it, bear this callsign. Blank ones are ignored.</summary>
    public void SetCallsign(string? callsign) => SetCallsign(callsign, Count);

    private void SetCallsign(string? callsign, int index)
    {
        var trimmed = callsign?.Trim();
        if (string.IsNullOrEmpty(trimmed) || (callsigns.Count > 0 && callsigns[^1].Callsign == trimmed))
            return;
        callsigns.Add(new(index, trimmed));
    }

    /// <summary>Forgets the reports from an index on: a file turned out not to be usable after all.</summary>
    internal void Truncate(int count)
    {
        Count = Math.Min(Count, count);
        callsigns.RemoveAll(change => change.Index >= Count);
    }

    /// <summary>Adds to the times of the reports from an index on: a file named its base time behind them.</summary>
    internal void ShiftTimes(int from, long milliseconds)
    {
        foreach (ref var time in columns.Times.AsSpan(from, Count - from))
            time += milliseconds;
    }

    /// <summary>Forgets all reports and keeps the memory. Tracks built before are no longer valid.</summary>
    public void Clear()
    {
        Count = 0;
        callsigns.Clear();
        columns.TakeBack();
    }

    /// <summary>A view of what was gathered.</summary>
    public Track Build(Aircraft aircraft, Basis basis) => new(aircraft, basis, columns, 0, Count, [.. callsigns]);
}

/// <summary>The columns behind tracks: equal lengths, grown together.</summary>
internal sealed class TrackColumns
{
    private const int FirstCapacity = 4096;

    public long[] Times = new long[FirstCapacity];
    public double[] Latitudes = new double[FirstCapacity];
    public double[] Longitudes = new double[FirstCapacity];
    public float[] Altitudes = new float[FirstCapacity];
    public float[] Speeds = new float[FirstCapacity];
    public float[] Tracks = new float[FirstCapacity];
    public float[] Rates = new float[FirstCapacity];
    public ReportFlags[] Flags = new ReportFlags[FirstCapacity];
    public ReportSource[] Sources = new ReportSource[FirstCapacity];

    private TrackColumns? spare;
    private bool spareIsLent;

    public TrackColumns()
    {
    }

    private TrackColumns(int capacity) => Resize(capacity);

    public void Grow() => Resize(Times.Length * 2);

    /// <summary>Columns for a cleaned copy: one spare set, kept for the next aircraft, and new ones once that is in use.</summary>
    public TrackColumns Lend(int count)
    {
        if (spareIsLent)
            return new(count);
        spareIsLent = true;
        if (spare is null || spare.Times.Length < count)
            spare = new(Math.Max(count, Times.Length));
        return spare;
    }

    /// <summary>Everything lent is no longer in use.</summary>
    public void TakeBack() => spareIsLent = false;

    private void Resize(int capacity)
    {
        Array.Resize(ref Times, capacity);
        Array.Resize(ref Latitudes, capacity);
        Array.Resize(ref Longitudes, capacity);
        Array.Resize(ref Altitudes, capacity);
        Array.Resize(ref Speeds, capacity);
        Array.Resize(ref Tracks, capacity);
        Array.Resize(ref Rates, capacity);
        Array.Resize(ref Flags, capacity);
        Array.Resize(ref Sources, capacity);
    }
}
