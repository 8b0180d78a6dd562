using System.Numerics;
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
    public const double EarthRadiusKilometres = 6371.0088;

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
        var gaps = flight.Gaps;
        var samples = FlightSamples.Own;
        samples.Take(track);
        var (altitudeTimes, speedTimes) = (samples.AltitudesFeet, samples.SpeedsKnots);
        double heard = 0, path = 0, stratosphere = 0;
        var (first, last) = samples.Count == 0 ? (-1, -1) : (samples.Reports[0], samples.Reports[samples.Count - 1]);
        int gap = 0, silent = NextGap(0);
        for (var k = 1; k < samples.Count; k++)
        {
            var (before, i, kilometres) = (samples.Reports[k - 1], samples.Reports[k], samples.Kilometres[k - 1]);
            path += kilometres;
            if (silent < before)
                silent = NextGap(before);
            var minutes = (times[i] - times[before]) / 60_000.0;
            if (silent < i || minutes <= 0)
                continue;
            heard += minutes;
            var knots = float.IsNaN(speeds[i]) ? kilometres / minutes * (60 / 1.852) : speeds[i];
            speedTimes.Add(knots, minutes);
            if (float.IsNaN(altitudes[i]))
                continue;
            altitudeTimes.Add(altitudes[i], minutes);
            if (altitudes[i] >= rules.StratosphereFeet && knots >= rules.StratosphereKnots)
                stratosphere += minutes;
        }

        var displacement = first < 0 ? 0 : Kilometres(latitudes[first], longitudes[first], latitudes[last], longitudes[last]);
        var span = times.Length == 0 ? 0 : (times[^1] - times[0]) / 60_000.0;
        var gapMinutes = flight.Gaps.Sum(static g => (g.End - g.Start).TotalMinutes);
        return new(
            heard, first < 0 ? 0 : (times[last] - times[first]) / 60_000.0, span > 0 ? gapMinutes / span : 0, path, displacement,
            speedTimes.Quantile(0.5), altitudeTimes.Quantile(0.5), altitudeTimes.Quantile(0.75) - altitudeTimes.Quantile(0.25),
            stratosphere, CountLowPasses(track, rules));

        // The report before the first gap that does not lie before a report.
        int NextGap(int from)
        {
            while (gap < gaps.Count && gaps[gap].BeforeIndex < from)
                gap++;
            return gap < gaps.Count ? gaps[gap].BeforeIndex : int.MaxValue;
        }
    }

    /// <summary>Great-circle distance on a sphere of the mean radius; good to 0.5%, which no threshold here notices.</summary>
    public static double Kilometres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        const double toRadians = Math.PI / 180;
        var north = Math.Sin((latitude2 - latitude1) * toRadians / 2);
        var east = Math.Sin((longitude2 - longitude1) * toRadians / 2);
        var h = (north * north) + (Math.Cos(latitude1 * toRadians) * Math.Cos(latitude2 * toRadians) * east * east);
        return 2 * EarthRadiusKilometres * Math.Asin(Math.Sqrt(Math.Min(1, h)));
    }

    // A pass begins where the aircraft, after having been well above its lowest level, comes close to it, and counts if it
    // leaves again soon; on the ground counts as low. Landing at the end is not a pass.
    private static int CountLowPasses(Track track, MissionRules rules)
    {
        var altitudes = track.AltitudesFeet;
        var flags = track.Flags;
        var times = track.Times;
        var floor = Lowest(altitudes);
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

    /// <summary>The lowest of the known altitudes; infinity where none is.</summary>
    private static float Lowest(ReadOnlySpan<float> altitudes)
    {
        var lowest = new Vector<float>(float.PositiveInfinity);
        var i = 0;
        for (; i + Vector<float>.Count <= altitudes.Length; i += Vector<float>.Count)
        {
            // An unknown one is not lower than anything.
            var next = new Vector<float>(altitudes[i..]);
            lowest = Vector.ConditionalSelect(Vector.LessThan(next, lowest), next, lowest);
        }

        var floor = float.PositiveInfinity;
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            floor = Math.Min(floor, lowest[lane]);
        for (; i < altitudes.Length; i++)
            floor = altitudes[i] < floor ? altitudes[i] : floor;
        return floor;
    }
}
