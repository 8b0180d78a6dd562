using System.Diagnostics;
using System.Globalization;
using Atalaya.Archive;

namespace Atalaya.Cli.Tests.Commands;

/// <summary>Ctrl-C on the program as a process of its own.</summary>
public sealed class InterruptTests
{
    [Fact]
    public async Task An_interrupted_demonstration_ends_with_130_and_says_so_and_can_be_run_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "atalaya.dll"), "demo", "--out", folder, "--lang", "es" })
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await InterruptWhen(process, () => Directory.Exists(Path.Combine(folder, "input")), cancellation);

            Assert.Equal(130, process.ExitCode);
            Assert.Contains("Interrumpido", await error, StringComparison.Ordinal);
            Assert.Empty(await output);
            Assert.False(File.Exists(Path.Combine(folder, "report.html")));

            // The folder belongs to these options still: the same command goes on, another is refused.
            Assert.Equal(2, CommandLine.Run("demo", "--out", folder, "--seed", "7").ExitCode);
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_analysis_that_was_interrupted_in_the_middle_leaves_a_sound_archive_and_ends_as_an_undisturbed_one_when_run_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        var cancellation = TestContext.Current.CancellationToken;
        var root = Directory.CreateTempSubdirectory("atalaya-interrupt-").FullName;
        var (input, folder, undisturbed) = (Path.Combine(root, "in"), Path.Combine(root, "out"), Path.Combine(root, "undisturbed"));
        try
        {
            const int Aircraft = 600;
            for (var n = 0; n < Aircraft; n++)
                WriteTrace(input, n);
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "atalaya.dll"), "analyze", input, "--out", folder, "--lang", "en", "--threads", "1" })
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);

            // The first aircraft are with the writer by then.
            await InterruptWhen(process, () => Directory.Exists(Path.Combine(folder, "open")), cancellation);

            Assert.Equal(130, process.ExitCode);
            Assert.Contains("Interrupted", await error, StringComparison.Ordinal);
            Assert.Empty(await output);
            Assert.False(File.Exists(Path.Combine(folder, "report.html")));
            Assert.Empty(Directory.GetFileSystemEntries(folder, "*.part", SearchOption.AllDirectories));
            using (var archive = ArchiveReader.Open(folder))
            {
                var flights = archive.Flights().ToList();
                Assert.InRange(flights.Count, 1, Aircraft - 1);
                Assert.Equal(flights.Count, File.ReadLines(Path.Combine(folder, "flights.jsonl")).Count());
                Assert.Equal("interrupted", Assert.Single(archive.Summary().Runs).Outcome);
            }

            Assert.Equal(0, CommandLine.Run("analyze", input, "--out", folder).ExitCode);
            Assert.Equal(0, CommandLine.Run("analyze", input, "--out", undisturbed).ExitCode);
            foreach (var name in new[] { "flights.jsonl", "missions.geojson", "missions.csv" })
                Assert.Equal(await File.ReadAllTextAsync(Path.Combine(undisturbed, name), cancellation), await File.ReadAllTextAsync(Path.Combine(folder, name), cancellation));
            using var again = ArchiveReader.Open(folder);
            Assert.Equal(["interrupted", "complete"], again.Summary().Runs.Select(static run => run.Outcome));
            Assert.Equal(Aircraft, again.Summary().Files);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task InterruptWhen(Process process, Func<bool> moment, CancellationToken cancellation)
    {
        while (!moment() && !process.HasExited)
            await Task.Delay(5, cancellation);
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
    }

    /// <summary>One aircraft that circles near the border for some hours before midnight.</summary>
    private static void WriteTrace(string folder, int number)
    {
        var rows = Enumerable.Range(0, 1500).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"[{(i * 10) + 70_000 + (number / 100.0):0.00},{31 + (0.2 * Math.Sin(i * 0.05)) + (number * 0.001):0.000000},{-115 + (0.2 * Math.Cos(i * 0.05)):0.000000},20000,250,90,0,0,null]"));
        var path = Path.Combine(folder, $"trace_full_a{number:x5}.json");
        Directory.CreateDirectory(folder);
        File.WriteAllText(path, $"{{\"icao\":\"a{number:x5}\",\"timestamp\":1738540800,\"trace\":[{string.Join(',', rows)}]}}");
    }
}
