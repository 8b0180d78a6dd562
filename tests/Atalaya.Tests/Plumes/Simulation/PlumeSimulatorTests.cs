using System.Text;
using System.Text.Json;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Simulation;

namespace Atalaya.Tests.Plumes.Simulation;

/// <summary>Whole cases.</summary>
public sealed class PlumeSimulatorTests
{
    public static TheoryData<PlumeSetup> Setups => [.. Enum.GetValues<PlumeSetup>()];

    [Theory]
    [MemberData(nameof(Setups))]
    public void The_same_seed_gives_the_same_case_to_the_last_bit(PlumeSetup setup)
    {
        var (first, second) = (Small(setup, 3), Small(setup, 3));
        Assert.Equal(first.Readings.Gases[0].PartsPerMillion, second.Readings.Gases[0].PartsPerMillion);
        Assert.Equal(first.Wind.East, second.Wind.East);
        Assert.NotEqual(first.Readings.Gases[0].PartsPerMillion, Small(setup, 4).Readings.Gases[0].PartsPerMillion);
    }

    [Theory]
    [MemberData(nameof(Setups))]
    public void A_plan_keeps_its_geometry(PlumeSetup setup)
    {
        for (ulong seed = 1; seed <= 40; seed++)
        {
            var plan = PlumeSetups.Draw(setup, seed);
            Assert.Equal(setup is PlumeSetup.TwoSources or PlumeSetup.TwoAtSite ? 2 : 1, plan.Sources.Count);
            Assert.All(plan.Sources, s => Assert.True(s.Place.X >= plan.Area.West && s.Place.X <= plan.Area.East && s.Place.Y >= plan.Area.South && s.Place.Y <= plan.Area.North));
            Assert.Equal(plan.Wind.MetresPerSecond, plan.Layer.SpeedAt(plan.Wind.HeightMetres), 9);
            if (setup == PlumeSetup.TwoAtSite)
                Assert.InRange(plan.Sources[0].Place.PlaneDistance(plan.Sources[1].Place), 20, 60);
        }
    }

    [Theory]
    [MemberData(nameof(Setups))]
    public void A_table_is_in_order_of_time_and_its_columns_are_as_long_as_it(PlumeSetup setup)
    {
        var made = Small(setup, 2);
        Assert.All(made.PlumePartsPerMillion, static p => Assert.True(p >= 0));
        var table = made.Readings;
        Assert.Equal(table.Seconds.Order(), table.Seconds);
        Assert.All(new[] { table.SensorOf.Length, table.From.Length, table.To.Length, table.Kelvin.Length, table.Gases[0].PartsPerMillion.Length }, n => Assert.Equal(table.Count, n));
        Assert.All(table.SensorOf, s => Assert.InRange(s, 0, table.Sensors.Count - 1));
    }

    [Fact]
    public void A_source_on_a_mast_beside_a_beam_leaves_a_number_in_every_reading()
    {
        // Particles of a raised source step over whole distances near it.
        var plan = PlumeSetups.Draw(PlumeSetup.Beams, 3, new() { Minutes = 5 }) with { Particles = 50 };
        var made = PlumeSimulator.Run(plan with { Sources = [new(new(0, 20, 2.5), 5)] }, TestContext.Current.CancellationToken);
        Assert.All(made.PlumePartsPerMillion, static p => Assert.True(double.IsFinite(p)));
        Assert.True(made.PlumePartsPerMillion.Max() > 0);
    }

    [Fact]
    public void Without_a_source_there_is_no_plume_and_the_background_stays()
    {
        var made = PlumeSimulator.Run(PlumeSetups.Draw(PlumeSetup.FixedPoints, 1, new() { Sources = 0 }), TestContext.Current.CancellationToken);
        Assert.All(made.PlumePartsPerMillion, p => Assert.Equal(0, p));
        Assert.InRange(made.Readings.Gases[0].PartsPerMillion.Where(double.IsFinite).Average(), 1.8, 2.2);
    }

    [Fact]
    public void The_rate_multiplies_the_plume()
    {
        var one = PlumeSimulator.Run(PlumeSetups.Draw(PlumeSetup.Beams, 3, new() { Sources = 1, Minutes = 4, KilogramsPerHour = 1 }) with { Particles = 500 }, TestContext.Current.CancellationToken);
        var ten = PlumeSimulator.Run(one.Plan with { Sources = [one.Plan.Sources[0] with { KilogramsPerHour = 10 }] }, TestContext.Current.CancellationToken);
        Assert.True(one.PlumePartsPerMillion.Max() > 0);
        Assert.All(one.PlumePartsPerMillion.Zip(ten.PlumePartsPerMillion), p => Assert.Equal(10 * p.First, p.Second, 9));
    }

    [Fact]
    public void In_a_wandering_wind_the_flux_through_a_plane_is_still_the_rate()
    {
        var plan = Flow(wanderDegrees: 8);
        var air = PlumeSimulator.Air(plan);
        var plume = PlumeSimulator.Plumes(plan, air)[0];
        double flux = 0;
        var instants = 0;
        for (var seconds = 0.0; seconds < plan.Seconds; seconds += 20, instants++)
        {
            for (var z = 0.05; z < 40; z *= 1.15)
            {
                var height = 1.075 * z;
                for (double y = -60; y < 60; y += 1)
                {
                    var (east, _) = air.WayAtFlow(air.FlowAt(seconds));
                    flux += plume.At(seconds, new(50, y, height), height) * air.FactorAt(seconds) * east * plan.Layer.SpeedAt(height) * 0.15 * z;
                }
            }
        }

        Assert.InRange(flux / instants / plan.Sources[0].KilogramsPerSecond, 0.93, 1.07);
    }

