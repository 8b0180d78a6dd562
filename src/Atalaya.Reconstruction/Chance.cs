namespace Atalaya.Reconstruction;

/// <summary>Seeded randomness: each aircraft, flight and day has a stream of its own, so that threads cannot change it.</summary>
internal static class Chance
{
    /// <summary>A stream named by a seed and two numbers (SplitMix64 finaliser over them).</summary>
    public static Random Stream(int seed, long first, long second)
    {
        var mixed = Mix(Mix(Mix((ulong)seed) ^ (ulong)first) ^ (ulong)second);
        return new Random((int)(mixed & 0x7FFFFFFF));
    }

    public static double Between(this Random random, double low, double high) => low + ((high - low) * random.NextDouble());

    /// <summary>Normal deviate (Box and Muller).</summary>
    public static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static bool Happens(this Random random, double probability) => random.NextDouble() < probability;

    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
