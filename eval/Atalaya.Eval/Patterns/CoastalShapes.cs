using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Patterns;
using Atalaya.Flights.Tracks;

namespace Atalaya.Eval.Patterns;

/// <summary>Made-up ways along real shores and round real peninsulas, and ways beside them that follow nothing.</summary>
internal static class CoastalShapes
{
    private static readonly Position[][] Peninsulas =
    [
        [new(29.5, -116.2), new(27.5, -115.8), new(24.3, -112.9), new(22.4, -110.2), new(23.3, -108.6), new(25.5, -110.3), new(27.4, -111.7)],
        [new(30.5, -80.6), new(27.0, -79.4), new(24.7, -79.9), new(24.1, -82.0), new(25.5, -82.5), new(28.5, -83.6)],
        [new(38.3, 129.3), new(36.0, 130.0), new(34.6, 129.3), new(33.9, 127.3), new(34.2, 125.2), new(36.8, 125.4)],
        [new(55.5, 163.6), new(52.5, 159.5), new(50.4, 157.0), new(51.3, 155.6), new(55.0, 154.8)],
    ];

    // A place at sea and the direction in which the shore is followed from there.
    private static readonly (double Latitude, double Longitude, double Heading)[] Shores =
        [(20.0, -105.8, 180), (41.5, -9.3, 180), (-18.0, -70.9, 180), (13.0, 49.8, 80), (69.2, 15.0, 40), (-8.5, -34.4, 190)];

    private static readonly Position[][] Airways =
    [
        [new(37.5, -123.6), new(33.4, -121.2), new(30.0, -118.3)],
        [new(41.0, -10.2), new(36.0, -10.4), new(29.5, -14.8)],
        [new(40.2, -72.5), new(33.5, -76.0), new(27.5, -78.6), new(19.0, -73.0)],
    ];

    public static IEnumerable<Synthetic> Make(int variants)
    {
        for (var seed = 0; seed < variants; seed++)
        {
            var random = new Random(5000 + seed);
            var speed = 100 + (random.NextDouble() * 120);
            yield return Fly("round a peninsula", PatternKind.CoastalLoop, Shifted(Peninsulas[seed % Peninsulas.Length], random, 0.15), speed, seed);
            yield return Fly("along a shore", PatternKind.CoastalLoop, Beside(Shores[seed % Shores.Length], 15_000 + (random.NextDouble() * 50_000)), speed, seed);
            yield return Fly("airway over the sea beside a shore", null, Shifted(Airways[seed % Airways.Length], random, 0.3), 230, seed);
        }
    }

    private static List<Position> Shifted(Position[] route, Random random, double degrees)
        => [.. route.Select(p => new Position(p.Latitude + (degrees * (random.NextDouble() - 0.5)), p.Longitude + (degrees * (random.NextDouble() - 0.5))))];

    /// <summary>A pilot who keeps one distance from the shore and turns no more than needed.</summary>
    private static List<Position> Beside((double Latitude, double Longitude, double Heading) start, double offShore)
    {
        List<Position> way = [];
        var (here, heading) = (new Position(start.Latitude, start.Longitude), start.Heading);
        for (var step = 0; step < 280; step++)
        {
            var (best, least) = (0.0, double.MaxValue);
            for (var turn = -12; turn <= 12; turn += 2)
            {
                var there = Geodesic.Direct(here, heading + turn, 12_000);
                var missed = Math.Abs(ZoneMap.Shipped.MetresOffShore(there.Latitude, there.Longitude, Claim.LowWater) - offShore) + (10 * Math.Abs(turn));
                if (missed < least)
                    (best, least) = (turn, missed);
            }

            heading += best;
            here = Geodesic.Direct(here, heading, 4000);
            if (Math.Abs(ZoneMap.Shipped.MetresOffShore(here.Latitude, here.Longitude, Claim.LowWater) - offShore) < 0.2 * offShore)
                way.Add(here);
        }

        return way;
    }

    private static Synthetic Fly(string name, PatternKind? truth, List<Position> route, double speed, int seed)
    {
        var reports = new List<Report>();
        var seconds = 0.0;
        for (var leg = 0; leg + 1 < route.Count; leg++)
        {
            var way = Geodesic.Inverse(route[leg], route[leg + 1]);
            for (var flown = 0.0; flown < way.Metres; flown += speed * 15)
            {
                var here = Geodesic.Direct(route[leg], way.InitialAzimuthDegrees, flown);
                reports.Add(new(1_700_000_000_000 + (long)(1000 * (seconds + (flown / speed))), here.Latitude, here.Longitude, 28_000, (float)(speed / 0.514444), (float)way.InitialAzimuthDegrees));
            }

            seconds += way.Metres / speed;
        }

        var builder = new TrackBuilder();
        foreach (var report in Distortion.Jitter(reports, new Random(seed), 12))
            builder.Add(report);
        return new(name, truth, [(0, seconds)], LabelledSets.Close("made", builder));
    }
}
