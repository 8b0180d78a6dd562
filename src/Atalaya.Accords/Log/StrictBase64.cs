using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Atalaya.Accords.Log;

/// <summary>Base64 of which each value has one form only: no white space, no stray bits, padded in the standard alphabet and not in that of URLs.</summary>
/// <remarks>A text that could be changed without changing what it says would let two different notes or envelopes carry one signature.</remarks>
internal static class StrictBase64
{
    private static readonly SearchValues<char> UrlDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Standard alphabet with padding (RFC 4648, section 4).</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes) => TryDecode(Encoding.UTF8.GetBytes(text), out bytes);

    /// <summary>Standard alphabet with padding (RFC 4648, section 4), as UTF-8.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length % 4 != 0)
            return false;
        var decoded = new byte[text.Length / 4 * 3];
        if (Base64.DecodeFromUtf8(text, decoded, out var read, out var written) != OperationStatus.Done || read != text.Length)
            return false;

        // The platform skips white space and takes stray bits in the last digit; both would be a second spelling.
        var again = new byte[text.Length];
        if (Base64.EncodeToUtf8(decoded.AsSpan(0, written), again, out _, out var length) != OperationStatus.Done || !text.SequenceEqual(again.AsSpan(0, length)))
            return false;
        bytes = decoded[..written];
        return true;
    }

    /// <summary>Whether a text has only letters of the URL alphabet.</summary>
    public static bool IsUrl(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(UrlDigits) < 0;

    /// <summary>URL alphabet without padding (RFC 4648, section 5).</summary>
    public static bool TryDecodeUrl(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var room = new byte[(text.Length / 4 * 3) + 3];

        // The platform's Try form throws on stray bits in the last digit; this one does not.
        if (!IsUrl(text) || text.Length % 4 == 1 || Base64Url.DecodeFromChars(text, room, out _, out var written) != OperationStatus.Done)
            return false;
        var read = room[..written];
        if (!text.SequenceEqual(Base64Url.EncodeToString(read)))
            return false;
        bytes = read;
        return true;
    }
}
