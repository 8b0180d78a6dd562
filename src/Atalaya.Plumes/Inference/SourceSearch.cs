using Atalaya.Plumes.Numerics;

namespace Atalaya.Plumes.Inference;

/// <summary>Modes of one number of sources.</summary>
/// <param name="Layout">Layout.</param>
/// <param name="Modes">Peaks, highest mass first.</param>
internal sealed record FoundModes(ParameterLayout Layout, IReadOnlyList<Mode> Modes)
{
    internal double LogMass { get; } = Modes.Count == 0 ? double.NegativeInfinity : LogSum(Modes.Select(static m => m.LogMass));

    internal static double LogSum(IEnumerable<double> logs)
    {
        var all = logs.ToArray();
        var most = all.Max();
        return double.IsFinite(most) ? most + Math.Log(all.Sum(l => Math.Exp(l - most))) : most;
    }
}

/// <summary>Climbs from candidates to the peaks of the posterior, for one source more each time.</summary>
internal sealed class SourceSearch(PosteriorDensity density, CandidateMap map, LocateRules rules, LocateRequest request, CancellationToken cancellation)
{
    private const int Starts = 3;
    private const double KeptWithin = 7;
    private const double Apart = 0.2;
    private const double Clearly = 0.5;

    // What one source more must take off the squares before it is worth a climb: less cannot pay for three parameters.
    private const double LeastGain = 6;

    private PlaceSelection? _selection;

    /// <summary>The peak without any source: noise and background alone.</summary>
    internal FoundModes None()
    {
        var layout = new ParameterLayout(0);
        var start = Shared(layout);
        return new(layout, [Peak(layout, start, 30)]);
    }

