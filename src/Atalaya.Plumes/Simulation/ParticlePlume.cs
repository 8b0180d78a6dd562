namespace Atalaya.Plumes.Simulation;

/// <summary>What particles say of a place downwind of their source.</summary>
/// <param name="SecondsPerSquareMetre">Crosswind-integrated concentration for a unit rate, in s/m²: kg/m² for each kg/s.</param>
/// <param name="TravelSeconds">Mean age in s of the particles there.</param>
/// <param name="SideVariance">Variance in m² of their sideways place, by small eddies and the source's width.</param>
internal readonly record struct PlumeSlice(double SecondsPerSquareMetre, double TravelSeconds, double SideVariance);

/// <summary>
/// A steady plume as thousands of particles leave it: how long they stay at which distance and height, how old they are there and how far
/// aside. Nothing in it is a formula of dispersion; the tables are counts of steps.
/// </summary>
internal sealed class ParticlePlume
{
    private const int Shift = 49; // eight bins in each octave

    // Heights are smoothed over this part of the plume's own depth, which holds the noise of some ten thousand particles near one percent.
    private const double SmoothingShare = 0.25;
    private const double NearestMetres = 2;
    private readonly int firstAlong = Bin(NearestMetres);
    private readonly int firstUp;
    private readonly double floor;
    private readonly int alongCount;
    private readonly int upCount;
    private readonly float[] density;
    private readonly float[] age;
    private readonly float[] spread;
    private readonly double[] meanAge;

    private ParticlePlume(double farMetres, double floorMetres, double lidMetres)
    {
        FarMetres = farMetres;
        floor = floorMetres;
        firstUp = Bin(floorMetres);
        alongCount = Bin(farMetres) - firstAlong + 2;
        upCount = Bin(lidMetres) - firstUp + 1;
        density = new float[alongCount * upCount];
        age = new float[alongCount * upCount];
        spread = new float[alongCount * upCount];
        meanAge = new double[alongCount];
    }

    /// <summary>How far in m the particles were followed.</summary>
    public double FarMetres { get; }

    /// <summary>Walks the particles and counts.</summary>
    /// <param name="walk">How they walk.</param>
    /// <param name="layer">The air they walk in.</param>
    /// <param name="sourceHeight">Height in m.</param>
    /// <param name="sourceWidth">Side in m of the square that emits.</param>
    /// <param name="farMetres">How far they are followed.</param>
    /// <param name="particles">How many.</param>
    /// <param name="random">Random numbers.</param>
    public static ParticlePlume Of(ParticleWalk walk, SimulatedLayer layer, double sourceHeight, double sourceWidth, double farMetres, int particles, SimulationRandom random)
    {
        var plume = new ParticlePlume(farMetres, walk.Floor, layer.DepthMetres);
        var counter = new Counter(plume);
        var last = Edge(plume.firstAlong + plume.alongCount);
        for (var i = 0; i < particles; i++)
            walk.Walk(random, sourceHeight, last, double.PositiveInfinity, ref counter);
        plume.Finish(counter, particles, sourceWidth * sourceWidth / 12);
        return plume;
    }

    /// <summary>The plume at a distance along the wind and a height, by straight lines between the middles of the bins.</summary>
    public PlumeSlice At(double along, double up)
    {
        if (along > FarMetres)
            return default;
        var (i, p) = Between(along, firstAlong, alongCount);
        var (j, q) = Between(up, firstUp, upCount);
        int a = (i * upCount) + j, b = a + upCount;
        double wa = (1 - p) * (1 - q), wb = (1 - p) * q, wc = p * (1 - q), wd = p * q;
        return new(
            (wa * density[a]) + (wb * density[a + 1]) + (wc * density[b]) + (wd * density[b + 1]),
            (wa * age[a]) + (wb * age[a + 1]) + (wc * age[b]) + (wd * age[b + 1]),
            (wa * spread[a]) + (wb * spread[a + 1]) + (wc * spread[b]) + (wd * spread[b + 1]));
    }

    /// <summary>Mean age in s of all particles at a distance.</summary>
    public double AgeAt(double along)
    {
        if (along <= 0)
            return 0;
        var (i, p) = Between(Math.Min(along, FarMetres), firstAlong, alongCount);
        var nearest = Middle(firstAlong);
        return along < nearest ? meanAge[0] * along / nearest : ((1 - p) * meanAge[i]) + (p * meanAge[i + 1]);
    }

