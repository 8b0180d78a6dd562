using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;

namespace Atalaya.Cli.Tests.Screen;

/// <summary>Progress where a person watches, and where none does.</summary>
public sealed class ProgressLineTests
{
    private sealed class Watch : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => now;

        public void Advance(int milliseconds) => now += milliseconds;
    }

    [Fact]
    public void A_watched_line_is_overwritten_shows_the_time_left_and_is_removed_at_the_end()
    {
        var (watch, error) = (new Watch(), new StringWriter());
        using (var line = new ProgressLine(new Terminal { Output = TextWriter.Null, Error = error, ProgressWatched = true, Width = 100, Clock = watch }, Wording.Of("en")))
        {
            watch.Advance(10_000);
            line.Show("analysing", 0.25, "1,000 reports/s");
            Assert.Equal(100, line.Rate(1000), 1e-9);
        }

        var written = error.ToString();
        Assert.Contains("25%", written, StringComparison.Ordinal);
        Assert.Contains("0:30 left", written, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", written, StringComparison.Ordinal);
        Assert.EndsWith("\r", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redirected_line_is_plain_and_comes_every_ten_seconds()
    {
        var (watch, error) = (new Watch(), new StringWriter());
        using var line = new ProgressLine(new Terminal { Output = TextWriter.Null, Error = error, Clock = watch }, Wording.Of("es"));
        for (var i = 0; i < 100; i++)
        {
            watch.Advance(250);
            line.Show("analizando", i / 100.0, "…");
        }

        var lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.DoesNotContain("\r", error.ToString().Replace("\r\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("faltan", lines[1], StringComparison.Ordinal);
    }
}
