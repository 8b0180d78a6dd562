using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Inference;

/// <summary>Where to look when nobody says where.</summary>
internal static class SearchAreas
{
    private const double Share = 0.5;
    private const double Least = 20;

    /// <summary>The readings' own rectangle, half of its greater side wider on each side.</summary>
    internal static SearchArea Around(ReadingTable readings)
    {
        double west = double.PositiveInfinity, south = west, east = double.NegativeInfinity, north = east;
        for (var i = 0; i < readings.Count; i++)
        {
            foreach (var spot in (ReadOnlySpan<Spot>)[readings.From[i], readings.To[i]])
            {
                if (!spot.IsFinite)
                    continue;
                (west, east) = (Math.Min(west, spot.X), Math.Max(east, spot.X));
                (south, north) = (Math.Min(south, spot.Y), Math.Max(north, spot.Y));
            }
        }

        if (!(west <= east))
            return new(-Least, -Least, Least, Least);
        var margin = Math.Max(Least, Share * Math.Max(east - west, north - south));
        return new(west - margin, south - margin, east + margin, north + margin);
    }
}
