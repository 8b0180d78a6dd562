using System.Globalization;

namespace Atalaya.Accords.Log;

/// <summary>Numbers as the log's formats write them: ASCII digits, no sign, no leading zero.</summary>
internal static class DecimalText
{
    /// <summary>Most digits of a 64-bit number.</summary>
    private const int MostDigits = 20;

    public static bool TryParse(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.Length is 0 or > MostDigits || (text[0] == '0' && text.Length > 1) || text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
