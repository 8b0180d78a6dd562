using Atalaya.Flights.Patterns;
using Atalaya.Flights.Tracks;

namespace Atalaya.Eval.Patterns;

/// <summary>A made-up flight with the truth of it.</summary>
/// <param name="Name">What was flown.</param>
/// <param name="Truth">The pattern flown, or null for none.</param>
/// <param name="Stretches">When, in seconds from the first report.</param>
/// <param name="Flight">The flight.</param>
internal sealed record Synthetic(string Name, PatternKind? Truth, IReadOnlyList<(double Start, double End)> Stretches, Flight Flight);

/// <summary>Shapes of known truth, each in several variants drawn from a seed.</summary>
internal static class SyntheticShapes
{
    public static IEnumerable<Synthetic> Make(int variants)
    {
        for (var seed = 0; seed < variants; seed++)
        {
            var random = new Random(1000 + seed);
            foreach (var legs in (double[])[12_000, 20_000, 40_000, 80_000, 150_000])
                yield return Racetrack(random, seed, legs);
            yield return AlternatingRacetrack(random, seed);
            yield return Orbit(random, seed, 300, 45, "small orbit");
            yield return Orbit(random, seed, 2500, 110, "orbit in wind");
            yield return Orbit(random, seed, 6000, 150, "wide orbit");
            yield return FigureEight(random, seed);
            yield return Grid(random, seed, interleaved: false);
            yield return Grid(random, seed, interleaved: true);
            yield return Thermals(random, seed);
            yield return Holding(random, seed);
            yield return Calibration(random, seed);
            yield return Airliner(random, seed);
            yield return OneCircle(random, seed);
            yield return Circuits(random, seed);
            yield return ThereAndBack(random, seed);
        }
    }

    private static double Between(Random random, double low, double high) => low + (random.NextDouble() * (high - low));

    private static int Side(Random random) => random.Next(2) * 2 - 1;

    private static Simulator Start(Random random, double speed, double altitude)
        => new(Between(random, -55, 60), Between(random, -170, 170), Between(random, 0, 360), speed, altitude);

    private static Synthetic Close(string name, PatternKind? truth, double start, double end, Simulator s, int seed) => new(name, truth, [(start, end)], s.Heard(seed));

    private static Synthetic Racetrack(Random random, int seed, double legs)
    {
        var s = Start(random, Between(random, 140, 225), 30_000);
        var side = Side(random);
        var radius = legs < 30_000 ? Between(random, 4000, 8000) : Between(random, 6000, 12_000);
        s.Wind = (Between(random, -3, 3), Between(random, -3, 3));
        s.Straight(Between(random, 150_000, 400_000)).Turn(Between(random, 20, 80) * side, 9000);
        var start = s.Seconds;
        var laps = legs > 100_000 ? 3 : 4;
        for (var i = 0; i < laps; i++)
        {
            s.Straight(legs).Turn(180 * side, radius).Straight(legs).Turn((180 + Between(random, -5, 5)) * side, radius);
        }

        var end = s.Seconds;
        s.Turn(-60 * side, 9000).Straight(Between(random, 150_000, 300_000));
        return Close($"racetrack, legs {legs / 1000:F0} km", PatternKind.Racetrack, start, end, s, seed);
    }

    private static Synthetic AlternatingRacetrack(Random random, int seed)
    {
        var s = Start(random, Between(random, 100, 180), 22_000);
        s.Straight(150_000).Turn(70, 8000);
        var start = s.Seconds;
        for (var i = 0; i < 7; i++)
        {
            // Out along a border and back over the same line: a turn away from it and round.
            var side = i % 2 == 0 ? 1 : -1;
            s.Straight(60_000).Turn(-90 * side, 5000).Turn(270 * side, 5000);
        }

        var end = s.Seconds;
        s.Straight(10_000).Turn(80, 8000).Straight(150_000);
        return Close("racetrack, turns change side", PatternKind.Racetrack, start, end, s, seed);
    }

    private static Synthetic Orbit(Random random, int seed, double radius, double speed, string name)
    {
        var s = Start(random, speed, radius < 1000 ? 1500 : 20_000);
        s.Straight(speed * 600);
        s.Wind = (Between(random, -0.06, 0.06) * speed, Between(random, -0.06, 0.06) * speed);
        var start = s.Seconds;
        s.Turn(360 * Between(random, 3, 9) * Side(random), radius * Between(random, 0.8, 1.3));
        var end = s.Seconds;
        s.Straight(speed * 900);
        return Close(name, PatternKind.Orbit, start, end, s, seed);
    }

    private static Synthetic FigureEight(Random random, int seed)
    {
        var s = Start(random, 60, 9000);
        s.Straight(30_000);
        var start = s.Seconds;
        var turn = Between(random, 225, 260);
        for (var i = 0; i < 8; i++)
            s.Turn(turn * (i % 2 == 0 ? 1 : -1), 1200).Straight(2 * 1200 / Math.Tan((turn - 180) / 2 * Math.PI / 180));
        var end = s.Seconds;
        s.Straight(30_000);
        return Close("figure-eight", PatternKind.FigureEight, start, end, s, seed);
    }

