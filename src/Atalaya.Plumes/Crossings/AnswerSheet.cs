using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Crossings;

/// <summary>An answer while it is being written.</summary>
internal sealed class AnswerSheet(LocateRequest request)
{
    private readonly List<PlumeFlag> _flags = [];
    private readonly List<PosteriorDraw> _posterior = [];
    private readonly List<FitPoint> _fit = [];

    /// <summary>The way it was reached.</summary>
    public PlumeMethod Method { get; set; } = PlumeMethod.Crossings;

    /// <summary>The detection.</summary>
    public DetectionTest Detection { get; set; } = new(false, 1, request.FalseAlarmRate);

    /// <summary>The second best gas.</summary>
    public (Gas Gas, double PValue)? RunnerUp { get; set; }

    /// <summary>Probability by number of sources.</summary>
    public IReadOnlyList<double> SourceCount { get; set; } = [];

    /// <summary>The sources.</summary>
    public IReadOnlyList<SourceEstimate> Sources { get; private set; } = [];

    /// <summary>What would have been detected.</summary>
    public IReadOnlyList<DetectionChance> Chances { get; set; } = [];

    /// <summary>Notes a flag once.</summary>
    public void FlagIf(bool isTrue, PlumeFlag flag)
    {
        if (isTrue && !_flags.Contains(flag))
            _flags.Add(flag);
    }

    /// <summary>The answer where none is possible, and why.</summary>
    public PlumeAnswer Without(PlumeFlag flag)
    {
        FlagIf(true, flag);
        return Whole();
    }

    /// <summary>Takes the draws of the sources.</summary>
    public void Draws(SourcePosterior.Drawn[] drawn, int count)
    {
        Sources = [.. drawn.Select(SourcePosterior.Estimate)];
        for (var s = 0; s < drawn.Length; s++)
        {
            var d = drawn[s];
            for (var i = 0; i < d.X.Length; i++)
                _posterior.Add(new(count, s, d.X[i], d.Y[i], d.Height[i], d.KilogramsPerHour[i], 1.0 / d.X.Length));
        }
    }

    /// <summary>Observed against predicted at the likeliest state: the mean over each crossing in ppm.</summary>
    public void FitOf(PassRecord[] passes, CrossingModel model, SourcePrior prior, SampledStates sampled, int count)
    {
        var best = sampled.States[Array.IndexOf(sampled.LogLikelihood, sampled.LogLikelihood.Max())];
        var shared = prior.SharedOf(best);
        var far = 0;
        foreach (var pass in passes)
        {
            foreach (var crossing in pass.Crossings)
            {
                var sum = 0.0;
                for (var s = 0; s < count; s++)
                {
                    if (model.Predict(pass, crossing.X, crossing.Y, crossing.Z, prior.SourceOf(best, s), shared) is { } p && Math.Abs(p.Offset) < 3 * p.SigmaTotal)
                        sum += Math.Exp(p.LogIntegral);
                }

                var ratio = sum / crossing.Integral;
                var noise = crossing.IntegralError / crossing.Integral;
                far += Math.Abs(Math.Log(Math.Max(ratio, 1e-9))) > 4 * Math.Sqrt((shared.Spread * shared.Spread) + (noise * noise)) ? 1 : 0;
                _fit.Add(new(
                    crossing.Seconds, crossing.Sensor, crossing.MeanBackground + crossing.MeanExcess, crossing.MeanBackground + (crossing.MeanExcess * ratio),
                    crossing.MeanBackground, crossing.MeanExcess * Math.Sqrt((shared.Spread * shared.Spread) + (noise * noise))));
            }
        }

        FlagIf(shared.Spread > 1 || far > Math.Max(1, 0.2 * _fit.Count), PlumeFlag.PoorFit);
    }

    /// <summary>The answer.</summary>
    public PlumeAnswer Whole()
    {
        var near = new List<EmitterNear>();
        foreach (var emitter in request.KnownEmitters)
        {
            if (Sources.Count == 0)
                break;
            var distances = Sources.Select(s => Math.Sqrt(Math.Pow(s.X - emitter.X, 2) + Math.Pow(s.Y - emitter.Y, 2))).ToArray();
            var nearest = Array.IndexOf(distances, distances.Min());
            near.Add(new(emitter, nearest, distances[nearest], Sources[nearest].Region90.Contains(emitter.X, emitter.Y)));
        }

        return new()
        {
            Gas = request.Gas,
            Method = Method,
            Detection = Detection,
            SourceCount = SourceCount,
            Sources = Sources,
            Flags = _flags,
            ProbabilityOfDetection = Chances,
            KnownEmitters = [.. near.OrderBy(n => n.DistanceMetres)],
            Posterior = _posterior,
            Fit = _fit,
            RunnerUp = RunnerUp,
            MethodVersion = PlumeLocator.MethodVersion,
            Seed = request.Seed,
        };
    }
}
