using System.Globalization;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;

namespace Atalaya.Eval.Zones;

/// <summary>Holds the shipped zone map against NOAA's limits and the IBWC's boundary, which it does not contain.</summary>
public static class ZoneTruth
{
    private const double MetresPerNauticalMile = 1852;

    private static readonly double[] OffsetsNauticalMiles = [0.5, 1, 2];

    /// <summary>Writes the table.</summary>
    /// <param name="dataFolder">The shared data, holding <c>geo/noaa</c> and <c>geo/ibwc</c>.</param>
    /// <param name="table">Where the Markdown goes.</param>
    public static void Run(string dataFolder, TextWriter table)
    {
        var noaa = Path.Combine(dataFolder, "geo", "noaa", "us_maritime_limits_v4.1_lines.geojson.gz");
        var ibwc = Path.Combine(dataFolder, "geo", "ibwc", "us_mex_boundary.geojson");
        var sea = TruthLine.Read(noaa, n => n == "Territorial Sea", p => true);
        var land = TruthLine.Read(ibwc, n => true, p => p.Longitude is > -117.12 and < -97.15);
        var river = TruthLine.Read(ibwc, n => true, p => p.Longitude is > -106.5 and < -97.15);
        var fence = TruthLine.Read(ibwc, n => true, p => p.Longitude is > -117.12 and <= -106.53);
        var pacific = TruthLine.Read(ibwc, n => true, p => p.Longitude < -117.13);
        var gulf = TruthLine.Read(ibwc, n => true, p => p.Longitude > -97.14);

        table.WriteLine("# Zones against authoritative lines");
        table.WriteLine();
        table.WriteLine("NOAA US maritime limits v4.1 and the IBWC's boundary are test truth: no line of them is in the shipped map.");
        table.WriteLine("What the comparison did give: the seaward margins of two kinds of coast, each from the one region marked *fitted* (docs/methods/zones.md); the");
        table.WriteLine("rows of `tools/zones/islands.tsv` that say so; the margin of medians, 5 km, from the United States and Canada (Maine, Dixon Entrance). For the seaward");
        table.WriteLine("margins all other regions are *held out*. A row for all regions contains the fitted ones.");
        table.WriteLine();
        table.WriteLine("## How far our line lies from theirs");
        table.WriteLine();
        table.WriteLine("| line | km | median m | p95 m | max m |");
        table.WriteLine("|---|---|---|---|---|");
        Distances(table, "US territorial sea, all (NOAA)", sea, 1000);
        foreach (var region in Regions)
            Distances(table, "- " + region.Name, region.LimitOf(noaa), 500);
        Distances(table, "land boundary, surveyed lines (IBWC)", fence, 200);
        Distances(table, "land boundary, Rio Grande (IBWC)", river, 200);
        Distances(table, "maritime boundary to 12 NM, Pacific (IBWC)", pacific, 50);
        Distances(table, "maritime boundary to 12 NM, Gulf (IBWC)", gulf, 50);

        table.WriteLine();
        table.WriteLine("## Points beside their lines");
        table.WriteLine();
        table.WriteLine("At each offset, points on both sides; kept only where the truth line is no nearer than 0.95 of the offset. *Landward uncertain* is the share of");
        table.WriteLine("the points on the land's side (the United States' side of a boundary) that is uncertain, *seaward uncertain* that of the points on the other side.");
        table.WriteLine();
        table.WriteLine("| line | offset NM | points | right % | uncertain % | landward uncertain % | seaward uncertain % | wrong % | certain but wrong % |");
        table.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var offset in OffsetsNauticalMiles)
        {
            Sides(table, "US territorial sea", sea, offset, 100_000, SeaTruth);
            Sides(table, "land boundary", land, offset, 100_000, (isRight, _) => isRight ? "USA" : "MEX");
        }

        foreach (var region in Regions)
        {
            foreach (var offset in OffsetsNauticalMiles)
                Sides(table, $"US territorial sea, {region.Name}", region.LimitOf(noaa), offset, 10_000, SeaTruth);
        }

        Sides(table, "maritime boundary, Pacific", pacific, 0.5, 4000, (isRight, _) => isRight ? "USA" : "MEX");
        Sides(table, "maritime boundary, Pacific", pacific, 1, 4000, (isRight, _) => isRight ? "USA" : "MEX");
        Sides(table, "maritime boundary, Gulf", gulf, 0.5, 4000, (isRight, _) => isRight ? "USA" : "MEX");
        Sides(table, "maritime boundary, Gulf", gulf, 1, 4000, (isRight, _) => isRight ? "USA" : "MEX");

