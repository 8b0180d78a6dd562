using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Patterns;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Tests.Missions;

/// <summary>Draws flights and patterns by hand, so that a judgement is tested apart from recognition.</summary>
internal static class MadeFlights
{
    public static readonly Instant Noon = Instant.FromUtc(2025, 2, 3, 12, 0);

    /// <summary>A flight through the given points (latitude, longitude, feet) at one speed, a report at least every 30 s.</summary>
    public static Flight Through(Aircraft aircraft, double knots, IEnumerable<(double Latitude, double Longitude, double Feet)> points, Basis basis = Basis.Heard, string? callsign = null)
    {
        var builder = new TrackBuilder();
        builder.SetCallsign(callsign);
        var time = Noon.ToUnixTimeMilliseconds();
        (double Latitude, double Longitude, double Feet)? last = null;
        foreach (var point in points)
        {
            if (last is { } from)
            {
                var kilometres = Kilometres(from.Latitude, from.Longitude, point.Latitude, point.Longitude);
                var milliseconds = kilometres / (knots * 1.852) * 3_600_000;
                var steps = (int)Math.Ceiling(milliseconds / 30_000);
                var start = time;
                for (var i = 1; i <= steps; i++)
                {
                    var share = (double)i / steps;
                    time = start + (long)(share * milliseconds);
                    builder.Add(new(time, from.Latitude + (share * (point.Latitude - from.Latitude)), from.Longitude + (share * (point.Longitude - from.Longitude)), (float)(from.Feet + (share * (point.Feet - from.Feet))), (float)knots));
                }
            }
            else
            {
                builder.Add(new(time, point.Latitude, point.Longitude, (float)point.Feet, (float)knots));
            }

            last = point;
        }

        return new(builder.Build(aircraft, basis), [], FlightEnd.Ground, FlightEnd.Ground);
    }

    /// <summary>Circles about a middle that may move north by some km an hour.</summary>
    public static IEnumerable<(double Latitude, double Longitude, double Feet)> Circles(double latitude, double longitude, double radiusKilometres, double laps, double feet, double knots, double northKmh = 0)
    {
        var hoursPerLap = 2 * Math.PI * radiusKilometres / (knots * 1.852);
        for (var i = 0; i <= laps * 36; i++)
        {
            var angle = i * Math.PI / 18;
            var middle = latitude + (northKmh * hoursPerLap * i / 36 / 111.2);
            yield return (middle + (radiusKilometres / 111.2 * Math.Cos(angle)), longitude + (radiusKilometres / (111.2 * Math.Cos(latitude * Math.PI / 180)) * Math.Sin(angle)), feet);
        }
    }

    /// <summary>A pattern over a part of a flight, from one share of its reports to another.</summary>
    public static Pattern Pattern(Flight flight, PatternKind kind, double from = 0, double to = 1, double confidence = 0.9, double legKilometres = 0, double radiusKilometres = 5, double laps = 10, double feet = 20_000)
    {
        var first = (int)(from * (flight.Track.Count - 1));
        var last = (int)(to * (flight.Track.Count - 1));
        return new(kind, first, last, At(first), At(last), confidence, new()
        {
            Centre = new Position(flight.Track.Latitudes[first], flight.Track.Longitudes[first]),
            RadiusMetres = kind is PatternKind.Orbit or PatternKind.Thermalling or PatternKind.FigureEight ? radiusKilometres * 1000 : null,
            LegMetres = kind is PatternKind.Racetrack or PatternKind.Grid or PatternKind.Holding ? legKilometres * 1000 : null,
            SpacingMetres = kind is PatternKind.Racetrack or PatternKind.Grid ? 5_000 : null,
            Turns = laps,
            TurnBias = 1,
            Sense = TurnSense.Right,
            Laps = laps,
            AltitudeFeet = feet,
        });

        Instant At(int index) => Instant.FromUnixTimeMilliseconds(flight.Track.Times[index]);
    }

    public static Mission Judge(Flight flight, IReadOnlyList<Pattern>? patterns = null, IReadOnlyList<Stay>? stays = null, WatchList? watchList = null, ZoneMap? zones = null) =>
        MissionJudge.Judge(flight, patterns ?? [], stays ?? [], RoleTable.Shipped, watchList ?? WatchList.Empty, MissionRules.Default, zones);

    public static Aircraft OfType(string? type, bool military = false, string identity = "ae1234") =>
        new(identity, null, type, military ? AircraftFlags.Military : AircraftFlags.None);

    private static double Kilometres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var north = (latitude2 - latitude1) * 111.2;
        var east = (longitude2 - longitude1) * 111.2 * Math.Cos((latitude1 + latitude2) * Math.PI / 360);
        return Math.Sqrt((north * north) + (east * east));
    }
}