    /// <summary>Peaks with one source more than a found set.</summary>
    internal FoundModes Next(FoundModes found)
    {
        var layout = new ParameterLayout(found.Layout.Sources + 1);
        var before = found.Modes[0].Centre;
        var scratch = density.NewScratch();
        density.Predict(found.Layout, before, scratch);
        var candidates = Separate(map.Score(map.Values(scratch.Signal)), layout.Sources == 1 ? Starts : Starts - 1);

        // A second source is always tried: one source in the middle of two leaves no candidate that pays beside it.
        if (layout.Sources > 2 && (candidates.Count == 0 || candidates[0].Gain * density.Temper < LeastGain))
            return new(layout, []);
        var starts = candidates.Select(c => Joined(found.Layout, before, layout, c)).ToList();
        if (layout.Sources > 1 && Together(layout) is { } together)
            starts.Add(together);
        var peaks = new Mode[starts.Count];
        Parallel.For(0, starts.Count, new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellation }, i =>
            peaks[i] = Peak(layout, starts[i], 50));
        return new(layout, Distinct(layout, peaks));
    }

    /// <summary>Climbs on from known modes, when the density has changed.</summary>
    internal FoundModes Again(FoundModes found)
    {
        var peaks = new Mode[found.Modes.Count];
        Parallel.For(0, peaks.Length, new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellation }, i =>
            peaks[i] = Peak(found.Layout, (double[])found.Modes[i].Centre.Clone(), 30));
        return new(found.Layout, Distinct(found.Layout, peaks));
    }

    /// <summary>The same with the peak above a point added, where that point stands clearly higher than the known ones do; null where it does not.</summary>
    internal FoundModes? Beyond(FoundModes found, double[] point)
    {
        var scratch = density.NewScratch();
        if (!(density.Log(found.Layout, point, scratch) > found.Modes.Max(m => density.Log(found.Layout, m.Centre, scratch)) + Clearly))
            return null;

        // It takes the place of what is known there: the higher of two peaks at one place, whatever their widths.
        var peak = Peak(found.Layout, (double[])point.Clone(), 60);
        var modes = Distinct(found.Layout, found.Modes.Where(m => AreApart(found.Layout, m, peak)).Prepend(peak));
        return modes.Contains(peak) ? new(found.Layout, modes) : null;
    }

    /// <summary>Peaks with one source fewer, climbed to from each two sources brought together: a search that adds one after another can miss them.</summary>
    internal FoundModes Merged(FoundModes found, FoundModes before)
    {
        var pairs = (from a in Enumerable.Range(0, found.Layout.Sources) from b in Enumerable.Range(a + 1, found.Layout.Sources - a - 1) select (a, b)).ToArray();
        var peaks = new Mode[pairs.Length];
        Parallel.For(0, pairs.Length, new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellation }, i =>
            peaks[i] = Peak(before.Layout, AsOne(found.Layout, found.Modes[0].Centre, before.Layout, pairs[i].a, pairs[i].b), 60));
        return new(before.Layout, Distinct(before.Layout, before.Modes.Concat(peaks)));
    }

    // Two sources become one at the middle of their rates.
    private static double[] AsOne(ParameterLayout layout, double[] parameters, ParameterLayout fewer, int a, int b)
    {
        var start = new double[fewer.Count];
        var (rateA, rateB) = (Math.Exp(parameters[ParameterLayout.LogRate(a)]), Math.Exp(parameters[ParameterLayout.LogRate(b)]));
        var to = 0;
        for (var k = 0; k < layout.Sources; k++)
        {
            if (k == b)
                continue;
            double Mixed(int at, int other) => k == a ? ((rateA * parameters[at]) + (rateB * parameters[other])) / (rateA + rateB) : parameters[at];
            start[ParameterLayout.X(to)] = Mixed(ParameterLayout.X(k), ParameterLayout.X(b));
            start[ParameterLayout.Y(to)] = Mixed(ParameterLayout.Y(k), ParameterLayout.Y(b));
            start[ParameterLayout.LogRate(to)] = k == a ? Math.Log(rateA + rateB) : parameters[ParameterLayout.LogRate(k)];
            to++;
        }

        parameters.AsSpan(layout.Turn, ParameterLayout.SharedCount).CopyTo(start.AsSpan(fewer.Turn));
        return start;
    }

    /// <summary>Typical changes of the parameters.</summary>
    internal double[] Scales(ParameterLayout layout)
    {
        var scales = new double[layout.Count];
        var place = density.Known is null ? Math.Clamp(map.Step / 3, 0.5, 50) : 0.3;
        for (var k = 0; k < layout.Sources; k++)
        {
            scales[ParameterLayout.X(k)] = scales[ParameterLayout.Y(k)] = place;
            scales[ParameterLayout.LogRate(k)] = 0.3;
        }

        for (var i = 0; i < ParameterLayout.SharedCount; i++)
            scales[layout.Turn + i] = Math.Min(density.SharedPrior(i).Spread, 0.4);
        return scales;
    }

    private Mode Peak(ParameterLayout layout, double[] start, int rounds)
    {
        var scratch = density.NewScratch();
        double Function(double[] p) => density.Log(layout, p, scratch);
        var scales = Scales(layout);
        var value = Climber.Climb(Function, start, scales, rounds, cancellation);
        if (!double.IsFinite(value))
            return new(start, Diagonal(scales), double.NegativeInfinity);
        return Mode.OfCurvature(start, Climber.Curvature(Function, start, scales), scales, value);
    }

    private static double[] Diagonal(double[] scales)
    {
        var root = new double[scales.Length * scales.Length];
        for (var i = 0; i < scales.Length; i++)
            root[(i * scales.Length) + i] = scales[i];
        return root;
    }

    private double[] Shared(ParameterLayout layout)
    {
        var start = new double[layout.Count];
        for (var i = 0; i < ParameterLayout.SharedCount; i++)
            start[layout.Turn + i] = density.SharedPrior(i).Mean;
        return start;
    }

    private double[] Joined(ParameterLayout before, double[] parameters, ParameterLayout layout, Candidate candidate)
    {
        var start = before.Sources == 0 ? Shared(layout) : new double[layout.Count];
        if (before.Sources > 0)
        {
            parameters.AsSpan(0, 3 * before.Sources).CopyTo(start);
            parameters.AsSpan(before.Turn, ParameterLayout.SharedCount).CopyTo(start.AsSpan(layout.Turn));
        }

        var k = layout.Sources - 1;
        start[ParameterLayout.X(k)] = candidate.X;
        start[ParameterLayout.Y(k)] = candidate.Y;

        // The noise that the fit without this source needed is more than what is left with it.
        start[layout.LogNoise] = Math.Min(start[layout.LogNoise], 0.5);
        start[ParameterLayout.LogRate(k)] = Math.Log(Math.Max(candidate.KilogramsPerHour, 1e-4 * rules.Rate));
        return start;
    }

    // All sources placed at once, from the readings themselves.
    private double[]? Together(ParameterLayout layout)
    {
        _selection ??= new(map, map.Values([]), request.Threads, cancellation);
        var set = _selection.Best(layout.Sources);
        if (set.Count == 0)
            return null;
        var start = Shared(layout);
        for (var k = 0; k < set.Count; k++)
        {
            start[ParameterLayout.X(k)] = set[k].X;
            start[ParameterLayout.Y(k)] = set[k].Y;
            start[ParameterLayout.LogRate(k)] = Math.Log(set[k].KilogramsPerHour);
        }

        return start;
    }

    // Peaks of the candidate map: the best, then the best that are not its neighbours.
    private List<Candidate> Separate(Candidate[] scores, int most)
    {
        var chosen = new List<Candidate>();
        foreach (var candidate in scores.OrderByDescending(static c => c.Gain).ThenBy(static c => c.X).ThenBy(static c => c.Y))
        {
            if (chosen.Count == most || (chosen.Count > 0 && candidate.Gain < 0.2 * chosen[0].Gain))
                break;
            if (chosen.All(c => Math.Abs(c.X - candidate.X) > 2.1 * map.Step || Math.Abs(c.Y - candidate.Y) > 2.1 * map.Step))
                chosen.Add(candidate);
        }

        return chosen;
    }

    private List<Mode> Distinct(ParameterLayout layout, IEnumerable<Mode> peaks)
    {
        var kept = new List<Mode>();
        foreach (var peak in peaks.OrderByDescending(static m => m.LogMass))
        {
            if (kept.Count > 0 && peak.LogMass < kept[0].LogMass - KeptWithin)
                break;
            if (kept.All(k => AreApart(layout, k, peak)))
                kept.Add(peak);
        }

        return kept;
    }

    private bool AreApart(ParameterLayout layout, Mode a, Mode b) => Enumerable.Range(0, layout.Sources).Any(s =>
        Math.Abs(a.Centre[ParameterLayout.X(s)] - b.Centre[ParameterLayout.X(s)]) > Apart * map.Step
        || Math.Abs(a.Centre[ParameterLayout.Y(s)] - b.Centre[ParameterLayout.Y(s)]) > Apart * map.Step);
}
