using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;

namespace Atalaya.Tests.Plumes.Inference;

public sealed class PlumeLocatorTests
{
    private static readonly LocateRequest Ask = new(Gas.Methane) { Threads = 2 };

    [Fact]
    public void One_source_is_found_where_it_is_and_as_strong_as_it_is()
    {
        var (readings, wind) = MadePlume.Make(3, [new(12, -8, 2)]);
        var answer = Locate(readings, wind, Ask);
        Assert.True(answer.Detection.IsDetected);
        var source = Assert.Single(answer.Sources);
        Assert.InRange(Math.Sqrt(Math.Pow(source.X - 12, 2) + Math.Pow(source.Y + 8, 2)), 0, 3);
        Assert.InRange(source.KilogramsPerHour.Median, 1, 4);
        Assert.True(source.KilogramsPerHour.P05 < source.KilogramsPerHour.Median && source.KilogramsPerHour.Median < source.KilogramsPerHour.P95);
        Assert.True(source.Region50.AreaSquareMetres < source.Region90.AreaSquareMetres);
        Assert.Equal(1, answer.SourceCount.Sum(), 9);
    }

    [Fact]
    public void Two_sources_are_told_apart()
    {
        var (readings, wind) = MadePlume.Make(5, [new(15, 10, 2), new(-12, -14, 2)], minutes: 90);
        var answer = Locate(readings, wind, Ask);
        Assert.Equal(2, answer.Sources.Count);
        Assert.Contains(answer.Sources, s => Math.Abs(s.X - 15) < 5 && Math.Abs(s.Y - 10) < 5);
        Assert.Contains(answer.Sources, s => Math.Abs(s.X + 12) < 5 && Math.Abs(s.Y + 14) < 5);
    }

    [Fact]
    public void Where_nothing_leaves_the_ground_nothing_is_found_and_what_would_have_been_is_said()
    {
        var (readings, wind) = MadePlume.Make(7, []);
        var answer = Locate(readings, wind, Ask);
        Assert.False(answer.Detection.IsDetected);
        Assert.Empty(answer.Sources);
        Assert.NotEmpty(answer.ProbabilityOfDetection);
        foreach (var distance in answer.ProbabilityOfDetection.GroupBy(static c => c.DistanceMetres))
        {
            var chances = distance.OrderBy(static c => c.KilogramsPerHour).Select(static c => c.Probability).ToArray();
            Assert.Equal(chances.Order(), chances);
            Assert.All(chances, static p => Assert.InRange(p, 0, 1));
        }
    }

    [Fact]
    public void The_answer_does_not_depend_on_the_number_of_threads()
    {
        var (readings, wind) = MadePlume.Make(9, [new(5, 5, 1)], minutes: 30);
        var one = Locate(readings, wind, Ask with { Threads = 1 });
        var three = Locate(readings, wind, Ask with { Threads = 3 });
        Assert.Equal(one.Posterior, three.Posterior);
        Assert.Equal(one.SourceCount, three.SourceCount);
        Assert.Equal(one.Detection, three.Detection);
    }

    [Fact]
    public void Wind_told_the_wrong_way_round_is_named()
    {
        var (readings, wind) = MadePlume.Make(11, [new(10, 0, 3)], turned: Math.PI);
        Assert.Contains(PlumeFlag.WindPerhapsReversed, Locate(readings, wind, Ask).Flags);
    }

    [Fact]
    public void A_known_place_leaves_only_the_rate_to_ask()
    {
        var (readings, wind) = MadePlume.Make(13, [new(12, -8, 2)]);
        var answer = Locate(readings, wind, Ask with { KnownPlace = new Spot(12, -8, 0.5) });
        var source = Assert.Single(answer.Sources);
        Assert.Equal((12, -8), (source.X, source.Y));
        Assert.InRange(source.KilogramsPerHour.Median, 1, 4);
    }

    [Fact]
    public void An_emitter_inside_the_region_is_said_to_be()
    {
        var (readings, wind) = MadePlume.Make(3, [new(12, -8, 2)]);
        var answer = Locate(readings, wind, Ask with { KnownEmitters = [new("far", 500, 500), new("near", 12, -8)] });
        Assert.Equal("near", answer.KnownEmitters[0].Emitter.Name);
        Assert.False(answer.KnownEmitters[1].InRegion90);
    }

