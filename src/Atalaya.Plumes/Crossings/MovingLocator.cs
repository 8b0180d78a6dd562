using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Crossings;

/// <summary>From the readings of moving sensors (drone curtains, aircraft crossings, stacked loops) to sources with bounds.</summary>
internal static class MovingLocator
{
    /// <summary>Answers a request from the moving point sensors of a table; its other sensors are left aside.</summary>
    /// <param name="readings">Readings.</param>
    /// <param name="wind">Wind on the same clock.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">Told of the stages.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static PlumeAnswer Locate(ReadingTable readings, WindTable wind, LocateRequest request, IProgress<LocateProgress>? progress = null, CancellationToken cancellation = default) =>
        Locate(readings, wind, request, CrossingRules.Default, progress, cancellation);

    /// <summary>The same under other rules.</summary>
    internal static PlumeAnswer Locate(ReadingTable readings, WindTable wind, LocateRequest request, CrossingRules rules, IProgress<LocateProgress>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new(LocateStage.Preparing, 0));
        var answer = new AnswerSheet(request);
        var series = readings.Gases.FirstOrDefault(g => g.Gas == request.Gas);
        var flown = series is null ? [] : Paths(readings, series);
        flown.RemoveAll(p => p.Count < rules.LeastRows || !(p.Extent > 0));
        if (flown.Count == 0)
            return answer.Without(PlumeFlag.TooFewReadings);
        if (flown.All(p => p.Value.Max() - p.Value.Min() <= 0))
            return answer.Without(PlumeFlag.NoVariation);
        flown.RemoveAll(p => p.Value.Max() - p.Value.Min() <= 0);
        if (PathWind.From(wind, flown.Average(p => p.Z.Average())) is not { } air)
            return answer.Without(PlumeFlag.NoWind);
        var slack = Math.Max(600, 2 * wind.AveragingSeconds);
        if (flown.All(p => p.Seconds[0] > air.Span.Last + slack || p.Seconds[^1] < air.Span.First - slack))
            return answer.Without(PlumeFlag.TimesApart);
        if (air.ScalarSpeed < rules.CalmMetresPerSecond || air.Speed < 0.6 * rules.CalmMetresPerSecond)
            return answer.Without(PlumeFlag.CalmWind);
        answer.FlagIf(air.IsTurbulenceAssumed, PlumeFlag.TurbulenceAssumed);
        answer.FlagIf(flown.Any(p => p.IsAirAssumed), PlumeFlag.AirAssumed);
        answer.FlagIf(wind.Placement == WindPlacement.Station && !double.IsFinite(wind.HeightMetres), PlumeFlag.WindHeightAssumed);

        // Each sensor's path may raise its share of the false alarms.
        var legs = flown.Select(p => Leg(p, request.FalseAlarmRate / flown.Count, air, rules)).ToArray();
        var pValue = 1 - legs.Aggregate(1.0, (q, leg) => q * (1 - leg.Scan.PValue));
        var detected = legs.Any(l => l.Scan.Found.Count > 0) && pValue <= request.FalseAlarmRate * 1.5;
        answer.Detection = new(detected, pValue, request.FalseAlarmRate);
        answer.RunnerUp = RunnerUp(readings, request, rules);
        if (detected && answer.RunnerUp is { } second && second.PValue <= request.FalseAlarmRate)
        {
            answer.FlagIf(second.PValue < 0.1 * pValue, PlumeFlag.OtherGasStronger);
            answer.FlagIf(IsCrosstalk(readings, series!, readings.Gases.First(g => g.Gas == second.Gas), request, rules), PlumeFlag.CrossInterference);
        }

        cancellation.ThrowIfCancellationRequested();

