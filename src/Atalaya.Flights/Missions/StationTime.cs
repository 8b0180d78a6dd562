using Atalaya.Flights.Patterns;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Missions;

/// <summary>The time a flight spent in patterns that watching aircraft fly, and whether their middle wandered.</summary>
/// <param name="Minutes">Minutes in orbits, racetracks, figure-eights and coastal loops.</param>
/// <param name="SizeKilometres">Largest of those shapes.</param>
/// <param name="DriftKilometres">From the first middle of the shapes to the farthest.</param>
/// <param name="DriftShare">Share of the steps between successive middles that have a drift's speed; 0 where there are too few.</param>
/// <param name="AltitudeSpreadFeet">Between the quartiles of altitude on station; NaN where unknown.</param>
internal readonly record struct StationTime(double Minutes, double SizeKilometres, double DriftKilometres, double DriftShare, double AltitudeSpreadFeet)
{
    // What lies between two reports farther apart than this says nothing of the height between them.
    private const long LongestStepMilliseconds = 120_000;

    public static bool IsStation(PatternKind kind) =>
        kind is PatternKind.Orbit or PatternKind.Racetrack or PatternKind.FigureEight or PatternKind.CoastalLoop;

    public static StationTime Of(Flight flight, IReadOnlyList<Pattern> patterns, MissionRules rules)
    {
        double minutes = 0, size = 0;
        foreach (var pattern in patterns)
        {
            if (!IsStation(pattern.Kind))
                continue;
            minutes += HeardMinutes(flight, pattern);
            size = Math.Max(size, Math.Max((pattern.Geometry.LegMetres ?? 0) + (pattern.Geometry.SpacingMetres ?? 0), 2 * (pattern.Geometry.RadiusMetres ?? 0)) / 1000);
        }

        if (minutes == 0)
            return new(0, 0, 0, 0, double.NaN);
        var spread = AltitudeSpread(flight.Track, patterns);
        if (minutes < rules.DriftMinutes)
            return new(minutes, size, 0, 0, spread);
        var middles = Middles(flight.Track, patterns, rules);
        if (middles.Count < rules.DriftSteps + 1)
            return new(minutes, size, 0, 0, spread);

        var drifting = 0;
        for (var i = 1; i < middles.Count; i++)
        {
            var (from, to) = (middles[i - 1], middles[i]);
            var speed = FlightShape.Kilometres(from.Latitude, from.Longitude, to.Latitude, to.Longitude) / (to.Hours - from.Hours);
            if (speed >= rules.DriftSlowestKmh && speed <= rules.DriftFastestKmh)
                drifting++;
        }

        var drift = middles.Max(m => FlightShape.Kilometres(middles[0].Latitude, middles[0].Longitude, m.Latitude, m.Longitude));
        return new(minutes, size, drift, (double)drifting / (middles.Count - 1), spread);
    }

    /// <summary>Minutes of a pattern, less the gaps inside it.</summary>
    public static double HeardMinutes(Flight flight, Pattern pattern)
    {
        var minutes = (pattern.End - pattern.Start).TotalMinutes;
        foreach (var gap in flight.Gaps)
        {
            if (gap.BeforeIndex >= pattern.FirstIndex && gap.BeforeIndex < pattern.LastIndex)
                minutes -= (gap.End - gap.Start).TotalMinutes;
        }

        return Math.Max(0, minutes);
    }

    private static double AltitudeSpread(Track track, IReadOnlyList<Pattern> patterns)
    {
        var histogram = new TimeHistogram(250, 400);
        foreach (var pattern in patterns)
        {
            if (!IsStation(pattern.Kind))
                continue;
            for (var i = pattern.FirstIndex + 1; i <= pattern.LastIndex; i++)
                histogram.Add(track.AltitudesFeet[i], Math.Min(track.Times[i] - track.Times[i - 1], LongestStepMilliseconds));
        }

        return histogram.Quantile(0.75) - histogram.Quantile(0.25);
    }

    // The time-weighted middle of each slice of the clock in which the flight was mostly on station.
    private static List<(double Latitude, double Longitude, double Hours)> Middles(Track track, IReadOnlyList<Pattern> patterns, MissionRules rules)
    {
        var middles = new List<(double, double, double)>();
        var slice = (long)(rules.DriftSliceMinutes * 60_000);
        long current = long.MinValue;
        double latitude = 0, east = 0, hours = 0, weight = 0, reference = 0;
        foreach (var pattern in patterns)
        {
            if (!IsStation(pattern.Kind))
                continue;
            for (var i = pattern.FirstIndex + 1; i <= pattern.LastIndex; i++)
            {
                var milliseconds = track.Times[i] - track.Times[i - 1];
                if (milliseconds > slice / 2)
                    continue;
                if (track.Times[i] / slice != current)
                {
                    Close();
                    current = track.Times[i] / slice;
                    reference = track.Longitudes[i];
                }

                latitude += track.Latitudes[i] * milliseconds;
                east += Math.IEEERemainder(track.Longitudes[i] - reference, 360) * milliseconds;
                hours += track.Times[i] / 3_600_000.0 * milliseconds;
                weight += milliseconds;
            }
        }

        Close();
        return middles;

        void Close()
        {
            if (weight >= slice / 2.0)
                middles.Add((latitude / weight, reference + (east / weight), hours / weight));
            latitude = east = hours = weight = 0;
        }
    }
}
