using Atalaya.Flights.Tempo;
using NodaTime;

namespace Atalaya.Tests.Tempo;

public sealed class CountDispersionTests
{
    [Fact]
    public void Size_likelihood_bounds_and_the_windows_test_are_those_of_R()
    {
        RScript.Require("MASS", "surveillance");
        var compared = 0;
        var alphas = 0;
        foreach (var cells in RScript.Lines("negative-binomial.R"))
        {
            var (counts, exposures) = (RScript.Numbers(cells[0]), RScript.Numbers(cells[1]));
            (long, double)[] blocks = [.. counts.Zip(exposures, static (c, t) => ((long)c, t))];
            var test = CountDispersion.Test(blocks, ((long)RScript.Number(cells[2]), RScript.Number(cells[3])), 10, TempoRules.Default);
            var r = cells[4..].Select(RScript.Number).ToArray();
            var what = $"case {compared}";
            RScript.Near(r[0], test.Size, 1e-6, what + " theta");
            RScript.Near(r[1], test.LogLikelihood, 1e-10, what + " log-likelihood");
            RScript.Near(r[2], test.PoissonLogLikelihood, 1e-10, what + " Poisson log-likelihood");
            RScript.Near(r[3], test.SizeLower, 1e-6, what + " lower bound of theta");
            RScript.Near(r[4], test.SizeUpper, 1e-6, what + " upper bound of theta");
            RScript.Near(r[7], test.Ratio, 1e-6, what + " ratio");
            RScript.Near(Math.Max(0, r[8]), test.Lower, 1e-5, what + " lower bound of the ratio");
            RScript.Near(r[9], test.Upper, 1e-5, what + " upper bound of the ratio");
            var twoSided = MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(0.5, Math.Max(0, r[6] - r[5]));
            RScript.Near(twoSided, test.TwoSidedP, 1e-5, what + " p");
            if (!double.IsNaN(r[10]))
            {
                RScript.Near(r[10], 1 / test.Size, 1e-5, what + " alpha of surveillance");
                alphas++;
            }

            compared++;
        }

        Assert.Equal(40, compared);
        Assert.True(alphas >= 15, $"{alphas} of surveillance");
    }

    [Fact]
    public void Even_counts_are_Poisson_and_the_size_has_no_upper_bound()
    {
        (long, double)[] blocks = [.. Enumerable.Range(0, 30).Select(static i => ((long)(i % 2), 10.0))];
        var test = CountDispersion.Test(blocks, (9, 10), 10, TempoRules.Default);
        Assert.False(test.IsOverDispersed);
        Assert.Equal(double.PositiveInfinity, test.SizeUpper);
        Assert.Equal(1, test.P);
    }

    [Fact]
    public void Missions_in_bursts_are_over_dispersed_and_a_burst_more_is_no_surge()
    {
        (long, double)[] blocks = [.. Enumerable.Range(0, 36).Select(static i => (i % 6 == 0 ? 6L : 0L, 10.0))];
        var test = CountDispersion.Test(blocks, (7, 10), 10, TempoRules.Default);
        Assert.True(test.IsOverDispersed);
        Assert.True(RateTest.Compare(7, 10, 36, 360).GreaterP < 0.001);
        Assert.True(test.GreaterP > 0.05, $"{test.GreaterP}");
        Assert.InRange(1, test.Lower, test.Upper);
    }

    [Fact]
    public void The_verdict_rests_on_the_wider_test_where_the_baseline_comes_in_bursts()
    {
        var first = new LocalDate(2024, 1, 1);
        var days = Enumerable.Range(0, 370).ToList();
        var missions = days.Where(static d => d < 360 && d % 60 < 6).Concat([361, 362, 363, 364, 365, 366, 367]).ToList();
        var entries = missions.Select(d =>
        {
            var start = first.PlusDays(d).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() + Duration.FromHours(9);
            return new MissionEntry($"m{d}", Atalaya.Flights.Missions.MissionClass.Surveillance, Atalaya.Flights.Tracks.Basis.Heard, start, start + Duration.FromHours(5), []);
        });
        var question = new TempoQuestion(new DateInterval(first.PlusDays(360), first.PlusDays(369)));
        var result = TempoAnalysis.Analyze(entries, days.Select(first.PlusDays), CountingRule.Default, question, TempoRules.Default with { Replications = 99 });
        Assert.True(result.Test!.GreaterP < 0.001);
        Assert.True(result.Dispersion!.IsOverDispersed);
        Assert.Equal(TempoVerdict.NoChange, result.Verdict);
    }

    [Fact]
    public void A_baseline_too_short_or_empty_is_not_fitted()
    {
        var day = new LocalDate(2024, 1, 1);
        var few = Enumerable.Range(0, 70).Select(i => new PeriodCount(day.PlusDays(i), day.PlusDays(i), 1, 1, 1)).ToList();
        Assert.Null(CountDispersion.Of(few, new(day, day.PlusDays(9), 3, 10, 10), TempoRules.Default));
        var empty = Enumerable.Range(0, 200).Select(i => new PeriodCount(day.PlusDays(i), day.PlusDays(i), 0, 1, 1)).ToList();
        Assert.Null(CountDispersion.Of(empty, new(day, day.PlusDays(9), 3, 10, 10), TempoRules.Default));
    }
}
