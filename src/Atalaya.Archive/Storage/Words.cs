using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atalaya.Earth.Zones;

namespace Atalaya.Archive.Storage;

/// <summary>The words in which enumerations and times are stored and exported.</summary>
internal static class Words
{
    public const string Heard = "heard";

    /// <summary>Bytes of the longest time.</summary>
    public const int MaxTimeBytes = 32;

    /// <summary>How JSON is written. Callsigns and names are data for programs, not HTML: they are escaped no more than JSON asks for.</summary>
    public static JsonWriterOptions JsonWriting { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same for the serializer.</summary>
    public static JsonSerializerOptions JsonStyle { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Kebab case: <c>figure-eight</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Known<T>.Words.TryGetValue(value, out var word) ? word : Kebab(value.ToString());

    public static string Of(Claim claim) => claim == Claim.Mexico ? "MEX" : "low-water";

    public static T Parse<T>(string word) where T : struct, Enum =>
        Enum.GetValues<T>().First(value => Of(value) == word);

    /// <summary>ISO 8601, UTC, milliseconds only where there are some.</summary>
    public static string Time(NodaTime.Instant instant) => NodaTime.Text.InstantPattern.ExtendedIso.Format(instant);

    /// <summary>The same as UTF-8, into room for <see cref="MaxTimeBytes"/>; gives the bytes used. To 100 ns, which is finer than what is stored.</summary>
    public static int Time(NodaTime.Instant instant, Span<byte> target)
    {
        instant.ToDateTimeUtc().TryFormat(target, out var length, "O", System.Globalization.CultureInfo.InvariantCulture);

        // 2025-02-03T04:05:06.7000000Z: zeros at the end are left out, and with all of them the point.
        var digits = target[..(length - 1)].TrimEnd((byte)'0').TrimEnd((byte)'.');
        target[digits.Length] = (byte)'Z';
        return digits.Length + 1;
    }

    public static string Kebab(string name)
    {
        var word = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && word.Length > 0)
                word.Append('-');
            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }

    private static class Known<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Words = Enum.GetValues<T>().Distinct().ToDictionary(static value => value, static value => Kebab(value.ToString()));
    }
}
