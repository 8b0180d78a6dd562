using System.Globalization;
using Atalaya.Cli.Language;

namespace Atalaya.Cli.Screen;

/// <summary>Progress with rate and time left: one line that changes where a person watches, a plain line now and then where not.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const int BarWidth = 24;
    private static readonly TimeSpan PlainEvery = TimeSpan.FromSeconds(10);

    private readonly Terminal terminal;
    private readonly Wording wording;
    private readonly long started;
    private readonly Lock guard = new();
    private TimeSpan lastPlain;
    private int drawn;

    /// <summary>Begins to count time.</summary>
    public ProgressLine(Terminal terminal, Wording wording)
    {
        this.terminal = terminal;
        this.wording = wording;
        started = terminal.Clock.GetTimestamp();
    }

    /// <summary>Shows how far the work is. May be called from any thread.</summary>
    /// <param name="stage">What is being done, in the person's language.</param>
    /// <param name="share">Part done, 0 to 1; NaN where that is not known.</param>
    /// <param name="detail">What else to show, such as the rate.</param>
    public void Show(string stage, double share, string detail)
    {
        lock (guard)
        {
            var elapsed = terminal.Clock.GetElapsedTime(started);
            if (terminal.ProgressWatched)
            {
                Draw($"{stage} {Bar(share)}{detail}{Left(share, elapsed)}");
                return;
            }

            if (elapsed - lastPlain < PlainEvery)
                return;
            lastPlain = elapsed;
            var percent = double.IsNaN(share) ? "" : " " + wording.Percent(share);
            terminal.Error.WriteLine($"{stage}{percent}  {detail}{Left(share, elapsed)}");
        }
    }

    /// <summary>Count a second since the beginning.</summary>
    public double Rate(long count) => count / Math.Max(0.1, terminal.Clock.GetElapsedTime(started).TotalSeconds);

    /// <summary>Removes the line.</summary>
    public void Dispose()
    {
        lock (guard)
        {
            if (drawn > 0)
                terminal.Error.Write("\r" + new string(' ', drawn) + "\r");
            drawn = 0;
        }
    }

    private void Draw(string line)
    {
        var width = Math.Max(20, terminal.Width - 1);
        var cut = line.Length > width ? line[..width] : line;
        terminal.Error.Write("\r" + cut.PadRight(Math.Min(width, drawn)));
        drawn = cut.Length;
    }

    private string Bar(double share)
    {
        if (double.IsNaN(share))
            return "";
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', full)}{new string('.', BarWidth - full)}] ") + wording.Percent(share) + "  ";
    }

    private string Left(double share, TimeSpan elapsed)
    {
        if (double.IsNaN(share) || share < 0.02 || share >= 1 || elapsed.TotalSeconds < 2)
            return "";
        var left = elapsed * ((1 - share) / share);
        return "  " + wording.Text(TextArea.Screen, "time-left", string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalMinutes}:{left.Seconds:00}"));
    }
}
