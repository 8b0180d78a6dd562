using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Forward;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Tests.Plumes.Forward;

public sealed class PuffFieldTests
{
    private const double BlockSeconds = 120;

    [Fact]
    public void In_a_wind_that_never_turns_puffs_carry_as_much_across_a_line_as_a_steady_plume()
    {
        var wind = Wind(600, static _ => 0);
        var line = Enumerable.Range(-40, 81).Select(static k => new Spot(40, k, 1.5)).ToArray();
        var puffs = Blocks(line, wind, puffs: true);
        var steady = Blocks(line, wind, puffs: false);
        Assert.All(puffs.Blocks, static b => Assert.NotNull(b.Track));
        Assert.All(steady.Blocks, static b => Assert.Null(b.Track));
        var (a, b) = (Field(puffs.Blocks[2], new(0, 0, 0.5, 0, 1, 1)).Signal.Sum(), Field(steady.Blocks[2], new(0, 0, 0.5, 0, 1, 1)).Signal.Sum());
        Assert.InRange(a / b, 0.96, 1.04);
    }

    [Fact]
    public void Gas_that_left_before_the_wind_turned_is_read_where_it_was_carried_since()
    {
        // East for five minutes, then north: half a minute after, the plume stands as a line in the north-east, which no steady wind of those minutes has.
        var wind = Wind(600, static s => s < 300 ? 0 : 90);
        Spot[] places = [new(40, 40, 1.5), new(40, -40, 1.5), new(-40, 0, 1.5)];
        var block = Blocks(places, wind, puffs: true).Blocks[2];
        Assert.Equal(240, block.Seconds - (BlockSeconds / 2), 1e-9);
        var after = Field(block with { Track = Track(block, wind, 305, 40) }, new(0, 0, 0.5, 0, 1, 1)).Signal;
        Assert.True(after[0] > 100 * Math.Max(after[1], after[2]), string.Join(' ', after));
    }

    [Fact]
    public void The_slope_is_the_change_with_a_turn_of_the_wind()
    {
        var wind = Wind(600, static s => s * 0.3);
        Spot[] places = [new(30, 10, 1.5), new(25, 20, 1.2), new(20, 30, 2)];
        var block = Blocks(places, wind, puffs: true).Blocks[1];
        const double By = 1e-4;
        var slope = Field(block, new(1, 2, 0.5, 0.05, 1.2, 0.9, 0.1)).Slope;
        var (more, less) = (Field(block, new(1, 2, 0.5, 0.05 + By, 1.2, 0.9, 0.1)).Signal, Field(block, new(1, 2, 0.5, 0.05 - By, 1.2, 0.9, 0.1)).Signal);
        for (var i = 0; i < places.Length; i++)
            Assert.Equal((more[i] - less[i]) / (2 * By), slope[i], 1e-3 * Math.Max(1, Math.Abs(slope[i])));
    }

    [Fact]
    public void A_wind_that_is_steady_on_the_way_over_the_site_needs_no_puffs()
    {
        Spot[] places = [new(40, 0, 1.5), new(0, 40, 1.5)];
        Assert.All(Blocks(places, Wind(600, static s => 4 * Math.Sin(s / 7)), puffs: null).Blocks, static b => Assert.Null(b.Track));
        Assert.All(Blocks(places, Wind(600, static s => 60 * Math.Sin(s / 25)), puffs: null).Blocks, static b => Assert.NotNull(b.Track));
    }

    [Fact]
    public void Across_a_gap_in_the_wind_s_record_the_plume_is_taken_for_steady()
    {
        var whole = Wind(600, static s => 60 * Math.Sin(s / 25));
        var kept = Enumerable.Range(0, whole.Count).Where(i => whole.Seconds[i] is < 150 or > 260).ToArray();
        var gapped = new WindTable
        {
            Seconds = [.. kept.Select(i => whole.Seconds[i])],
            AveragingSeconds = 0,
            Placement = WindPlacement.Station,
            HeightMetres = 3,
            East = [.. kept.Select(i => whole.East[i])],
            North = [.. kept.Select(i => whole.North[i])],
        };
        var blocks = Blocks([new(40, 0, 1.5), new(0, 40, 1.5)], gapped, puffs: null).Blocks;
        Assert.Equal([true, false, false, true], blocks.Take(4).Select(static b => b.Track is not null));
    }