    private static Synthetic Grid(Random random, int seed, bool interleaved)
    {
        var s = Start(random, Between(random, 65, 110), 9000);
        var length = Between(random, 15_000, 60_000);
        var spacing = Between(random, 700, 2500);
        var radius = 1200.0;
        s.Straight(70_000).Turn(80, 2000);
        var start = s.Seconds;
        const int Lines = 12;
        for (var i = 0; i < Lines; i++)
        {
            s.Straight(length);
            if (i == Lines - 1)
                break;
            var side = i % 2 == 0 ? 1 : -1;
            if (!interleaved)
            {
                // A teardrop, for neighbouring lines are nearer than two radii.
                var away = Math.Acos(Math.Clamp(0.5 + (spacing / (4 * radius)), -1, 1)) * 180 / Math.PI;
                s.Turn(-away * side, radius).Turn((180 + (2 * away)) * side, radius).Turn(-away * side, radius);
            }
            else
            {
                var jump = (i % 2 == 0 ? Lines / 2.0 : (Lines / 2.0) - 1) * spacing;
                var sidestep = jump - (2 * radius);
                s.Turn(90, radius).Straight(Math.Max(1, sidestep)).Turn(90, radius);
            }
        }

        var end = s.Seconds;
        s.Turn(70, 2000).Straight(80_000);
        return Close(interleaved ? "grid, interleaved lines" : "grid, line by line", PatternKind.Grid, start, end, s, seed);
    }

    private static Synthetic Thermals(Random random, int seed)
    {
        var s = Start(random, 27, 3000);
        s.Wind = (Between(random, -5, 5), Between(random, -5, 5));
        s.Straight(4000);
        var stretches = new List<(double, double)>();
        for (var i = 0; i < 5; i++)
        {
            var start = s.Seconds;
            s.Climb = Between(random, 200, 600);
            s.Turn(360 * Between(random, 5, 14) * Side(random), Between(random, 90, 170));
            stretches.Add((start, s.Seconds));
            s.Climb = -150;
            if (i < 4)
                s.Straight(Between(random, 5000, 12_000)).Turn(Between(random, -40, 40), 300);
        }

        s.Straight(12_000);
        return new("thermals", PatternKind.Thermalling, stretches, s.Heard(seed));
    }

    private static Synthetic Holding(Random random, int seed)
    {
        var s = Start(random, 200, 30_000);
        s.Climb = -1400;
        s.Straight(130_000);
        s.Climb = 0;
        s.Speed = Between(random, 105, 125);
        var start = s.Seconds;
        var laps = random.Next(2, 6);
        var side = Side(random);
        for (var i = 0; i < laps; i++)
            s.Turn(180 * side, 4200).Straight(s.Speed * 60).Turn(180 * side, 4200).Straight(s.Speed * 60);
        var end = s.Seconds;
        s.Climb = -1000;
        s.Straight(25_000).Turn(80, 4000);
        s.Speed = 80;
        s.Climb = -700;
        s.Straight(15_000);
        return Close("hold before approach", PatternKind.Holding, start, end, s, seed);
    }

    private static Synthetic Calibration(Random random, int seed)
    {
        var s = Start(random, 120, 5000);
        var radius = Between(random, 12_000, 30_000);
        var side = Side(random);
        s.Straight(60_000);
        var start = s.Seconds;

        // Round the navaid, in over it, a reversal, and back over it.
        var inward = 90 + (Math.Atan2(3000, radius - 3000) * 180 / Math.PI);
        s.Turn(-90 * side, 3000).Turn(375 * side, radius).Turn(inward * side, 3000).Straight(radius * 1.9);
        s.Turn(-90 * side, 3500).Turn(270 * side, 3500).Straight(radius * 1.7);
        var end = s.Seconds;
        s.Straight(50_000);
        return Close("navaid: arc and radials", PatternKind.Calibration, start, end, s, seed);
    }

    private static Synthetic Airliner(Random random, int seed)
    {
        var s = Start(random, 90, 1000);
        s.Climb = 2000;
        s.Straight(8000).Turn(Between(random, -120, 120), 4000);
        s.Speed = 220;
        s.Climb = 1500;
        s.Straight(200_000);
        s.Climb = 0;
        for (var i = 0; i < 4; i++)
            s.Turn(Between(random, -30, 30), 15_000).Straight(Between(random, 80_000, 250_000));
        s.Climb = -1500;
        s.Straight(200_000);
        s.Speed = 110;
        s.Climb = -500;
        var side = Side(random);

        // Vectors: S-turns, downwind, base, final.
        s.Turn(40 * side, 5000).Straight(8000).Turn(-80 * side, 5000).Straight(8000).Turn(40 * side, 5000).Straight(15_000)
            .Turn(90 * side, 4000).Straight(6000).Turn(90 * side, 4000).Straight(20_000);
        return Close("airliner with vectors", null, 0, 0, s, seed);
    }

    private static Synthetic OneCircle(Random random, int seed)
    {
        var s = Start(random, 120, 9000);
        s.Straight(200_000).Turn(360 * Side(random), 5000).Straight(60_000).Turn(90, 4000).Straight(20_000);
        return Close("transit with one circle", null, 0, 0, s, seed);
    }

    private static Synthetic Circuits(Random random, int seed)
    {
        var s = Start(random, 50, 100);
        var side = Side(random);
        for (var i = 0; i < 6; i++)
        {
            s.Climb = 700;
            s.Straight(2000).Turn(90 * side, 600).Straight(700).Turn(90 * side, 600);
            s.Climb = 0;
            s.Straight(3500);
            s.Climb = -785;
            s.Turn(90 * side, 600).Straight(700).Turn(90 * side, 600).Straight(1500);
        }

        return Close("aerodrome circuits", null, 0, 0, s, seed);
    }

    private static Synthetic ThereAndBack(Random random, int seed)
    {
        var s = Start(random, 70, 4000);
        s.Straight(90_000).Turn(Side(random) * 180, 1500).Straight(80_000).Turn(60, 1500).Straight(9000);
        return Close("out and back", null, 0, 0, s, seed);
    }
}
