using Atalaya.Earth.Zones;

namespace Atalaya.Cli.Maps;

/// <summary>What a map shows, so that its legend explains that and nothing else.</summary>
/// <param name="Lines">Kinds of line drawn.</param>
/// <param name="Patterns">Kinds of pattern drawn, as the archive writes them.</param>
/// <param name="Gaps">Whether there are gaps.</param>
/// <param name="Transit">Whether there are stretches without a pattern.</param>
/// <param name="Margins">Whether the bands are drawn in which an answer is uncertain.</param>
/// <param name="Difference">Whether the areas are drawn in which the claims differ.</param>
internal sealed record MapContent(IReadOnlySet<DrawnLineKind> Lines, IReadOnlyList<string> Patterns, bool Gaps, bool Transit, bool Margins, bool Difference)
{
    /// <summary>Styles of the areas drawn.</summary>
    public IEnumerable<string> Areas => (Difference ? ["differ"] : Array.Empty<string>()).Concat(Margins ? ["margin"] : []);
}
