using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Inference;

/// <summary>What would have been detected: the same test, asked of sources that were not there.</summary>
internal static class Detectability
{
    private static readonly double[] Rates = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
    private static readonly double[] Distances = [5, 10, 20, 40, 80, 160, 320, 640];

    // A plume differs from its mean by so much (the scatter of blocks and the wind's error together).
    private const double LogScatter = 0.5;

    internal static IReadOnlyList<DetectionChance> Of(PosteriorDensity density, CandidateMap map, EmissionTest test, ReadingTable readings)
    {
        // Squares that remain without a source, from the noise that the best fit leaves.
        var values = map.Values([]);
        var (gain, total) = map.Best(values);
        var remaining = Math.Max(total - gain, 1e-12);
        var sensors = Sensors(readings);
        var chances = new List<DetectionChance>();
        for (var d = 0; d < Distances.Length; d++)
        {
            var (low, high) = (d == 0 ? 0 : Math.Sqrt(Distances[d - 1] * Distances[d]), Distances[d] * Math.Sqrt(2));
            var places = Enumerable.Range(0, map.Places.Length).Where(g => Nearest(sensors, map.Places[g]) is var m && m >= low && m < high).ToArray();
            if (places.Length == 0)
                continue;
            foreach (var rate in Rates)
            {
                var sum = 0.0;
                foreach (var g in places)
                {
                    // n/2·ln(1 + gain/remaining) must pass the threshold; the gain of a source at its own place is the square of a normal about its signal.
                    var n = Math.Max(1, density.Table.ReadingCount);
                    var needed = Math.Sqrt(n * (Math.Exp(2 * Math.Max(test.Threshold, 0) / n) - 1));
                    var have = rate * Math.Sqrt(map.Norm(g) * n / remaining);
                    sum += have <= 0 ? 0 : Normal((have - needed) / Math.Sqrt(1 + (LogScatter * have * LogScatter * have)));
                }

                chances.Add(new(rate, Distances[d], sum / places.Length));
            }
        }

        return chances;
    }

    private static List<Spot> Sensors(ReadingTable readings)
    {
        var spots = new HashSet<Spot>();
        var step = Math.Max(1, readings.Count / 5000);
        for (var i = 0; i < readings.Count; i += step)
        {
            for (var k = 0; k <= 8; k++)
            {
                var (a, b) = (readings.From[i], readings.To[i]);
                spots.Add(new(Math.Round(a.X + (k / 8.0 * (b.X - a.X)), 1), Math.Round(a.Y + (k / 8.0 * (b.Y - a.Y)), 1), 0));
                if (a == b)
                    break;
            }
        }

        return [.. spots];
    }

    private static double Nearest(List<Spot> sensors, (double X, double Y) place)
    {
        var best = double.PositiveInfinity;
        foreach (var sensor in sensors)
            best = Math.Min(best, sensor.PlaneDistance(new(place.X, place.Y, 0)));
        return best;
    }

    private static double Normal(double z) => 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-z / Math.Sqrt(2));
}
