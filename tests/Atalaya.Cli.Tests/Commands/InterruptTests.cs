using System.Diagnostics;

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
            while (!Directory.Exists(Path.Combine(folder, "input")) && !process.HasExited)
                await Task.Delay(50, cancellation);
            using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync(cancellation);
            await process.WaitForExitAsync(cancellation);

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
}
