using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Atalaya.Node.Tests.Verify;

/// <summary>A point of edwards25519 by the formulas of RFC 8032, section 5.1.4, in affine form: slow, plain, and nobody's library.</summary>
internal readonly record struct EdwardsPoint(BigInteger X, BigInteger Y)
{
    private static readonly BigInteger P = (BigInteger.One << 255) - 19;
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));

    /// <summary>The order of the group that the base point makes.</summary>
    public static readonly BigInteger L = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    public static EdwardsPoint Zero { get; } = new(0, 1);

    public static EdwardsPoint Base { get; } = Decode(4 * Inverse(5), odd: false);

    /// <summary>The eight points whose eightfold is nothing; the first is nothing itself.</summary>
    public static IReadOnlyList<EdwardsPoint> SmallOrder { get; } = [.. Enumerable.Range(0, 8).Select(static i => Decode(YOfOrderEight, odd: false).Times(i))];

    // y of a point of order 8: dy^4 + 2y^2 - 1 = 0, that is y^2 = (-1 + sqrt(1 + d)) / d; the root that has itself a root.
    private static BigInteger YOfOrderEight => new(Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), isUnsigned: true);

    public EdwardsPoint Plus(EdwardsPoint other)
    {
        var dxy = Mod(Mod(D * X * other.X) * Y * other.Y);
        return new(Mod(((X * other.Y) + (Y * other.X)) * Inverse(1 + dxy)), Mod(((Y * other.Y) + (X * other.X)) * Inverse(1 - dxy)));
    }

    public EdwardsPoint Times(BigInteger scalar)
    {
        var (sum, power) = (Zero, this);
        for (; scalar > 0; scalar >>= 1, power = power.Plus(power))
        {
            if (!scalar.IsEven)
                sum = sum.Plus(power);
        }

        return sum;
    }

    public byte[] Encode() => Number(Y + (X.IsEven ? 0 : BigInteger.One << 255));

    /// <summary>Every encoding of this point that a lenient reader might take: y may be given beyond p, and a zero x with a sign.</summary>
    public IEnumerable<byte[]> Encodings()
    {
        var signs = X.IsZero ? [BigInteger.Zero, BigInteger.One << 255] : new[] { X.IsEven ? BigInteger.Zero : BigInteger.One << 255 };
        foreach (var sign in signs)
        {
            yield return Number(Y + sign);
            if (Y + P < BigInteger.One << 255)
                yield return Number(Y + P + sign);
        }
    }

    /// <summary>32 bytes, the least significant first.</summary>
    public static byte[] Number(BigInteger value)
    {
        var bytes = new byte[32];
        Assert.True(value.TryWriteBytes(bytes, out _, isUnsigned: true));
        return bytes;
    }

    /// <summary>SHA-512 of R, A and the message, as a scalar.</summary>
    public static BigInteger Challenge(byte[] r, byte[] a, byte[] message) => new BigInteger(SHA512.HashData([.. r, .. a, .. message]), isUnsigned: true) % L;

    private static EdwardsPoint Decode(BigInteger y, bool odd)
    {
        y = Mod(y);
        var square = Mod(((y * y) - 1) * Inverse((D * y * y) + 1));
        var x = BigInteger.ModPow(square, (P + 3) / 8, P);
        if (Mod((x * x) - square) != 0)
            x = Mod(x * BigInteger.ModPow(2, (P - 1) / 4, P));
        Assert.Equal(square, Mod(x * x));
        return new(x.IsEven == odd ? P - x : x, y);
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(Mod(value), P - 2, P);

    private static BigInteger Mod(BigInteger value) => ((value % P) + P) % P;
}
