using NodaTime;

namespace Atalaya.Cli.Accords.Demo;

/// <summary>The clock of the demonstration: it runs, and is set forward from one day of the winter of 2025 to another.</summary>
internal sealed class DemoClock(TimeProvider real, Instant start) : TimeProvider
{
    private readonly Lock gate = new();
    private long since = real.GetTimestamp();
    private Instant from = start;

    public Instant Now
    {
        get
        {
            lock (gate)
                return from + Duration.FromTimeSpan(real.GetElapsedTime(since));
        }
    }

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    /// <summary>Sets it forward; never back.</summary>
    public void Set(Instant now)
    {
        lock (gate)
        {
            var passed = from + Duration.FromTimeSpan(real.GetElapsedTime(since));
            (from, since) = (now > passed ? now : passed, real.GetTimestamp());
        }
    }

    public void Advance(Duration by) => Set(Now + by);
}
