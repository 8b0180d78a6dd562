using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Background;
using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Inference;

/// <summary>Fixed sensors and beams: steady plumes over blocks.</summary>
internal sealed class BlockLocator(ReadingTable readings, WindTable wind, LocateRequest request, LocateRules rules, Calibration calibration, IProgress<LocateProgress>? progress, CancellationToken cancellation)
{
    private const int LeastReadings = 6;
    private const double WantedDraws = 300;
    private const double GiveUp = 4;
    private const int FirstRounds = 3;
    private const int MostClimbs = 3;
    private const int MostRounds = 10;

    internal PlumeAnswer Locate()
    {
        progress?.Report(new(LocateStage.Preparing, 0));
        var area = request.Area ?? SearchAreas.Around(readings);
        var table = BlockBuilder.Build(readings, wind, request.Gas, rules.Blocks, request.Threads, cancellation, request.KnownPlace, area);
        var flags = new SortedSet<PlumeFlag>(BlockFlags.OfInput(table, readings, wind, request));
        if (table.ReadingCount < LeastReadings || BlockFlags.Prevents(flags))
            return Empty(flags, table.ReadingCount < LeastReadings);
        var density = new PosteriorDensity(table, BackgroundDesign.Of(table), rules, area, request.KnownPlace);
        progress?.Report(new(LocateStage.Searching, 0.05));
        var map = new CandidateMap(density, rules, rules.Scatter, request.Threads, cancellation);
        var test = EmissionTest.Run(density, map, request, rules, cancellation);
        if (BlockFlags.IsReversed(density, map, rules, request.Threads, cancellation))
            flags.Add(PlumeFlag.WindPerhapsReversed);

        progress?.Report(new(LocateStage.Refining, 0.25));
        var search = new SourceSearch(density, map, rules, request, cancellation);
        var found = new List<FoundModes> { search.None() };
        Count(search, density, found);
        if (found.Count > 1)
            test = test.With(calibration.Evidence * (found[1].LogMass - found[0].LogMass));

        progress?.Report(new(LocateStage.Sampling, 0.6));
        var (drawn, masses) = Sample(density, search, found, test.Test.IsDetected);
        var counts = Normalise(masses);
        progress?.Report(new(LocateStage.Detectability, 0.9));
        var best = test.Test.IsDetected ? Enumerable.Range(1, counts.Length - 1).Where(k => drawn[k] is not null).DefaultIfEmpty(0).MaxBy(k => counts[k]) : 0;
        var posterior = best == 0 ? [] : AnswerBuilder.Draws(drawn[best]!, found[best].Modes[0].Centre, rules, calibration, density, request.Seed);
        var sources = Enumerable.Range(0, best).Select(k => AnswerBuilder.Estimate([.. posterior.Where(d => d.Source == k)])).OrderByDescending(static s => s.KilogramsPerHour.Median).ToArray();
        var others = new OtherGases(readings, wind, request, rules, density.Area, LeastReadings, cancellation).Judge(test, flags);
        if (best > 0 && counts[0] > 0.5)
            flags.Add(PlumeFlag.PoorFit);
        if (best > 0)
            BlockFlags.OfAnswer(flags, density, drawn[best]!, sources, found[best], map.Step);
        if (best == request.MostSources && best > 1)
            flags.Add(PlumeFlag.MoreSourcesPossible);
        return new()
        {
            Gas = request.Gas,
            Method = table.Blocks.Any(static b => b.Track is not null) ? PlumeMethod.Puffs : PlumeMethod.Blocks,
            Detection = test.Test,
            SourceCount = counts,
            Sources = sources,
            Flags = [.. flags],
            ProbabilityOfDetection = Detectability.Of(density, map, test, readings),
            KnownEmitters = Emitters.Near(request.KnownEmitters, sources),
            Posterior = AnswerBuilder.Handed(posterior),
            ModelPosterior = best == 0 ? [] : AnswerBuilder.Handed(AnswerBuilder.Draws(drawn[best]!, found[best].Modes[0].Centre, rules, Calibration.None, density, request.Seed)),
            Fit = FitSeries.Of(density, found[best]),
            RunnerUp = others,
            MethodVersion = PlumeLocator.MethodVersion,
            Seed = request.Seed,
        };
    }

