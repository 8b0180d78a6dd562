using System.Diagnostics;
using System.Globalization;
using Atalaya.Flights.Tempo;
using Atalaya.Testing;
using CsCheck;

namespace Atalaya.Tests.Tempo;

public sealed class RateTestTests
{
    private static readonly string Vectors = Path.Combine(TestData.RepositoryRoot, "tests", "Atalaya.Tests", "Tempo", "Vectors");

    [Fact]
    public void Every_committed_answer_of_R_is_met_to_1e_minus_9() =>
        Assert.Equal(252, CompareWithR(File.ReadAllLines(Path.Combine(Vectors, "poisson-test.tsv"))));

    [Fact]
    public void R_itself_answers_as_the_committed_table_says()
    {
        var start = new ProcessStartInfo(TestData.Tool("Rscript"), ["--vanilla", Path.Combine(Vectors, "poisson-test.R")]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(252, CompareWithR(lines));
    }

    [Fact]
    public void Random_counts_agree_with_R_to_1e_minus_9()
    {
        var program = """
            set.seed(20250203)
            for (i in 1:400) {
              x <- c(rpois(1, exp(runif(1, -2, 6))), rpois(1, exp(runif(1, -2, 6)))); if (sum(x) == 0) next
              t <- c(runif(1, 0.5, 60), runif(1, 1, 900)); r <- exp(runif(1, -1, 1)); l <- runif(1, 0.5, 0.999)
              a <- sample(c("two.sided", "greater", "less"), 1)
              k <- poisson.test(x, t, r, a, l)
              cat(sprintf("%d\t%.17g\t%d\t%.17g\t%.17g\t%s\t%.17g\t%.17g\t%.17g\t%.17g\t%.17g\n", x[1], t[1], x[2], t[2], r, a, l, k$p.value, k$conf.int[1], k$conf.int[2], k$estimate))
            }
            """;
        using var process = Process.Start(new ProcessStartInfo(TestData.Tool("Rscript"), ["--vanilla", "-e", program]) { RedirectStandardOutput = true })!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.True(CompareWithR(["header", .. lines]) > 350);
    }

    [Fact]
    public void Two_empty_counts_tell_nothing()
    {
        var test = RateTest.Compare(0, 10, 0, 365);
        Assert.Equal(1, test.TwoSidedP);
        Assert.Equal(0, test.Lower);
        Assert.Equal(double.PositiveInfinity, test.Upper);
        Assert.True(double.IsNaN(test.Ratio));
    }

    [Fact]
    public void A_count_too_large_or_time_of_zero_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RateTest.Compare(-1, 10, 1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateTest.Compare(1, 0, 1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateTest.Compare(1, 10, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateTest.Compare(long.MaxValue, 10, 1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateTest.Compare(1, 10, long.MaxValue, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateTest.CompareWithStated(1, 10, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateTest.Compare(1, 10, 1, 10, level: 1));
    }

    [Fact]
    public void Swapping_window_and_baseline_inverts_the_ratio_and_swaps_the_tails() =>
        Counts.Sample((x1, t1, x2, t2) =>
        {
            var there = RateTest.Compare(x1, t1, x2, t2);
            var back = RateTest.Compare(x2, t2, x1, t1);
            Near(there.GreaterP, back.LessP, "tail");
            Near(there.TwoSidedP, back.TwoSidedP, "two-sided p");
            Near(there.Lower, 1 / back.Upper, "bound");
            Near(there.Upper, 1 / back.Lower, "bound");
        });

    [Fact]
    public void One_more_mission_in_the_window_makes_a_surge_likelier_and_raises_the_bounds() =>
        Counts.Sample((x1, t1, x2, t2) =>
        {
            var fewer = RateTest.Compare(x1, t1, x2, t2);
            var more = RateTest.Compare(x1 + 1, t1, x2, t2);
            Assert.True(more.GreaterP <= fewer.GreaterP && more.LessP >= fewer.LessP);
            Assert.True(more.Lower >= fewer.Lower && more.Upper >= fewer.Upper);
        });

    [Fact]
    public void The_two_tails_overlap_in_the_result_itself_alone() =>
        Counts.Sample((x1, t1, x2, t2) =>
        {
            var test = RateTest.Compare(x1, t1, x2, t2);
            Assert.InRange(test.GreaterP + test.LessP, 1 - 1e-12, 2);
            Assert.InRange(test.TwoSidedP, Math.Min(test.GreaterP, test.LessP) * (1 - 1e-12), 1);
        });

    [Fact]
    public void A_ratio_outside_the_bounds_is_rejected_by_one_tail_and_one_inside_by_none() =>
        Counts.Sample((x1, t1, x2, t2) =>
        {
            var test = RateTest.Compare(x1, t1, x2, t2);
            if (test.Lower > 0)
                Near(0.025, RateTest.Compare(x1, t1, x2, t2, test.Lower).GreaterP, "tail at the lower bound");
            if (double.IsFinite(test.Upper))
                Near(0.025, RateTest.Compare(x1, t1, x2, t2, test.Upper).LessP, "tail at the upper bound");
        });

    private static readonly Gen<(long, double, long, double)> Counts =
        Gen.Select(Gen.Long[0, 400], Gen.Double[0.5, 60], Gen.Long[0, 4000], Gen.Double[1, 900]);

    private static int CompareWithR(string[] lines)
    {
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split('\t');
            var alternative = cells[5] switch { "greater" => Alternative.Greater, "less" => Alternative.Less, _ => Alternative.TwoSided };
            var (x1, t1, t2, r, level) = (long.Parse(cells[0], CultureInfo.InvariantCulture), Number(cells[1]), Number(cells[3]), Number(cells[4]), Number(cells[6]));
            var test = cells[2] == "NA"
                ? RateTest.CompareWithStated(x1, t1, t2, r, alternative, level)
                : RateTest.Compare(x1, t1, long.Parse(cells[2], CultureInfo.InvariantCulture), t2, r, alternative, level);
            Near(Number(cells[7]), test.P, $"p of {line}");
            Near(Number(cells[8]), test.Lower, $"lower bound of {line}");
            Near(Number(cells[9]), test.Upper, $"upper bound of {line}");
            Near(Number(cells[10]), test.Ratio, $"estimate of {line}");
        }

        return lines.Length - 1;
    }

    private static double Number(string text) => text == "Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);

    private static void Near(double expected, double actual, string what)
    {
        if (expected.Equals(actual))
            return;
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Max(Math.Abs(expected), 1e-300), $"{what}: {expected:R} against {actual:R}");
    }
}
