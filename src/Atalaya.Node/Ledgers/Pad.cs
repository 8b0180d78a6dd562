using System.Security.Cryptography;
using System.Text;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;

namespace Atalaya.Node.Ledgers;

/// <summary>
/// A leaf that says nothing, so that the size of a published log tells nobody how much was said. It follows from 32 random bytes and a key's
/// name alone: whoever is shown these knows that it is no record, and no record can be passed off as one.
/// </summary>
internal sealed class Pad
{
    /// <summary>Bytes of the opening: salt, then key.</summary>
    public const int Size = 64;

    private const int SaltSize = 32;
    private const string Domain = "atalaya-pad/v1 ";

    private Pad(byte[] opening, OfficerKey key)
    {
        Bytes = opening;
        var salt = opening.AsSpan(0, SaltSize);
        // A true signature, by a key that nobody has: random bytes would not be a point of the curve half the time, and strangers could tell.
        using var nobody = new Ed25519Seed(Hash("key", salt));
        var text = string.Concat(
            "{\"apiVersion\":\"0.0.1\",\"kind\":\"dsse\",\"spec\":{\"envelopeHash\":{\"algorithm\":\"sha256\",\"value\":\"", Convert.ToHexStringLower(Hash("envelope", salt)),
            "\"},\"payloadHash\":{\"algorithm\":\"sha256\",\"value\":\"", Convert.ToHexStringLower(Hash("payload", salt)),
            "\"},\"signatures\":[{\"signature\":\"", Convert.ToBase64String(nobody.Sign(salt)),
            "\",\"verifier\":\"", Convert.ToBase64String(Encoding.ASCII.GetBytes(key.Pem)), "\"}]}}");
        Leaf = Encoding.ASCII.GetBytes(text);
    }

    /// <summary>What it follows from.</summary>
    public byte[] Bytes { get; }

    /// <summary>The leaf, which looks like any other.</summary>
    public byte[] Leaf { get; }

    /// <summary>Draws one in the name of one of some keys.</summary>
    public static Pad Draw(RandomFill random, IReadOnlyList<OfficerKey> keys)
    {
        var bytes = new byte[SaltSize + 1];
        random(bytes.AsSpan(0, SaltSize));
        random(bytes.AsSpan(SaltSize));
        var key = keys[bytes[SaltSize] % keys.Count];
        return new([.. bytes.AsSpan(0, SaltSize), .. key.ToBytes()], key);
    }

    /// <summary>Takes an opening from anybody; null where it is none.</summary>
    public static Pad? Read(ReadOnlySpan<byte> opening) =>
        opening.Length == Size && OfficerKey.TryParse(Convert.ToHexStringLower(opening[SaltSize..]), out var key) ? new(opening.ToArray(), key) : null;

    private static byte[] Hash(string what, ReadOnlySpan<byte> salt) => SHA256.HashData([.. Encoding.ASCII.GetBytes(Domain + what + "\n"), .. salt]);
}