        var passes = legs.SelectMany(l => l.Passes).ToArray();
        var balance = detected ? Balance(legs, air, wind.Placement == WindPlacement.OnBoard, rules) : null;
        if (balance is { } negative && negative.KilogramsPerSecond < -2 * negative.Error)
            answer.FlagIf(true, PlumeFlag.WindPerhapsReversed);
        var loops = balance is { } positive && positive.KilogramsPerSecond > 1.5 * positive.Error ? balance : null;
        answer.Method = balance is null ? PlumeMethod.Crossings : PlumeMethod.Loops;
        answer.FlagIf(loops is { IsSpanned: false }, PlumeFlag.LoopsDoNotSpanPlume);
        var area = request.Area ?? SearchedArea(flown, air, loops is not null, rules);
        var model = new CrossingModel(passes, new(air), rules, useIntegrals: true);
        var prior = new SourcePrior(
            rules, model, area, request.Area is not null, request.KnownPlace, Anchor(passes, flown), (air.East, air.North),
            air.IsTurbulenceAssumed ? rules.AssumedDispersionLogSpread : rules.DispersionLogSpread);
        if (detected && passes.Any(p => p.Crossings.Count > 0))
            Infer(answer, passes, model, prior, loops, area, request, rules, progress, cancellation);
        else if (detected)
            answer.FlagIf(true, PlumeFlag.DegenerateGeometry);
        else
            answer.SourceCount = [1 - NoSource(pValue) > 0.5 ? 0.5 : NoSource(pValue), 1 - Math.Max(0.5, NoSource(pValue))];

