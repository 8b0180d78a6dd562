using System.Diagnostics;
using System.IO.Compression;

namespace Atalaya.Cli.Tests.Hostile;

/// <summary>A trace whose every report stands on one line of a gigabyte, read by the program as a process of its own.</summary>
public sealed class HugeTraceTests
{
    private const long GiB = 1L << 30;

    [Fact]
    public async Task A_gigabyte_on_one_line_is_read_to_the_limit_within_a_gigabyte_of_memory_and_said()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc for the peak of memory");
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("atalaya-huge-").FullName;
        try
        {
            var input = Path.Combine(folder, "trace_full_a00001.json");
            await using (var gzip = new GZipStream(File.Create(input), CompressionLevel.Fastest))
            {
                gzip.Write("{\"icao\":\"a00001\",\"timestamp\":1738000000,\"trace\":["u8);
                var rows = string.Concat(Enumerable.Range(0, 10_000).Select(static i => FormattableString.Invariant($"[{i * 8},25.{i % 997:000}000,-112.{i % 991:000}000,20000,250,90,0,0,null],")));
                var bytes = System.Text.Encoding.ASCII.GetBytes(rows);
                for (var written = 0L; written < GiB; written += bytes.Length)
                    gzip.Write(bytes);
                gzip.Write("[86399,25,-112,20000,250,90,0,0,null]]}"u8);
            }

            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "atalaya.dll"), "analyze", input, "--out", Path.Combine(folder, "out"), "--lang", "en" })
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);

            // The kernel keeps the peak; it is gone with the process, so it is asked while it runs.
            var peak = 0L;
            while (!process.HasExited)
            {
                peak = Math.Max(peak, PeakOf(process.Id));
                await Task.Delay(20, cancellation);
            }

            await process.WaitForExitAsync(cancellation);
            Assert.True(process.ExitCode == 0, await error);
            Assert.Contains("more reports than one file can hold", await output, StringComparison.Ordinal);
            Assert.Contains(input, await output, StringComparison.Ordinal);
            Assert.InRange(peak, 1, GiB);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(static l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim(" \tkB"), System.Globalization.CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
