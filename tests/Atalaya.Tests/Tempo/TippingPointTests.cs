using Atalaya.Flights.Tempo;
using CsCheck;

namespace Atalaya.Tests.Tempo;

public sealed class TippingPointTests
{
    [Fact]
    public void Eighteen_in_ten_days_stop_being_a_surge_only_if_about_35_a_month_had_been_normal()
    {
        // qgamma(0.05, 18) * 3 in R 4.2.2
        Assert.Equal(34.902913528341, TippingPoint.Find(18, 10, null, 0.05).KnownPer30Days, 1e-9);
    }

    [Fact]
    public void The_estimated_tipping_point_is_the_first_baseline_count_that_the_test_lets_pass() =>
        Gen.Select(Gen.Long[0, 80], Gen.Double[1, 40], Gen.Double[5, 800], Gen.Double[0.001, 0.2]).Sample((count, days, baselineDays, alpha) =>
        {
            var tipping = TippingPoint.Find(count, days, baselineDays, alpha);
            var at = tipping.EstimatedCount!.Value;
            Assert.True(RateTest.Compare(count, days, at, baselineDays).GreaterP > alpha);
            if (at > 0)
                Assert.True(RateTest.Compare(count, days, at - 1, baselineDays).GreaterP <= alpha);
            Assert.Equal(at / baselineDays * 30, tipping.EstimatedPer30Days!.Value, 1e-9);
        });

    [Fact]
    public void At_the_known_tipping_point_the_test_stands_exactly_at_its_level() =>
        Gen.Select(Gen.Long[1, 200], Gen.Double[1, 40], Gen.Double[0.001, 0.2]).Sample((count, days, alpha) =>
            Assert.Equal(alpha, RateTest.CompareWithStated(count, days, TippingPoint.Find(count, days, null, alpha).KnownPer30Days / 30).GreaterP, 1e-9));

    [Fact]
    public void A_window_without_missions_is_never_a_surge()
    {
        var tipping = TippingPoint.Find(0, 10, 365, 0.05);
        Assert.Equal(0, tipping.KnownPer30Days);
        Assert.Equal(0, tipping.EstimatedCount);
    }

    [Fact]
    public void A_short_baseline_tips_earlier_than_a_rate_known_exactly()
    {
        var year = TippingPoint.Find(18, 10, 365, 0.05);
        var month = TippingPoint.Find(18, 10, 30, 0.05);
        Assert.True(month.EstimatedPer30Days < year.EstimatedPer30Days);
        Assert.True(year.EstimatedPer30Days < year.KnownPer30Days);
    }
}
