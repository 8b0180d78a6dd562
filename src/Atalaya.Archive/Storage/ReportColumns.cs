using System.Buffers;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Storage;

/// <summary>A copy of reports, as columns, that outlives the track it came from. Memory is lent by the shared pool.</summary>
internal sealed class ReportColumns : IDisposable
{
    public required int Count { get; init; }
    public required long[] Times { get; init; }
    public required double[] Latitudes { get; init; }
    public required double[] Longitudes { get; init; }
    public required float[] Altitudes { get; init; }
    public required float[] Speeds { get; init; }
    public required float[] Tracks { get; init; }
    public required float[] Rates { get; init; }
    public required ReportFlags[] Flags { get; init; }
    public required ReportSource[] Sources { get; init; }
    public required IReadOnlyList<CallsignChange> Callsigns { get; init; }

    public static ReportColumns CopyOf(Track track) => new()
    {
        Count = track.Count,
        Times = Copy(track.Times),
        Latitudes = Copy(track.Latitudes),
        Longitudes = Copy(track.Longitudes),
        Altitudes = Copy(track.AltitudesFeet),
        Speeds = Copy(track.GroundSpeedsKnots),
        Tracks = Copy(track.TracksDegrees),
        Rates = Copy(track.VerticalRatesFeetPerMinute),
        Flags = Copy(track.Flags),
        Sources = Copy(track.Sources),
        Callsigns = track.CallsignChanges,
    };

    /// <summary>Appends all reports, with their callsigns.</summary>
    public void AppendTo(TrackBuilder builder)
    {
        var change = 0;
        for (var i = 0; i < Count; i++)
        {
            while (change < Callsigns.Count && Callsigns[change].Index <= i)
                builder.SetCallsign(Callsigns[change++].Callsign);
            builder.Add(this[i]);
        }
    }

    public Report this[int i] => new(Times[i], Latitudes[i], Longitudes[i], Altitudes[i], Speeds[i], Tracks[i], Rates[i], Flags[i], Sources[i]);

    public void Dispose()
    {
        ArrayPool<long>.Shared.Return(Times);
        ArrayPool<double>.Shared.Return(Latitudes);
        ArrayPool<double>.Shared.Return(Longitudes);
        ArrayPool<float>.Shared.Return(Altitudes);
        ArrayPool<float>.Shared.Return(Speeds);
        ArrayPool<float>.Shared.Return(Tracks);
        ArrayPool<float>.Shared.Return(Rates);
        ArrayPool<ReportFlags>.Shared.Return(Flags);
        ArrayPool<ReportSource>.Shared.Return(Sources);
    }

    private static T[] Copy<T>(ReadOnlySpan<T> from)
    {
        var to = ArrayPool<T>.Shared.Rent(from.Length);
        from.CopyTo(to);
        return to;
    }
}
