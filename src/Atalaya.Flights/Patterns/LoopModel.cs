using static Atalaya.Flights.Patterns.Belief;

namespace Atalaya.Flights.Patterns;

/// <summary>Circles of one sense, whose middle may drift: orbits, and with a climb and a small radius, thermals.</summary>
/// <remarks>
/// From every vertex the path is followed until it has turned through a full circle; where that closes, all of it is a lap.
/// Overlapping laps of one sense make a stretch, so its ends do not depend on where one starts to look.
/// </remarks>
internal static class LoopModel
{
    // Least and most chords of a lap on its scale: below, its shape cannot be seen; above, the next scale sees it better. Where each chord is the way between two
    // fixes no finer scale will see more, and three are enough for a sense.
    private const int LeastChords = 4;
    private const int LeastFixChords = 3;

    // From so many fixes a lap on, its shape is that of the way.
    private const int ShapeChords = 5;
    private const int MostChords = 64;

    // A lap may miss 20 degrees: chords lose up to half a chord's turn at each end.
    private const double FullTurn = (2 * Math.PI) - 0.35;

    // Radians by which sums over a whole flight may differ from the same turn summed by itself.
    private const double Rounding = 1e-6;

    public static void Find(FlownPath path, Vertices vertices, double scale, PatternRules rules, List<Hypothesis> found)
    {
        if (vertices.Count < LeastFixChords + 1)
            return;

        // Most flights turn too little on most scales. The totals carry the sums' rounding, so they are believed with a margin.
        var totals = vertices.TotalTurn.AsSpan(0, vertices.Count);
        if (totals[^1] < FullTurn - Rounding)
            return;
        var ends = vertices.Ends.AsSpan(0, totals.Length);
        ends.Clear();
        var some = false;
        for (int i = 0, reach = 0; i < totals.Length; i++)
        {
            // Before this vertex the path has not turned enough, whatever the sense.
            while (reach < totals.Length && totals[reach] - totals[i] < FullTurn - Rounding)
                reach++;
            if (reach == totals.Length)
                break;
            if (reach - i > MostChords)
                continue;
            ends[i] = LapEnd(path, vertices, i, reach, scale, rules);
            some |= ends[i] != 0;
        }

        if (!some)
            return;
        foreach (var sense in (ReadOnlySpan<int>)[1, -1])
        {
            var i = 0;
            while (i < vertices.Count)
            {
                if (Math.Sign(ends[i]) != sense)
                {
                    i++;
                    continue;
                }

                var first = i;
                var last = Math.Abs(ends[i]);
                for (i++; i <= last && i < vertices.Count; i++)
                {
                    if (Math.Sign(ends[i]) == sense)
                        last = Math.Max(last, Math.Abs(ends[i]));
                }

                Judge(path, vertices, ends, first, last, sense, rules, found);
                i = last;
            }
        }
    }

    /// <summary>Vertex at which the lap from vertex i closes, with the sign of its sense; 0 where there is none.</summary>
    private static int LapEnd(FlownPath path, Vertices vertices, int i, int reach, double scale, PatternRules rules)
    {
        var limit = Math.Min(vertices.Count - 1, i + MostChords);
        var from = vertices.Heading[i];
        var k = vertices.FirstTurned(i, Math.Max(reach, i + 1), limit, FullTurn);
        if (k < 0)
            return 0;

        // The direction is the same again before a last straight leg home is flown: the lap ends where the path comes nearest.
        var start = vertices.Points[i];
        var near = path.SquaredDistance(start, vertices.Points[k]);
        while (k + 1 < vertices.Count && path.SquaredDistance(start, vertices.Points[k + 1]) is var next && next < near)
            (k, near) = (k + 1, next);
        var net = vertices.Heading[k] - from;
        var end = vertices.Points[k];
        var perimeter = path.Length[end] - path.Length[start];
        var closes = path.Distance(start, end) <= rules.LoopDrift * 1.2 * perimeter / Math.PI;
        var heard = path.Silences[end] <= path.Silences[start] + 1;
        return (k - i >= LeastChords || (k - i == LeastFixChords && end - start == LeastFixChords)) && closes && heard && perimeter <= 1.6 * MostChords * scale && vertices.TotalTurn[k] - vertices.TotalTurn[i] < 1.5 * Math.Abs(net)
            ? Math.Sign(net) * k
            : 0;
    }

    private static void Judge(FlownPath path, Vertices vertices, ReadOnlySpan<int> ends, int first, int last, int sense, PatternRules rules, List<Hypothesis> found)
    {
        var laps = new List<Lap>();
        var from = first;
        for (var i = first; i < last;)
        {
            if (Math.Sign(ends[i]) != sense)
            {
                i++;
                continue;
            }

            var end = Math.Abs(ends[i]);
            var lap = Lap.Measure(path, vertices.Points[i], vertices.Points[end], sense);
            if (laps.Count > 0 && !Continues(laps[^1], lap, rules))
            {
                Name(path, vertices, laps, from, i, rules, found);
                laps.Clear();
                from = i;
            }

            laps.Add(lap);
            i = end;
        }

        if (laps.Count > 0)
            Name(path, vertices, laps, from, last, rules, found);
    }

    private static bool Continues(in Lap before, in Lap lap, PatternRules rules)
    {
        var ratio = lap.Perimeter / before.Perimeter;
        var shift = lap.Shift(before);
        var diameter = Math.Max(lap.Perimeter, before.Perimeter) / Math.PI;
        return ratio is > 0.5 and < 2 && shift < 1.2 * rules.LoopDrift * diameter;
    }

