using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Simulation;

/// <summary>
/// The plume of one source in a wandering wind: a chain of clouds, each where the wind has carried it since it left, each as deep, old and
/// wide as the particles are at its distance.
/// </summary>
internal sealed class MovingPlume
{
    // Links of the chain: a quarter of the distance near the source, never longer than the large eddies can bend it.
    private const double FirstLinkMetres = 2;
    private const double LinkGrowth = 0.2;
    private const double LongestLinkMetres = 60;

    // A cloud is cut off here, in standard deviations; what lies beyond is less than one part in 10⁵.
    private const double CutOff = 4.5;
    private readonly EmissionSource source;
    private readonly AirMotion air;
    private readonly ParticlePlume particles;
    private readonly double[] along;
    private readonly double[] meanAge;
    private readonly double[] x;
    private readonly double[] y;
    private readonly double[] left;
    private int links;
    private double chainSeconds = double.NaN;
    private double chainHeight = double.NaN;

    public MovingPlume(EmissionSource source, AirMotion air, ParticlePlume particles)
    {
        (this.source, this.air, this.particles) = (source, air, particles);
        var places = new List<double> { 0 };
        for (var next = FirstLinkMetres; next < particles.FarMetres; next += Math.Min(LongestLinkMetres, LinkGrowth * next))
            places.Add(next);
        along = [.. places];
        meanAge = [.. along.Select(particles.AgeAt)];
        (x, y, left) = (new double[along.Length], new double[along.Length], new double[along.Length]);
    }

    /// <summary>Concentration in kg/m³ at a place and instant.</summary>
    /// <param name="seconds">Instant.</param>
    /// <param name="place">Where.</param>
    /// <param name="height">Height in m for which the chain is laid: the same for all points of one beam spares time.</param>
    public double At(double seconds, Spot place, double height)
    {
        if (seconds != chainSeconds || height != chainHeight)
            (links, chainSeconds, chainHeight) = (0, seconds, height);

        // A chain that winds is longer than it reaches; it is laid as far as this place needs.
        Lay(seconds, height, (1.5 * source.Place.PlaneDistance(place)) + 30);
        double sum = 0;
        for (var k = 0; k + 1 < links; k++)
        {
            double dx = x[k + 1] - x[k], dy = y[k + 1] - y[k], rx = place.X - x[k], ry = place.Y - y[k];
            var square = (dx * dx) + (dy * dy);
            var part = ((rx * dx) + (ry * dy)) / square;
            if (part is < 0 or >= 1 || square == 0)
                continue;
            var length = Math.Sqrt(square);
            var aside = ((rx * dy) - (ry * dx)) / length;
            var distance = along[k] + (part * (along[k + 1] - along[k]));
            var slice = particles.At(distance, place.Z);
            if (slice.SecondsPerSquareMetre <= 0 || aside * aside > CutOff * CutOff * slice.SideVariance)
                continue;
            var since = left[k] + (part * (left[k + 1] - left[k]));
            if (since < source.FromSeconds || since >= source.UntilSeconds)
                continue;

            // Wind that is stronger as the gas leaves draws it out; a chain bent longer than the way of its air thins it.
            sum += slice.SecondsPerSquareMetre * (along[k + 1] - along[k]) / length / air.FactorAt(since)
                * Math.Exp(-0.5 * aside * aside / slice.SideVariance) / Math.Sqrt(2 * Math.PI * slice.SideVariance);
        }

        return sum * source.KilogramsPerSecond;
    }

    // Where the air that left the source at each link's time of leaving is now.
    private void Lay(double seconds, double height, double reachMetres)
    {
        if (links == along.Length || (links > 0 && along[links - 1] >= reachMetres))
            return;
        var now = air.FlowAt(seconds);
        for (var k = links; k < along.Length && (k == 0 || along[k - 1] < reachMetres); k++)
        {
            var age = k == 0 ? 0 : particles.At(along[k], height).TravelSeconds;
            var start = now - age;
            var stretch = k == 0 ? 1 : age / meanAge[k];
            double east = source.Place.X, north = source.Place.Y, before = 0;
            for (var j = 1; j <= k; j++)
            {
                var after = meanAge[j] * stretch;
                var middle = 0.5 * (before + after);
                var (cos, sin) = air.WayAtFlow(start + middle);
                var side = air.EddyAtFlow(start + (middle / air.Habit.EddyLasting)) * (after - before);
                var run = along[j] - along[j - 1];
                east += (run * cos) - (side * sin);
                north += (run * sin) + (side * cos);
                before = after;
            }

            (x[k], y[k], left[k]) = (east, north, air.InstantOf(start));
            links++;
        }
    }
}
