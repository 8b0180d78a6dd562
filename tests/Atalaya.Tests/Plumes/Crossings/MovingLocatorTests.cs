using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Crossings;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Tests.Plumes.Crossings;

public sealed class MovingLocatorTests
{
    private static readonly CrossingRules Quick = CrossingRules.Default with { Particles = 400, Sweeps = 3, Draws = 800 };
    private static readonly List<(double Seconds, Spot Place)> TwoPlanes = PuffField.Legs([40, 90], [2, 5, 8, 12], 60);

    [Fact]
    public void A_drone_between_two_planes_finds_the_source_and_its_rate()
    {
        var field = new PuffField { SourceX = -10, SourceY = 8, KilogramsPerHour = 6 };
        var answer = Locate(field.Fly(TwoPlanes));
        Assert.True(answer.Detection.IsDetected);
        Assert.Equal(PlumeMethod.Crossings, answer.Method);
        var source = Assert.Single(answer.Sources);
        Assert.True(source.Region90.Contains(-10, 8), $"({source.X:F1}, {source.Y:F1})");
        Assert.InRange(source.KilogramsPerHour.Median, 3, 12);
        Assert.InRange(6, source.KilogramsPerHour.P05, source.KilogramsPerHour.P95);
        Assert.Equal(1, answer.SourceCount.Sum(), 6);
        Assert.True(source.Region50.AreaSquareMetres < source.Region80.AreaSquareMetres && source.Region80.AreaSquareMetres < source.Region90.AreaSquareMetres);
    }

    [Fact]
    public void Circles_about_a_source_give_its_rate_by_mass_balance()
    {
        var field = new PuffField { SourceX = -50, SourceY = 20, KilogramsPerHour = 200, Speed = 5, NoisePartsPerMillion = 0.003 };
        var answer = Locate(field.Fly(PuffField.Circles(700, [20, 30, 40, 50, 60, 75, 90, 105, 120, 140, 160, 180])));
        Assert.Equal(PlumeMethod.Loops, answer.Method);
        var source = Assert.Single(answer.Sources);
        Assert.InRange(source.KilogramsPerHour.Median, 100, 400);

        // Across the wind the circles place it; along the wind only inside the circle.
        Assert.InRange(source.Y, -80, 120);
        Assert.InRange(source.X, -700, 700);
    }

    [Fact]
    public void A_drift_of_the_background_makes_no_source()
    {
        var field = new PuffField { KilogramsPerHour = 0, DriftPartsPerMillion = 1 };
        var alarms = Enumerable.Range(1, 20).Count(seed => Locate((field with { Seed = seed }).Fly(TwoPlanes)).Detection.IsDetected);
        Assert.True(alarms <= 2, $"{alarms} of 20");
    }

    [Fact]
    public void Nothing_found_says_what_would_have_been_found_and_more_for_more()
    {
        var answer = Locate((new PuffField { KilogramsPerHour = 0 }).Fly(TwoPlanes));
        Assert.False(answer.Detection.IsDetected);
        Assert.Empty(answer.Sources);
        Assert.NotEmpty(answer.ProbabilityOfDetection);
        foreach (var place in answer.ProbabilityOfDetection.GroupBy(c => c.DistanceMetres))
        {
            var chances = place.OrderBy(c => c.KilogramsPerHour).Select(c => c.Probability).ToArray();
            Assert.All(chances, c => Assert.InRange(c, 0, 1));
            Assert.True(chances.Zip(chances.Skip(1)).All(p => p.Second >= p.First));
        }

        Assert.True(answer.ProbabilityOfDetection.Min(c => c.Probability) < 0.1);
        Assert.True(answer.ProbabilityOfDetection.Max(c => c.Probability) > 0.9);
    }

    [Fact]
    public void A_doubt_of_the_wind_widens_the_region()
    {
        var seen = (new PuffField { SourceX = -40 }).Fly(TwoPlanes);
        var sure = Locate(seen, Quick with { DirectionBiasDegrees = 1 });
        var unsure = Locate(seen, Quick with { DirectionBiasDegrees = 12 });
        Assert.True(unsure.Sources[0].Region90.AreaSquareMetres > 1.2 * sure.Sources[0].Region90.AreaSquareMetres);
    }

    [Fact]
    public void One_crossing_is_called_degenerate()
    {
        var seen = (new PuffField { SourceX = -20, KilogramsPerHour = 20 }).Fly(PuffField.Legs([40], [2], 200));
        var answer = Locate(seen);
        Assert.True(answer.Detection.IsDetected);
        Assert.Contains(PlumeFlag.DegenerateGeometry, answer.Flags);
    }