    private static void Name(FlownPath path, Vertices vertices, List<Lap> laps, int firstVertex, int lastVertex, PatternRules rules, List<Hypothesis> found)
    {
        (firstVertex, lastVertex) = Trim(path, vertices, laps, firstVertex, lastVertex);
        double net = 0, total = 0;
        for (var k = firstVertex + 1; k < lastVertex; k++)
        {
            net += vertices.Turn[k];
            total += Math.Abs(vertices.Turn[k]);
        }

        // Each chord stands for an arc whose two halves lie beyond its ends: so many chords bend once more than they have corners between them.
        var chords = lastVertex - firstVertex;
        var turns = Math.Abs(net) / (2 * Math.PI) * chords / Math.Max(1, chords - 1);
        var (first, last) = (vertices.Points[firstVertex], vertices.Points[lastVertex]);
        var seconds = path.T[last] - path.T[first];
        if (total == 0 || seconds <= 0)
            return;
        var perimeters = laps.ConvertAll(static l => l.Perimeter);
        var elongation = Median(laps.ConvertAll(static l => l.Elongation));
        var radius = Median(laps.ConvertAll(static l => l.Radius));
        var roughness = Median(laps.ConvertAll(static l => l.Roughness));
        var speed = (path.Length[last] - path.Length[first]) / seconds;
        var climb = path.ClimbMetresPerSecond(first, last);
        var geometry = new PatternGeometry
        {
            Centre = path.Plane.Unproject(laps.Average(static l => l.X), laps.Average(static l => l.Y)),
            RadiusMetres = radius,
            Turns = total / (2 * Math.PI),
            TurnBias = net / total,
            Sense = net > 0 ? TurnSense.Right : TurnSense.Left,
            Laps = turns,
            AltitudeFeet = path.MedianAltitude(first, last),
            ResidualMetres = roughness * radius,
        };

        var steady = Ramp(Math.Abs(net) / total, 0.6, 0.85) * Ramp(Scatter(perimeters), 0.6, 0.3);
        var thermal = Thermal(radius, speed, climb, climb * seconds, rules);
        if (thermal > 0.05)
            found.Add(new(PatternKind.Thermalling, first, last, 0.97 * thermal * steady * Ramp(turns, 0.8, 2.5), geometry));

        // Three fixes a lap make a triangle, whatever was flown.
        var seen = Ramp(Median(laps.ConvertAll(static l => (double)(l.Last - l.First))), LeastFixChords, ShapeChords);
        RacetrackModel.FromLaps(path, laps, first, last, geometry, steady * seen, rules, found);

        // Long laps are racetracks; where they are too short for one, a helicopter's ragged circle is still an orbit.
        var (axis, _) = RacetrackModel.CommonAxis(laps);
        var (along, across) = RacetrackModel.Extent(path, laps, axis);
        var small = Ramp(along - across, rules.RacetrackLegMetres, 0.6 * rules.RacetrackLegMetres);
        var round = Math.Max(
            Ramp(elongation, rules.RoundElongation + 0.2, rules.RoundElongation - 0.2),
            Math.Max(small, 1 - seen) * Ramp(elongation, 2 * rules.RoundElongation, 1.4 * rules.RoundElongation));
        round *= 1 - RacetrackModel.LowPasses(path, first, last, turns, rules);
        var orbit = 0.97 * (1 - thermal) * steady * round
            * Ramp(turns, rules.OrbitTurns - 0.7, rules.OrbitTurns + 0.7)
            * Ramp(radius, 1.3 * rules.OrbitRadiusMetres, 0.9 * rules.OrbitRadiusMetres);
        if (orbit > 0.05)
            found.Add(new(PatternKind.Orbit, first, last, orbit, geometry));
    }

    /// <summary>Takes off the ways in and out: a lap counts from wherever the direction was last the same, so it may begin on a straight that the other laps do not fly.</summary>
    private static (int First, int Last) Trim(FlownPath path, Vertices vertices, List<Lap> laps, int first, int last)
    {
        if (laps.Count < 2)
            return (first, last);
        var (second, last2) = (laps[1], laps[^2]);
        while (first < last - LeastChords && vertices.Points[first] < second.First && !On(vertices.Points[first], second, laps[0]))
            first++;
        while (last > first + LeastChords && vertices.Points[last] > last2.Last && !On(vertices.Points[last], last2, laps[^1]))
            last--;
        return (first, last);

        bool On(int point, in Lap lap, in Lap own)
        {
            var shift = lap.Shift(own);
            var near = (0.25 * lap.Radius) + Math.Min(shift, lap.Radius);
            for (var i = lap.First; i <= lap.Last; i++)
            {
                if (path.SquaredDistance(point, i) < near * near)
                    return true;
            }

            return false;
        }
    }

    /// <summary>How much a circling climb is a glider's: tight, slow, and it gains height.</summary>
    public static double Thermal(double radius, double speed, double climb, double gain, PatternRules rules)
        => Ramp(radius, rules.ThermalRadiusMetres * 1.3, rules.ThermalRadiusMetres * 0.8)
            * Ramp(speed, rules.ThermalSpeedMetresPerSecond * 1.2, rules.ThermalSpeedMetresPerSecond * 0.9)
            * Ramp(gain, 0.5 * rules.ThermalGainMetres, 1.5 * rules.ThermalGainMetres)
            * Ramp(climb, 0.5 * rules.ThermalClimbMetresPerSecond, 1.5 * rules.ThermalClimbMetresPerSecond);
}
