using Atalaya.Earth.Zones;
using Atalaya.Flights.Tracks;
using NodaTime;
using static Atalaya.Flights.Patterns.Belief;

namespace Atalaya.Flights.Patterns;

/// <summary>Along a shore at one distance although it bends, or round a peninsula over the sea.</summary>
/// <remarks>
/// Two models of one stretch are held against each other: a line at a constant distance from the shore, and a great circle. Only where the first fits well and the second badly is
/// a shore followed. A peninsula is rounded where the way over the sea winds by half a turn or more about land that lies on the straight line between its ends.
/// </remarks>
internal static class CoastModel
{
    // Points at which ends of a stretch are tried: a twentieth of it each.
    private const int Tries = 40;

    // Stretches of a flight that are looked for: there and back, and once more.
    private const int MostStretches = 3;

    /// <summary>Whether a flight is long enough for it to be worth a look at what lies below.</summary>
    public static bool MayFollowShore(Flight flight, PatternRules rules)
        => flight.Track.Count >= 8 && flight.Track.Times[^1] - flight.Track.Times[0] >= 1000 * rules.CoastSeconds;

    /// <summary>The shapes, and coastal loops where no shape is: a shape flown on the way is told rather than the way.</summary>
    public static IReadOnlyList<Pattern> Add(Flight flight, List<Pattern> shapes, ZoneMap zones, PatternRules rules)
    {
        var track = flight.Track;
        if (!ShoreWay.MayFollow(track, shapes, zones, rules))
            return shapes;
        var plane = LocalPlane.About(track.Latitudes, track.Longitudes);

        // A coarse look, with lower demands, spares most flights over the sea the fine one.
        var modest = rules with { LeastConfidence = 0.4 * rules.LeastConfidence, CoastSeconds = rules.CoastSeconds - (2 * ShoreWay.GlanceSeconds) };
        if (!ShoreWay.Stretches(track, plane, zones, ShoreWay.GlanceSeconds, rules).Exists(s => Best(s, 0, plane, zones, modest).Confidence > 0))
            return shapes;
        var found = new List<Pattern>();
        foreach (var stretch in ShoreWay.Stretches(track, plane, zones, rules.CoastStepSeconds, rules))
        {
            var from = 0;
            for (var k = 0; k < MostStretches && Best(stretch, from, plane, zones, rules) is { Confidence: > 0 } best; k++)
            {
                Publish(track, stretch, best, shapes, plane, rules, found);
                from = best.Last;
            }
        }

        // A smooth shore makes wide arcs; nobody checks a navaid along it for an hour.
        return found.Count == 0 ? shapes : [.. shapes.Where(s => !found.Exists(f => IsArcOfShore(s, f.FirstIndex, f.LastIndex))).Concat(found).OrderBy(static p => p.FirstIndex)];
    }

    /// <summary>The longest part from a point on that is followed or rounded surely enough.</summary>
    private static (int First, int Last, double Confidence) Best(List<ShorePoint> way, int from, LocalPlane plane, ZoneMap zones, PatternRules rules)
    {
        var step = Math.Max(1, (way.Count - from) / Tries);
        var sums = new ShoreSums(way);
        (int First, int Last, double Confidence) best = default;
        var longest = 0.0;
        for (var i = from; i < way.Count; i += step)
        {
            for (var j = way.Count - 1; j > i; j -= step)
            {
                var seconds = way[j].Heard - way[i].Heard;
                if (seconds < rules.CoastSeconds || seconds <= longest)
                    break;
                var confidence = Math.Max(Follows(way, sums, i, j, rules), Rounds(way, sums, i, j, plane, zones));
                if (confidence >= rules.LeastConfidence)
                    (best, longest) = ((i, j, confidence), seconds);
            }
        }

        return best;
    }

    private static double Follows(List<ShorePoint> way, ShoreSums sums, int first, int last, PatternRules rules)
    {
        var (mean, scatter) = sums.OffShore(first, last);
        var bend = sums.FromLine(first, last);
        var most = Math.Max(rules.CoastScatterMetres, rules.CoastScatterPart * mean);

        // Laps up and down one line keep their distance too, but go nowhere.
        var chord = Distance(way[first], way[last]);
        return 0.9 * Ramp(scatter, 1.5 * most, 0.75 * most) * Ramp(bend, 0.5 * rules.CoastBendMetres, 1.5 * rules.CoastBendMetres)
            * Ramp(scatter / Math.Max(1, bend), 0.6, 0.3) * Ramp(chord / Math.Max(1, sums.Length(first, last)), 0.3, 0.5);
    }

