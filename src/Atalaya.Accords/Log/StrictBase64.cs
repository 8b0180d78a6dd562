using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Atalaya.Accords.Log;

/// <summary>Standard base64 (RFC 4648, section 4) of which each value has one form only: padded, no white space, no stray bits.</summary>
/// <remarks>A text that could be changed without changing what it says would let two different notes carry one signature.</remarks>
internal static class StrictBase64
{
    public static bool TryDecode(ReadOnlySpan<byte> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length % 4 != 0)
            return false;
        var decoded = new byte[text.Length / 4 * 3];
        if (Base64.DecodeFromUtf8(text, decoded, out var read, out var written) != System.Buffers.OperationStatus.Done || read != text.Length)
            return false;
        var again = new byte[text.Length];
        if (Base64.EncodeToUtf8(decoded.AsSpan(0, written), again, out _, out var length) != System.Buffers.OperationStatus.Done || !text.SequenceEqual(again.AsSpan(0, length)))
            return false;
        bytes = decoded[..written];
        return true;
    }
}