    [Fact]
    public void Readings_all_alike_give_no_answer()
    {
        var (readings, wind) = MadePlume.Make(15, []);
        Array.Fill(readings.Gases[0].PartsPerMillion, 0);
        var answer = Locate(readings, wind, Ask);
        Assert.Contains(PlumeFlag.NoVariation, answer.Flags);
        Assert.Empty(answer.Sources);
    }

    [Fact]
    public void Wind_of_another_day_gives_no_answer()
    {
        var (readings, wind) = MadePlume.Make(17, [new(5, 5, 1)]);
        for (var i = 0; i < wind.Count; i++)
            wind.Seconds[i] += 86_400;
        var answer = Locate(readings, wind, Ask);
        Assert.Contains(PlumeFlag.TimesApart, answer.Flags);
        Assert.Empty(answer.Sources);
    }

    [Fact]
    public void A_stop_is_obeyed()
    {
        var (readings, wind) = MadePlume.Make(19, [new(5, 5, 1)]);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => PlumeLocator.Locate(readings, wind, Ask, null, stop.Token));
    }

    [Fact]
    public void A_gas_that_only_shows_another_s_crosstalk_is_said_to_do_so()
    {
        var (readings, wind) = MadePlume.Make(31, [new(12, -8, 4)], noise: 0.002);
        var methane = readings.Gases[0].PartsPerMillion;
        var noise = new Atalaya.Plumes.Numerics.RandomStream(5);
        var ammonia = new GasSeries(Gas.Find("nh3")!, [.. methane.Select(m => 0.005 + (0.1 * (m - 2)) + (0.002 * noise.Normal()))]);
        var both = readings.With(ammonia);

        var shown = Locate(both, wind, new LocateRequest(ammonia.Gas) { Threads = 2 });
        Assert.True(shown.Detection.IsDetected);
        Assert.Equal("ch4", shown.RunnerUp?.Gas.Symbol);
        Assert.Contains(PlumeFlag.CrossInterference, shown.Flags);

        var asked = Locate(both, wind, Ask);
        Assert.Equal("nh3", asked.RunnerUp?.Gas.Symbol);
        Assert.DoesNotContain(PlumeFlag.CrossInterference, asked.Flags);
    }

    [Fact]
    public void A_gas_with_a_plume_of_its_own_is_not_taken_for_crosstalk()
    {
        var (readings, wind) = MadePlume.Make(31, [new(12, -8, 4)], noise: 0.002);
        var (elsewhere, _) = MadePlume.Make(31, [new(-14, 10, 4)], noise: 0.002);
        var other = new GasSeries(Gas.Find("nh3")!, elsewhere.Gases[0].PartsPerMillion);
        var answer = Locate(readings.With(other), wind, new LocateRequest(other.Gas) { Threads = 2 });
        Assert.True(answer.Detection.IsDetected);
        Assert.DoesNotContain(PlumeFlag.CrossInterference, answer.Flags);
    }

    [Fact]
    public void The_stages_are_told_in_order()
    {
        var (readings, wind) = MadePlume.Make(21, [new(5, 5, 1)], minutes: 20);
        var told = new List<LocateProgress>();
        PlumeLocator.Locate(readings, wind, Ask, new Collect(told), TestContext.Current.CancellationToken);
        Assert.Equal(told.OrderBy(static p => p.Fraction), told);
        Assert.Equal(Enum.GetValues<LocateStage>(), told.Select(static p => p.Stage));
    }

    [Fact]
    public void Where_no_source_is_to_be_placed_an_emission_is_detected_all_the_same()
    {
        var (readings, wind) = MadePlume.Make(3, [new(12, -8, 2)]);
        var answer = Locate(readings, wind, Ask with { MostSources = 0 });
        Assert.True(answer.Detection.IsDetected);
        Assert.Empty(answer.Sources);
        Assert.Equal([1.0], answer.SourceCount);
    }

    private static PlumeAnswer Locate(ReadingTable readings, Atalaya.Plumes.Winds.WindTable wind, LocateRequest request) =>
        PlumeLocator.Locate(readings, wind, request, null, TestContext.Current.CancellationToken);

    private sealed class Collect(List<LocateProgress> told) : IProgress<LocateProgress>
    {
        public void Report(LocateProgress value) => told.Add(value);
    }
}