    private static int Bin(double value) => (int)(BitConverter.DoubleToInt64Bits(value) >> Shift);

    private static double Edge(int bin) => BitConverter.Int64BitsToDouble((long)bin << Shift);

    private static double Middle(int bin) => 0.5 * (Edge(bin) + Edge(bin + 1));

    private static (int Low, double Part) Between(double value, int first, int count)
    {
        var bin = Bin(value);
        var low = (value < Middle(bin) ? bin - 1 : bin) - first;
        return low < 0 ? (0, 0) : low >= count - 1 ? (count - 2, 1) : (low, (value - Middle(low + first)) / (Middle(low + first + 1) - Middle(low + first)));
    }

    private void Finish(in Counter counter, int particles, double sourceVariance)
    {
        for (var i = alongCount - 1; i >= 0; i--)
        {
            var row = i * upCount;
            double stay = 0, ages = 0, sides = 0, heights = 0, squares = 0;
            for (var j = 0; j < upCount; j++)
            {
                var (cell, z) = (counter.Stay[row + j], Middle(j + firstUp));
                stay += cell;
                ages += counter.Age[row + j];
                sides += counter.Side[row + j];
                heights += cell * z;
                squares += cell * z * z;
            }

            // So near a raised source that every particle stepped over: as at the next distance.
            if (stay <= 0)
            {
                meanAge[i] = meanAge[i + 1];
                foreach (var column in new[] { density, age, spread })
                    Array.Copy(column, row + upCount, column, row, upCount);
                continue;
            }

            meanAge[i] = ages / stay;
            var depth = Math.Sqrt(Math.Max(0, (squares / stay) - (heights * heights / (stay * stay))));
            var length = Edge(i + firstAlong + 1) - Edge(i + firstAlong);
            for (var j = 0; j < upCount; j++)
                Smooth(counter, row, j, SmoothingShare * depth, particles * length, (meanAge[i], sides / stay), sourceVariance);
        }
    }

    private double Bottom(int low) => low == 0 ? floor : Edge(low + firstUp);

    private void Smooth(in Counter counter, int row, int j, double window, double scale, (double Age, double Side) row0, double sourceVariance)
    {
        int low = j, high = j;
        double stay = counter.Stay[row + j], ages = counter.Age[row + j], sides = counter.Side[row + j];

        // A window that stays symmetrical until it meets the ground, where the profile is flat.
        while (Edge(high + firstUp + 1) - Bottom(low) < window && high < upCount - 1)
        {
            high++;
            (stay, ages, sides) = (stay + counter.Stay[row + high], ages + counter.Age[row + high], sides + counter.Side[row + high]);
            if (low == 0)
                continue;
            low--;
            (stay, ages, sides) = (stay + counter.Stay[row + low], ages + counter.Age[row + low], sides + counter.Side[row + low]);
        }

        density[row + j] = (float)(stay / (scale * (Edge(high + firstUp + 1) - Bottom(low))));
        age[row + j] = (float)(stay > 0 ? ages / stay : row0.Age);
        spread[row + j] = (float)((stay > 0 ? sides / stay : row0.Side) + sourceVariance);
    }

    private readonly struct Counter(ParticlePlume plume) : IParticleVisitor
    {
        private readonly int firstAlong = plume.firstAlong;
        private readonly int firstUp = plume.firstUp;
        private readonly int alongCount = plume.alongCount;
        private readonly int upCount = plume.upCount;

        public double[] Stay { get; } = new double[plume.alongCount * plume.upCount];

        public double[] Age { get; } = new double[plume.alongCount * plume.upCount];

        public double[] Side { get; } = new double[plume.alongCount * plume.upCount];

        public void Visit(in ParticleStop stop)
        {
            var i = Bin(stop.Along) - firstAlong;
            if (i < 0 || i >= alongCount)
                return;
            var cell = (i * upCount) + Math.Clamp(Bin(stop.Up) - firstUp, 0, upCount - 1);
            Stay[cell] += stop.Stay;
            Age[cell] += stop.Stay * stop.Seconds;
            Side[cell] += stop.Stay * stop.Side * stop.Side;
        }
    }
}
