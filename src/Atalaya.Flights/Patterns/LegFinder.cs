namespace Atalaya.Flights.Patterns;

/// <summary>Finds the straight legs of a path at one tolerance, between its corners.</summary>
internal static class LegFinder
{
    // A leg's path may be so much longer than its chord: jitter lengthens it, a loop hidden inside the tolerance doubles it.
    private const double LongestDetour = 1.4;

    // Neighbours that differ by less than 10 degrees are one leg with a bend (a border, a great circle, a correction for wind).
    private static readonly double StraightOnCosine = Math.Cos(0.18);

    /// <summary>The legs between corners found at a tolerance, none shorter than the least in metres.</summary>
    public static void Find(FlownPath path, List<int> corners, double tolerance, double least, List<Leg> legs)
    {
        legs.Clear();
        if (corners.Count < 2)
            return;
        var open = Leg.Between(path, corners[0], corners[1]);
        for (var i = 2; i < corners.Count; i++)
        {
            var edge = Leg.Between(path, corners[i - 1], corners[i]);
            var cosine = (edge.DirectionX * open.DirectionX) + (edge.DirectionY * open.DirectionY);
            if (cosine > StraightOnCosine && Math.Min(open.Length, edge.Length) > 2 * tolerance)
            {
                open = Leg.Between(path, open.First, edge.Last);
                continue;
            }

            Keep(open);
            open = edge;
        }

        Keep(open);

        void Keep(in Leg leg)
        {
            if (leg.Length >= least && path.Length[leg.Last] - path.Length[leg.First] < LongestDetour * leg.Length)
                legs.Add(leg.OnInnerLine(path));
        }
    }
}
