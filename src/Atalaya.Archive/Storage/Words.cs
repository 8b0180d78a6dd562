using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Atalaya.Earth.Zones;

namespace Atalaya.Archive.Storage;

/// <summary>The words in which enumerations and times are stored and exported.</summary>
internal static class Words
{
    public const string Heard = "heard";

    private static readonly ConcurrentDictionary<Enum, string> Known = new();

    /// <summary>Kebab case: <c>figure-eight</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Known.GetOrAdd(value, static v => Kebab(v.ToString()));

    public static string Of(Claim claim) => claim == Claim.Mexico ? "MEX" : "low-water";

    public static T Parse<T>(string word) where T : struct, Enum =>
        Enum.GetValues<T>().First(value => Of(value) == word);

    /// <summary>ISO 8601, UTC, milliseconds only where there are some.</summary>
    public static string Time(NodaTime.Instant instant) => NodaTime.Text.InstantPattern.ExtendedIso.Format(instant);

    public static string Json(IReadOnlyList<JsonElement> values) => JsonSerializer.Serialize(values);

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
}
