using System.Buffers.Binary;
using Atalaya.Accords.Log;

namespace Atalaya.Node.Exchange;

/// <summary>Proofs of forks, each after its length (4 bytes, big-endian).</summary>
public static class ForkList
{
    private const int Most = 64;

    /// <summary>As bytes.</summary>
    public static byte[] ToBytes(IEnumerable<ForkProof> forks)
    {
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var fork in forks.Take(Most))
        {
            var one = fork.ToBytes();
            BinaryPrimitives.WriteInt32BigEndian(length, one.Length);
            bytes.Write(length);
            bytes.Write(one);
        }

        return bytes.ToArray();
    }

    /// <summary>From anybody; what is no proof is left out, and nothing here is verified yet.</summary>
    public static IReadOnlyList<ForkProof> Read(ReadOnlySpan<byte> bytes)
    {
        var forks = new List<ForkProof>();
        while (bytes.Length >= 4 && forks.Count < Most)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes);
            if (length <= 0 || length > bytes.Length - 4)
                break;
            if (ForkProof.TryParse(bytes.Slice(4, length), out var fork, out _))
                forks.Add(fork);
            bytes = bytes[(4 + length)..];
        }

        return forks;
    }
}
