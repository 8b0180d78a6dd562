using System.Text.Json;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Tempo;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Tests.Tempo;

public sealed class TempoAnalysisTests
{
    private static readonly LocalDate First = new(2024, 2, 1);
    private static readonly TempoRules Quick = TempoRules.Default with { Replications = 499 };

    // One mission a month for a year, then 18 in ten days from 26 January 2025.
    private static readonly int[] Winter = [.. Enumerable.Range(0, 12).Select(static m => (m * 30) + 5), .. Enumerable.Range(0, 18).Select(static i => 360 + (i * 10 / 18))];

    [Fact]
    public void Eighteen_in_ten_days_after_one_a_month_is_a_surge_and_the_scan_finds_its_days()
    {
        var result = Analyze(Winter, 372, TempoQuestion.Open);
        Assert.Equal(TempoVerdict.Surge, result.Verdict);
        Assert.True(result.WindowFound);
        Assert.Equal(new LocalDate(2025, 1, 26), result.Scan!.From);
        Assert.Equal(new LocalDate(2025, 2, 4), result.Scan.To);
        Assert.Equal(1.0 / 500, result.Scan.P);
        Assert.Equal(18, result.Window!.Missions);
        Assert.Equal(12, result.Baseline!.Missions);
        Assert.Equal(362, result.Baseline.ObservedDays);
        Assert.Equal(18.0 / 10 / (12.0 / 362), result.Test!.Ratio, 1e-12);
        Assert.InRange(result.TippingPoint!.EstimatedPer30Days!.Value, 28, 34.9);
    }

    [Fact]
    public void The_same_seed_gives_the_same_p()
    {
        int[] days = [3, 40, 41, 44, 90, 120, 121, 180];
        Assert.Equal(Analyze(days, 200, TempoQuestion.Open).Scan, Analyze(days, 200, TempoQuestion.Open).Scan);
    }

    [Fact]
    public void An_even_tempo_is_no_surge_even_where_the_best_window_looks_like_one()
    {
        int[] days = [2, 11, 12, 13, 29, 41, 55, 64, 66, 80, 95, 103];
        var result = Analyze(days, 110, TempoQuestion.Open);
        Assert.True(result.Test!.GreaterP < 0.05, "the chosen window alone would have been called a surge");
        Assert.Equal(TempoVerdict.NoChange, result.Verdict);
    }

    [Fact]
    public void Under_chance_alone_the_scan_calls_a_surge_no_oftener_than_its_level()
    {
        var random = new Random(7);
        var surges = 0;
        for (var i = 0; i < 200; i++)
        {
            var days = Enumerable.Range(0, 15).Select(_ => random.Next(300)).ToArray();
            if (Analyze(days, 300, TempoQuestion.Open, TempoRules.Default with { Replications = 199, Seed = i }).Verdict == TempoVerdict.Surge)
                surges++;
        }

        // 200 trials at 0.05: more than 20 has a probability below 0.001.
        Assert.InRange(surges, 0, 20);
    }

    [Fact]
    public void Days_without_input_do_not_make_the_others_a_surge()
    {
        // One mission every fifth day heard; nothing at all was recorded from day 50 to day 349.
        var observed = Enumerable.Range(0, 400).Where(static d => d is < 50 or >= 350).ToList();
        var missions = observed.Where(static d => d % 5 == 0).ToArray();
        var result = TempoAnalysis.Analyze(missions.Select(Mission), observed.Select(First.PlusDays), CountingRule.Default, TempoQuestion.Open, Quick);
        Assert.Equal(TempoVerdict.NoChange, result.Verdict);
    }

    [Fact]
    public void A_named_window_is_tested_against_the_named_baseline()
    {
        var question = new TempoQuestion(new DateInterval(new(2025, 1, 26), new(2025, 2, 4)), new DateInterval(new(2024, 2, 1), new(2024, 7, 31)));
        var result = Analyze(Winter, 372, question);
        Assert.False(result.WindowFound);
        Assert.Equal(182, result.Baseline!.ObservedDays);
        Assert.Equal(6, result.Baseline.Missions);
        Assert.Equal(TempoVerdict.Surge, result.Verdict);
    }

