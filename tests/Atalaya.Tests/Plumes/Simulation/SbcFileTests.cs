using Atalaya.Eval.Plumes;
using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Simulation;

namespace Atalaya.Tests.Plumes.Simulation;

/// <summary>The calibration's own bookkeeping, with a stand-in for the inversion. Its files are compiled in from eval/.</summary>
public sealed class SbcFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("atalaya-sbc").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_stopped_run_loses_no_case_and_does_none_twice()
    {
        var path = Path.Combine(folder, "beams.csv");
        using (var file = SbcFile.Open(path, "m-1"))
            file.Add(Rows(1, "m-1"));
        File.AppendAllText(path, "m-1,2,0,1,3.5,"); // the line that Ctrl-C cut
        using (var file = SbcFile.Open(path, "m-1"))
        {
            Assert.True(file.Has(1));
            Assert.False(file.Has(2));
            file.Add(Rows(2, "m-1"));
        }

        Assert.Equal([1ul, 2ul], SbcFile.Read(path).Select(static r => r.Seed));
    }

    [Fact]
    public void Another_version_of_the_method_begins_anew()
    {
        var path = Path.Combine(folder, "beams.csv");
        using (var file = SbcFile.Open(path, "m-1"))
            file.Add(Rows(1, "m-1"));
        using var other = SbcFile.Open(path, "m-2");
        Assert.False(other.Has(1));
    }

    [Fact]
    public void A_row_comes_back_as_it_was()
    {
        var row = Rows(5, "m-1")[0] with { RankX = 0.25, In90 = true, Flags = "SteadyWind", Failure = "a, b" };
        Assert.Equal(row with { Failure = "a; b" }, SbcRow.Parse(row.ToLine()));
        Assert.Equal(SbcRow.Header.Split(',').Length, row.ToLine().Split(',').Length);
    }

    [Fact]
    public void Ranks_and_bounds_are_those_of_the_nearest_source()
    {
        var plan = Plan();
        var rows = SbcCase.Score(plan, "m-1", Answer(plan.Sources), 1);
        Assert.Equal(2, rows.Count);
        Assert.All(rows, static r => Assert.Equal((0.5, 0.5, 0.25), (r.RankX, r.RankY, r.RankLogRate)));
        Assert.All(rows, static r => Assert.True(r.Matched && r.In90 && r.Rate90));
        Assert.All(rows, static r => Assert.Equal(0.7, r.TrueCountProbability));
        Assert.Equal(2, rows[0].LikeliestCount);
    }

    [Fact]
    public void An_inversion_that_breaks_leaves_a_row_that_says_so()
    {
        var plan = Plan() with { Seconds = 60, Particles = 50 };
        var rows = SbcCase.Run(plan, "m-1", 2, static (_, _, _, _) => throw new InvalidOperationException("no way"), TestContext.Current.CancellationToken);
        Assert.All(rows, static r => Assert.Contains("no way", r.Failure, StringComparison.Ordinal));
        Assert.Equal(2, rows.Count);
    }

    private static SimulationPlan Plan() => PlumeSetups.Draw(PlumeSetup.TwoSources, 1) with { Sources = [new(new(0, 0, 1), 2), new(new(20, 0, 1), 4)] };

    private static IReadOnlyList<SbcRow> Rows(ulong seed, string method) => [new() { Method = method, Seed = seed, TrueSources = 1, X = 3.5, Y = -2, KilogramsPerHour = 1.5, PValue = 0.001 }];

    // Four draws about each source, listed in the other order: two west, two south, one weaker.
    private static PlumeAnswer Answer(IReadOnlyList<EmissionSource> sources)
    {
        var reversed = sources.Reverse().ToList();
        var ring = new SourceRegion([[(-5, -5), (25, -5), (25, 5), (-5, 5)]], 300);
        return new()
        {
            Gas = Gas.Methane,
            Method = PlumeMethod.Blocks,
            Detection = new(true, 1e-5, 0.01),
            SourceCount = [0, 0.3, 0.7],
            Sources = [.. reversed.Select(s => new SourceEstimate(s.Place.X + 1, s.Place.Y, 1, new(s.KilogramsPerHour, 0.5 * s.KilogramsPerHour, 2 * s.KilogramsPerHour), ring, ring, ring))],
            Flags = [],
            ProbabilityOfDetection = [],
            KnownEmitters = [],
            Posterior = [.. reversed.SelectMany(static (s, i) => new[]
            {
                new PosteriorDraw(2, i, s.Place.X - 1, s.Place.Y - 1, 1, 0.9 * s.KilogramsPerHour, 1),
                new PosteriorDraw(2, i, s.Place.X + 1, s.Place.Y + 1, 1, 1.1 * s.KilogramsPerHour, 1),
                new PosteriorDraw(2, i, s.Place.X - 1, s.Place.Y + 1, 1, 1.2 * s.KilogramsPerHour, 1),
                new PosteriorDraw(2, i, s.Place.X + 1, s.Place.Y - 1, 1, 1.3 * s.KilogramsPerHour, 1),
                new PosteriorDraw(1, 0, 999, 999, 1, 1, 1),
            })],
            Fit = [],
            MethodVersion = "m-1",
            Seed = 1,
        };
    }
}
