using System.Diagnostics;
using System.Globalization;
using System.Text;
using Atalaya.Bench.Archives;
using Atalaya.Earth.Zones;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;

namespace Atalaya.Bench.Places;

/// <summary>Look-ups of zones along tracks, on one thread, beside NetTopologySuite's own locator over the same land.</summary>
internal static class ZoneBench
{
    private const int Points = 2_000_000;

    private static readonly (string Name, double South, double West, double North, double East)[] Regions =
    [
        ("Baja California and the border", 22, -119, 34, -104),
        ("Europe", 36, -10, 60, 30),
        ("anywhere", -60, -180, 75, 180),
    ];

    /// <summary>Measures and writes <c>bench/results/zones.md</c>.</summary>
    public static void Run()
    {
        var text = new StringBuilder("# Zones along tracks\n\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"Made by `bench/run zones`: {Points:N0} points in each region, on tracks of 450 kt with a point every 5 s, one thread, processor time, claim `MEX`. First: every cell of this");
        text.AppendLine("process is met for the first time. Then: best of three more. *Followed*: with `ZoneMap.Follow`. The ratio is to NetTopologySuite's `IndexedPointInAreaLocator` per");
        text.AppendLine("state behind its `STRtree`, which says the land's owner only: no sea, no margin.\n");
        text.AppendLine("| Region | First, M/s | Then, M/s | Followed, M/s | NetTopologySuite, M/s | Ratio | Both say the same land |\n|---|---|---|---|---|---|---|");
        _ = ZoneMap.Shipped.Find(30, -114, Claim.Mexico, out _);
        var land = Land();
        foreach (var region in Regions)
        {
            var (latitudes, longitudes) = Tracks(region);
            var first = Rate(() => Find(latitudes, longitudes));
            var then = Enumerable.Range(0, 3).Max(_ => Rate(() => Find(latitudes, longitudes)));
            var followed = Enumerable.Range(0, 3).Max(_ => Rate(() => Follow(latitudes, longitudes)));
            const int Fewer = Points / 10;
            var theirs = Enumerable.Range(0, 2).Max(_ => Rate(() => Locate(land, latitudes, longitudes, Fewer), Fewer));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {region.Name} | {first:0.0} | {then:0.0} | {followed:0.0} | {theirs:0.00} | {followed / theirs:0} | {Agreement(land, latitudes, longitudes, Fewer):0.00%} |");
        }

        var path = Path.Combine(ArchiveBench.Root(), "bench", "results", "zones.md");
        File.WriteAllText(path, text.ToString());
        Console.WriteLine(text);
    }

    /// <summary>Millions of points a second of processor time.</summary>
    private static double Rate(Func<int> work, int points = Points)
    {
        var before = ThreadClock.Nanoseconds;
        if (work() < 0)
            throw new UnreachableException();
        return points * 1e3 / (ThreadClock.Nanoseconds - before);
    }

    private static int Find(double[] latitudes, double[] longitudes)
    {
        var certain = 0;
        for (var i = 0; i < latitudes.Length; i++)
        {
            ZoneMap.Shipped.Find(latitudes[i], longitudes[i], Claim.Mexico, out var isCertain);
            certain += isCertain ? 1 : 0;
        }

        return certain;
    }

    private static int Follow(double[] latitudes, double[] longitudes)
    {
        var certain = 0;
        var follower = ZoneMap.Shipped.Follow(Claim.Mexico);
        for (var i = 0; i < latitudes.Length; i++)
        {
            follower.Find(latitudes[i], longitudes[i], out var isCertain);
            certain += isCertain ? 1 : 0;
        }

        return certain;
    }

    private static int Locate(STRtree<(string State, IndexedPointInAreaLocator Locator)> land, double[] latitudes, double[] longitudes, int count)
    {
        var found = 0;
        for (var i = 0; i < count; i++)
            found += OwnerOf(land, latitudes[i], longitudes[i]) is null ? 0 : 1;
        return found;
    }

    private static string? OwnerOf(STRtree<(string State, IndexedPointInAreaLocator Locator)> land, double latitude, double longitude)
    {
        var place = new Coordinate(longitude, latitude);
        foreach (var (state, locator) in land.Query(new Envelope(place)))
        {
            if (locator.Locate(place) != Location.Exterior)
                return state;
        }

        return null;
    }

    private static double Agreement(STRtree<(string State, IndexedPointInAreaLocator Locator)> land, double[] latitudes, double[] longitudes, int count)
    {
        var same = 0;
        for (var i = 0; i < count; i++)
        {
            var zone = ZoneMap.Shipped.Find(latitudes[i], longitudes[i], Claim.LowWater, out _);
            var ours = zone.Kind == ZoneKind.Territory ? zone.Sovereign : null;
            same += ours == OwnerOf(land, latitudes[i], longitudes[i]) ? 1 : 0;
        }

        return (double)same / count;
    }

    private static STRtree<(string State, IndexedPointInAreaLocator Locator)> Land()
    {
        var tree = new STRtree<(string, IndexedPointInAreaLocator)>();
        var factory = new GeometryFactory();
        foreach (var line in ZoneMap.Shipped.Draw(new(-90, -180, 90, 179.9999), 0))
        {
            if (line is not { Kind: DrawnLineKind.Land, Sovereign: { } state } || line.Points.Count < 3)
                continue;
            var ring = line.Points.Select(static p => new Coordinate(p.Longitude, p.Latitude)).ToList();
            if (!ring[0].Equals2D(ring[^1]))
                ring.Add(ring[0]);
            var area = GeometryFixer.Fix(factory.CreatePolygon([.. ring]));
            if (!area.IsEmpty)
                tree.Insert(area.EnvelopeInternal, (state, new IndexedPointInAreaLocator(area)));
        }

        tree.Build();
        return tree;
    }

    /// <summary>Ways that turn gently inside a region, each of 500 points.</summary>
    private static (double[] Latitudes, double[] Longitudes) Tracks((string Name, double South, double West, double North, double East) region)
    {
        const int Length = 500;
        const double StepDegrees = 450 * 5 / 3600d / 60;
        var random = new Random(1);
        var (latitudes, longitudes) = (new double[Points], new double[Points]);
        double latitude = 0, longitude = 0, course = 0, turn = 0;
        for (var i = 0; i < Points; i++)
        {
            if (i % Length == 0)
            {
                latitude = region.South + (random.NextDouble() * (region.North - region.South));
                longitude = region.West + (random.NextDouble() * (region.East - region.West));
                course = random.NextDouble() * 2 * Math.PI;
                turn = (random.NextDouble() - 0.5) * 0.02;
            }

            course += turn;
            latitude = Math.Clamp(latitude + (StepDegrees * Math.Cos(course)), -89, 89);
            longitude = Math.IEEERemainder(longitude + (StepDegrees * Math.Sin(course) / Math.Cos(latitude * Math.PI / 180)), 360);
            (latitudes[i], longitudes[i]) = (latitude, longitude);
        }

        return (latitudes, longitudes);
    }
}