    [Fact]
    public void A_baseline_that_overlaps_the_window_leaves_the_windows_days_out()
    {
        var question = new TempoQuestion(new DateInterval(new(2025, 1, 26), new(2025, 2, 4)), new DateInterval(First, new(2025, 2, 7)));
        var result = Analyze(Winter, 373, question);
        Assert.Equal(12, result.Baseline!.Missions);
        Assert.Equal(363, result.Baseline.ObservedDays);
    }

    [Fact]
    public void A_baseline_that_rests_on_a_remark_is_marked_as_one()
    {
        var question = new TempoQuestion(new DateInterval(new(2025, 1, 26), new(2025, 2, 4)), StatedPer30Days: 1, StatedBy: "CNN, 10 Feb 2025");
        var result = Analyze([.. Winter.Where(static d => d >= 360)], 372, question);
        Assert.Equal(BaselineBasis.Stated, result.Baseline!.Basis);
        Assert.Equal("CNN, 10 Feb 2025", result.Baseline.StatedBy);
        Assert.Null(result.Test!.BaselineCount);
        Assert.Null(result.TippingPoint!.EstimatedCount);
        Assert.Equal(34.9, result.TippingPoint.KnownPer30Days, 0.01);
        Assert.Equal(TempoVerdict.Surge, result.Verdict);
    }

    [Fact]
    public void A_named_quiet_window_is_a_lull()
    {
        var result = Analyze([.. Enumerable.Range(0, 200).Where(static d => d is < 100 or >= 130)], 200, new(new DateInterval(First.PlusDays(100), First.PlusDays(129))));
        Assert.Equal(TempoVerdict.Lull, result.Verdict);
    }

    [Fact]
    public void Where_there_is_nothing_to_compare_nothing_is_claimed()
    {
        Assert.Equal(TempoVerdict.NotTestable, Analyze([], 0, TempoQuestion.Open).Verdict);
        Assert.Equal(TempoVerdict.NotTestable, Analyze([], 100, TempoQuestion.Open).Verdict);
        Assert.Equal(TempoVerdict.NotTestable, Analyze([0], 1, TempoQuestion.Open).Verdict);
        Assert.Equal(TempoVerdict.NotTestable, Analyze(Winter, 372, new(new DateInterval(new(1999, 1, 1), new(1999, 1, 9)))).Verdict);
    }

    [Fact]
    public void A_result_goes_through_JSON_unchanged_infinite_bounds_included()
    {
        var result = Analyze([.. Winter.Where(static d => d >= 360)], 372, TempoQuestion.Open);
        Assert.Equal(double.PositiveInfinity, result.Test!.Upper);
        var json = JsonSerializer.Serialize(result);
        Assert.Contains("\"From\":\"2025-01-26\"", json, StringComparison.Ordinal);
        var back = JsonSerializer.Deserialize<TempoResult>(json)!;
        Assert.Equal(result.Test, back.Test);
        Assert.Equal(result.Scan, back.Scan);
        Assert.Equal(result.Baseline, back.Baseline);
        Assert.Equal(json, JsonSerializer.Serialize(back));
    }

    private static TempoResult Analyze(int[] missionDays, int days, TempoQuestion question, TempoRules? rules = null) =>
        TempoAnalysis.Analyze(missionDays.Select(Mission), Enumerable.Range(0, days).Select(First.PlusDays), CountingRule.Default, question, rules ?? Quick);

    private static MissionEntry Mission(int day)
    {
        var start = First.PlusDays(day).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() + Duration.FromHours(9);
        return new($"m{day}", MissionClass.Surveillance, Basis.Heard, start, start + Duration.FromHours(6), []);
    }
}
