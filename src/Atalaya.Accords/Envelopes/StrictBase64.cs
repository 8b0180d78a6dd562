using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Atalaya.Accords.Envelopes;

/// <summary>Base64 in the one way that bytes are written in it: another spelling of the same bytes is not read.</summary>
internal static class StrictBase64
{
    private static readonly SearchValues<char> UrlDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Standard alphabet with padding (RFC 4648, section 4).</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        // The platform skips white space and takes stray bits in the last digit; both would be a second spelling.
        var room = new byte[(text.Length / 4 * 3) + 3];
        if (text.Length % 4 != 0 || !Convert.TryFromBase64String(text, room, out var written))
            return false;
        var read = room[..written];
        if (!string.Equals(Convert.ToBase64String(read), text, StringComparison.Ordinal))
            return false;
        bytes = read;
        return true;
    }

    /// <summary>Whether a text has only letters of the URL alphabet.</summary>
    public static bool IsUrl(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(UrlDigits) < 0;

    /// <summary>URL alphabet without padding (RFC 4648, section 5).</summary>
    public static bool TryReadUrl(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
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
