using Atalaya.Flights.Tracks;

namespace Atalaya.Eval.Patterns;

/// <summary>A rule that somebody published, with the constants of its source.</summary>
/// <param name="Name">Rule and project.</param>
/// <param name="Claims">What it says of a flight on which it fires.</param>
/// <param name="Fires">Whether it fires anywhere on a flight.</param>
internal sealed record PublishedRule(string Name, string Claims, Func<Track, bool> Fires);

/// <summary>
/// The published rules of the design paper, rewritten from their sources: challgren/aircraft-circle (app.py), frankea/adsbtrack (features, classifier),
/// nstarpost/SkySpyWatch (analysis_functions.py, queue-consumer.py), hfrvbjjtfvnjgfcvnj/crows_nest (loiter.py, loiter_detector.py). Live rules are asked at every
/// report, with the reports that they would have kept then. The sixth, the neural net of xoolive/traffic, needs its weights and a runtime for them, and was not run.
/// </summary>
internal static class PublishedRules
{
    private const double EarthKilometres = 6371;

    public static IReadOnlyList<PublishedRule> All { get; } =
    [
        new("circle rule, aircraft-circle", "circles", static t => InWindows(t, Circles)),
        new("grid rule, aircraft-circle", "grid", static t => InWindows(t, FliesGrid)),
        new("path over distance, adsbtrack", "loiters", static t => LoiterRatio(t) > 3),
        new("turns by altitude, SkySpyWatch", "surveillance", static t => TurnScore(t) >= 100),
        new("range of track, crows_nest", "loiters", TrackRange),
    ];

    /// <summary>aircraft-circle polls every 5 s and keeps 300 s, for its grids too.</summary>
    private static bool InWindows(Track track, Func<ReadOnlySpan<Fix>, bool> rule)
    {
        var fixes = new List<Fix>();
        for (var i = 0; i < track.Count; i++)
        {
            if (fixes.Count == 0 || track.Times[i] - fixes[^1].Time >= 5000)
                fixes.Add(new(track.Times[i], track.Latitudes[i], track.Longitudes[i]));
        }

        var all = fixes.ToArray();
        for (int first = 0, last = 0; last < all.Length; last++)
        {
            while (all[last].Time - all[first].Time > 300_000)
                first++;
            if (rule(all.AsSpan(first, last - first + 1)))
                return true;
        }

        return false;
    }

    private static bool Circles(ReadOnlySpan<Fix> window)
    {
        if (window.Length < 10)
            return false;
        Span<Fix> smooth = new Fix[window.Length];
        double latitude = 0, longitude = 0;
        for (var i = 0; i < window.Length; i++)
        {
            var (from, to) = (Math.Max(0, i - 1), Math.Min(window.Length - 1, i + 1));
            double sumLatitude = 0, sumLongitude = 0;
            for (var k = from; k <= to; k++)
                (sumLatitude, sumLongitude) = (sumLatitude + window[k].Latitude, sumLongitude + window[k].Longitude);
            smooth[i] = new(window[i].Time, sumLatitude / (to - from + 1), sumLongitude / (to - from + 1));
            (latitude, longitude) = (latitude + (smooth[i].Latitude / window.Length), longitude + (smooth[i].Longitude / window.Length));
        }

        var centre = new Fix(0, latitude, longitude);
        double sum = 0, squares = 0, turn = 0, before = 0;
        for (var i = 0; i < smooth.Length; i++)
        {
            var distance = Kilometres(centre, smooth[i]);
            sum += distance;
            squares += distance * distance;
            var bearing = Bearing(centre, smooth[i]);
            turn += i == 0 ? 0 : Math.Abs(Math.IEEERemainder(bearing - before, 360));
            before = bearing;
        }

        var mean = sum / smooth.Length;
        var deviation = Math.Sqrt(Math.Max(0, (squares / smooth.Length) - (mean * mean)));
        return deviation <= 0.5 * mean && mean is >= 0.5 and <= 10 && turn / 360 >= 1.5;
    }

    private static bool FliesGrid(ReadOnlySpan<Fix> window)
    {
        const int Around = 3;
        if (window.Length < 20)
            return false;
        List<int> turns = [];
        for (var i = Around; i < window.Length - Around; i++)
        {
            if (Math.Abs(Math.IEEERemainder(Bearing(window[i], window[i + Around]) - Bearing(window[i - Around], window[i]), 360)) > 60)
                turns.Add(i);
        }

        if (turns.Count < 2)
            return false;
        List<double> legs = [];
        if (turns[0] > 5)
            Add(window[0], window[turns[0]]);
        for (var i = 0; i + 1 < turns.Count; i++)
        {
            if (turns[i + 1] - turns[i] > 3)
                Add(window[turns[i]], window[turns[i + 1]]);
        }

        if (window.Length - turns[^1] > 5)
            Add(window[turns[^1]], window[^1]);

        // Legs are grouped by the bearing of a group's first, either way along it.
        List<(double Bearing, int Count)> groups = [];
        foreach (var leg in legs)
        {
            var group = groups.FindIndex(g => Math.Abs(Math.IEEERemainder(leg - g.Bearing, 180)) <= 45);
            if (group < 0)
                groups.Add((leg, 1));
            else
                groups[group] = groups[group] with { Count = groups[group].Count + 1 };
        }

        return groups.Exists(static g => g.Count >= 3);

        void Add(in Fix from, in Fix to)
        {
            if (Kilometres(from, to) >= 2)
                legs.Add(Bearing(from, to));
        }
    }

