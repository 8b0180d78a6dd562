using Atalaya.Flights.Tempo;
using NodaTime;

namespace Atalaya.Tests.Tempo;

public sealed class CoverageCorrectionTests
{
    [Fact]
    public void Ratio_bounds_and_p_are_those_of_R_and_finer_averaging_changes_the_bounds_by_less_than_2_percent()
    {
        var compared = 0;
        foreach (var cells in RScript.Lines("coverage.R"))
        {
            var corrected = CoverageCorrection.Of(
                (long)RScript.Number(cells[0]), RScript.Number(cells[1]), RScript.Numbers(cells[2]), (long)RScript.Number(cells[3]), RScript.Number(cells[4]), RScript.Numbers(cells[5]), 0.95)!;
            var (bounds, fine) = (RScript.Numbers(cells[7]), RScript.Numbers(cells[8]));
            RScript.Near(RScript.Number(cells[6]), corrected.Ratio, 1e-9, $"case {compared} ratio");
            RScript.Near(bounds[0], corrected.Lower, 1e-6, $"case {compared} lower");
            RScript.Near(bounds[1], corrected.Upper, 1e-6, $"case {compared} upper");
            RScript.Near(bounds[2], corrected.GreaterP, 1e-6, $"case {compared} p");
            RScript.Near(fine[0], corrected.Lower, 0.02, $"case {compared} finer lower");
            RScript.Near(fine[1], corrected.Upper, 0.02, $"case {compared} finer upper");
            compared++;
        }

        Assert.Equal(15, compared);
    }

    [Fact]
    public void Even_coverage_changes_no_ratio_and_uncertain_coverage_widens_the_bounds()
    {
        var plain = RateTest.Compare(9, 10, 30, 300);
        var (even, uneven) = (Of(static _ => 0.5), Of(static i => i % 2 == 0 ? 0.1 : 0.9));
        Assert.Equal(plain.Ratio, even.Ratio, 1e-9);
        Assert.Equal(plain.Ratio, uneven.Ratio, 1e-9);
        Assert.True(even.Lower <= plain.Lower && even.Upper >= plain.Upper);
        Assert.True(uneven.Lower < even.Lower && uneven.Upper > even.Upper);

        static CoverageCorrection Of(Func<int, double> share) =>
            CoverageCorrection.Of(9, 10, [.. Enumerable.Range(0, 10).Select(share)], 30, 300, [.. Enumerable.Range(0, 300).Select(share)], 0.95)!;
    }

    [Fact]
    public void A_baseline_that_was_hardly_covered_explains_a_rise_that_is_none()
    {
        var corrected = CoverageCorrection.Of(10, 10, [.. Enumerable.Repeat(0.8, 10)], 30, 300, [.. Enumerable.Repeat(0.08, 300)], 0.95)!;
        Assert.Equal(1, corrected.Ratio, 1e-9);
        Assert.True(corrected.GreaterP > 0.05);
        Assert.True(RateTest.Compare(10, 10, 30, 300).GreaterP < 0.001);
    }

    [Fact]
    public void Without_coverage_there_is_no_correction()
    {
        Assert.Null(CoverageCorrection.Of(1, 10, [0, 0], 1, 10, [0.5], 0.95));
        Assert.Null(CoverageCorrection.Of(1, 10, [], 1, 10, [0.5], 0.95));
        Assert.Null(CoverageCorrection.Of(0, 10, [0.5], 0, 10, [0.5], 0.95));
        Assert.Equal(double.PositiveInfinity, CoverageCorrection.Of(3, 10, [0.5, 0.4], 0, 10, [0.5], 0.95)!.Upper);
    }

    [Fact]
    public void A_remark_given_as_a_range_is_answered_as_a_range()
    {
        var first = new LocalDate(2025, 1, 28);
        var entries = Enumerable.Range(0, 4).Select(d =>
        {
            var start = first.PlusDays(d).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() + Duration.FromHours(9);
            return new MissionEntry($"m{d}", Atalaya.Flights.Missions.MissionClass.Surveillance, Atalaya.Flights.Tracks.Basis.Heard, start, start + Duration.FromHours(5), []);
        }).ToList();
        TempoResult With(double low, double high) => TempoAnalysis.Analyze(
            entries, Enumerable.Range(0, 10).Select(first.PlusDays), CountingRule.Default,
            new(new DateInterval(first, first.PlusDays(9)), StatedPer30Days: low) { StatedUpToPer30Days = high }, TempoRules.Default with { Replications = 99 });
        Assert.Equal(TempoVerdict.Surge, With(0.5, 2).Verdict);
        Assert.Equal(TempoVerdict.Depends, With(2, 12).Verdict);
        Assert.Equal(TempoVerdict.NoChange, With(9, 12).Verdict);
        var result = With(0.5, 2);
        Assert.Equal(24, result.Test!.Ratio, 1e-9);
        Assert.Equal(6, result.UpperTest!.Ratio, 1e-9);
        Assert.Null(result.Dispersion);
        Assert.Null(result.Corrected);
    }
}
