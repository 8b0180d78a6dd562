using System.Diagnostics;
using System.Globalization;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Testing;
using CsCheck;

namespace Atalaya.Tests.Earth;

public sealed class GeodesicTests
{
    private const double Micrometre = 1e-6;
    private static readonly Gen<Position> AnyPosition = Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], (lat, lon) => new Position(lat, lon));

    // GeodSolve 2.1.2 (Debian geographiclib-tools): `echo LAT1 LON1 LAT2 LON2 | GeodSolve -i -p 9`.
    [Theory]
    [InlineData(0, 0, 0, 90, 10018754.171394622)]
    [InlineData(0, 0, 0, 179, 19926188.85199597)]
    [InlineData(0, 0, 0.5, 179.5, 19936288.578965314)]
    [InlineData(-30, 0, 29.9, 179.8, 19989832.827610)]
    [InlineData(90, 0, -90, 0, 20003931.458625447)]
    [InlineData(40.6, -73.8, 51.6, -0.5, 5551759.400318679)]
    public void The_inverse_problem_agrees_with_published_values(double lat1, double lon1, double lat2, double lon2, double metres) =>
        Assert.Equal(metres, Geodesic.DistanceMetres(new(lat1, lon1), new(lat2, lon2)), Micrometre * 2);

    [Fact]
    public void Going_the_way_that_the_inverse_problem_names_arrives_within_a_micrometre() =>
        Gen.Select(AnyPosition, AnyPosition).Sample((from, to) =>
        {
            var way = Geodesic.Inverse(from, to);
            var arrived = Geodesic.Direct(from, way.InitialAzimuthDegrees, way.Metres);
            return Geodesic.DistanceMetres(arrived, to) < Micrometre;
        });

    [Fact]
    public void The_way_back_is_as_long() =>
        Gen.Select(AnyPosition, AnyPosition).Sample((a, b) => Math.Abs(Geodesic.DistanceMetres(a, b) - Geodesic.DistanceMetres(b, a)) < Micrometre);

    [Fact]
    public void A_point_on_a_line_is_nearest_to_itself() =>
        Gen.Select(AnyPosition, Gen.Double[0, 360], Gen.Double[1, 4_000_000], Gen.Double[0, 1], Gen.Double[1, 900_000]).Sample((from, azimuth, length, share, aside) =>
        {
            var line = new GeodesicLine(from, azimuth);
            var foot = line.At(length * share, out var direction);
            var point = Geodesic.Direct(foot, direction + 90, aside);
            var distance = Geodesic.DistanceToSegment(point, from, line.At(length), out var nearest);
            return distance <= aside + 1e-3 && Math.Abs(distance - Geodesic.DistanceMetres(point, nearest)) < 1e-3;
        });

    [Fact]
    public void Beyond_its_ends_a_segment_is_as_far_as_its_nearer_end()
    {
        Position from = new(30, -114), to = new(31, -114);
        Assert.Equal(Geodesic.DistanceMetres(new(29, -114.2), from), Geodesic.DistanceToSegment(new(29, -114.2), from, to, out var nearest), Micrometre);
        Assert.Equal(from, nearest);
        Assert.Equal(Geodesic.DistanceMetres(new(32, -113.9), to), Geodesic.DistanceToSegment(new(32, -113.9), from, to, out nearest), Micrometre);
        Assert.Equal(to, nearest);
    }

    [Fact]
    public void Ten_thousand_pairs_and_the_awkward_ones_agree_with_GeodSolve_to_a_micrometre()
    {
        var tool = TestData.Tool("GeodSolve");
        var random = new Random(20250203);
        var pairs = Enumerable.Range(0, 10_000)
            .Select(_ => (new Position(Latitude(random), (random.NextDouble() * 360) - 180), new Position(Latitude(random), (random.NextDouble() * 360) - 180)))
            .Concat(Awkward(random)).ToList();
        var lines = Run(tool, "-i -f -p 9", pairs.Select(p => Text(p.Item1.Latitude, p.Item1.Longitude, p.Item2.Latitude, p.Item2.Longitude)));
        Assert.Equal(pairs.Count, lines.Length);
        for (var i = 0; i < pairs.Count; i++)
        {
            // lat1 lon1 azi1 lat2 lon2 azi2 s12 ...
            var peer = Numbers(lines[i]);
            var own = Geodesic.Inverse(pairs[i].Item1, pairs[i].Item2);
            Assert.True(Math.Abs(own.Metres - peer[6]) < Micrometre, $"pair {i} {pairs[i]}: {own.Metres:R} against {peer[6]:R}");

            // Where several shortest ways exist (poles, antipodes) azimuths may differ: both must arrive.
            var arrived = Geodesic.Direct(pairs[i].Item1, peer[2], peer[6]);
            Assert.True(Geodesic.DistanceMetres(arrived, pairs[i].Item2) < 2 * Micrometre, $"pair {i} {pairs[i]} by the peer's azimuth");
            arrived = Geodesic.Direct(pairs[i].Item1, own.InitialAzimuthDegrees, own.Metres);
            Assert.True(Geodesic.DistanceMetres(arrived, pairs[i].Item2) < Micrometre, $"pair {i} {pairs[i]} by our azimuth");
        }
    }

    [Fact]
    public void Polygons_agree_with_Planimeter()
    {
        var tool = TestData.Tool("Planimeter");
        var random = new Random(7);
        var rings = Enumerable.Range(0, 200).Select(_ => Ring(random)).ToList();
        rings.Add([new(80, 0), new(80, 90), new(80, 180), new(80, -90)]);
        rings.Add([new(-70, 10), new(-72, -100), new(-75, 130)]);
        rings.Add([new(-5, 170), new(-5, -170), new(5, -170), new(5, 170)]);
        rings.Add([new(0, 0), new(0, 90), new(0, 180), new(0, -90)]);
        var input = rings.SelectMany(r => r.Select(p => Text(p.Latitude, p.Longitude)).Append(""));
        var lines = Run(tool, "-p 9 -s", input);
        Assert.Equal(rings.Count, lines.Length);
        for (var i = 0; i < rings.Count; i++)
        {
            var peer = Numbers(lines[i]);
            var (area, perimeter) = GeodesicPolygon.Measure(rings[i]);
            Assert.Equal(peer[1], perimeter, 1e-5);
            Assert.True(Math.Abs(Math.Abs(area) - Math.Abs(peer[2])) < 0.2 + (1e-12 * Math.Abs(peer[2])), $"ring {i}: {area:R} against {peer[2]:R}");
        }
    }

    [Fact]
    public void The_area_of_a_ring_changes_sign_with_its_sense()
    {
        Position[] ring = [new(20, -110), new(20, -109), new(21, -109)];
        var (area, _) = GeodesicPolygon.Measure(ring);
        Assert.True(area > 0);
        Assert.Equal(-area, GeodesicPolygon.Measure([.. ring.Reverse()]).SquareMetres, 1e-3);
    }

    [Fact]
    public void Points_along_a_way_are_never_farther_apart_than_asked()
    {
        var points = Geodesic.Densify(new(32, -117), new(23, -110), 10_000).ToList();
        Assert.Equal(new(23, -110), points[^1]);
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(Geodesic.DistanceMetres(pair.First, pair.Second) <= 10_000.001));
    }

    private static IEnumerable<(Position, Position)> Awkward(Random random)
    {
        foreach (var latitude in new[] { 0, 1e-9, 0.1, 30, 45, 89.999999, 90 })
        {
            foreach (var off in new[] { 0, 1e-12, 1e-7, 0.001, 0.3, 0.6, 1 })
            {
                yield return (new(latitude, 12), new(-latitude, -168 + off));
                yield return (new(latitude, 12), new(Math.Max(-90, -latitude - off), -168));
                yield return (new(latitude, 179.9999), new(latitude, -179.9999 + off));
                yield return (new(latitude, 5), new(latitude, 5 + off));
                yield return (new(latitude, 0), new(90, 77 * off));
            }
        }

        for (var i = 0; i < 500; i++)
        {
            var latitude = Latitude(random);
            yield return (new(latitude, 0), new(Math.Clamp(-latitude + (random.NextDouble() - 0.5), -90, 90), 179 + random.NextDouble()));
            yield return (new(0, random.NextDouble() * 180), new(0, -random.NextDouble() * 180));
            yield return (new(latitude, 40), new(Math.Clamp(latitude + (1e-6 * random.NextDouble()), -90, 90), 40 + (1e-6 * random.NextDouble())));
        }
    }

    private static double Latitude(Random random) => Math.Asin((2 * random.NextDouble()) - 1) * 180 / Math.PI;

    private static List<Position> Ring(Random random)
    {
        var centre = new Position(Latitude(random) * 0.9, (random.NextDouble() * 360) - 180);
        var corners = 3 + random.Next(8);
        return [.. Enumerable.Range(0, corners).Select(i => Geodesic.Direct(centre, -360d * i / corners, 1_000 + (random.NextDouble() * 800_000)))];
    }

    private static string Text(params double[] values) => string.Join(' ', values.Select(v => v.ToString("F24", CultureInfo.InvariantCulture)));

    private static double[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];

    private static string[] Run(string tool, string arguments, IEnumerable<string> input)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        foreach (var line in input)
            process.StandardInput.WriteLine(line);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