    [Fact]
    public void One_plane_is_said_to_rest_on_the_model_of_dispersion()
    {
        var answer = Locate((new PuffField { SourceX = -30 }).Fly(PuffField.Legs([40], [2, 5, 8, 12], 60)));
        Assert.Contains(PlumeFlag.SteadyWind, answer.Flags);
    }

    [Fact]
    public void A_known_place_asks_for_the_rate_alone()
    {
        var seen = (new PuffField { SourceX = -10, SourceY = 8 }).Fly(TwoPlanes);
        var answer = MovingLocator.Locate(seen.Readings, seen.Wind, new(Gas.Methane) { KnownPlace = new(-10, 8, 1), Threads = 1 }, Quick, null, TestContext.Current.CancellationToken);
        var source = Assert.Single(answer.Sources);
        Assert.Equal(-10, source.X, 6);
        Assert.Equal(8, source.Y, 6);
        Assert.InRange(5, source.KilogramsPerHour.P05, source.KilogramsPerHour.P95);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var seen = (new PuffField()).Fly(TwoPlanes);
        var one = MovingLocator.Locate(seen.Readings, seen.Wind, new(Gas.Methane) { Threads = 1 }, Quick, null, TestContext.Current.CancellationToken);
        var four = MovingLocator.Locate(seen.Readings, seen.Wind, new(Gas.Methane) { Threads = 4 }, Quick, null, TestContext.Current.CancellationToken);
        Assert.Equal(one.Posterior, four.Posterior);
        Assert.Equal(one.SourceCount, four.SourceCount);
        Assert.Equal(one.ProbabilityOfDetection, four.ProbabilityOfDetection);
    }

    [Fact]
    public void Work_that_is_stopped_says_so()
    {
        using var stop = new CancellationTokenSource();
        var seen = (new PuffField()).Fly(TwoPlanes);
        var progress = new Stopper(stop);
        Assert.ThrowsAny<OperationCanceledException>(() => MovingLocator.Locate(seen.Readings, seen.Wind, new(Gas.Methane), Quick, progress, stop.Token));
    }

    [Fact]
    public void Without_wind_there_is_no_answer()
    {
        var seen = (new PuffField()).Fly(TwoPlanes);
        Refused(seen with { Wind = Wind([], [], []) }, PlumeFlag.NoWind);
        Refused(seen with { Wind = Wind([0, 60], [double.NaN, double.NaN], [0, 0]) }, PlumeFlag.NoWind);
        Refused(seen with { Wind = Wind([0, 60], [0, 0], [0, 0]) }, PlumeFlag.CalmWind);
        Refused(seen with { Wind = Wind([1e6, 1e6 + 60], [3, 3], [0, 0]) }, PlumeFlag.TimesApart);
    }

    [Fact]
    public void Readings_that_say_nothing_give_no_answer()
    {
        var seen = (new PuffField()).Fly(TwoPlanes);
        Refused(seen with { Readings = PuffField.Table(TwoPlanes, [.. TwoPlanes.Select(_ => double.NaN)]) }, PlumeFlag.TooFewReadings);
        Refused(seen with { Readings = PuffField.Table(TwoPlanes, new double[TwoPlanes.Count]) }, PlumeFlag.NoVariation);
        Refused(seen with { Readings = PuffField.Table(TwoPlanes[..10], new double[10]) }, PlumeFlag.TooFewReadings);
    }

    private static void Refused((ReadingTable Readings, WindTable Wind) seen, PlumeFlag flag)
    {
        var answer = Locate(seen);
        Assert.False(answer.Detection.IsDetected);
        Assert.Empty(answer.Sources);
        Assert.Contains(flag, answer.Flags);
    }

    private static WindTable Wind(double[] seconds, double[] east, double[] north) => new()
    {
        Seconds = seconds,
        AveragingSeconds = 0,
        Placement = WindPlacement.Station,
        HeightMetres = 5,
        East = east,
        North = north,
    };

    private static PlumeAnswer Locate((ReadingTable Readings, WindTable Wind) seen, CrossingRules? rules = null) =>
        MovingLocator.Locate(seen.Readings, seen.Wind, new(Gas.Methane) { Threads = 1 }, rules ?? Quick, null, TestContext.Current.CancellationToken);

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<LocateProgress>
    {
        public void Report(LocateProgress value)
        {
            if (value.Stage == LocateStage.Searching)
                stop.Cancel();
        }
    }
}
