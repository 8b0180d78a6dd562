using System.Text;

namespace Atalaya.Accords.Log;

/// <summary>What a key may be called: not nothing, no Unicode space, no plus sign (C2SP signed-note), and no control character.</summary>
internal static class NoteName
{
    public static bool IsValid(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return false;
        foreach (var rune in name.EnumerateRunes())
        {
            // Half a surrogate pair, too, shows as the replacement character, and would not be written as it was read.
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || rune.Value == '+' || rune == Rune.ReplacementChar)
                return false;
        }

        return true;
    }
}
