using System.Diagnostics;
using System.Globalization;
using Atalaya.Plumes.Inference;

namespace Atalaya.Eval.Plumes;

/// <summary>Asks the product about cases.</summary>
internal static class CaseRunner
{
    private const int Threads = 2;

    public static IEnumerable<CaseScore> Run(IEnumerable<PlumeCase> cases, TextWriter log)
    {
        foreach (var c in cases)
        {
            var clock = Stopwatch.StartNew();
            CaseScore score;
            try
            {
                var answer = PlumeLocator.Locate(c.Readings, c.Wind, c.Request with { Threads = Threads });
                score = CaseScore.Of(c, answer, clock.Elapsed.TotalSeconds);
                log.WriteLine($"  P(K) {string.Join(' ', answer.SourceCount.Select(static p => p.ToString("F3", CultureInfo.InvariantCulture)))}; true place {c.TruthSpot?.X:F1} {c.TruthSpot?.Y:F1}; stated {string.Join("; ", answer.Sources.Select(static s => $"{s.X:F1} {s.Y:F1} {s.KilogramsPerHour.Median:G3} kg/h"))}");
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // A case that brings the product down is a finding of this evaluation, not its end.
                score = CaseScore.Without(c) with { Flags = "threw " + e.GetType().Name, Seconds = clock.Elapsed.TotalSeconds };
                log.WriteLine(e);
            }

            log.WriteLine($"{c.Set} {c.Release}: {score.Seconds:F1} s, K={score.Sources} P(1)={score.POne:F2} p={score.PValue:G2} place {score.PlaceError:F1} m ({score.PlaceScores[2]:F2}), rate {score.RateError:+0%;-0%} ({score.RateScores[2]:F2}) {score.Flags}");
            yield return score;
        }
    }
}
