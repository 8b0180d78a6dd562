using static Atalaya.Flights.Patterns.Belief;

namespace Atalaya.Flights.Patterns;

/// <summary>Legs flown one after the other, each against the direction of the one before and beside it, with their measures.</summary>
internal sealed class LegChain
{
    private LegChain(FlownPath path, List<Leg> legs)
    {
        Path = path;
        Legs = legs;
        Length = Median(legs.ConvertAll(static l => l.Length));
        double sine = 0, cosine = 0;
        foreach (var leg in legs)
        {
            sine += leg.Length * Math.Sin(2 * leg.Heading);
            cosine += leg.Length * Math.Cos(2 * leg.Heading);
        }

        Axis = 0.5 * Math.Atan2(sine, cosine);
        for (var i = 1; i < legs.Count; i++)
            Steps.Add(Step(legs[i - 1], legs[i]) * (i % 2 == 1 ? 1 : -1));
        for (var i = 2; i < legs.Count; i++)
        {
            LapShifts.Add(Math.Abs(Step(legs[i - 2], legs[i])));
            LapOverlaps.Add(legs[i - 2].Overlap(legs[i]));
        }

        // The tolerance already lies between points and legs; turns are summed on chords of a tenth of a leg.
        TurnSum = SumTurns(path, First, Last, Math.Clamp(Length / 12, 250, 3000));
    }

    public FlownPath Path { get; }

    public List<Leg> Legs { get; }

    public int First => Legs[0].First;

    public int Last => Legs[^1].Last;

    /// <summary>Median length in metres.</summary>
    public double Length { get; }

    /// <summary>Direction of the legs in radians clockwise from north, modulo π.</summary>
    public double Axis { get; }

    /// <summary>Median angle in degrees between the legs and the axis.</summary>
    public double AxisScatterDegrees => double.RadiansToDegrees(Median(Legs.ConvertAll(l => Math.Abs(Wrap(2 * (l.Heading - Axis))) / 2)));

    /// <summary>Metres sideways from each leg to the next; one sign where lines progress, alternating where laps overlie.</summary>
    public List<double> Steps { get; } = [];

    /// <summary>Metres sideways from each leg to the next but one.</summary>
    public List<double> LapShifts { get; } = [];

    /// <summary>Common part of each leg and the next but one.</summary>
    public List<double> LapOverlaps { get; } = [];

    /// <summary>Net and total turn in radians over the stretch.</summary>
    public (double Net, double Total) TurnSum { get; }

    /// <summary>Metres from line to line: median of the steps without their sign.</summary>
    public double Spacing => Median(Steps.ConvertAll(Math.Abs));

    /// <summary>How many lines may lie in its silences: those they last for, and one more in each, for what is left of a line at both ends is no leg.</summary>
    public double LinesUnheard
    {
        get
        {
            var silences = Path.Silences[Last] - Path.Silences[First];
            if (silences == 0)
                return 0;
            var legs = Legs.Sum(l => Path.T[l.Last] - Path.T[l.First]) / Legs.Count;
            var silent = 0.0;
            for (var i = First + 1; i <= Last; i++)
            {
                if (Path.Silences[i] != Path.Silences[i - 1])
                    silent += Path.T[i] - Path.T[i - 1];
            }

            return silences + (silent / Math.Max(1, legs));
        }
    }

    /// <summary>How much the legs are joined by half turns, 0 to 1.</summary>
    public double HalfTurns(PatternRules rules)
    {
        var turns = new List<double>();
        for (var i = 1; i < Legs.Count; i++)
            turns.Add(double.RadiansToDegrees(SumTurns(Path, Legs[i - 1].Last, Legs[i].First, Math.Clamp(Length / 12, 250, 3000)).Total));

        // A teardrop on chords loses up to a chord's turn at either end; the corners at the legs are not in the sum.
        return Ramp(Median(turns), 1.35 * rules.MostTurnDegrees, rules.MostTurnDegrees);
    }

    /// <summary>Sideways places of the legs in the frame of the common axis, in metres.</summary>
    public List<double> Offsets()
    {
        var (sine, cosine) = Math.SinCos(Axis);
        return Legs.ConvertAll(l => ((l.X + l.EndX) / 2 * cosine) - ((l.Y + l.EndY) / 2 * sine));
    }

    public PatternGeometry Describe(double laps, double? residual)
    {
        var (net, total) = TurnSum;
        return new()
        {
            Centre = Path.Plane.Unproject(Legs.Average(static l => (l.X + l.EndX) / 2), Legs.Average(static l => (l.Y + l.EndY) / 2)),
            LegMetres = Length,
            SpacingMetres = Spacing,
            AxisDegrees = (double.RadiansToDegrees(Axis) + 360) % 180,
            Turns = total / (2 * Math.PI),
            TurnBias = total == 0 ? 0 : net / total,
            Sense = Math.Abs(net) < 0.5 * total ? TurnSense.Both : net > 0 ? TurnSense.Right : TurnSense.Left,
            Laps = laps,
            AltitudeFeet = Path.MedianAltitude(First, Last),
            ResidualMetres = residual,
        };
    }

    /// <summary>All chains of at least three legs, in time order; a leg is in one chain only, but the last may begin the next.</summary>
    public static List<LegChain> Build(FlownPath path, List<Leg> legs, PatternRules rules)
    {
        List<LegChain> chains = [];
        List<Leg> chain = [];
        for (var i = 0; i < legs.Count;)
        {
            chain.Clear();
            chain.Add(legs[i]);
            var last = i;
            for (var j = i + 1; j < legs.Count; j++)
            {
                var before = chain[^1];
                var connection = path.Length[legs[j].First] - path.Length[before.Last];
                if (connection > Math.Max(rules.LongestTurn * before.Length, rules.LongestTurnMetres))
                    break;
                if (Follows(before, legs[j], rules))
                {
                    chain.Add(legs[j]);
                    last = j;
                }
                else if (legs[j].Length > 0.65 * before.Length)
                {
                    break;
                }
            }

            if (chain.Count >= rules.RacetrackLegs)
            {
                chains.Add(new(path, [.. chain]));
                i = Math.Max(i + 1, last);
            }
            else
            {
                i++;
            }
        }

        return chains;
    }

    private static bool Follows(in Leg before, in Leg leg, PatternRules rules)
    {
        var ratio = leg.Length / before.Length;
        var cosine = (before.DirectionX * leg.DirectionX) + (before.DirectionY * leg.DirectionY);
        return ratio is > 0.4 and < 2.5
            && cosine < 0
            && cosine < -Math.Cos(double.DegreesToRadians(rules.AntiParallelDegrees))
            && before.Overlap(leg) >= rules.LegOverlap
            && Math.Abs(Step(before, leg)) < 1.2 * Math.Max(before.Length, leg.Length);
    }

    private static double Step(in Leg from, in Leg to) => from.Across((to.X + to.EndX) / 2, (to.Y + to.EndY) / 2);

    private static (double Net, double Total) SumTurns(FlownPath path, int first, int last, double scale)
    {
        double net = 0, total = 0, heading = double.NaN;
        var from = first;
        for (var i = first + 1; i <= last; i++)
        {
            if (path.Distance(from, i) < scale)
                continue;
            var next = Math.Atan2(path.X[i] - path.X[from], path.Y[i] - path.Y[from]);
            if (!double.IsNaN(heading))
            {
                var turn = Wrap(next - heading);
                net += turn;
                total += Math.Abs(turn);
            }

            heading = next;
            from = i;
        }

        return (net, total);
    }
}
