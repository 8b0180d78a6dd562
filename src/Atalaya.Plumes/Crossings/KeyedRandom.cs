namespace Atalaya.Plumes.Crossings;

/// <summary>
/// Random numbers that depend on a seed and on the names of their use only, so that work may be shared among any number of threads
/// (SplitMix64: Steele, Lea and Flood 2014).
/// </summary>
internal struct KeyedRandom
{
    private ulong _state;

    /// <summary>A stream for one use.</summary>
    public KeyedRandom(ulong seed, int stage, int item)
    {
        _state = Mix(Mix(seed + 0x9E3779B97F4A7C15UL) ^ (((ulong)(uint)stage << 32) | (uint)item));
    }

    /// <summary>Uniform on (0, 1).</summary>
    public double Uniform()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return ((Mix(_state) >> 11) + 0.5) * (1.0 / (1UL << 53));
    }

    /// <summary>Standard normal (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>A whole number from 0 to below <paramref name="count"/>.</summary>
    public int Below(int count) => Math.Min(count - 1, (int)(Uniform() * count));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
