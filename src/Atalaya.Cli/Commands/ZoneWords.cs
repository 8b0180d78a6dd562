using System.Globalization;
using System.Resources;

namespace Atalaya.Cli.Commands;

/// <summary>Texts of the <c>zone</c> command in Spanish and English (Resources/ZoneText).</summary>
internal static class ZoneWords
{
    private static readonly ResourceManager Texts = new("Atalaya.Cli.Resources.ZoneText", typeof(ZoneWords).Assembly);

    /// <summary>The text of a key.</summary>
    public static string Of(string key, CultureInfo culture) =>
        Texts.GetString(key, culture) ?? throw new MissingManifestResourceException($"ZoneText has no text '{key}'.");
}