    // Draws of each number of sources that may be, and what its posterior holds of all; peaks that are met on the way join those that were found.
    private (PosteriorDraws?[] Drawn, double[] Masses) Sample(PosteriorDensity density, SourceSearch search, List<FoundModes> found, bool isDetected)
    {
        var samplers = new PosteriorSampler?[found.Count];
        var drawn = new PosteriorDraws?[found.Count];
        var masses = found.Select((f, k) => LogPosterior(f.LogMass, k)).ToArray();
        var most = masses.Max();

        // What was detected has a place: the best number of sources is drawn whatever the odds of none are.
        var likeliest = isDetected && found.Count > 1 ? Enumerable.Range(1, found.Count - 1).MaxBy(k => masses[k]) : 0;
        for (var k = 0; k < found.Count; k++)
        {
            if (k > 0 && k != likeliest && masses[k] < most - GiveUp)
                continue;
            Begin(k);

            // Draws that stand clearly higher than the peak they were proposed about have found another one.
            for (var again = 0; again < MostClimbs && search.Beyond(found[k], samplers[k]!.Highest) is { } higher; again++)
            {
                found[k] = higher;
                Begin(k);
            }
        }

        // A few rounds give the odds of a number of sources; the number that is stated is drawn until its bounds stand, and it may turn out to be another one then.
        for (var round = 0; isDetected && found.Count > 1 && round < found.Count; round++)
        {
            var at = Enumerable.Range(1, found.Count - 1).Where(k => drawn[k] is not null).MaxBy(k => masses[k]);
            var before = drawn[at];
            Take(at, samplers[at]!.Draw(FirstRounds, MostRounds, WantedDraws));
            if (ReferenceEquals(before, drawn[at]))
                break;
        }

        return (drawn, masses);

        void Begin(int k)
        {
            samplers[k] = new(density, found[k], k == 0 ? rules.Draws / 2 : rules.Draws, request.Seed + (ulong)k, request.Threads, cancellation);
            Take(k, samplers[k]!.Draw(FirstRounds, FirstRounds, 0));
        }

        void Take(int k, PosteriorDraws draws)
        {
            drawn[k] = draws;

            // Each set of places stands for all its orders.
            masses[k] = LogPosterior(draws.LogEvidence, k) + LogFactorial(k);
        }
    }

    // One source more as long as it pays; after the first the power of the likelihood is set by how residuals hang together.
    private void Count(SourceSearch search, PosteriorDensity density, List<FoundModes> found)
    {
        var best = double.NegativeInfinity;
        for (var k = 1; k <= request.MostSources; k++)
        {
            var next = search.Next(found[^1]);
            if (next.Modes.Count == 0 || !double.IsFinite(next.LogMass))
                return;
            if (k == 1)
            {
                Residuals.Settle(density, next);
                next = search.Again(next);
                found[0] = search.Again(found[0]);
            }
            else if (Residuals.Settle(density, next, onlyIfLooser: true))
            {
                // What one source too few leaves hangs together in time; with this one it does less, so all are judged anew.
                next = search.Again(next);
                for (var j = 0; j < found.Count; j++)
                    found[j] = search.Again(found[j]);
                best = found.Skip(1).Select((f, j) => LogPosterior(f.LogMass, j + 1) + LogFactorial(j + 1)).Max();
            }

            if (k > 1)
                found[k - 1] = search.Merged(next, found[k - 1]);
            found.Add(next);
            var mass = LogPosterior(next.LogMass, k) + LogFactorial(k);
            // One source between two may be hardly better than none, so a second is always tried.
            if (request.KnownPlace is not null || (k > 1 && (mass < best - GiveUp || mass < LogPosterior(found[0].LogMass, 0))))
                return;
            best = Math.Max(best, mass);
        }
    }

    private double LogPosterior(double logEvidence, int sources) =>
        (calibration.Evidence * logEvidence) + (sources > 0 ? Math.Log(rules.OddsOfOne) : 0) + (sources > 1 ? Math.Log(rules.OddsOfSecond) : 0) + (Math.Max(sources - 2, 0) * Math.Log(rules.OddsBeyondTwo));

    private static double LogFactorial(int k) => MathNet.Numerics.SpecialFunctions.FactorialLn(k);

    private static double[] Normalise(double[] logs)
    {
        var all = FoundModes.LogSum(logs);
        return [.. logs.Select(l => Math.Exp(l - all))];
    }

    private PlumeAnswer Empty(SortedSet<PlumeFlag> flags, bool tooFew)
    {
        if (tooFew && !flags.Contains(PlumeFlag.NoWind) && !flags.Contains(PlumeFlag.TimesApart))
            flags.Add(PlumeFlag.TooFewReadings);
        return new()
        {
            Gas = request.Gas,
            Method = PlumeMethod.Blocks,
            Detection = new(false, 1, request.FalseAlarmRate),
            SourceCount = [],
            Sources = [],
            Flags = [.. flags],
            ProbabilityOfDetection = [],
            KnownEmitters = [],
            Posterior = [],
            Fit = [],
            MethodVersion = PlumeLocator.MethodVersion,
            Seed = request.Seed,
        };
    }
}