    /// <summary>Path over twice the greatest distance from the first report.</summary>
    private static double LoiterRatio(Track track)
    {
        double path = 0, farthest = 0;
        var origin = At(track, 0);
        for (var i = 1; i < track.Count; i++)
        {
            path += Kilometres(At(track, i - 1), At(track, i));
            farthest = Math.Max(farthest, Kilometres(origin, At(track, i)));
        }

        return farthest == 0 ? 0 : path / (2 * farthest);
    }

    /// <summary>Each change of bearing by more than 90 degrees since the last such change, by the score of its altitude; the difference is not wrapped in the source.</summary>
    private static double TurnScore(Track track)
    {
        List<int> kept = [0];
        for (var i = 1; i < track.Count; i++)
        {
            if (Math.Abs(track.Latitudes[i] - track.Latitudes[kept[^1]]) + Math.Abs(track.Longitudes[i] - track.Longitudes[kept[^1]]) > 0.0001)
                kept.Add(i);
        }

        double score = 0, last = 999;
        for (var k = 0; k + 1 < kept.Count; k++)
        {
            var bearing = Bearing(At(track, kept[k]), At(track, kept[k + 1]));
            if (Math.Abs(bearing - last) <= 90)
                continue;
            last = bearing;
            score += AltitudeScore(track.AltitudesFeet[kept[k]]);
        }

        return score;
    }

    private static double AltitudeScore(float feet) => feet switch
    {
        <= 0 or > 55_000 or float.NaN => 0,
        <= 1000 => 1,
        <= 4000 => 2,
        <= 6000 => 3,
        <= 7000 => 5,
        <= 12_000 => 10,
        <= 17_000 => 5,
        <= 23_000 => 3,
        <= 25_000 => 2,
        _ => 1,
    };

    /// <summary>Whether the reported track, with jumps of more than 90 degrees taken for wraps, covers more than a circle without a silence of over 20 s. A missing track is 0 in the source.</summary>
    private static bool TrackRange(Track track)
    {
        double low = 0, high = 0, wrapped = 0, before = 0;
        for (var i = 0; i < track.Count; i++)
        {
            var degrees = float.IsNaN(track.TracksDegrees[i]) ? 0.0 : track.TracksDegrees[i];
            if (i == 0 || track.Times[i] - track.Times[i - 1] > 20_000)
            {
                (low, high, wrapped) = (degrees, degrees, 0);
            }
            else
            {
                if (Math.Abs(degrees - before) > 90)
                    wrapped -= 360 * Math.Sign(degrees - before);
                (low, high) = (Math.Min(low, degrees + wrapped), Math.Max(high, degrees + wrapped));
                if (high - low > 360)
                    return true;
            }

            before = degrees;
        }

        return false;
    }

    private static Fix At(Track track, int i) => new(track.Times[i], track.Latitudes[i], track.Longitudes[i]);

    private static double Kilometres(in Fix a, in Fix b)
    {
        var (y, x) = (Math.Sin((b.Latitude - a.Latitude) * Math.PI / 360), Math.Sin((b.Longitude - a.Longitude) * Math.PI / 360));
        var h = (y * y) + (Math.Cos(a.Latitude * Math.PI / 180) * Math.Cos(b.Latitude * Math.PI / 180) * x * x);
        return 2 * EarthKilometres * Math.Asin(Math.Sqrt(Math.Min(1, h)));
    }

    private static double Bearing(in Fix a, in Fix b)
    {
        var (from, to) = (a.Latitude * Math.PI / 180, b.Latitude * Math.PI / 180);
        var east = (b.Longitude - a.Longitude) * Math.PI / 180;
        var bearing = Math.Atan2(Math.Sin(east) * Math.Cos(to), (Math.Cos(from) * Math.Sin(to)) - (Math.Sin(from) * Math.Cos(to) * Math.Cos(east)));
        return ((bearing * 180 / Math.PI) + 360) % 360;
    }

    private readonly record struct Fix(long Time, double Latitude, double Longitude);
}
