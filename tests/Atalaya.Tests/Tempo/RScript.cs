using System.Diagnostics;
using System.Globalization;
using Atalaya.Testing;

namespace Atalaya.Tests.Tempo;

/// <summary>Runs R scripts of this folder and reads the tables that they print.</summary>
internal static class RScript
{
    /// <summary>The cells of each line.</summary>
    public static IReadOnlyList<string[]> Lines(string script)
    {
        var path = Path.Combine(TestData.RepositoryRoot, "tests", "Atalaya.Tests", "Tempo", "Vectors", script);
        using var process = Process.Start(new ProcessStartInfo(TestData.Tool("Rscript"), ["--vanilla", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return [.. lines.Select(static l => l.Split('\t'))];
    }

    /// <summary>Whether R has a package; a test that needs one is skipped by name, or fails where tools are required.</summary>
    public static void Require(params string[] packages)
    {
        var program = $"quit(status = !all(sapply(c({string.Join(',', packages.Select(static p => $"'{p}'"))}), requireNamespace, quietly = TRUE)))";
        using var process = Process.Start(new ProcessStartInfo(TestData.Tool("Rscript"), ["--vanilla", "-e", program]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.WaitForExit();
        Assert.False(process.ExitCode != 0 && Environment.GetEnvironmentVariable("ATALAYA_REQUIRE_TOOLS") == "1", "R's packages are required and missing: " + string.Join(", ", packages));
        Assert.SkipWhen(process.ExitCode != 0, "needs R's packages " + string.Join(", ", packages) + " (./test --all installs them)");
    }

    public static double Number(string text) => text switch
    {
        "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NA" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    public static double[] Numbers(string text) => [.. text.Split(',').Select(Number)];

    public static void Near(double expected, double actual, double relative, string what) =>
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= relative * Math.Max(Math.Abs(expected), 1e-3), $"{what}: {expected:R} against {actual:R}");
}
