namespace Atalaya.Flights.Tracks;

/// <summary>One aircraft's reports as columns of equal length. After cleaning they are in strictly ascending time order.</summary>
/// <remarks>A track is a view: it stays valid until the <see cref="TrackBuilder"/> that lent its columns is cleared.</remarks>
public sealed class Track
{
    private readonly TrackColumns columns;
    private readonly int offset;

    internal Track(Aircraft aircraft, Basis basis, TrackColumns columns, int offset, int count, IReadOnlyList<CallsignChange> callsigns)
    {
        Aircraft = aircraft;
        Basis = basis;
        this.columns = columns;
        this.offset = offset;
        Count = count;
        CallsignChanges = callsigns;
    }

    /// <summary>Whose reports these are.</summary>
    public Aircraft Aircraft { get; }

    /// <summary>How the track is known.</summary>
    public Basis Basis { get; }

    /// <summary>How many reports.</summary>
    public int Count { get; }

    /// <summary>Milliseconds since 1970 UTC.</summary>
    public ReadOnlySpan<long> Times => columns.Times.AsSpan(offset, Count);

    /// <summary>Degrees, −90 to 90.</summary>
    public ReadOnlySpan<double> Latitudes => columns.Latitudes.AsSpan(offset, Count);

    /// <summary>Degrees, −180 to 180.</summary>
    public ReadOnlySpan<double> Longitudes => columns.Longitudes.AsSpan(offset, Count);

    /// <summary>Feet; NaN where unknown or on the ground.</summary>
    public ReadOnlySpan<float> AltitudesFeet => columns.Altitudes.AsSpan(offset, Count);

    /// <summary>Knots; NaN where unknown.</summary>
    public ReadOnlySpan<float> GroundSpeedsKnots => columns.Speeds.AsSpan(offset, Count);

    /// <summary>Degrees from true north, 0 to 360; NaN where unknown.</summary>
    public ReadOnlySpan<float> TracksDegrees => columns.Tracks.AsSpan(offset, Count);

    /// <summary>Feet a minute; NaN where unknown.</summary>
    public ReadOnlySpan<float> VerticalRatesFeetPerMinute => columns.Rates.AsSpan(offset, Count);

    /// <summary>What else is said of each report.</summary>
    public ReadOnlySpan<ReportFlags> Flags => columns.Flags.AsSpan(offset, Count);

    /// <summary>How each position was obtained.</summary>
    public ReadOnlySpan<ReportSource> Sources => columns.Sources.AsSpan(offset, Count);

    /// <summary>Each callsign with the index (in this track) of the first report that bore it, in order.</summary>
    public IReadOnlyList<CallsignChange> CallsignChanges { get; }

    /// <summary>One report as a value; for the edges of the program, not for hot paths.</summary>
    public Report this[int index] => new(
        Times[index], Latitudes[index], Longitudes[index], AltitudesFeet[index], GroundSpeedsKnots[index],
        TracksDegrees[index], VerticalRatesFeetPerMinute[index], Flags[index], Sources[index]);

    /// <summary>A part of this track over the same columns.</summary>
    public Track Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, Count);
        return new(Aircraft, Basis, columns, offset + start, count, SliceCallsigns(start, count));
    }

    /// <summary>The same reports with another aircraft record (a registration learnt later, say).</summary>
    public Track With(Aircraft aircraft) => new(aircraft, Basis, columns, offset, Count, CallsignChanges);

    /// <summary>Columns for a changed copy of this track, valid for as long as it.</summary>
    internal TrackColumns LendColumns(int count) => columns.Lend(count);

    /// <summary>Copies reports, by index, to the beginning of other columns.</summary>
    internal void CopyTo(TrackColumns target, ReadOnlySpan<int> indices)
    {
        Gather(Times, target.Times, indices);
        Gather(Latitudes, target.Latitudes, indices);
        Gather(Longitudes, target.Longitudes, indices);
        Gather(AltitudesFeet, target.Altitudes, indices);
        Gather(GroundSpeedsKnots, target.Speeds, indices);
        Gather(TracksDegrees, target.Tracks, indices);
        Gather(VerticalRatesFeetPerMinute, target.Rates, indices);
        Gather(Flags, target.Flags, indices);
        Gather(Sources, target.Sources, indices);
    }

    private static void Gather<T>(ReadOnlySpan<T> from, Span<T> to, ReadOnlySpan<int> indices)
    {
        for (var i = 0; i < indices.Length; i++)
            to[i] = from[indices[i]];
    }

    private List<CallsignChange> SliceCallsigns(int start, int count)
    {
        var kept = new List<CallsignChange>();
        string? before = null;
        foreach (var change in CallsignChanges)
        {
            if (change.Index <= start)
                before = change.Callsign;
            else if (change.Index < start + count)
                kept.Add(change with { Index = change.Index - start });
        }

        if (before is not null)
            kept.Insert(0, new(0, before));
        return kept;
    }
}

/// <summary>From which report on a callsign was borne.</summary>
/// <param name="Index">Index of the report in its track.</param>
/// <param name="Callsign">Trimmed, never empty.</param>
public readonly record struct CallsignChange(int Index, string Callsign);
