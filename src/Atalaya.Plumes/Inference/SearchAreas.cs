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
        var box = new Extent();
        for (var i = 0; i < readings.Count; i++)
        {
            foreach (var spot in (ReadOnlySpan<Spot>)[readings.From[i], readings.To[i]])
            {
                if (spot.IsFinite)
                    box.Add(spot);
            }
        }

        if (box.IsEmpty)
            return new(-Least, -Least, Least, Least);
        var margin = Math.Max(Least, Share * Math.Max(box.East - box.West, box.North - box.South));
        return new(box.West - margin, box.South - margin, box.East + margin, box.North + margin);
    }
}
