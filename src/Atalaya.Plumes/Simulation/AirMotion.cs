namespace Atalaya.Plumes.Simulation;

/// <summary>How the wind of a case wanders about its mean.</summary>
public sealed record WindHabit
{
    /// <summary>Mean speed in m/s at <see cref="HeightMetres"/>.</summary>
    public required double MetresPerSecond { get; init; }

    /// <summary>Height in m to which the speed belongs.</summary>
    public required double HeightMetres { get; init; }

    /// <summary>Mean direction in degrees, counter-clockwise from east, to which the air goes.</summary>
    public required double TowardMathDegrees { get; init; }

    /// <summary>Degrees by which the direction turns in all from beginning to end.</summary>
    public double TurnDegrees { get; init; }

    /// <summary>Standard deviation in degrees of the slow wandering of the direction.</summary>
    public double WanderDegrees { get; init; }

    /// <summary>Seconds in which that wandering forgets itself.</summary>
    public double WanderSeconds { get; init; } = 300;

    /// <summary>Standard deviation of the logarithm of the slow changes of speed.</summary>
    public double SpeedWander { get; init; }

    /// <summary>Standard deviation in m/s of the sideways turbulence, large and small eddies together.</summary>
    public double SigmaSide { get; init; }

    /// <summary>Share of that variance in small eddies, which widen the plume at an instant; the rest moves it as a whole.</summary>
    public double SmallShare { get; init; } = 0.35;

    /// <summary>Seconds in which the large eddies forget themselves at a fixed place.</summary>
    public double EddySeconds { get; init; } = 15;

    /// <summary>How much longer the large eddies last for air that goes with them (Hay and Pasquill's beta).</summary>
    public double EddyLasting { get; init; } = 4;

    /// <summary>Lagrangian timescale in s of the small eddies.</summary>
    public double SmallSeconds { get; init; } = 5;

    /// <summary>A record of minutes that takes the place of the mean and its slow wandering; null: none.</summary>
    public WindRecord? Record { get; init; }
}

/// <summary>
/// The true wind of a case, second by second, the same all over the site but for its large eddies, which age as they go. All speeds keep
/// their ratio to the mean, so that the path of a particle stays and only its time stretches: <see cref="FlowAt"/> is that time.
/// </summary>
internal sealed class AirMotion
{
    private readonly double[] angle;
    private readonly double[] factor;
    private readonly double[] eddy;
    private readonly double[] small;
    private readonly double[] flow;
    private readonly double start;
    private readonly double[] eastByFlow;
    private readonly double[] northByFlow;
    private readonly double[] eddyByFlow;

    /// <param name="habit">How it wanders.</param>
    /// <param name="beforeSeconds">Seconds of wind before instant 0, so that a plume is there when readings begin.</param>
    /// <param name="afterSeconds">Seconds of wind after it.</param>
    /// <param name="random">Random numbers.</param>
    public AirMotion(WindHabit habit, double beforeSeconds, double afterSeconds, SimulationRandom random)
    {
        Habit = habit;
        start = -Math.Ceiling(beforeSeconds);
        var count = (int)(Math.Ceiling(afterSeconds) - start) + 2;
        (angle, factor, flow) = (new double[count], new double[count], new double[count]);
        eddy = random.Wander(count, 1, habit.EddySeconds);
        small = random.Wander(count, 1, 0.5 * habit.SmallSeconds);
        var turn = random.Wander(count, 1, habit.WanderSeconds);
        var gust = random.Wander(count, 1, habit.WanderSeconds);
        for (var i = 0; i < count; i++)
        {
            var seconds = start + i;
            var part = Math.Clamp(seconds / afterSeconds, 0, 1) - 0.5;
            var (speed, toward) = habit.Record?.At(seconds) ?? (
                habit.MetresPerSecond * Math.Exp((habit.SpeedWander * gust[i]) - (0.5 * habit.SpeedWander * habit.SpeedWander)),
                (habit.TowardMathDegrees + (habit.TurnDegrees * part) + (habit.WanderDegrees * turn[i])) * Math.PI / 180);
            angle[i] = i == 0 ? toward : angle[i - 1] + Math.IEEERemainder(toward - angle[i - 1], 2 * Math.PI);

            // Below a tenth of the mean the similarity on which the particles' paths rest is lost, and a real plume would pool.
            factor[i] = Math.Max(0.1, speed / habit.MetresPerSecond);
            var large = habit.SigmaSide * Math.Sqrt(1 - habit.SmallShare);
            eddy[i] *= large;
            small[i] *= habit.SigmaSide * Math.Sqrt(habit.SmallShare);
            flow[i] = i == 0 ? start : flow[i - 1] + (0.5 * (factor[i] + factor[i - 1]));
        }

        var flowCount = (int)(flow[^1] - start) + 1;
        (eastByFlow, northByFlow, eddyByFlow) = (new double[flowCount], new double[flowCount], new double[flowCount]);
        for (int i = 0, j = 1; i < flowCount; i++)
        {
            while (j < count - 1 && flow[j] < start + i)
                j++;
            var instant = j - 1 + ((start + i - flow[j - 1]) / (flow[j] - flow[j - 1]));
            (northByFlow[i], eastByFlow[i]) = Math.SinCos(At(angle, instant));
            eddyByFlow[i] = At(eddy, instant);
        }
    }

    /// <summary>How it wanders.</summary>
    public WindHabit Habit { get; }

    /// <summary>The stretched time at an instant.</summary>
    public double FlowAt(double seconds) => At(flow, seconds - start);

    /// <summary>The instant of a stretched time.</summary>
    public double InstantOf(double flowSeconds)
    {
        var i = Array.BinarySearch(flow, flowSeconds);
        if (i >= 0)
            return start + i;
        i = Math.Clamp(~i, 1, flow.Length - 1);
        return start + i - 1 + ((flowSeconds - flow[i - 1]) / (flow[i] - flow[i - 1]));
    }

    /// <summary>Unit vector of the mean wind at a stretched time.</summary>
    public (double East, double North) WayAtFlow(double flowSeconds) => (At(eastByFlow, flowSeconds - start), At(northByFlow, flowSeconds - start));

    /// <summary>Speed over the mean speed.</summary>
    public double FactorAt(double seconds) => At(factor, seconds - start);

    /// <summary>Sideways speed in m/s of large eddies at a stretched time, for a mean wind of the habit's speed.</summary>
    public double EddyAtFlow(double flowSeconds) => At(eddyByFlow, flowSeconds - start);

    /// <summary>What an anemometer feels: speeds in m/s towards east and north at the habit's height.</summary>
    public (double East, double North) FeltAt(double seconds)
    {
        var (sin, cos) = Math.SinCos(At(angle, seconds - start));
        var strength = FactorAt(seconds);
        var along = Habit.MetresPerSecond * strength;
        var side = strength * (At(eddy, seconds - start) + At(small, seconds - start));
        return ((along * cos) - (side * sin), (along * sin) + (side * cos));
    }

    private static double At(double[] series, double place)
    {
        if (place <= 0)
            return series[0];
        var i = (int)place;
        return i >= series.Length - 1 ? series[^1] : series[i] + ((place - i) * (series[i + 1] - series[i]));
    }
}
