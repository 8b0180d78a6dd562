using Atalaya.Flights.Patterns;
using CsCheck;

namespace Atalaya.Tests.Flights.Patterns;

/// <summary>What is done many at a time, or without sorting, gives what the plain way gives.</summary>
public sealed class PatternArithmeticTests
{
    [Fact]
    public void A_value_is_selected_as_if_all_were_sorted() =>
        Gen.Select(Gen.Int[-50, 50].Array[1, 400], Gen.Double[0, 0.999]).Sample((values, share) =>
        {
            var rank = (int)(share * values.Length);
            return Selection.Of([.. values.Select(static v => (float)v)], rank) == values.Order().ElementAt(rank);
        });

    [Fact]
    public void Who_is_surer_before_calibration_is_no_less_sure_after() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Sample(static (a, b) =>
        {
            var (low, high) = (Belief.Calibrated(Math.Min(a, b), PatternRules.Default.Calibration), Belief.Calibrated(Math.Max(a, b), PatternRules.Default.Calibration));
            return low >= 0 && low <= high && high <= 1;
        });

    [Fact]
    public void Directions_taken_together_are_those_taken_one_by_one()
    {
        var component = Gen.OneOf(Gen.Double[-1e6, 1e6], Gen.Const(0.0), Gen.Int[-3, 3].Select(static i => (double)i));
        Gen.Select(component, component).Array[1, 70].Sample(vectors =>
        {
            var radians = new double[vectors.Length];
            Directions.Of([.. vectors.Select(static v => v.Item1)], [.. vectors.Select(static v => v.Item2)], radians);
            Assert.All(vectors.Zip(radians), static p => Assert.Equal(Math.Atan2(p.First.Item1, p.First.Item2), p.Second, 1e-14));
        });
    }

    [Fact]
    public void Positions_projected_together_are_those_projected_one_by_one() =>
        Gen.Select(Gen.Double[-85, 85], Gen.Double[-180, 180], Gen.Double[0.001, 60]).SelectMany(static centre =>
            Gen.Select(Gen.Const(centre), Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1]).Array[1, 40])).Sample((centre, offsets) =>
        {
            var (latitude, longitude, reach) = centre;
            var plane = new LocalPlane(latitude, longitude);
            var latitudes = offsets.Select(o => Math.Clamp(latitude + (reach * o.Item1), -90, 90)).ToArray();
            var longitudes = offsets.Select(o => Math.IEEERemainder(longitude + (reach * o.Item2), 360)).ToArray();
            var (x, y) = (new double[offsets.Length], new double[offsets.Length]);
            plane.Project(latitudes, longitudes, x, y);
            for (var i = 0; i < offsets.Length; i++)
            {
                var (east, north) = plane.Project(latitudes[i], longitudes[i]);
                Assert.Equal(east, x[i], 1e-6);
                Assert.Equal(north, y[i], 1e-6);
            }
        });
}
