using Atalaya.Plumes.Crossings;
using Atalaya.Plumes.Readings;

namespace Atalaya.Tests.Plumes.Crossings;

public sealed class LoopBalanceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_field_that_flows_out_evenly_balances_to_its_divergence(int turn)
    {
        // Excess 1 in a wind that grows from the middle, (a·x, b·y): the divergence a + b times the area flows out, whichever way it is flown.
        var (n, radius) = (400, 500.0);
        var angle = Enumerable.Range(0, n).Select(k => turn * 2 * Math.PI * k / n).ToArray();
        double[] x = [.. angle.Select(a => 30 + (radius * Math.Cos(a)))], y = [.. angle.Select(a => -70 + (radius * Math.Sin(a)))];
        var flow = LoopBalance.Outflow(x, y, [.. x.Select(_ => 1.0)], [.. x.Select(v => 0.001 * v)], [.. y.Select(v => 0.002 * v)]);
        Assert.Equal(0.003 * Math.PI * radius * radius, flow, 0.001 * flow);
    }

    [Fact]
    public void What_flows_in_and_out_again_balances_to_nothing()
    {
        var (n, radius) = (300, 800.0);
        double[] x = [.. Enumerable.Range(0, n).Select(k => radius * Math.Cos(2 * Math.PI * k / n))], y = [.. Enumerable.Range(0, n).Select(k => radius * Math.Sin(2 * Math.PI * k / n))];
        var excess = y.Select(v => Math.Exp(-0.5 * v * v / 4e4)).ToArray();
        var flow = LoopBalance.Outflow(x, y, excess, [.. x.Select(_ => 5.0)], new double[n]);
        Assert.Equal(0, flow, 1e-6);
    }

    [Fact]
    public void Levels_that_span_the_plume_add_up_to_its_rate()
    {
        // A half-normal profile of the flow with a depth of 150 m, of 0.1 kg/s in all.
        static double At(double z) => 0.1 * 2 / (150 * Math.Sqrt(2 * Math.PI)) * Math.Exp(-0.5 * z * z / (150 * 150));
        var rate = LoopBalance.Rate([.. Enumerable.Range(1, 12).Select(k => new LoopFlux(45.0 * k, At(45.0 * k)))], 0);
        Assert.NotNull(rate);
        Assert.Equal(0.1, rate.Value.KilogramsPerSecond, 0.01);
        Assert.True(rate.Value.IsSpanned);
    }

    [Fact]
    public void Levels_that_stop_inside_the_plume_are_said_to()
    {
        var rate = LoopBalance.Rate([new(50, 1e-4), new(100, 9e-5), new(150, 8e-5)], 0);
        Assert.False(rate!.Value.IsSpanned);
    }

    [Fact]
    public void Circles_are_loops_and_legs_are_not()
    {
        var rules = CrossingRules.Default;
        Assert.InRange(PassCutter.Loops(Path(PuffField.Circles(500, [50, 80, 110, 140])), rules).Count, 3, 4);
        var legs = Path(PuffField.Legs([50], [2, 5, 8], 60));
        Assert.Empty(PassCutter.Loops(legs, rules));
        Assert.Equal(3, PassCutter.Passes(legs, rules).Count);
    }

    private static FlownPath Path(List<(double Seconds, Spot Place)> flown)
    {
        var table = PuffField.Table(flown, [.. flown.Select((_, i) => 2 + (0.01 * (i % 7)))]);
        return FlownPath.From(table, table.Gases[0], 0);
    }
}
