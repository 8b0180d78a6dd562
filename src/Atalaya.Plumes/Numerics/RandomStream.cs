namespace Atalaya.Plumes.Numerics;

/// <summary>
/// Seeded random numbers (xoshiro256**, Blackman and Vigna 2018, seeded by SplitMix64). Streams of one seed and different numbers are independent,
/// so that work shared among threads draws the same whatever their number.
/// </summary>
public sealed class RandomStream
{
    private ulong _a, _b, _c, _d;
    private double _spare = double.NaN;

    /// <summary>Begins a stream.</summary>
    public RandomStream(ulong seed, ulong stream = 0)
    {
        var state = seed ^ (stream * 0xD1B54A32D192ED03);
        _a = Mix(ref state);
        _b = Mix(ref state);
        _c = Mix(ref state);
        _d = Mix(ref state);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal, by the polar method.</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            var kept = _spare;
            _spare = double.NaN;
            return kept;
        }

        while (true)
        {
            var (u, v) = ((2 * Uniform()) - 1, (2 * Uniform()) - 1);
            var s = (u * u) + (v * v);
            if (s is >= 1 or 0)
                continue;
            var factor = Math.Sqrt(-2 * Math.Log(s) / s);
            _spare = v * factor;
            return u * factor;
        }
    }

    /// <summary>Chi-square with a whole number of degrees of freedom.</summary>
    public double ChiSquare(int freedom)
    {
        var sum = 0.0;
        for (var i = 0; i < freedom; i++)
        {
            var normal = Normal();
            sum += normal * normal;
        }

        return sum;
    }

    /// <summary>Whole number from 0 to below a limit.</summary>
    public int Below(int limit) => (int)(Uniform() * limit);

    private ulong Next()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
