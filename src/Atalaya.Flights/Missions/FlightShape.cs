using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Missions;

/// <summary>The measures of a whole flight that a judgement rests on, from a sample of its airborne reports.</summary>
/// <param name="HeardMinutes">Airborne minutes, gaps left out.</param>
/// <param name="OutMinutes">From the first airborne report to the last, gaps included: how long it was out, wherever it was meanwhile.</param>
/// <param name="GapShare">Share of the flight's time that lies in gaps.</param>
/// <param name="PathKilometres">Length of the way, straight across gaps.</param>
/// <param name="DisplacementKilometres">From the first airborne report to the last.</param>
/// <param name="MedianSpeedKnots">Median speed over ground; NaN where unknown.</param>
/// <param name="MedianAltitudeFeet">Median altitude; NaN where unknown.</param>
/// <param name="AltitudeSpreadFeet">Between the quartiles of altitude; NaN where unknown.</param>
/// <param name="StratosphereMinutes">Minutes above <see cref="MissionRules.StratosphereFeet"/> faster than <see cref="MissionRules.StratosphereKnots"/>.</param>
/// <param name="LowPasses">Short descents close to the lowest level of a low flight, with a climb between them.</param>
internal readonly record struct FlightShape(
    double HeardMinutes,
    double OutMinutes,
    double GapShare,
    double PathKilometres,
    double DisplacementKilometres,
    double MedianSpeedKnots,
    double MedianAltitudeFeet,
    double AltitudeSpreadFeet,
    double StratosphereMinutes,
    int LowPasses)
{
    private const long SampleMilliseconds = 15_000;

    /// <summary>How straight the flight was: 1 from one place to another, near 0 back to where it began.</summary>
    public double Directness => PathKilometres > 0 ? DisplacementKilometres / PathKilometres : 0;

    public static FlightShape Of(Flight flight, MissionRules rules)
    {
        var track = flight.Track;
        var times = track.Times;
        var latitudes = track.Latitudes;
        var longitudes = track.Longitudes;
        var altitudes = track.AltitudesFeet;
        var speeds = track.GroundSpeedsKnots;
        var flags = track.Flags;
        var altitudeTimes = new TimeHistogram(250, 400);
        var speedTimes = new TimeHistogram(5, 160);
        double heard = 0, path = 0, stratosphere = 0;
        int first = -1, last = -1, gap = 0;
        for (var i = 0; i < times.Length; i++)
        {
            if ((flags[i] & ReportFlags.OnGround) != 0 || (last >= 0 && times[i] - times[last] < SampleMilliseconds && i < times.Length - 1))
                continue;
            if (first < 0)
                first = i;
            if (last >= 0)
            {
                var kilometres = Kilometres(latitudes[last], longitudes[last], latitudes[i], longitudes[i]);
                path += kilometres;
                while (gap < flight.Gaps.Count && flight.Gaps[gap].BeforeIndex < last)
                    gap++;
                var inGap = gap < flight.Gaps.Count && flight.Gaps[gap].BeforeIndex >= last && flight.Gaps[gap].BeforeIndex < i;
                var minutes = (times[i] - times[last]) / 60_000.0;
                if (!inGap && minutes > 0)
                {
                    heard += minutes;
                    var knots = float.IsNaN(speeds[i]) ? kilometres / minutes * (60 / 1.852) : speeds[i];
                    speedTimes.Add(knots, minutes);
                    if (!float.IsNaN(altitudes[i]))
                    {
                        altitudeTimes.Add(altitudes[i], minutes);
                        if (altitudes[i] >= rules.StratosphereFeet && knots >= rules.StratosphereKnots)
                            stratosphere += minutes;
                    }
                }
            }

            last = i;
        }

        var displacement = first < 0 ? 0 : Kilometres(latitudes[first], longitudes[first], latitudes[last], longitudes[last]);
        var span = times.Length == 0 ? 0 : (times[^1] - times[0]) / 60_000.0;
        var gapMinutes = flight.Gaps.Sum(static g => (g.End - g.Start).TotalMinutes);
        return new(
            heard, first < 0 ? 0 : (times[last] - times[first]) / 60_000.0, span > 0 ? gapMinutes / span : 0, path, displacement,
            speedTimes.Quantile(0.5), altitudeTimes.Quantile(0.5), altitudeTimes.Quantile(0.75) - altitudeTimes.Quantile(0.25),
            stratosphere, CountLowPasses(track, rules));
    }

    /// <summary>Great-circle distance on a sphere of the mean radius; good to 0.5%, which no threshold here notices.</summary>
    public static double Kilometres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        const double toRadians = Math.PI / 180;
        var north = Math.Sin((latitude2 - latitude1) * toRadians / 2);
        var east = Math.Sin((longitude2 - longitude1) * toRadians / 2);
        var h = (north * north) + (Math.Cos(latitude1 * toRadians) * Math.Cos(latitude2 * toRadians) * east * east);
        return 2 * 6371.0088 * Math.Asin(Math.Sqrt(Math.Min(1, h)));
    }

    // A pass begins where the aircraft, after having been well above its lowest level, comes close to it, and counts if it
    // leaves again soon; on the ground counts as low. Landing at the end is not a pass.
    private static int CountLowPasses(Track track, MissionRules rules)
    {
        var altitudes = track.AltitudesFeet;
        var flags = track.Flags;
        var times = track.Times;
        var floor = float.PositiveInfinity;
        foreach (var altitude in altitudes)
            floor = altitude < floor ? altitude : floor;
        if (!(floor <= rules.LowPassHighestFloorFeet))
            return 0;

        var passes = 0;
        var high = false;
        long lowSince = -1;
        for (var i = 0; i < times.Length; i++)
        {
            var ground = (flags[i] & ReportFlags.OnGround) != 0;
            if (!ground && float.IsNaN(altitudes[i]))
                continue;
            var above = ground ? 0 : altitudes[i] - floor;
            if (above >= rules.LowPassClimbFeet)
            {
                if (lowSince >= 0 && times[i] - lowSince <= rules.LowPassLongestMinutes * 60_000)
                    passes++;
                lowSince = -1;
                high = true;
            }
            else if (above <= rules.LowPassFeet && high && lowSince < 0)
            {
                lowSince = times[i];
                high = false;
            }
        }

        return passes;
    }
}
