using Atalaya.Accords.Records;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;

namespace Atalaya.Accords.Matching;

/// <summary>How far a place is from an area.</summary>
internal static class VolumeDistance
{
    /// <summary>Metres from a position to an area, 0 inside. Of a polygon the nearest point is found in a plane about the position, and its distance along the geodesic.</summary>
    public static double Metres(Area area, Position position)
    {
        if (area.Contains(position))
            return 0;
        if (area is CircleArea circle)
            return Math.Max(0, Geodesic.DistanceMetres(circle.Centre, position) - circle.RadiusMetres);
        var corners = ((PolygonArea)area).Corners;
        var narrow = Math.Cos(position.Latitude * Math.PI / 180);
        var (best, nearest) = (double.PositiveInfinity, position);
        for (var i = 0; i < corners.Length; i++)
        {
            var (from, to) = (corners[i], corners[(i + 1) % corners.Length]);
            var (x, y) = ((from.Longitude - position.Longitude) * narrow, from.Latitude - position.Latitude);
            var (dx, dy) = ((to.Longitude - from.Longitude) * narrow, to.Latitude - from.Latitude);
            var share = Math.Clamp(-((x * dx) + (y * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
            var far = Math.Pow(x + (share * dx), 2) + Math.Pow(y + (share * dy), 2);
            if (far < best)
                (best, nearest) = (far, new(from.Latitude + (share * (to.Latitude - from.Latitude)), from.Longitude + (share * (to.Longitude - from.Longitude))));
        }

        return Geodesic.DistanceMetres(position, nearest);
    }

    /// <summary>Feet above or below a band, 0 inside; null where the height is not known or over another datum: those are not compared.</summary>
    public static double? Feet(HeightBand band, float height, bool isGeometric)
    {
        var datum = isGeometric ? HeightDatum.Wgs84 : HeightDatum.StandardPressure;
        return float.IsNaN(height) || band.Datum != datum ? null : Math.Max(0, Math.Max(band.LowerFeet - height, height - band.UpperFeet));
    }
}