    [Fact]
    public void Puffs_are_followed_as_far_as_a_source_may_be()
    {
        var wind = Wind(1200, static s => 40 * Math.Sin(s / 30));
        var near = Blocks([new(0, 0, 1.5), new(5, 5, 1.5)], wind, puffs: true).Blocks[4];
        var far = Blocks([new(0, 0, 1.5), new(5, 5, 1.5)], wind, puffs: true, new(-200, -20, 20, 20)).Blocks[4];
        var source = new SourceTerm(-180, 0, 0.5, 0, 1, 1);
        Assert.Equal(0, Field(near, source).Signal.Max());
        Assert.True(Field(far, source).Signal.Max() > 0);
    }

    [Fact]
    public void Calm_blocks_are_left_out_where_the_way_of_the_gas_is_not_followed()
    {
        // Half of each block one way, half the other: no wind in the mean.
        var wind = Wind(600, static s => s % 120 < 60 ? 0 : 180);
        Spot[] places = [new(40, 0, 1.5), new(0, 40, 1.5)];
        Assert.NotEmpty(Blocks(places, wind, puffs: true).Blocks);
        Assert.Empty(Blocks(places, wind, puffs: false).Blocks);
    }

    [Fact]
    public void Wind_that_is_only_known_in_means_as_long_as_a_block_is_not_followed()
    {
        var wind = new WindTable
        {
            Seconds = [.. Enumerable.Range(0, 10).Select(static i => 60.0 * i)],
            AveragingSeconds = 60,
            Placement = WindPlacement.Station,
            HeightMetres = 3,
            East = [.. Enumerable.Range(0, 10).Select(static i => 2 * Math.Cos(i))],
            North = [.. Enumerable.Range(0, 10).Select(static i => 2 * Math.Sin(i))],
        };
        Assert.Null(WindPath.Of(wind, 60));
    }

    private static PuffTrack Track(Block block, WindTable wind, double begin, double length) =>
        PuffTrack.Of(WindPath.Of(wind, BlockSeconds)!, begin, length, block.Air, 2, 120)!;

    private static WindTable Wind(double seconds, Func<double, double> toward)
    {
        var rows = Enumerable.Range(0, (int)(seconds / 5)).Select(static i => 5.0 * i).ToArray();
        return new()
        {
            Seconds = rows,
            AveragingSeconds = 0,
            Placement = WindPlacement.Station,
            HeightMetres = 3,
            East = [.. rows.Select(s => 2 * Math.Cos(toward(s) * Math.PI / 180))],
            North = [.. rows.Select(s => 2 * Math.Sin(toward(s) * Math.PI / 180))],
        };
    }

    private static BlockTable Blocks(Spot[] places, WindTable wind, bool? puffs, SearchArea? area = null)
    {
        const int Rows = 60;
        var n = Rows * places.Length;
        var readings = new ReadingTable
        {
            Sensors = [.. places.Select(static (_, i) => new Sensor($"s{i}", IsBeam: false, IsMoving: false))],
            Seconds = [.. Enumerable.Range(0, n).Select(i => 10.0 * (i / places.Length))],
            AveragingSeconds = 10,
            SensorOf = [.. Enumerable.Range(0, n).Select(i => i % places.Length)],
            From = [.. Enumerable.Range(0, n).Select(i => places[i % places.Length])],
            To = [.. Enumerable.Range(0, n).Select(i => places[i % places.Length])],
            Kelvin = [.. Enumerable.Repeat(288.0, n)],
            Pascal = [.. Enumerable.Repeat(101_325.0, n)],
            Gases = [new GasSeries(Gas.Methane, [.. Enumerable.Repeat(2.0, n)])],
            Frame = LocalFrame.Metres,
            HasDate = false,
        };
        var rules = new BlockRules { Seconds = BlockSeconds, Passages = 0, MostPuffs = 10_000_000 };
        rules = puffs switch { null => rules, true => rules with { PuffTurnDegrees = -1 }, _ => rules with { PuffTurnDegrees = 1e9 } };
        return BlockBuilder.Build(readings, wind, Gas.Methane, rules, 2, CancellationToken.None, null, area);
    }

    private static (double[] Signal, double[] Slope) Field(Block block, SourceTerm source)
    {
        var (signal, slope) = (new double[block.Readings.Length], new double[block.Readings.Length]);
        PlumeField.Block(block, source, signal, slope);
        return (signal, slope);
    }
}
