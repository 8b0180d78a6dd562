using Atalaya.Earth.Zones;

namespace Atalaya.Cli.Maps;

/// <summary>The kinds of line that maps show, in the order in which they lie on one another, with the class that gives each its stroke and, after <c>legend-</c>, its words.</summary>
internal static class LineStyle
{
    public static readonly (DrawnLineKind Kind, string Style)[] All =
    [
        (DrawnLineKind.Border, "border"),
        (DrawnLineKind.MaritimeBoundary, "maritime"),
        (DrawnLineKind.TerritorialSeaLimit, "limit"),
        (DrawnLineKind.TerritorialSeaLimitMexico, "limit-mex"),
        (DrawnLineKind.StraightBaseline, "baseline"),
    ];
}
