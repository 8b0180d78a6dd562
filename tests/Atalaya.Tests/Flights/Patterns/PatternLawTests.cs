using Atalaya.Flights.Patterns;
using Atalaya.Flights.Tracks;
using CsCheck;

namespace Atalaya.Tests.Flights.Patterns;

public sealed class PatternLawTests
{
    private static readonly DrawnFlight[] Shapes =
    [
        PatternFinderTests.Orbit(), PatternFinderTests.Racetrack(60_000), PatternFinderTests.FigureEight(), PatternFinderTests.Hold().Straight(250_000),
    ];

    [Fact]
    public void Where_and_when_and_in_which_direction_a_shape_is_flown_does_not_matter()
        => Gen.Select(Gen.Int[0, Shapes.Length - 1], Gen.Double[0, 360], Gen.Double[-65, 65], Gen.Double[-180, 180], Gen.Long[0, 4_000_000_000_000])
            .Sample((shape, turned, latitude, longitude, start) =>
            {
                var here = Assert.Single(Shapes[shape].Patterns());
                var there = Assert.Single(Shapes[shape].Patterns(turnedDegrees: turned, latitude: latitude, longitude: longitude, startMs: start));
                Assert.Equal(here.Kind, there.Kind);
                Assert.Equal(here.Geometry.Sense, there.Geometry.Sense);
                Assert.InRange(there.FirstIndex, here.FirstIndex - 40, here.FirstIndex + 40);
                Assert.InRange(there.LastIndex, here.LastIndex - 40, here.LastIndex + 40);
                Assert.Equal(here.Geometry.Laps, there.Geometry.Laps, 0.6);
            }, iter: 40);

    [Fact]
    public void A_mirror_changes_the_sense_and_nothing_else()
    {
        foreach (var shape in Shapes)
        {
            var seen = Assert.Single(shape.Patterns());
            var mirrored = Assert.Single(shape.Patterns(mirrored: true));
            Assert.Equal(seen.Kind, mirrored.Kind);
            Assert.Equal(seen.Geometry.Sense == TurnSense.Both ? TurnSense.Both : seen.Geometry.Sense == TurnSense.Left ? TurnSense.Right : TurnSense.Left, mirrored.Geometry.Sense);
            Assert.Equal(-seen.Geometry.TurnBias, mirrored.Geometry.TurnBias, 0.02);
        }
    }

    [Fact]
    public void Flown_backwards_a_shape_keeps_its_name()
    {
        foreach (var shape in Shapes)
            Assert.Equal(Assert.Single(shape.Patterns()).Kind, Assert.Single(shape.Patterns(reversed: true)).Kind);
    }

    [Fact]
    public void Any_reports_at_all_give_patterns_in_order_without_overlap_inside_the_flight()
        => Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], Gen.Double[0.0001, 0.5],
                Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1], Gen.Int[1, 400_000], Gen.Double[-2000, 60_000], Gen.Int[0, 20]).Array[0, 300])
            .Sample((latitude, longitude, step, moves) =>
            {
                var builder = new TrackBuilder();
                var time = 0L;
                foreach (var (north, east, wait, feet, kind) in moves)
                {
                    latitude = Math.Clamp(latitude + (north * step), -90, 90);
                    longitude = Math.IEEERemainder(longitude + (east * step), 360);
                    time += wait;
                    builder.Add(new(time, latitude, longitude, kind == 0 ? float.NaN : (float)feet, Flags: kind == 1 ? ReportFlags.OnGround : ReportFlags.None));
                }

                if (builder.Count == 0)
                    return;
                var patterns = PatternFinder.Find(new(builder.Build(new Aircraft("abcdef"), Basis.Heard), [], FlightEnd.NotHeard, FlightEnd.NotHeard), PatternRules.Default);
                var last = -1;
                foreach (var pattern in patterns)
                {
                    Assert.True(pattern.FirstIndex > last && pattern.LastIndex >= pattern.FirstIndex && pattern.LastIndex < builder.Count);
                    Assert.InRange(pattern.Confidence, PatternRules.Default.LeastConfidence, 1);
                    last = pattern.LastIndex;
                }
            }, iter: 300);
}
