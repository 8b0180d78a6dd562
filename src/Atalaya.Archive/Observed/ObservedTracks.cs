using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Matching;
using Atalaya.Accords.Records;
using Atalaya.Archive.Records;
using Atalaya.Earth;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Archive.Observed;

/// <summary>Flights of an archive as the accords see them. The room of the accords does not know how tracks are made, so they are turned into its shape here.</summary>
public static class ObservedTracks
{
    /// <summary>A flight's kept positions as a track.</summary>
    /// <param name="archive">Where it stands.</param>
    /// <param name="flight">The flight.</param>
    /// <returns>Null where its positions were not kept: nothing can be said of it then.</returns>
    public static ObservedTrack? Of(ArchiveReader archive, FlightRecord flight)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(flight);
        // A position that was not fresh is not where the aircraft was then.
        var reports = archive.Positions(flight.FlightId).Where(static r => !r.Flags.HasFlag(ReportFlags.Stale)).ToList();
        if (reports.Count == 0 || !RecordDigest.TryParse(flight.TrackDigest, out var digest) || !Words.TryRead<TrackBasis>(flight.Basis, out var basis))
            return null;
        return new(
            digest,
            basis,
            [.. reports.Select(static r => r.Time)],
            [.. reports.Select(static r => r.Latitude)],
            [.. reports.Select(static r => r.Longitude)],
            [.. reports.Select(static r => r.Flags.HasFlag(ReportFlags.OnGround) ? float.NaN : r.AltitudeFeet)],
            [.. reports.Select(static r => r.Flags.HasFlag(ReportFlags.AltitudeGeometric))])
        {
            Registration = flight.Registration,
            Callsigns = [.. flight.Callsigns],
            Gaps = [.. flight.Gaps.Select(g => new TrackGap(g.Start.ToUnixTimeMilliseconds(), g.End.ToUnixTimeMilliseconds(), flight.Coverage?.GapShare))],
            Coverage = flight.Coverage?.Share ?? 0,
        };
    }

    /// <summary>Share of the half-degree cells and hours of a clearance in which any aircraft was heard at any height, 0 to 1; null where it has no volume.</summary>
    public static double? CoverageOf(ArchiveReader archive, ClearedFlight cleared)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(cleared);
        return archive.HeardShare([.. cleared.Volumes.SelectMany(static v => Places(v.Area).SelectMany(place => Hours(v.Time).Select(hour => (place, hour))))]);
    }

    // A fine enough grid that no cell of half a degree is missed but at the very edge.
    private static List<Position> Places(Area area)
    {
        const double Step = 0.1;
        var (south, west, north, east) = Box(area);
        var inside = new List<Position>();
        for (var latitude = south; latitude <= north; latitude += Step)
        {
            for (var longitude = west; longitude <= east; longitude += Step)
            {
                if (area.Contains(new(latitude, longitude)))
                    inside.Add(new(latitude, longitude));
            }
        }

        return inside.Count > 0 ? inside : [new((south + north) / 2, (west + east) / 2)];
    }

    private static (double South, double West, double North, double East) Box(Area area)
    {
        if (area is PolygonArea polygon)
            return (polygon.Corners.Min(static c => c.Latitude), polygon.Corners.Min(static c => c.Longitude), polygon.Corners.Max(static c => c.Latitude), polygon.Corners.Max(static c => c.Longitude));
        var circle = (CircleArea)area;
        var north = circle.RadiusMetres / 110_500;
        var east = north / Math.Cos((Math.Abs(circle.Centre.Latitude) + north) * Math.PI / 180);
        return (circle.Centre.Latitude - north, circle.Centre.Longitude - east, circle.Centre.Latitude + north, circle.Centre.Longitude + east);
    }

    private static IEnumerable<Instant> Hours(Window time)
    {
        for (var at = time.Start; at < time.End; at += Duration.FromHours(1))
            yield return at;
    }
}
