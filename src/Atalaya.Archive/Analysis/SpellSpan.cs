using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Archive.Analysis;

/// <summary>When a spell was, and what may continue it.</summary>
/// <param name="First">First report, milliseconds since 1970 UTC.</param>
/// <param name="Last">Last report, milliseconds since 1970 UTC.</param>
/// <param name="Reports">How many raw reports.</param>
/// <param name="LastOnGround">Whether the last report is from the ground.</param>
/// <param name="DayClipped">Whether it comes, in part at least, from files that are cut at midnight UTC.</param>
/// <param name="OpenBefore">Whether input that was not read may hold reports that belong before it.</param>
/// <param name="OpenAfter">Whether input that was not read may hold reports that belong after it.</param>
internal readonly record struct SpellSpan(long First, long Last, long Reports, bool LastOnGround, bool DayClipped, bool OpenBefore, bool OpenAfter)
{
    /// <summary>Whether its raw reports have to be kept.</summary>
    public bool IsOpen => OpenBefore || OpenAfter;

    public bool Overlaps(in SpellSpan other) => First <= other.Last && other.First <= Last;

    /// <summary>Both as one.</summary>
    public SpellSpan With(in SpellSpan other)
    {
        var (early, late) = (First <= other.First ? this : other, Last >= other.Last ? this : other);
        return new(early.First, late.Last, Reports + other.Reports, late.LastOnGround, DayClipped || other.DayClipped, early.OpenBefore, late.OpenAfter);
    }

    /// <summary>Midnights UTC at which the input was cut, for <see cref="FlightCutter"/>.</summary>
    public IReadOnlyList<long> Edges()
    {
        if (!DayClipped)
            return [];
        var edges = new List<long>();
        for (var midnight = Midnight(First); midnight <= Last + NodaConstants.MillisecondsPerDay; midnight += NodaConstants.MillisecondsPerDay)
            edges.Add(midnight);
        return edges;
    }

    /// <summary>The midnight UTC at or before an instant.</summary>
    public static long Midnight(long milliseconds) =>
        (milliseconds - (((milliseconds % NodaConstants.MillisecondsPerDay) + NodaConstants.MillisecondsPerDay) % NodaConstants.MillisecondsPerDay));
}

/// <summary>How long a silence must be for no flight to reach across it. Reports on its two sides never share a flight, so they can be read, and stored, apart.</summary>
public sealed record SpellRules
{
    /// <summary>The defaults.</summary>
    public static SpellRules Default { get; } = new();

    /// <summary>
    /// Hours of silence after a report in the air. Beyond the longest stretch without public receivers that an aircraft crosses in
    /// one flight (the South Pacific, some ten hours); within it <see cref="FlightCutter"/> decides.
    /// </summary>
    public double AirHours { get; init; } = 12;

    /// <summary>Hours of silence after a report from the ground: <c>CuttingRules.StandingHours</c>, beyond which standing is no part of a flight.</summary>
    public double GroundHours { get; init; } = 3;

    internal long Limit(bool onGround) => (long)((onGround ? GroundHours : AirHours) * NodaConstants.MillisecondsPerHour);

    /// <summary>Whether what begins at an instant may be one spell with what ends in <paramref name="before"/>.</summary>
    internal bool Continues(in SpellSpan before, long first) => first - before.Last <= Limit(before.LastOnGround);
}
