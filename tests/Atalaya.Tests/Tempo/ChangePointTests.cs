using Atalaya.Flights.Tempo;
using CsCheck;
using NodaTime;

namespace Atalaya.Tests.Tempo;

public sealed class ChangePointTests
{
    private static readonly LocalDate First = new(2024, 12, 1);

    [Fact]
    public void The_posterior_is_that_of_numerical_integration_in_R()
    {
        var compared = 0;
        foreach (var cells in RScript.Lines("change-point.R"))
        {
            var counts = Counts(RScript.Numbers(cells[0]), RScript.Numbers(cells[1]));
            var all = ChangePoint.Find(counts, TempoRules.Default with { ChangePriorShape = RScript.Number(cells[2]), ConfidenceLevel = 1 })!;
            var posterior = RScript.Numbers(cells[3]);
            Assert.All(all.Days, d => RScript.Near(posterior[Period.DaysBetween(First, d.Day) - 1], d.Probability, 1e-8, $"case {compared}, {d.Day}"));
            RScript.Near(RScript.Number(cells[4]), all.RiseProbability, 1e-8, $"case {compared} rise");
            RScript.Near(RScript.Number(cells[5]) * 30, all.BeforePer30Days, 1e-8, $"case {compared} before");
            RScript.Near(RScript.Number(cells[6]) * 30, all.AfterPer30Days, 1e-8, $"case {compared} after");

            // A sum of three logarithms of integrals, which may cancel.
            Assert.Equal(RScript.Number(cells[7]), all.LogBayesFactor, 1e-8);
            compared++;
        }

        Assert.Equal(12, compared);
    }

    [Fact]
    public void Eighteen_in_ten_days_begin_on_their_first_day()
    {
        var days = Enumerable.Range(0, 372).Select(static d => d >= 360 && d < 370 ? (d % 5 == 0 ? 1.0 : 2) : d < 360 && d % 30 == 5 ? 1 : 0).ToArray();
        var change = ChangePoint.Find(Counts(days, [.. days.Select(static _ => 1.0)]), TempoRules.Default)!;
        Assert.Equal(First.PlusDays(360), change.Likeliest);
        Assert.True(change.RiseProbability > 0.999999);
        Assert.True(change.LogBayesFactor > 20);
        Assert.InRange(Period.DaysBetween(change.From, change.To), 0, 7);
    }

    [Fact]
    public void The_named_days_hold_the_level_and_one_fewer_does_not() =>
        Gen.Select(Gen.Double[0, 1].Array[2, 60], Gen.Int[0, 5].Array[60]).Sample((observed, missions) =>
        {
            var counts = Counts([.. observed.Select((o, i) => o < 0.2 ? 0.0 : missions[i])], [.. observed.Select(static o => o < 0.2 ? 0 : o)]);
            if (ChangePoint.Find(counts, TempoRules.Default) is not { } change)
                return;
            var held = change.Days.Sum(static d => d.Probability);
            Assert.True(held >= 0.95 - 1e-9 && held - change.Days.Min(static d => d.Probability) < 0.95);
            Assert.InRange(change.RiseProbability, 0, 1);
            Assert.Contains(change.Days, d => d.Day == change.Likeliest);
        });

    [Fact]
    public void An_even_tempo_gives_no_change_and_nothing_gives_none_at_all()
    {
        var even = Enumerable.Range(0, 200).Select(static d => d % 10 == 0 ? 1.0 : 0).ToArray();
        Assert.True(ChangePoint.Find(Counts(even, [.. even.Select(static _ => 1.0)]), TempoRules.Default)!.LogBayesFactor < 0);
        Assert.Null(ChangePoint.Find(Counts(new double[30], [.. new double[30].Select(static _ => 1.0)]), TempoRules.Default));
    }

    private static MissionCounts Counts(double[] missions, double[] observed) =>
        new(CountingRule.Default, [.. missions.Select((m, i) => new PeriodCount(First.PlusDays(i), First.PlusDays(i), observed[i] > 0 ? (int)m : null, observed[i], 1))], [], [], (int)missions.Sum());
}
