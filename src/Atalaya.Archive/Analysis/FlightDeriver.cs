using Atalaya.Archive.Exports;
using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Coverage;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Patterns;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Analysis;

/// <summary>From a spell's raw reports to its flights. What it gives depends on its arguments alone.</summary>
internal sealed class FlightDeriver(AnalysisOptions options) : IDisposable
{
    private readonly AnalysisRules rules = options.Rules;
    private readonly ZoneMap zones = ZoneMap.Shipped;
    private readonly RoleTable roles = RoleTable.Shipped;
    private readonly ReasonValues values = new();
    private readonly FlightLineWriter lines = new();

    /// <summary>Derives a spell.</summary>
    public DerivedSpell Derive(Track raw, SpellSpan span, IReadOnlyList<StoredSpell> replaces)
    {
        var cleaned = TrackCleaner.Clean(raw, rules.Cleaning);
        var edges = span.Edges();
        var flights = new List<DerivedFlight>();
        foreach (var track in cleaned.Tracks)
        {
            foreach (var flight in FlightCutter.Cut(track, rules.Cutting, edges))
                flights.Add(Derive(flight));
        }

        return new()
        {
            Identity = raw.Aircraft.Identity,
            Basis = raw.Basis,
            Aircraft = raw.Aircraft,
            Span = span,
            Cleaning = cleaned.Counts,
            SetAside = cleaned.SetAside,
            Flights = flights,
            Open = span.IsOpen ? PackedReports.Of(raw) : null,
            Replaces = replaces,
        };
    }

    public void Dispose()
    {
        values.Dispose();
        lines.Dispose();
    }

    private DerivedFlight Derive(Flight flight)
    {
        var track = flight.Track;
        var patterns = PatternFinder.Find(flight, rules.Patterns, zones);
        var stays = StayFinder.Find(flight, zones);
        var mission = MissionJudge.Judge(flight, patterns, stays, roles, options.WatchList, rules.Missions, zones);
        var watched = options.WatchList.Contains(track.Aircraft);
        var isKept = options.KeepAll || watched || patterns.Count > 0 || mission.Class != MissionClass.None
            || (options.NearZone is { } near && stays.Any(stay => stay.Zone.Sovereign == near));
        var record = new FlightRecord
        {
            FlightId = flight.FlightId,
            TrackDigest = flight.TrackDigest,
            Basis = Words.Of(track.Basis),
            Identity = track.Aircraft.Identity,
            Icao24 = track.Aircraft.Icao24,
            Registration = track.Aircraft.Registration,
            Type = track.Aircraft.TypeDesignator,
            Military = (track.Aircraft.Flags & AircraftFlags.Military) != 0,
            Watched = watched,
            Callsigns = [.. track.CallsignChanges.Select(static c => c.Callsign).Distinct()],
            Start = flight.Start,
            End = flight.End,
            Departure = Words.Of(flight.Departure),
            Arrival = Words.Of(flight.Arrival),
            Points = track.Count,
            StartLatitude = track.Latitudes[0],
            StartLongitude = track.Longitudes[0],
            EndLatitude = track.Latitudes[^1],
            EndLongitude = track.Longitudes[^1],
            MaxAltitudeFeet = Highest(track.AltitudesFeet),
            Gaps = [.. flight.Gaps.Select(static gap => new GapRecord(gap.Start, gap.End, gap.Metres / 1000))],
            Patterns = [.. patterns.Select(Record)],
            Mission = Record(mission),
            Stays = [.. stays.Select(static s => new StayRecord(s.Zone.Sovereign, Words.Of(s.Zone.Kind), Words.Of(s.Claim), s.Start, s.End, s.Minutes, s.UncertainMinutes))],
            Approaches = watched || mission.Class != MissionClass.None ? [.. ApproachFinder.Find(flight, zones).Select(Record)] : [],
        };
        return new(record, FlightCoverage.Cells(flight, rules.Coverage), isKept ? ReportColumns.CopyOf(track) : null, lines.Beginning(record));
    }

    private static double? Highest(ReadOnlySpan<float> altitudes)
    {
        double? highest = null;
        foreach (var altitude in altitudes)
        {
            if (!float.IsNaN(altitude) && !(altitude <= highest))
                highest = altitude;
        }

        return highest;
    }

    private static ApproachRecord Record(Approach approach) => new(
        approach.Sovereign, Words.Of(approach.Claim), approach.Time, approach.Position.Latitude, approach.Position.Longitude, approach.Metres / 1000, approach.MarginMetres / 1000);

    private static PatternRecord Record(Pattern pattern)
    {
        var g = pattern.Geometry;
        return new(
            Words.Of(pattern.Kind), pattern.Start, pattern.End, pattern.Confidence, g.Centre.Latitude, g.Centre.Longitude, g.RadiusMetres, g.LegMetres,
            g.SpacingMetres, g.AxisDegrees, g.Turns, g.TurnBias, Words.Of(g.Sense), g.Laps, g.AltitudeFeet, g.ResidualMetres);
    }

    private MissionRecord Record(Mission mission) => new(
        Words.Of(mission.Class), Words.Of(mission.Activity), mission.RunnerUp is { } next ? Words.Of(next) : null, mission.Confidence,
        [.. mission.Reasons.Select(r => new ReasonRecord(r.Code, r.Weight, values.Text(r.Values)))]);
}
