using System.Diagnostics;
using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Simulation;
using Atalaya.Plumes.Winds;

namespace Atalaya.Eval.Plumes;

/// <summary>What is put to the test: an inversion.</summary>
internal delegate PlumeAnswer Inversion(ReadingTable readings, WindTable wind, LocateRequest request, CancellationToken cancellation);

/// <summary>One simulated case and what an inversion makes of it.</summary>
internal static class SbcCase
{
    /// <summary>Runs a case; a failure of the inversion is a row too.</summary>
    public static IReadOnlyList<SbcRow> Run(SimulationPlan plan, string method, int mostSources, Inversion inversion, CancellationToken cancellation)
    {
        var made = PlumeSimulator.Run(plan, cancellation);
        var request = new LocateRequest(plan.Gas) { Area = plan.Area, Seed = plan.Seed, Threads = 1, MostSources = mostSources };
        int[] seen = plan.Sources.Count < 2 ? [-1, -1] : [.. plan.Sources.Select((_, i) => Seen(plan, i, cancellation))];
        var clock = Stopwatch.StartNew();
        try
        {
            var answer = inversion(made.Readings, made.Wind, request, cancellation);
            return [.. Score(plan, method, answer, clock.Elapsed.TotalSeconds).Select((r, i) => r with { Seen = seen[i] })];
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A case that breaks the inversion must stand in the table, not vanish from it.
            var sources = plan.Sources.Count == 0 ? [default] : plan.Sources;
            return [.. sources.Select((s, i) => Row(plan, method, s, i) with { Seen = seen[i], Seconds = clock.Elapsed.TotalSeconds, Failure = $"{failure.GetType().Name}: {failure.Message}" })];
        }
    }

    /// <summary>Rows of an answer, one for each true source.</summary>
    public static IReadOnlyList<SbcRow> Score(SimulationPlan plan, string method, PlumeAnswer answer, double seconds)
    {
        var truth = plan.Sources.Count;
        var likeliest = -1;
        for (var k = 0; k < answer.SourceCount.Count; k++)
        {
            if (likeliest < 0 || answer.SourceCount[k] > answer.SourceCount[likeliest])
                likeliest = k;
        }

        var common = new SbcRow
        {
            Method = method,
            Seed = plan.Seed,
            TrueSources = truth,
            Detected = answer.Detection.IsDetected,
            PValue = answer.Detection.PValue,
            TrueCountProbability = truth < answer.SourceCount.Count ? answer.SourceCount[truth] : 0,
            LikeliestCount = likeliest,
            Seconds = seconds,
            Flags = string.Join(' ', answer.Flags),
        };
        if (truth == 0)
            return [common];
        var draws = answer.Posterior.Where(d => d.SourceCount == truth).ToList();
        var model = answer.ModelPosterior.Count == 0 ? draws : [.. answer.ModelPosterior.Where(d => d.SourceCount == truth)];
        var labels = Assigned(plan.Sources, [.. draws.GroupBy(static d => d.Source).OrderBy(static g => g.Key).Select(static g => (g.Key, g.Average(static d => d.X), g.Average(static d => d.Y)))]);
        var estimates = Assigned(plan.Sources, [.. answer.Sources.Select(static (s, i) => (i, s.X, s.Y))]);
        return [.. plan.Sources.Select((source, i) =>
        {
            var row = common with { Source = i, X = source.Place.X, Y = source.Place.Y, KilogramsPerHour = source.KilogramsPerHour };
            if (labels[i] is { } label)
                row = Ranked(row, source, [.. draws.Where(d => d.Source == label)], [.. model.Where(d => d.Source == label)]);
            return estimates[i] is { } at ? Matched(row, source, answer.Sources[at]) : row;
        })];
    }

    private static SbcRow Row(SimulationPlan plan, string method, EmissionSource source, int index) => new()
    {
        Method = method,
        Seed = plan.Seed,
        Source = index,
        TrueSources = plan.Sources.Count,
        X = source.Place.X,
        Y = source.Place.Y,
        KilogramsPerHour = source.KilogramsPerHour,
    };

    private static SbcRow Ranked(SbcRow row, EmissionSource source, IReadOnlyList<PosteriorDraw> stated, IReadOnlyList<PosteriorDraw> model) => row with
    {
        RankX = Rank(stated, d => d.X < source.Place.X),
        RankY = Rank(stated, d => d.Y < source.Place.Y),
        RankLogRate = Rank(stated, d => d.KilogramsPerHour < source.KilogramsPerHour),
        ModelRankX = Rank(model, d => d.X < source.Place.X),
        ModelRankY = Rank(model, d => d.Y < source.Place.Y),
        ModelRankLogRate = Rank(model, d => d.KilogramsPerHour < source.KilogramsPerHour),
    };

    private static double Rank(IReadOnlyList<PosteriorDraw> draws, Func<PosteriorDraw, bool> isBelow) =>
        draws.Sum(static d => d.Weight) is > 0 and var total ? draws.Where(isBelow).Sum(static d => d.Weight) / total : double.NaN;

    // What a method could know of a source at all: the readings that it raises alone, above the noise.
    private static int Seen(SimulationPlan plan, int source, CancellationToken cancellation) =>
        PlumeSimulator.Run(plan with { Sources = [plan.Sources[source]] }, cancellation).PlumePartsPerMillion.Count(p => p > 3 * plan.Background.NoisePartsPerMillion);

    private static SbcRow Matched(SbcRow row, EmissionSource source, SourceEstimate estimate)
    {
        var (place, rate) = (source.Place, source.KilogramsPerHour);
        return row with
        {
            Matched = true,
            In50 = estimate.Region50.Contains(place.X, place.Y),
            In80 = estimate.Region80.Contains(place.X, place.Y),
            In90 = estimate.Region90.Contains(place.X, place.Y),
            Rate50 = rate >= estimate.Rate50.P25 && rate <= estimate.Rate50.P75,
            Rate80 = rate >= estimate.Rate80.P10 && rate <= estimate.Rate80.P90,
            Rate90 = rate >= estimate.KilogramsPerHour.P05 && rate <= estimate.KilogramsPerHour.P95,
            Area90 = estimate.Region90.AreaSquareMetres,
            ErrorMetres = place.PlaneDistance(new(estimate.X, estimate.Y, place.Z)),
            RateRatio = estimate.KilogramsPerHour.Median / rate,
        };
    }

    // Each source gets the nearest candidate that no nearer pair took.
    private static int?[] Assigned(IReadOnlyList<EmissionSource> sources, IReadOnlyList<(int Label, double X, double Y)> candidates)
    {
        var taken = new int?[sources.Count];
        foreach (var (i, label, _) in sources
            .SelectMany((s, i) => candidates.Select(c => (i, c.Label, Distance: s.Place.PlaneDistance(new(c.X, c.Y, 0)))))
            .OrderBy(static p => p.Distance))
        {
            if (taken[i] is null && !taken.Contains(label))
                taken[i] = label;
        }

        return taken;
    }
}
