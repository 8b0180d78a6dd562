namespace Atalaya.Plumes.Simulation;

/// <summary>One stop of a particle: where it is, when, and for how long it stays thereabouts.</summary>
internal readonly record struct ParticleStop(double Along, double Side, double Up, double Seconds, double Stay);

/// <summary>
/// Walks single particles by the well-mixed Langevin equation in the vertical (Thomson, Journal of Fluid Mechanics 180, 1987, 529-556,
/// his one-dimensional model for Gaussian turbulence whose strength changes with height) and by one of small eddies sideways.
/// </summary>
internal sealed class ParticleWalk
{
    // A step is this part of the local timescale. With it a uniform crowd gathers by a twentieth in the lowest two metres; with twice as
    // much by a tenth, with half by a thirtieth, at half and twice the time.
    private const double StepShare = 0.05;
    private const int PerOctaveBits = 6;
    private const int Shift = 52 - PerOctaveBits;

    // Beyond this a step would jump over the places that are asked for.
    private const double LongestStepSeconds = 10;

    private readonly record struct Level(double Speed, double Step, double Keep, double Kick, double Drift, double Bend, double SideKeep, double SideKick);

    private readonly Level[] levels;
    private readonly int first;
    private readonly double lid;
    private readonly SimulatedLayer layer;
    private readonly double sideSpeed;

    /// <param name="layer">The air.</param>
    /// <param name="sideSpeed">Standard deviation in m/s of the sideways speed of small eddies.</param>
    /// <param name="sideTimescale">Their Lagrangian timescale in s.</param>
    public ParticleWalk(SimulatedLayer layer, double sideSpeed, double sideTimescale)
    {
        (this.layer, this.sideSpeed) = (layer, sideSpeed);
        Floor = Math.Max(layer.RoughnessMetres, 0.01);
        lid = layer.DepthMetres;
        first = Index(Floor);
        levels = new Level[Index(lid) - first + 1];
        for (var i = 0; i < levels.Length; i++)
        {
            double low = Edge(i + first), high = Edge(i + first + 1);
            var middle = 0.5 * (low + high);
            var sigma = layer.SigmaUpAt(middle);
            var timescale = layer.TimescaleAt(middle);
            var step = Math.Min(StepShare * timescale, LongestStepSeconds);
            var keep = Math.Exp(-step / timescale);
            var slope = (Math.Pow(layer.SigmaUpAt(high), 2) - Math.Pow(layer.SigmaUpAt(low), 2)) / (high - low);
            var drift = 0.5 * slope * timescale * (1 - keep);
            var sideKeep = Math.Exp(-step / sideTimescale);
            levels[i] = new(
                layer.SpeedAt(middle), step, keep, sigma * Math.Sqrt(1 - (keep * keep)), drift, drift / (sigma * sigma),
                sideKeep, sideSpeed * Math.Sqrt(1 - (sideKeep * sideKeep)));
        }
    }

    /// <summary>Height in m at which the ground sends particles back.</summary>
    public double Floor { get; }

    /// <summary>Walks one particle until it is far enough along the wind or long enough under way.</summary>
    /// <param name="random">Random numbers.</param>
    /// <param name="height">Height in m at which it starts.</param>
    /// <param name="farMetres">Where it is let go.</param>
    /// <param name="longestSeconds">When it is let go.</param>
    /// <param name="visit">Told of every step, at its middle.</param>
    /// <returns>Height in m at the end.</returns>
    public double Walk<T>(SimulationRandom random, double height, double farMetres, double longestSeconds, ref T visit)
        where T : struct, IParticleVisitor, allows ref struct
    {
        double along = 0, side = 0, z = Math.Max(height, Floor), seconds = 0;
        var up = layer.SigmaUpAt(z) * random.Normal();
        var aside = sideSpeed * random.Normal();
        while (along < farMetres && seconds < longestSeconds)
        {
            ref readonly var level = ref levels[Index(z) - first];
            var bits = random.Bits();
            up = (up * level.Keep) + level.Drift + (level.Bend * up * up) + (level.Kick * Even((uint)bits));
            aside = (aside * level.SideKeep) + (level.SideKick * Even((uint)(bits >> 32)));
            var step = Math.Min(level.Step, longestSeconds - seconds);
            double rise = up * step, run = level.Speed * step, drift = aside * step;
            visit.Visit(new(along + (0.5 * run), side + (0.5 * drift), Folded(z + (0.5 * rise)), seconds + (0.5 * step), step));
            z += rise;
            along += run;
            side += drift;
            seconds += step;
            if (z < Floor || z > lid)
            {
                z = Folded(z);
                up = -up;
            }
        }

        return z;
    }

    // A fine scale of heights: the exponent and the first bits of the fraction of the number itself.
    private static int Index(double z) => (int)(BitConverter.DoubleToInt64Bits(z) >> Shift);

    private static double Edge(int index) => BitConverter.Int64BitsToDouble((long)index << Shift);

    // Uniform with unit variance: a sum of many such kicks is Gaussian, and only its first two moments count (weak order one).
    private static double Even(uint bits) => ((bits * (1.0 / 4294967296.0)) - 0.5) * 3.4641016151377544;

    private double Folded(double z)
    {
        if (z < Floor)
            z = (2 * Floor) - z;
        if (z > lid)
            z = (2 * lid) - z;
        return Math.Clamp(z, Floor, lid);
    }
}

/// <summary>Looks at the steps of particles.</summary>
internal interface IParticleVisitor
{
    /// <summary>One step of one particle.</summary>
    void Visit(in ParticleStop stop);
}
