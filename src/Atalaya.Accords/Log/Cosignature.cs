using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NodaTime;

namespace Atalaya.Accords.Log;

/// <summary>
/// A witness's timestamped signature on a checkpoint (C2SP tlog-cosignature, <c>cosignature/v1</c>): 8 bytes of seconds since 1970, big-endian,
/// and 64 of Ed25519 over <c>cosignature/v1</c>, the time and the checkpoint's text.
/// </summary>
public static class Cosignature
{
    internal const int TimeSize = 8;
    internal const int Ed25519Size = 64;

    /// <summary>When a cosignature says that it was made. Means something only once it is verified.</summary>
    /// <param name="signature">Without the key id, as in <see cref="NoteSignature.Signature"/>.</param>
    /// <param name="time">Whole seconds.</param>
    public static bool TryTime(ReadOnlySpan<byte> signature, out Instant time)
    {
        time = default;
        if (!TrySeconds(signature, out var seconds) || seconds > Instant.MaxValue.ToUnixTimeSeconds())
            return false;
        time = Instant.FromUnixTimeSeconds(seconds);
        return true;
    }

    internal static bool TrySeconds(ReadOnlySpan<byte> signature, out long seconds)
    {
        seconds = signature.Length == TimeSize + Ed25519Size ? BinaryPrimitives.ReadInt64BigEndian(signature) : 0;
        // No witness may leave the time out (tlog-witness), nor may it exceed 2^63 - 1.
        return seconds > 0;
    }

    internal static byte[] Message(long seconds, ReadOnlySpan<byte> text) =>
        [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n")), .. text];
}
