namespace Atalaya.Plumes.Crossings;

/// <summary>A source and its rate, as the model takes them.</summary>
/// <param name="X">East in m.</param>
/// <param name="Y">North in m.</param>
/// <param name="Height">Height in m.</param>
/// <param name="LogRate">Logarithm of the rate in kg/s.</param>
internal readonly record struct ModelSource(double X, double Y, double Height, double LogRate);

/// <summary>What all crossings share and nobody measured well.</summary>
/// <param name="Turn">Direction bias of the wind in rad, counter-clockwise.</param>
/// <param name="Lateral">Factor on the lateral spread.</param>
/// <param name="Vertical">Factor on the vertical spread.</param>
/// <param name="Spread">Standard deviation of the logarithm of one crossing's integral.</param>
/// <param name="Instant">Width at an instant as a share of the width over many minutes.</param>
internal readonly record struct Nuisances(double Turn, double Lateral, double Vertical, double Spread, double Instant);

/// <summary>
/// Likelihood of the passes of moving sensors given sources. Per plume met: a log-normal integral (Student-t tails), a middle about the
/// centre line, a width about that of an instant. Per plume not met: the probability that it stayed below what is detected or passed
/// beside. Which source made which enhancement is summed over; an enhancement of no source is possible at a price.
/// </summary>
internal sealed class CrossingModel(IReadOnlyList<PassRecord> passes, PlumeShape shape, CrossingRules rules, bool useIntegrals)
{
    // Student-t with five degrees of freedom: ln Γ(3) − ln Γ(5/2) − ½ ln 5π.
    private const double LogTailNorm = -0.968620;

    /// <summary>An enhancement of no source may have any integral and width over this many e-folds.</summary>
    private const double StrayLogRange = 8;
    private const double StrayWidthRange = 3;

    /// <summary>An instant's plume sways up and down by this share of its depth, which matters away from its middle.</summary>
    private const double VerticalSway = 0.3;

    /// <summary>The passes.</summary>
    public IReadOnlyList<PassRecord> Passes => passes;

    /// <summary>Log-likelihood of all passes.</summary>
    public double LogLikelihood(ReadOnlySpan<ModelSource> sources, in Nuisances shared)
    {
        var sum = 0.0;
        foreach (var pass in passes)
        {
            sum += LogLikelihood(pass, sources, shared);
            if (double.IsNegativeInfinity(sum))
                break;
        }

        return sum;
    }

    /// <summary>Expected integral in kg/m² of a source at a crossing, its spread and its offset across the wind; null upwind.</summary>
    public (double LogIntegral, double LogSpread, double Offset, double SigmaTotal)? Predict(PassRecord pass, double x, double y, double z, in ModelSource source, in Nuisances shared)
    {
        var (east, north) = Wind(pass, 2, shared.Turn);
        var speed = Math.Sqrt((east * east) + (north * north));
        var along = ((x - source.X) * east) + ((y - source.Y) * north);
        if (!(along > 0.5 * speed))
            return null;

        // The plume met now left the source a travel time ago: the wind of that time carried it.
        var time = along / (speed * speed);
        var k = 0;
        while (k < PassRecord.LookBack.Length - 1 && PassRecord.LookBack[k] < time)
            k++;
        if (k != 2)
        {
            (east, north) = Wind(pass, k, shared.Turn);
            speed = Math.Sqrt((east * east) + (north * north));
        }

        var distance = (((x - source.X) * east) + ((y - source.Y) * north)) / speed;
        if (!(distance > 0.5))
            return null;
        var offset = (((y - source.Y) * east) - ((x - source.X) * north)) / speed;
        var section = shape.At(distance, z, source.Height, speed, shared.Lateral, shared.Vertical);
        var sway = VerticalSway * ((section.RelativeHeight * section.RelativeHeight) - 1);
        var spread = Math.Sqrt((shared.Spread * shared.Spread) + Math.Min(4, sway * sway));

        // Mass is kept in the mean, so the median of a log-normal crossing lies lower.
        return (source.LogRate + section.LogIntegral - (0.5 * spread * spread), spread, offset, section.SigmaTotal);
    }

    /// <summary>Probability that a source goes undetected on a pass.</summary>
    public double MissProbability(PassRecord pass, in ModelSource source, in Nuisances shared)
    {
        var nodes = pass.Nodes;
        var (nearest, least, most) = (double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity);
        var (atX, atY, lastX, lastY, lastOffset) = (double.NaN, 0.0, 0.0, 0.0, double.NaN);
        var (east, north) = Wind(pass, 2, shared.Turn);
        var speed = Math.Sqrt((east * east) + (north * north));
        foreach (var (x, y) in nodes)
        {
            var along = (((x - source.X) * east) + ((y - source.Y) * north)) / speed;
            var offset = (((y - source.Y) * east) - ((x - source.X) * north)) / speed;
            if (along <= 1)
            {
                lastOffset = double.NaN;
                continue;
            }

            (least, most) = (Math.Min(least, offset), Math.Max(most, offset));
            if (lastOffset * offset < 0)
            {
                var share = lastOffset / (lastOffset - offset);
                (nearest, atX, atY) = (0, lastX + (share * (x - lastX)), lastY + (share * (y - lastY)));
            }
            else if (Math.Abs(offset) < nearest)
            {
                (nearest, atX, atY) = (Math.Abs(offset), x, y);
            }

            (lastX, lastY, lastOffset) = (x, y, offset);
        }

        if (double.IsNaN(atX) || Predict(pass, atX, atY, pass.Z, source, shared) is not { } seen)
            return 1;
        var sway = Sway(seen.SigmaTotal, shared.Instant) + 1;
        var met = Normal(most / sway) - Normal(least / sway);
        var limit = pass.LogLimit(shared.Instant * seen.SigmaTotal);

        // Noise makes a plume at the limit detected half the time, with a spread of a quarter of the limit.
        var below = Normal((limit - seen.LogIntegral) / Math.Sqrt((seen.LogSpread * seen.LogSpread) + 0.0625));
        below = rules.MissChance + ((1 - rules.MissChance) * below);
        return 1 - (met * (1 - below));
    }

