using System.Numerics;

namespace Atalaya.Flights.Patterns;

/// <summary>Finds legs of different bearings that point to one place: an arc's centre or where two legs meet.</summary>
internal sealed class RadialFinder
{
    // Radials of one bearing are one radial.
    private const double BearingBin = Math.PI / 9;

    // Beyond so many long legs the flight is a survey or a network of airways.
    private const int MostLegs = 60;

    private static readonly double LeastSine = Math.Sin(BearingBin);
    private static readonly int Padded = (MostLegs + Vector<double>.Count) / Vector<double>.Count * Vector<double>.Count;

    private readonly List<Leg> longLegs = [];
    private readonly HashSet<int> bins = [];

    // The long legs by column, to count those that point to a place before it is asked from where; NaN behind the last.
    private readonly double[] x = new double[Padded];
    private readonly double[] y = new double[Padded];
    private readonly double[] directionX = new double[Padded];
    private readonly double[] directionY = new double[Padded];
    private readonly double[] farthest = new double[Padded];

    /// <summary>The largest set, and its place.</summary>
    public (List<Leg> Radials, double X, double Y) Find(List<Arc> arcs, List<Leg> legs, PatternRules rules)
    {
        longLegs.Clear();
        foreach (var leg in legs)
        {
            // A third point says that it is straight; at a fix a minute the least radial has no more.
            if (leg.Length >= Math.Max(rules.RadialLegMetres, rules.RacetrackLegMetres) && leg.Last - leg.First >= 2)
                longLegs.Add(leg);
        }

        (List<Leg> Radials, double X, double Y) best = ([], 0, 0);
        var columns = longLegs.Count <= MostLegs;
        if (columns)
            FillColumns(rules);

        // A centre that an arc shows needs no more than a radial; a place where legs merely meet needs many.
        foreach (var arc in arcs)
        {
            if (arc.Span > 2)
                Try(arc.X, arc.Y, 0.02 * arc.Radius, 1, columns, rules, ref best);
        }

        if (!columns || longLegs.Count < rules.Radials)
            return best;
        for (var i = 0; i < longLegs.Count; i++)
        {
            for (var j = i + 1; j < longLegs.Count; j++)
            {
                var sine = (directionX[i] * directionY[j]) - (directionY[i] * directionX[j]);
                if (Math.Abs(sine) < LeastSine)
                    continue;
                var along = (((x[j] - x[i]) * directionY[j]) - ((y[j] - y[i]) * directionX[j])) / sine;
                Try(x[i] + (along * directionX[i]), y[i] + (along * directionY[i]), 0, rules.Radials, columns, rules, ref best);
            }
        }

        return best;
    }

    private void Try(double placeX, double placeY, double miss, int least, bool columns, PatternRules rules, ref (List<Leg> Radials, double X, double Y) best)
    {
        if (columns && CountMeeting(placeX, placeY, miss, rules) < Math.Max(least, best.Radials.Count + 1))
            return;
        bins.Clear();
        var meeting = new List<Leg>();
        foreach (var leg in longLegs)
        {
            if (Math.Abs(leg.Across(placeX, placeY)) > rules.RadialMissMetres + miss || leg.Along(placeX, placeY) < -rules.RadialReachMetres
                || leg.Along(placeX, placeY) > leg.Length + rules.RadialReachMetres)
                continue;
            var bearing = Math.Atan2(((leg.X + leg.EndX) / 2) - placeX, ((leg.Y + leg.EndY) / 2) - placeY);
            if (bins.Add((int)Math.Floor(bearing / BearingBin)))
                meeting.Add(leg);
        }

        if (meeting.Count >= least && meeting.Count > best.Radials.Count)
            best = (meeting, placeX, placeY);
    }

    /// <summary>How many long legs point to a place, those of one bearing each counted.</summary>
    private long CountMeeting(double placeX, double placeY, double miss, PatternRules rules)
    {
        var count = Vector<long>.Zero;
        var most = new Vector<double>(rules.RadialMissMetres + miss);
        var before = new Vector<double>(-rules.RadialReachMetres);
        for (var k = 0; k < longLegs.Count; k += Vector<double>.Count)
        {
            var (east, north) = (new Vector<double>(placeX) - new Vector<double>(x, k), new Vector<double>(placeY) - new Vector<double>(y, k));
            var (dx, dy) = (new Vector<double>(directionX, k), new Vector<double>(directionY, k));
            var along = (east * dx) + (north * dy);
            var meets = Vector.LessThanOrEqual(Vector.Abs((east * dy) - (north * dx)), most)
                & Vector.GreaterThanOrEqual(along, before) & Vector.LessThanOrEqual(along, new Vector<double>(farthest, k));
            count -= meets;
        }

        return Vector.Sum(count);
    }

    private void FillColumns(PatternRules rules)
    {
        for (var k = 0; k < longLegs.Count; k++)
        {
            var leg = longLegs[k];
            (x[k], y[k], directionX[k], directionY[k], farthest[k]) = (leg.X, leg.Y, leg.DirectionX, leg.DirectionY, leg.Length + rules.RadialReachMetres);
        }

        x.AsSpan(longLegs.Count).Fill(double.NaN);
    }
}
