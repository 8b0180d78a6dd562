using System.Text.RegularExpressions;
using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Patterns;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Missions;

/// <summary>Judges flights. A pure function of its arguments.</summary>
/// <remarks>Log-odds are added from a prior, one weight for each reason, as in naive Bayes; the method and its limits stand in <c>docs/methods/missions.md</c>.</remarks>
public static partial class MissionJudge
{
    /// <summary>Judges one flight.</summary>
    /// <param name="flight">The flight.</param>
    /// <param name="patterns">Its patterns.</param>
    /// <param name="stays">Where it was.</param>
    /// <param name="roles">What types are used for.</param>
    /// <param name="watchList">Aircraft the user named.</param>
    /// <param name="rules">Weights and thresholds.</param>
    /// <param name="zones">To see whether the flight kept close to a border or sea limit; without it that is not weighed.</param>
    public static Mission Judge(
        Flight flight, IReadOnlyList<Pattern> patterns, IReadOnlyList<Stay> stays, RoleTable roles, WatchList watchList, MissionRules rules, ZoneMap? zones = null)
    {
        var aircraft = flight.Track.Aircraft;
        var role = roles.Find(aircraft);
        var evidence = new Evidence();
        var shape = FlightShape.Of(flight, rules);
        var station = StationTime.Of(flight, patterns, rules);

        RoleEvidence.Weigh(evidence, role, rules);
        if (aircraft.Flags.HasFlag(AircraftFlags.Military))
            evidence.Weigh("military", rules.Military);
        if (watchList.Find(aircraft) is { } entry)
            evidence.Weigh(entry.Note.Length > 0 ? "watch-list-note" : "watch-list", rules.Watched, entry.Note.Length > 0 ? [entry.Note] : []);
        if (flight.Track.Basis == Basis.Operator)
            evidence.Weigh("declared", rules.Declared);
        WeighCallsigns(evidence, flight.Track, role, rules);

        PatternEvidence.Weigh(evidence, flight, patterns, station, role, rules);
        WeighShape(evidence, shape, station, role, rules);
        WeighPlace(evidence, flight, shape, stays, zones, role, rules);
        if (shape.GapShare >= rules.GapShare)
            evidence.Weigh("gaps", 0, Math.Round(shape.GapShare * 100));
        return evidence.Judge(rules);
    }

    private static void WeighCallsigns(Evidence evidence, Track track, AircraftRole? role, MissionRules rules)
    {
        foreach (var change in track.CallsignChanges)
        {
            if (InspectionCallsign().IsMatch(change.Callsign))
            {
                evidence.Weigh("callsign-inspection", rules.InspectionCallsign, change.Callsign);
                evidence.Suggest(Activity.Calibration, -rules.InspectionCallsign);
                return;
            }

            if (role is not { Watches: true } && OperatorCallsign().IsMatch(change.Callsign))
            {
                evidence.Weigh("callsign-operator", rules.OperatorCallsign, change.Callsign);
                // Relays, fire-fighters and gliding clubs have flight numbers too: alone it names nothing.
                evidence.Suggest(Activity.Transport, -rules.OperatorCallsign / 4);
                return;
            }
        }
    }

    private static void WeighShape(Evidence evidence, FlightShape shape, StationTime station, AircraftRole? role, MissionRules rules)
    {
        if (shape.Directness >= rules.DirectFrom && station.Minutes < shape.HeardMinutes * rules.DirectStationShare)
        {
            evidence.Weigh("direct-flight", rules.DirectFlight, shape.DisplacementKilometres, shape.PathKilometres);
            evidence.Suggest(Activity.Transport, -rules.DirectFlight);
        }

        if (shape.LowPasses >= rules.CircuitPasses)
        {
            evidence.Weigh("low-passes", rules.Circuits, shape.LowPasses);
            evidence.Suggest(Activity.Training, -rules.Circuits);
        }

        if (MayWatch(shape, role, rules) && GoesNowhere(shape, rules))
        {
            var weight = rules.Loiter + (rules.LoiterPerDoubling * Math.Log2(shape.OutMinutes / rules.LoiterMinutes));
            evidence.Weigh("loiter", Math.Min(weight, rules.LoiterMost), shape.OutMinutes, shape.PathKilometres, shape.DisplacementKilometres);
        }

        if (shape.StratosphereMinutes >= rules.StratosphereMinutes)
            evidence.Weigh("stratosphere", rules.Stratosphere, shape.StratosphereMinutes, rules.StratosphereFeet);
        if (IsSlowEndurance(shape, role, rules))
            evidence.Weigh("slow-endurance", rules.SlowEndurance, shape.MedianSpeedKnots, shape.HeardMinutes);
    }