    private static double Rounds(List<ShorePoint> way, ShoreSums sums, int first, int last, LocalPlane plane, ZoneMap zones)
    {
        const int Samples = 7;
        var (a, b) = (way[first], way[last]);
        var (length, chord) = (sums.Length(first, last), Distance(a, b));
        if (chord < 20_000 || length < 1.6 * chord || length > 8 * chord)
            return 0;
        var follower = zones.Follow(Claim.LowWater);
        double x = 0, y = 0;
        var land = 0;
        for (var k = 1; k <= Samples; k++)
        {
            var share = (double)k / (Samples + 1);
            var (px, py) = (a.X + (share * (b.X - a.X)), a.Y + (share * (b.Y - a.Y)));
            var position = plane.Unproject(px, py);
            if (follower.Find(position.Latitude, position.Longitude, out _).Kind != ZoneKind.Territory)
                continue;
            (x, y, land) = (x + px, y + py, land + 1);
        }

        if (land < 3)
            return 0;
        (x, y) = (x / land, y / land);
        double net = 0, total = 0;
        for (var i = first + 1; i <= last; i++)
        {
            var (ax, ay, bx, by) = (way[i - 1].X - x, way[i - 1].Y - y, way[i].X - x, way[i].Y - y);
            var turn = Math.Atan2((ay * bx) - (ax * by), (ax * bx) + (ay * by));
            (net, total) = (net + turn, total + Math.Abs(turn));
        }

        return 0.9 * Ramp(Math.Abs(net), 0.7 * Math.PI, 0.95 * Math.PI) * Ramp(Math.Abs(net) / total, 0.75, 0.9) * Ramp(land, 2, 4);
    }

    private static void Publish(Track track, List<ShorePoint> way, (int First, int Last, double Confidence) best, List<Pattern> shapes, LocalPlane plane, PatternRules rules, List<Pattern> found)
    {
        // The longest part without another pattern.
        var (first, last) = (way[best.First].Report, way[best.Last].Report);
        var (a, b) = (first, first);
        var from = first;
        foreach (var shape in shapes.Where(s => !IsArcOfShore(s, first, last) && s.LastIndex >= first && s.FirstIndex <= last).OrderBy(static s => s.FirstIndex))
        {
            Take(from, shape.FirstIndex - 1);
            from = Math.Max(from, shape.LastIndex + 1);
        }

        Take(from, last);
        var points = way.FindAll(p => p.Report >= a && p.Report <= b);
        if (points.Count < 3 || points[^1].Heard - points[0].Heard < rules.CoastSeconds)
            return;
        double net = 0, total = 0;
        for (var i = 2; i < points.Count; i++)
        {
            var (ax, ay) = (points[i - 1].X - points[i - 2].X, points[i - 1].Y - points[i - 2].Y);
            var (bx, by) = (points[i].X - points[i - 1].X, points[i].Y - points[i - 1].Y);
            var turn = Math.Atan2((ay * bx) - (ax * by), (ax * bx) + (ay * by));
            (net, total) = (net + turn, total + Math.Abs(turn));
        }

        var offShore = points.ConvertAll(static p => p.OffShore);
        var middle = Median(offShore);
        var heights = track.AltitudesFeet[a..(b + 1)].ToArray().Where(static h => !float.IsNaN(h)).Order().ToArray();
        found.Add(new(PatternKind.CoastalLoop, a, b, Instant.FromUnixTimeMilliseconds(track.Times[a]), Instant.FromUnixTimeMilliseconds(track.Times[b]), best.Confidence, new()
        {
            Centre = plane.Unproject(points.Average(static p => p.X), points.Average(static p => p.Y)),
            SpacingMetres = middle,
            Turns = total / (2 * Math.PI),
            TurnBias = total == 0 ? 0 : net / total,
            Sense = Math.Abs(net) < 0.5 * total ? TurnSense.Both : net > 0 ? TurnSense.Right : TurnSense.Left,
            Laps = 1,
            AltitudeFeet = heights.Length == 0 ? null : heights[heights.Length / 2],
            ResidualMetres = Math.Sqrt(offShore.Average(d => (d - middle) * (d - middle))),
        }));

        void Take(int start, int end)
        {
            if (end > start && track.Times[end] - track.Times[start] > track.Times[b] - track.Times[a])
                (a, b) = (start, end);
        }
    }

    /// <summary>Whether a set of checks is flown, for the most part, while a shore is followed.</summary>
    private static bool IsArcOfShore(Pattern shape, int first, int last)
        => shape.Kind == PatternKind.Calibration && Math.Min(shape.LastIndex, last) - Math.Max(shape.FirstIndex, first) > (shape.LastIndex - shape.FirstIndex) / 2;

    public static double Distance(in ShorePoint a, in ShorePoint b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
}