    private double LogLikelihood(PassRecord pass, ReadOnlySpan<ModelSource> sources, in Nuisances shared)
    {
        var (k, n) = (sources.Length, pass.Crossings.Count);
        Span<double> missed = stackalloc double[k];
        for (var s = 0; s < k; s++)
            missed[s] = Math.Log(MissProbability(pass, sources[s], shared));
        if (n == 0)
        {
            var sum = 0.0;
            foreach (var m in missed)
                sum += m;
            return sum;
        }

        n = Math.Min(n, 4);
        Span<double> seen = stackalloc double[k * n * 4];
        for (var s = 0; s < k; s++)
        {
            for (var c = 0; c < n; c++)
            {
                var crossing = pass.Crossings[c];
                var prediction = Predict(pass, crossing.X, crossing.Y, crossing.Z, sources[s], shared);
                var at = seen.Slice(((s * n) + c) * 4, 4);
                if (prediction is { } p)
                    (at[0], at[1], at[2], at[3]) = (p.LogIntegral, p.LogSpread, p.Offset, p.SigmaTotal);
                else
                    at[0] = double.NaN;
            }
        }

        // Each source made one of the enhancements, or none: all choices.
        var choices = 1;
        for (var s = 0; s < k; s++)
            choices *= n + 1;
        var (top, total) = (double.NegativeInfinity, 0.0);
        for (var choice = 0; choice < choices; choice++)
        {
            var log = Choice(pass, choice, k, n, missed, seen, shared);
            if (double.IsNegativeInfinity(log) || double.IsNaN(log))
                continue;
            if (log <= top)
                total += Math.Exp(log - top);
            else
                (total, top) = ((total * Math.Exp(top - log)) + 1, log);
        }

        return top + Math.Log(total);
    }

    private double Choice(PassRecord pass, int choice, int k, int n, ReadOnlySpan<double> missed, ReadOnlySpan<double> seen, in Nuisances shared)
    {
        Span<int> made = stackalloc int[k];
        var log = 0.0;
        for (var s = 0; s < k; s++)
        {
            (made[s], choice) = ((choice % (n + 1)) - 1, choice / (n + 1));
            if (made[s] < 0)
                log += missed[s];
        }

        for (var c = 0; c < n; c++)
        {
            var crossing = pass.Crossings[c];
            var (count, sum, spread, offset, offsets, width, sigma) = (0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
            for (var s = 0; s < k; s++)
            {
                if (made[s] != c)
                    continue;
                var at = seen.Slice(((s * n) + c) * 4, 4);
                if (double.IsNaN(at[0]))
                    return double.NegativeInfinity;
                var share = Math.Exp(Math.Clamp(at[0], -60, 20));
                count++;
                sum += share;
                spread += share * at[1];
                offset += share * at[2];
                offsets += share * at[2] * at[2];
                width += share * shared.Instant * shared.Instant * at[3] * at[3];
                sigma = Math.Max(sigma, at[3]);
            }

            if (count == 0)
            {
                log += Math.Log(rules.StrayChance / (StrayLogRange * StrayWidthRange * pass.Length));
                continue;
            }

            (spread, offset) = (spread / sum, offset / sum);
            width = (width / sum) + Math.Max(0, (offsets / sum) - (offset * offset));
            var noise = crossing.IntegralError / crossing.Integral;
            if (useIntegrals)
                log += LogTail(Math.Log(crossing.Integral / sum), Math.Sqrt((spread * spread) + (noise * noise)));
            var sway = Sway(sigma, shared.Instant);
            log += LogTail(offset, Math.Sqrt((sway * sway) + (crossing.MiddleError * crossing.MiddleError)));
            log += LogTail(Math.Log(crossing.Width / Math.Sqrt(width)), Math.Sqrt((rules.WidthLogSpread * rules.WidthLogSpread) + Math.Min(1, noise * noise)));
        }

        return log;
    }

    /// <summary>Standard deviation in m of an instant's middle about the centre line: what the width over many minutes has beyond the instant's.</summary>
    private static double Sway(double sigmaTotal, double instant) => sigmaTotal * Math.Sqrt(Math.Max(0.1, 1 - (instant * instant)));

    private static (double East, double North) Wind(PassRecord pass, int k, double turn)
    {
        var (sin, cos) = Math.SinCos(turn);
        var (east, north) = (pass.WindEast[k], pass.WindNorth[k]);
        return ((cos * east) - (sin * north), (sin * east) + (cos * north));
    }

    private static double LogTail(double difference, double scale)
    {
        var t = difference / scale;
        return LogTailNorm - Math.Log(scale) - (3 * Math.Log(1 + (t * t / 5)));
    }

    /// <summary>The normal distribution function (Page 1977, error below 1.4e-4), which is smooth and quick.</summary>
    private static double Normal(double z)
    {
        var y = 0.7988 * z * (1 + (0.04417 * z * z));
        return 1 / (1 + Math.Exp(-2 * Math.Clamp(y, -350, 350)));
    }
}
