using System.Numerics;

namespace Atalaya.Plumes.Simulation;

/// <summary>
/// Random numbers that are the same on every machine: xoshiro256** (Blackman and Vigna, ACM Transactions on Mathematical Software 47,
/// 2021), its state filled by SplitMix64.
/// </summary>
internal sealed class SimulationRandom
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;
    private double spare = double.NaN;

    /// <param name="seed">Seed.</param>
    /// <param name="stream">A stream of its own under that seed, so that one draw more in one part moves no other part.</param>
    public SimulationRandom(ulong seed, ulong stream = 0)
    {
        var state = (seed * 0xD1342543DE82EF95) ^ (stream * 0x9E3779B97F4A7C15) ^ 0x2545F4914F6CDD1D;
        (a, b, c, d) = (Mixed(ref state), Mixed(ref state), Mixed(ref state), Mixed(ref state));
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        var result = BitOperations.RotateLeft(b * 5, 7) * 9;
        var t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform between two bounds.</summary>
    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>Uniform in the logarithm between two positive bounds.</summary>
    public double LogUniform(double low, double high) => low * Math.Exp(Uniform() * Math.Log(high / low));

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Whole(int low, int high) => low + (int)(Uniform() * (high - low + 1));

    /// <summary>Standard normal (Marsaglia's polar method).</summary>
    public double Normal()
    {
        if (!double.IsNaN(spare))
        {
            var kept = spare;
            spare = double.NaN;
            return kept;
        }

        double x, y, r;
        do
        {
            (x, y) = ((2 * Uniform()) - 1, (2 * Uniform()) - 1);
            r = (x * x) + (y * y);
        }
        while (r is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Math.Log(r) / r);
        spare = y * scale;
        return x * scale;
    }

    /// <summary>A factor about one whose logarithm has that standard deviation.</summary>
    public double LogNormal(double sigma) => Math.Exp(sigma * Normal());

    /// <summary>A stationary Ornstein-Uhlenbeck series of unit variance.</summary>
    /// <param name="count">How many values.</param>
    /// <param name="step">Seconds between them.</param>
    /// <param name="timescale">Seconds after which the correlation is 1/e.</param>
    public double[] Wander(int count, double step, double timescale)
    {
        var series = new double[count];
        var keep = Math.Exp(-step / timescale);
        var fresh = Math.Sqrt(1 - (keep * keep));
        for (var i = 0; i < count; i++)
            series[i] = i == 0 ? Normal() : (keep * series[i - 1]) + (fresh * Normal());
        return series;
    }

    private static ulong Mixed(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