        progress?.Report(new(LocateStage.Detectability, 0.9));
        answer.Chances = PathDetectability.Of(flown, model, prior, air, area, request.Seed, cancellation);
        progress?.Report(new(LocateStage.Detectability, 1));
        return answer.Whole();
    }

    private sealed record FlownLeg(FlownPath Path, EnhancementScan Scan, double[] Background, List<PassRecord> Passes);

    private static List<FlownPath> Paths(ReadingTable readings, GasSeries series) =>
        [.. Enumerable.Range(0, readings.Sensors.Count)
            .Where(s => readings.Sensors[s].IsMoving && !readings.Sensors[s].IsBeam)
            .Select(s => FlownPath.From(readings, series, s))];

    private static FlownLeg Leg(FlownPath path, double falseAlarmRate, PathWind wind, CrossingRules rules)
    {
        var scan = EnhancementScan.Of(path.Value, falseAlarmRate);
        var isPlume = new bool[path.Count];
        foreach (var found in scan.Found)
            Array.Fill(isPlume, true, found.First, found.Last - found.First + 1);
        var background = PathBackground.Smooth(path.Seconds, path.Value, isPlume, out _);
        return new(path, scan, background, PassReducer.Reduce(path, PassCutter.Passes(path, rules), scan, background, wind));
    }

    private static BalancedRate? Balance(FlownLeg[] legs, PathWind wind, bool isOnBoard, CrossingRules rules)
    {
        var fluxes = new List<LoopFlux>();
        var noise = 0.0;
        foreach (var leg in legs)
        {
            var loops = PassCutter.Loops(leg.Path, rules);
            fluxes.AddRange(LoopBalance.Fluxes(leg.Path, loops, leg.Background, wind, isOnBoard));
            foreach (var loop in loops)
            {
                // Noise of a flow: that of one plume-sized window of a tenth of the loop, across the wind.
                var (rows, length) = (0.1 * loop.Count, 0.1 * (leg.Path.Along[loop.Last] - leg.Path.Along[loop.First]));
                var speed = wind.Speed * (isOnBoard ? 1 : wind.Profile(leg.Path.Z[loop.First]));
                noise = Math.Max(noise, leg.Scan.Spread(rows) * leg.Path.Density[loop.First] * length * speed);
            }
        }

        return LoopBalance.Rate(fluxes, noise);
    }

    private static void Infer(AnswerSheet answer, PassRecord[] passes, CrossingModel model, SourcePrior prior, BalancedRate? loops, SearchArea area, LocateRequest request, CrossingRules rules, IProgress<LocateProgress>? progress, CancellationToken cancellation)
    {
        var crossings = passes.Sum(p => p.Crossings.Count);
        var most = Math.Min(Math.Min(request.MostSources, 3), request.KnownPlace is null ? crossings : 1);
        var sampled = new List<SampledStates>();
        for (var k = 1; k <= most; k++)
        {
            progress?.Report(new(k == 1 ? LocateStage.Searching : LocateStage.Sampling, 0.1 + (0.25 * (k - 1))));
            sampled.Add(TemperedSampler.Sample(model, prior, rules, k, request.Seed, request.Threads, cancellation));
            if (k > 1 && sampled[^1].LogEvidence < sampled[^2].LogEvidence)
                break;
            if (!AsksForMore(passes, model, prior, sampled[^1], k))
                break;
        }

        if (sampled.Count == 0)
            return;
        var none = NoSource(answer.Detection.PValue);
        var top = sampled.Max(s => s.LogEvidence);
        var odds = sampled.Select((s, i) => Math.Exp(s.LogEvidence - top) * Math.Pow(rules.FurtherSourceOdds, i)).ToArray();
        answer.SourceCount = [none, .. odds.Select(o => (1 - none) * o / odds.Sum())];
        var count = 1 + Array.IndexOf(odds, odds.Max());
        answer.FlagIf(count == 3 && request.MostSources > 3, PlumeFlag.MoreSourcesPossible);
        var drawn = SourcePosterior.Draw(sampled[count - 1], prior, rules, count, loops, request.KnownPlace is not null, request.Seed);
        answer.Draws(drawn, count);
        answer.FlagIf(loops is { } b && Math.Abs(Math.Log(b.KilogramsPerSecond) - SourcePosterior.MeanLogRate(sampled[count - 1], prior, count)) > rules.LoopContradiction, PlumeFlag.PoorFit);
        answer.FlagIf(sampled[count - 1].Acceptance < 0.03, PlumeFlag.BoundsApproximate);
        answer.FlagIf(crossings <= 1, PlumeFlag.DegenerateGeometry);
        answer.FlagIf(answer.Sources.Any(s => s.Region90.Rings.Count > 1), PlumeFlag.SeveralPlaces);
        answer.FlagIf(request.KnownPlace is null && drawn.Any(d => AtEdge(d, area)), PlumeFlag.AtEdgeOfArea);
        answer.FlagIf(request.KnownPlace is null && IsOnePlane(passes, answer.Sources[0]), PlumeFlag.SteadyWind);
        answer.FitOf(passes, model, prior, sampled[count - 1], count);
    }

    /// <summary>
    /// Whether a further source is worth looking for: two passes met more plumes than there are sources, or two met one far from every
    /// source's. What one pass alone shows may be a puff that tore off.
    /// </summary>
    private static bool AsksForMore(PassRecord[] passes, CrossingModel model, SourcePrior prior, SampledStates sampled, int count)
    {
        var best = sampled.States[Array.IndexOf(sampled.LogLikelihood, sampled.LogLikelihood.Max())];
        var shared = prior.SharedOf(best);
        return passes.Count(p => p.Crossings.Count > count) >= 2 || passes.Count(p => p.Crossings.Any(c => IsFar(p, c))) >= 2;

        bool IsFar(PassRecord pass, PlumeCrossing crossing)
        {
            for (var s = 0; s < count; s++)
            {
                if (model.Predict(pass, crossing.X, crossing.Y, crossing.Z, prior.SourceOf(best, s), shared) is { } seen && Math.Abs(seen.Offset) < 4 * seen.SigmaTotal)
                    return false;
            }

            return true;
        }
    }

    /// <summary>Crossings at nearly one distance tell the distance by the plume's size alone.</summary>
    private static bool IsOnePlane(PassRecord[] passes, SourceEstimate source)
    {
        var along = new List<double>();
        foreach (var pass in passes)
        {
            var speed = Math.Sqrt((pass.WindEast[2] * pass.WindEast[2]) + (pass.WindNorth[2] * pass.WindNorth[2]));
            along.AddRange(pass.Crossings.Select(c => (((c.X - source.X) * pass.WindEast[2]) + ((c.Y - source.Y) * pass.WindNorth[2])) / speed));
        }

        return along.Count > 0 && along.Max() < 1.5 * Math.Max(1, along.Min());
    }

    private static bool AtEdge(SourcePosterior.Drawn drawn, SearchArea area)
    {
        var (dx, dy) = (0.02 * (area.East - area.West), 0.02 * (area.North - area.South));
        var near = 0;
        for (var i = 0; i < drawn.X.Length; i++)
        {
            if (drawn.X[i] < area.West + dx || drawn.X[i] > area.East - dx || drawn.Y[i] < area.South + dy || drawn.Y[i] > area.North - dy)
                near++;
        }

        return near > 0.1 * drawn.X.Length;
    }

    /// <summary>Probability of no source at even odds, from the bound of Sellke, Bayarri and Berger (2001) on what a p-value says.</summary>
    private static double NoSource(double pValue)
    {
        var p = Math.Clamp(pValue, 1e-12, 1);
        var bound = p < 1 / Math.E ? -Math.E * p * Math.Log(p) : 1;
        return bound / (1 + bound);
    }

    private static (Gas Gas, double PValue)? RunnerUp(ReadingTable readings, LocateRequest request, CrossingRules rules)
    {
        (Gas Gas, double PValue)? best = null;
        foreach (var other in readings.Gases.Where(g => g.Gas != request.Gas))
        {
            var p = Chance(readings, other, request, rules);
            if (best is not { } b || p < b.PValue)
                best = (other.Gas, p);
        }

        return best;
    }

    /// <summary>Whether what is left of a gas without the other's crosstalk is no plume.</summary>
    private static bool IsCrosstalk(ReadingTable readings, GasSeries gas, GasSeries other, LocateRequest request, CrossingRules rules) =>
        Crosstalk.Without(readings, gas, other) is { } cleaned && Chance(cleaned, cleaned.Gases.First(g => g.Gas == gas.Gas), request, rules) > request.FalseAlarmRate;

    /// <summary>Probability that no path's readings of a gas show so much without a plume.</summary>
    private static double Chance(ReadingTable readings, GasSeries gas, LocateRequest request, CrossingRules rules)
    {
        var quiet = 1.0;
        foreach (var path in Paths(readings, gas).Where(p => p.Count >= rules.LeastRows))
            quiet *= 1 - EnhancementScan.Of(path.Value, request.FalseAlarmRate).PValue;
        return 1 - quiet;
    }

    private static SearchArea SearchedArea(List<FlownPath> paths, PathWind wind, bool isInsideLoops, CrossingRules rules)
    {
        var (west, east) = (paths.Min(p => p.X.Min()), paths.Max(p => p.X.Max()));
        var (south, north) = (paths.Min(p => p.Y.Min()), paths.Max(p => p.Y.Max()));
        if (isInsideLoops)
            return new(west, south, east, north);
        var extent = paths.Max(p => p.Extent);
        var (upX, upY) = (-rules.UpwindExtents * extent * wind.East / wind.Speed, -rules.UpwindExtents * extent * wind.North / wind.Speed);
        var side = 0.5 * extent;
        return new(west + Math.Min(0, upX) - side, south + Math.Min(0, upY) - side, east + Math.Max(0, upX) + side, north + Math.Max(0, upY) + side);
    }

    /// <summary>The middle of the plumes met, weighted by the root of what they hold; of the paths, where none was met.</summary>
    private static (double X, double Y) Anchor(PassRecord[] passes, List<FlownPath> paths)
    {
        var (sum, x, y) = (0.0, 0.0, 0.0);
        foreach (var crossing in passes.SelectMany(p => p.Crossings))
        {
            var weight = Math.Sqrt(crossing.Integral);
            (sum, x, y) = (sum + weight, x + (weight * crossing.X), y + (weight * crossing.Y));
        }

        return sum > 0 ? (x / sum, y / sum) : (paths.Average(p => p.X.Average()), paths.Average(p => p.Y.Average()));
    }
}
