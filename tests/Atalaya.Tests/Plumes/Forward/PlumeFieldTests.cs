using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Dispersion;
using Atalaya.Plumes.Forward;
using Atalaya.Plumes.Readings;
using CsCheck;

namespace Atalaya.Tests.Plumes.Forward;

public sealed class PlumeFieldTests
{
    private static readonly BlockAir Air = new(3, 0.4, 0.6, new VerticalGrowth(new SurfaceLayer(0.3, -0.02, 0.03), double.NaN, 0.5, 5));

    [Fact]
    public void A_beam_reads_the_mean_of_the_points_along_it()
    {
        Gen.Select(Gen.Double[-60, 60], Gen.Double[-60, 60], Gen.Double[0.6, 1.6], Gen.Double[-0.5, 0.5]).Sample(static (x, y, cross, turn) =>
        {
            var (from, to) = (new Spot(0, 0, 1.5), new Spot(70, 35, 2.5));
            var source = new SourceTerm(x, y, 0.7, turn, cross, 1.1, 0.05);
            const int Points = 4000;
            var beam = Signal([new(0, from, to, 2, 1, 1e6)], source)[0];
            var points = Signal([.. Enumerable.Range(0, Points).Select(k => (k + 0.5) / Points).Select(s =>
            {
                var spot = new Spot(from.X + (s * (to.X - from.X)), from.Y + (s * (to.Y - from.Y)), from.Z + (s * (to.Z - from.Z)));
                return new BlockReading(0, spot, spot, 2, 1, 1e6);
            })], source).Average();

            // A plume that a beam hardly touches is cut off at four of its widths.
            Assert.InRange(beam - points, -(0.01 * points) - 1, (0.01 * points) + 1);
        }, iter: 60);
    }

    [Fact]
    public void Beside_a_beam_and_at_a_sensor_a_source_can_be_moved_without_a_step()
    {
        BlockReading[] readings = [new(0, new(-50, 0, 1.5), new(50, 0, 1.5), 2, 1, 1e6), new(1, new(10, 5, 1.5), new(10, 5, 1.5), 2, 1, 1e6)];
        double[]? before = null;
        for (var y = -3.0; y < 8; y += 0.005)
        {
            var signal = Signal(readings, new SourceTerm(9.5, y, 0.7, 0, 1, 1));
            for (var i = 0; before is not null && i < signal.Length; i++)
                Assert.InRange(Math.Abs(signal[i] - before[i]), 0, (0.06 * Math.Max(signal[i], before[i])) + 1);
            before = signal;
        }
    }

    [Fact]
    public void The_slope_is_the_change_with_a_turn_of_the_wind()
    {
        BlockReading[] readings = [new(0, new(10, -30, 1.5), new(60, 50, 1.5), 2, 1, 1e6), new(1, new(30, 18, 1.5), new(30, 18, 1.5), 2, 1, 1e6)];
        const double By = 1e-4;
        var (signal, slope) = (new double[2], new double[2]);
        PlumeField.Block(new(0, 60, Air, readings), new SourceTerm(0, 0, 0.7, 0.05, 1, 1), signal, slope);
        var (more, less) = (Signal(readings, new SourceTerm(0, 0, 0.7, 0.05 + By, 1, 1)), Signal(readings, new SourceTerm(0, 0, 0.7, 0.05 - By, 1, 1)));
        for (var i = 0; i < 2; i++)
        {
            // The way downwind is held: what a turn does to it is of second order.
            var change = (more[i] - less[i]) / (2 * By);
            Assert.InRange(slope[i] - change, -0.25 * Math.Abs(change), 0.25 * Math.Abs(change));
        }
    }

    private static double[] Signal(BlockReading[] readings, SourceTerm source)
    {
        var (signal, slope) = (new double[readings.Length], new double[readings.Length]);
        PlumeField.Block(new(0, 60, Air, readings), source, signal, slope);
        return signal;
    }
}