    [Fact]
    public void Gas_that_has_not_yet_left_is_not_read()
    {
        var plan = Flow(wanderDegrees: 0);
        var late = plan with { Sources = [plan.Sources[0] with { FromSeconds = 300 }] };
        var made = PlumeSimulator.Run(late, TestContext.Current.CancellationToken);
        Assert.All(made.PlumePartsPerMillion.Take(5), p => Assert.Equal(0, p));
        Assert.True(made.PlumePartsPerMillion.Skip(6).Max() > 0);
    }

    [Fact]
    public void The_wind_of_a_record_is_followed()
    {
        var record = new WindRecord([3, 3, 3, 3], [350, 350, 10, 10]);
        var plan = PlumeSetups.Draw(PlumeSetup.TwoAtSite, 2, new() { Wind = record, Minutes = 4 }) with { Measurement = new() };
        plan = plan with { Wind = plan.Wind with { Record = record, SigmaSide = 0 }, Sources = [] };
        var wind = PlumeSimulator.Run(plan, TestContext.Current.CancellationToken).Wind;
        Assert.Equal(Math.Sin(-10 * Math.PI / 180) * 3, wind.North[0], 0.3);
        Assert.Equal(Math.Sin(10 * Math.PI / 180) * 3, wind.North[2], 0.3);
        Assert.All(wind.East, e => Assert.Equal(3, e, 0.15));
    }

    [Fact]
    public void The_bias_of_the_measured_direction_turns_every_row()
    {
        var plan = Flow(wanderDegrees: 5) with { Sources = [] };
        var right = PlumeSimulator.Run(plan, TestContext.Current.CancellationToken).Wind;
        var turned = PlumeSimulator.Run(plan with { Measurement = plan.Measurement with { DirectionBiasDegrees = 6 } }, TestContext.Current.CancellationToken).Wind;
        for (var i = 0; i < right.Count; i++)
        {
            var between = Math.Atan2(turned.North[i], turned.East[i]) - Math.Atan2(right.North[i], right.East[i]);
            Assert.Equal(6 * Math.PI / 180, between, 9);
        }
    }

    [Theory]
    [InlineData(PlumeSetup.FixedPoints)]
    [InlineData(PlumeSetup.Beams)]
    [InlineData(PlumeSetup.AircraftLoops)]
    public void Every_row_of_every_file_says_that_it_is_simulated(PlumeSetup setup)
    {
        var made = Small(setup, 2);
        using var text = new StringWriter();
        SimulationFiles.WriteReadings(made, text);
        SimulationFiles.WriteWind(made, text);
        if (SimulationFiles.PlacesName(made) is not null)
            SimulationFiles.WritePlaces(made, text);
        Assert.All(text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), l => Assert.True(l.EndsWith(",origin", StringComparison.Ordinal) || l.EndsWith($",simulated:{made.Plan.Name}:2", StringComparison.Ordinal), l));
        using var truth = new MemoryStream();
        SimulationFiles.WriteTruth(made, truth);
        Assert.True(JsonDocument.Parse(truth.ToArray()).RootElement.GetProperty("simulated").GetBoolean());
    }

    [Fact]
    public void Rows_of_a_site_that_cannot_be_read_are_left_out_and_counted()
    {
        var (record, leftOut) = SiteFiles.ReadWind(new StringReader("minute_index,wind_speed_m_s,wind_toward_math_deg\n0,2.5,226\n1,,215\n2,x,1\n3,3,217\n"));
        Assert.Equal([2.5, 3], record!.MetresPerSecond);
        Assert.Equal(2, leftOut);
        Assert.Null(SiteFiles.ReadWind(new StringReader("a,b\n1,2\n")).Record);
        Assert.Null(SiteFiles.ReadBeams(new StringReader("")).Beams);
    }

    private static SimulatedCase Small(PlumeSetup setup, ulong seed)
    {
        var plan = PlumeSetups.Draw(setup, seed, new() { Minutes = 3 });
        return PlumeSimulator.Run(plan with { Particles = 100 }, TestContext.Current.CancellationToken);
    }

    private static SimulationPlan Flow(double wanderDegrees)
    {
        var layer = SimulatedLayer.OfSpeed(4, 3, 0, 0.03, 300);
        return new()
        {
            Name = "flow",
            Seed = 8,
            Sources = [new(new(0, 0, 0.5), 3.6)],
            Area = new(-10, -10, 10, 10),
            Layer = layer,
            Wind = new() { MetresPerSecond = 4, HeightMetres = 3, TowardMathDegrees = 0, WanderDegrees = wanderDegrees, WanderSeconds = 200, SpeedWander = 0.1, SigmaSide = 0.4 },
            Sensors = [new FixedPoint("s1", new(50, 0, 1.5))],
            Seconds = 1200,
            Particles = 2000,
        };
    }
}
