using MathNet.Numerics;

namespace Atalaya.Flights.Tempo;

/// <summary>Counts with exposures as negative binomial with one size, and one rate for each group of them; fitted by maximum likelihood.</summary>
/// <remarks>
/// A count of mean m has the variance m + m²/size (NB2): J. F. Lawless, Canadian Journal of Statistics 15 (1987) 209–225; what R's
/// <c>MASS::glm.nb</c> calls theta. For one size each group's rate is the root of a falling function; the size is the root of the derivative
/// of the likelihood so maximized.
/// </remarks>
internal sealed class NegativeBinomialModel
{
    // A size of 1e-4 is a variance of ten thousand squared means; from 1e8 on it is Poisson to every digit that counts have.
    private const double LowestLogSize = -9.2, HighestLogSize = 18.4, Step = 0.4;

    private readonly (long Count, double Exposure)[][] groups;
    private readonly double constant;

    /// <param name="groups">Counts, 0 or more, with their exposures, above 0; each group has a rate of its own.</param>
    public NegativeBinomialModel(params (long Count, double Exposure)[][] groups)
    {
        this.groups = groups;
        constant = groups.Sum(static g => g.Sum(static c => SpecialFunctions.FactorialLn((int)c.Count)));
    }

    /// <summary>The best size and its likelihood; infinite, and that of Poisson, where no finite size is better.</summary>
    public (double Size, double LogLikelihood, double[] Rates) Maximize()
    {
        var best = (LogSize: double.PositiveInfinity, LogLikelihood: PoissonLogLikelihood());
        for (var u = LowestLogSize; u < HighestLogSize; u += Step)
        {
            var value = LogLikelihood(Math.Exp(u));
            if (value > best.LogLikelihood)
                best = (u, value);
        }

        if (double.IsInfinity(best.LogSize))
            return (double.PositiveInfinity, best.LogLikelihood, Rates(double.PositiveInfinity));
        double low = best.LogSize - Step, high = best.LogSize + Step;
        for (var i = 0; i < 200; i++)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
                break;
            if (Derivative(Math.Exp(middle)) > 0)
                low = middle;
            else
                high = middle;
        }

        var size = Math.Exp(low + ((high - low) / 2));
        return (size, LogLikelihood(size), Rates(size));
    }

    /// <summary>Likelihood at a size, the rates at their best for it.</summary>
    public double LogLikelihood(double size)
    {
        var sum = -constant;
        var rates = Rates(size);
        for (var g = 0; g < groups.Length; g++)
        {
            foreach (var (count, exposure) in groups[g])
            {
                var mean = rates[g] * exposure;
                if (mean == 0)
                    continue;
                sum += (count * Math.Log(mean)) - (size * LogOnePlus(mean / size));

                // Written out, so that nothing is lost where the size is large.
                for (var j = 0; j < count; j++)
                    sum += Math.Log((size + j) / (size + mean));
            }
        }

        return sum;
    }

    /// <summary>Likelihood of Poisson counts, the limit of an infinite size.</summary>
    public double PoissonLogLikelihood()
    {
        var rates = Rates(double.PositiveInfinity);
        var sum = -constant;
        for (var g = 0; g < groups.Length; g++)
            sum += groups[g].Sum(c => rates[g] == 0 ? 0 : (c.Count * Math.Log(rates[g] * c.Exposure)) - (rates[g] * c.Exposure));
        return sum;
    }

    /// <summary>Where the likelihood, falling away from the best size, has lost so much; infinite or 0 where it never does.</summary>
    /// <param name="logSize">Logarithm of the best size.</param>
    /// <param name="level">The likelihood there.</param>
    /// <param name="up">Above the best size, or below.</param>
    public double SizeAt(double logSize, double level, bool up)
    {
        var end = up ? HighestLogSize : LowestLogSize;
        if (LogLikelihood(Math.Exp(end)) > level)
            return up ? double.PositiveInfinity : 0;
        var (inside, outside) = (logSize, end);
        for (var i = 0; i < 200; i++)
        {
            var middle = inside + ((outside - inside) / 2);
            if (LogLikelihood(Math.Exp(middle)) > level)
                inside = middle;
            else
                outside = middle;
        }

        return Math.Exp(inside);
    }

    private double Derivative(double size)
    {
        var rates = Rates(size);
        var sum = 0.0;
        for (var g = 0; g < groups.Length; g++)
        {
            foreach (var (count, exposure) in groups[g])
            {
                var mean = rates[g] * exposure;
                sum += ((mean - count) / (size + mean)) - LogOnePlus(mean / size);
                for (var j = 0; j < count; j++)
                    sum += 1 / (size + j);
            }
        }

        return sum;
    }

    private double[] Rates(double size) => [.. groups.Select(group => Rate(group, size))];

    private static double Rate((long Count, double Exposure)[] group, double size)
    {
        var crude = group.Sum(static c => (double)c.Count) / group.Sum(static c => c.Exposure);
        if (crude == 0 || double.IsInfinity(size) || group.Length == 1)
            return crude;

        // The score falls as the rate rises; its root lies between the least and the greatest single rate.
        double low = Math.Max(group.Min(static c => c.Count / c.Exposure), crude * 1e-9), high = group.Max(static c => c.Count / c.Exposure);
        var rate = crude;
        for (var i = 0; i < 200; i++)
        {
            double score = 0, slope = 0;
            foreach (var (count, exposure) in group)
            {
                var damped = 1 + (rate * exposure / size);
                score += (count - (rate * exposure)) / damped;
                slope -= exposure * (1 + (count / size)) / (damped * damped);
            }

            if (score > 0)
                low = rate;
            else
                high = rate;

            // Newton's step where it stays between the two, which it does after the first few.
            var next = rate - (score / slope);
            if (next <= low || next >= high)
                next = low + ((high - low) / 2);
            if (Math.Abs(next - rate) <= 1e-15 * rate)
                return next;
            rate = next;
        }

        return rate;
    }

    // log(1 + x) without the loss of 1 + x for small x (Kahan).
    private static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
