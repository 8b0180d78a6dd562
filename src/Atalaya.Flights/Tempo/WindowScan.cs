using System.Text.Json.Serialization;
using MathNet.Numerics.Random;
using NodaTime;

namespace Atalaya.Flights.Tempo;

/// <summary>The window that stands out most, and how often chance alone makes one as striking.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Missions">Missions in the window.</param>
/// <param name="ObservedDays">Observed days in the window.</param>
/// <param name="Expected">Missions expected there, were all missions spread evenly over the observed days.</param>
/// <param name="LogLikelihoodRatio">How much better two rates explain the counts than one.</param>
/// <param name="P">Monte Carlo p-value, corrected for the choice among all windows: (1 + replications at least as striking) / (1 + replications).</param>
/// <param name="Replications">How many random histories were drawn.</param>
/// <param name="Seed">Seed of the draws: the same seed gives the same p.</param>
/// <param name="LongestDays">The longest window that was looked at, in calendar days.</param>
public sealed record WindowScan(
    [property: JsonConverter(typeof(IsoDateConverter))] LocalDate From,
    [property: JsonConverter(typeof(IsoDateConverter))] LocalDate To,
    int Missions,
    double ObservedDays,
    double Expected,
    double LogLikelihoodRatio,
    double P,
    int Replications,
    int Seed,
    int LongestDays)
{
    /// <summary>Finds the most likely window of raised tempo.</summary>
    /// <remarks>
    /// The temporal scan statistic, Poisson model: M. Kulldorff, A spatial scan statistic, Communications in Statistics 26
    /// (1997) 1481–1496; Monte Carlo test after Dwass (1957). Days without input have no share in what is expected.
    /// </remarks>
    /// <param name="counts">The counts.</param>
    /// <param name="longestDays">Longest window in calendar days, 1 or more.</param>
    /// <param name="replications">Random histories to draw, 1 or more.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>The window, or null where there is no mission, or none stands out because there is only one observed day.</returns>
    public static WindowScan? Find(MissionCounts counts, int longestDays, int replications, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longestDays, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        var days = counts.Days;
        var cumulated = new double[days.Count + 1];
        var missions = new List<int>();
        for (var i = 0; i < days.Count; i++)
        {
            cumulated[i + 1] = cumulated[i] + days[i].ObservedDays;

            // A mission on a day that no input covers has no chance in a random history, so it is left out.
            if (days[i].ObservedDays > 0)
                missions.AddRange(Enumerable.Repeat(i, days[i].Missions ?? 0));
        }

        var best = Best([.. missions], cumulated, longestDays);
        if (best.LogLikelihoodRatio <= 0)
            return null;

        // The random history: the same number of missions, each on a day drawn in proportion to its observed share.
        var random = new Xoshiro256StarStar(seed);
        var drawn = new int[missions.Count];
        var atLeast = 0;
        for (var r = 0; r < replications; r++)
        {
            for (var i = 0; i < drawn.Length; i++)
                drawn[i] = DayAt(cumulated, random.NextDouble() * cumulated[^1]);
            Array.Sort(drawn);
            if (Best(drawn, cumulated, longestDays).LogLikelihoodRatio >= best.LogLikelihoodRatio * (1 - 1e-12))
                atLeast++;
        }

        var observed = cumulated[best.Last + 1] - cumulated[best.First];
        return new(
            days[best.First].From, days[best.Last].To, best.Missions, observed, missions.Count * observed / cumulated[^1],
            best.LogLikelihoodRatio, (1.0 + atLeast) / (1 + replications), replications, seed, longestDays);
    }

    // A window that begins or ends on a day without missions is never better than the same window without that day,
    // so only windows from mission to mission are looked at.
    private static (int First, int Last, int Missions, double LogLikelihoodRatio) Best(ReadOnlySpan<int> missionDays, double[] cumulated, int longestDays)
    {
        (int First, int Last, int Missions, double LogLikelihoodRatio) best = (0, 0, 0, 0);
        double total = missionDays.Length;
        for (var i = 0; i < missionDays.Length; i++)
        {
            if (i > 0 && missionDays[i] == missionDays[i - 1])
                continue;
            for (var j = i; j < missionDays.Length && missionDays[j] - missionDays[i] < longestDays; j++)
            {
                if (j + 1 < missionDays.Length && missionDays[j + 1] == missionDays[j])
                    continue;
                double inside = j - i + 1;
                var expected = total * (cumulated[missionDays[j] + 1] - cumulated[missionDays[i]]) / cumulated[^1];
                if (inside <= expected || expected >= total)
                    continue;
                var ratio = (inside * Math.Log(inside / expected))
                    + (inside < total ? (total - inside) * Math.Log((total - inside) / (total - expected)) : 0);
                if (ratio > best.LogLikelihoodRatio)
                    best = (missionDays[i], missionDays[j], (int)inside, ratio);
            }
        }

        return best;
    }

    private static int DayAt(double[] cumulated, double at)
    {
        int low = 0, high = cumulated.Length - 2;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (cumulated[middle + 1] > at)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