    private static void WeighPlace(
        Evidence evidence, Flight flight, FlightShape shape, IReadOnlyList<Stay> stays, ZoneMap? zones, AircraftRole? role, MissionRules rules)
    {
        if (!MayWatch(shape, role, rules) || !GoesNowhere(shape, rules))
            return;
        var offshore = stays.Where(static s => s.Claim == Claim.LowWater && s.Zone.Kind == ZoneKind.International).Sum(static s => s.Minutes);
        if (offshore >= rules.OffshoreMinutes)
            evidence.Weigh("offshore", rules.Offshore, offshore);
        if (zones is null)
            return;
        var minutes = MinutesNearLines(flight, zones, rules);
        if (minutes >= rules.AlongLineMinutes)
            evidence.Weigh("along-line", rules.AlongLine, minutes, rules.AlongLineKilometres);
    }

    // Going nowhere for hours tells of a watch only where the aircraft is one to watch: by its role, or a small drone.
    private static bool MayWatch(FlightShape shape, AircraftRole? role, MissionRules rules) =>
        role is { Watches: true } || IsSlowEndurance(shape, role, rules);

    private static bool IsSlowEndurance(FlightShape shape, AircraftRole? role, MissionRules rules) =>
        role is null && shape.HeardMinutes >= rules.SlowMinutes && shape.AltitudeSpreadFeet <= rules.SteadyFeet
        && shape.MedianSpeedKnots >= rules.DriftingKnots && shape.MedianSpeedKnots < rules.SlowKnots;

    // Where it was in a gap is not known; that it was out all the while, and came back, is.
    private static bool GoesNowhere(FlightShape shape, MissionRules rules) =>
        shape.OutMinutes >= rules.LoiterMinutes && shape.HeardMinutes >= rules.LoiterHeardMinutes && shape.Directness <= rules.LoiterDirectness;

    // Looks every five minutes; only for the few flights that loiter.
    private static double MinutesNearLines(Flight flight, ZoneMap zones, MissionRules rules)
    {
        const long stepMilliseconds = 300_000;
        var track = flight.Track;
        double minutes = 0;
        var next = long.MinValue;
        for (var i = 0; i < track.Count; i++)
        {
            if (track.Times[i] < next || (track.Flags[i] & ReportFlags.OnGround) != 0)
                continue;
            next = track.Times[i] + stepMilliseconds;
            if (zones.Find(new Position(track.Latitudes[i], track.Longitudes[i]), Claim.LowWater).MetresToLine <= rules.AlongLineKilometres * 1000)
                minutes += stepMilliseconds / 60_000.0;
        }

        return minutes;
    }

    // Three letters of the operator, then the flight's number (ICAO Doc 4444, appendix 2, item 7).
    [GeneratedRegex("^[A-Z]{3}[0-9][0-9A-Z]{0,3}$")]
    private static partial Regex OperatorCallsign();

    // Designators and telephony of flight-inspection services in ICAO Doc 8585: FLC (FAA Flight Check), FCK (Nav Checker),
    // VOR (Flight Cal), CFL (Swedish flight inspection), and the word itself.
    [GeneratedRegex("^(CALIB|FLC[0-9]|FCK[0-9]|VOR[0-9]|CFL[0-9])")]
    private static partial Regex InspectionCallsign();
}