        table.WriteLine();
        table.WriteLine("## What the seaward margins cost");
        table.WriteLine();
        table.WriteLine("Points seaward of NOAA's limit, kept where the limit is no nearer than 0.95 of the distance: the share that is international and certain, in %.");
        table.WriteLine();
        table.WriteLine($"| region | {string.Join(" | ", CostNauticalMiles.Select(o => $"{o} NM"))} |");
        table.WriteLine($"|---{string.Concat(CostNauticalMiles.Select(_ => "|---"))}|");
        foreach (var region in Regions)
            Cost(table, region.Name, region.LimitOf(noaa));
    }

    private static readonly double[] CostNauticalMiles = [1, 3, 5, 6, 7, 9, 12, 13];

    /// <summary>A part of the limit, and whether a margin was fitted to it.</summary>
    private sealed record Region(string Name, params GeoBox[] Boxes)
    {
        public TruthLine LimitOf(string noaa) => TruthLine.Read(noaa, n => n == "Territorial Sea", p => Boxes.Any(b => Inside(b, p)));
    }

    private static readonly Region[] Regions =
    [
        new("California (fitted: steep)", new GeoBox(32, -128, 42, -117)),
        new("Oregon, Washington (held out: steep)", new GeoBox(42, -128, 48.2, -117)),
        new("Hawaii (held out: steep)", new GeoBox(18, -161, 23, -154)),
        new("Texas and western Louisiana (fitted: barrier)", new GeoBox(25.9, -97.5, 29.8, -92)),
        new("eastern Louisiana to Florida's west coast (fitted: barrier)", new GeoBox(24, -92, 30.5, -81)),
        new("Atlantic coast to Long Island (held out: barrier)", new GeoBox(25, -81, 41, -71.5)),
        new("New England (held out: 12 NM by law)", new GeoBox(41, -71.5, 45, -66)),
        new("southern Alaska and Aleutians (held out: 12 NM by law)", new GeoBox(50, -180, 58, -130), new GeoBox(50, 170, 58, 180)),
        new("northern Alaska (held out: 12 NM by law)", new GeoBox(58, -180, 75, -130)),
        new("Puerto Rico, Virgin Islands (held out: 12 NM by law)", new GeoBox(17, -69, 19.5, -64)),
        new("other Pacific islands (held out: 12 NM by law)", new GeoBox(-20, -180, 15, -150), new GeoBox(10, 140, 25, 180), new GeoBox(15, -180, 30, -161)),
    ];

    private static bool Inside(GeoBox box, Position p) => p.Latitude > box.South && p.Latitude < box.North && p.Longitude > box.West && p.Longitude < box.East;

    private static void Cost(TextWriter table, string name, TruthLine line)
    {
        var shares = CostNauticalMiles.Select(offset =>
        {
            var metres = offset * MetresPerNauticalMile;
            int points = 0, known = 0;
            foreach (var (point, azimuth) in line.Walk(line.LengthMetres / 2000))
            {
                Position left = Geodesic.Direct(point, azimuth - 90, metres), right = Geodesic.Direct(point, azimuth + 90, metres);
                var seaward = Depth(left) > Depth(right) ? right : left;
                if (line.MetresFrom(seaward) < 0.95 * metres)
                    continue;
                points++;
                known += ZoneMap.Shipped.Find(seaward.Latitude, seaward.Longitude, Claim.LowWater, out var certain) is { Kind: ZoneKind.International } && certain ? 1 : 0;
            }

            return points == 0 ? "" : (100.0 * known / points).ToString("F0", CultureInfo.InvariantCulture);
        });
        table.WriteLine($"| {name} | {string.Join(" | ", shares)} |");
    }

    /// <summary>The side on which land is nearer is the landward one: USA's; beyond it is not.</summary>
    private static string? SeaTruth(bool isRight, (Position Left, Position Right) sides) =>
        Depth(isRight ? sides.Right : sides.Left) > Depth(isRight ? sides.Left : sides.Right) ? "USA" : null;

    private static double Depth(Position p)
    {
        var answer = ZoneMap.Shipped.Find(p, Claim.LowWater);
        return answer.Zone.Kind == ZoneKind.International ? -answer.MetresToLine : answer.MetresToLine;
    }

    private static void Distances(TextWriter table, string name, TruthLine line, double step)
    {
        var off = line.Walk(step).Select(s => ZoneMap.Shipped.Find(s.Point, Claim.LowWater).MetresToLine).Order().ToList();
        if (off.Count == 0)
            return;
        string At(double share) => off[Math.Min(off.Count - 1, (int)(share * off.Count))].ToString("F0", CultureInfo.InvariantCulture);
        table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {line.LengthMetres / 1000:F0} | {At(0.5)} | {At(0.95)} | {At(1)} |"));
    }

    private static void Sides(TextWriter table, string name, TruthLine line, double offset, int pointsPerSide, Func<bool, (Position Left, Position Right), string?> truth)
    {
        var metres = offset * MetresPerNauticalMile;
        int points = 0, right = 0, wrong = 0, certainWrong = 0, inner = 0, innerUncertain = 0, outerUncertain = 0;
        foreach (var (point, azimuth) in line.Walk(line.LengthMetres / pointsPerSide))
        {
            var sides = (Left: Geodesic.Direct(point, azimuth - 90, metres), Right: Geodesic.Direct(point, azimuth + 90, metres));
            foreach (var isRight in new[] { false, true })
            {
                var side = isRight ? sides.Right : sides.Left;
                if (line.MetresFrom(side) < 0.95 * metres)
                    continue;
                var zone = ZoneMap.Shipped.Find(side.Latitude, side.Longitude, Claim.LowWater, out var certain);
                var isTrue = truth(isRight, sides) is { } owner ? zone.Sovereign == owner : zone.Sovereign != "USA";
                points++;
                right += isTrue && certain ? 1 : 0;
                var isInner = truth(isRight, sides) == "USA";
                inner += isInner ? 1 : 0;
                innerUncertain += isInner && !certain ? 1 : 0;
                outerUncertain += !isInner && !certain ? 1 : 0;
                wrong += isTrue ? 0 : 1;
                certainWrong += !isTrue && certain ? 1 : 0;
            }
        }

        string Share(int n) => Part(n, points);
        static string Part(int n, int of) => (100.0 * n / Math.Max(1, of)).ToString("F2", CultureInfo.InvariantCulture);
        table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {offset} | {points} | {Share(right)} | {Share(innerUncertain + outerUncertain)} | {Part(innerUncertain, inner)} | {Part(outerUncertain, points - inner)} | {Share(wrong)} | {Share(certainWrong)} |"));
    }
}
