using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using NodaTime;

namespace Atalaya.Accords.Matching;

/// <summary>A time in which nothing was heard of a track.</summary>
/// <param name="Start">Last report before it, milliseconds since 1970 UTC.</param>
/// <param name="End">First report after it.</param>
/// <param name="HeardShare">Share of it, 0 to 1, in which others were heard where the aircraft may have been; null where nobody asked.</param>
public readonly record struct TrackGap(long Start, long End, double? HeardShare);

/// <summary>A flight as somebody observed it: columns of equal length, in ascending time order.</summary>
/// <remarks>This room's own shape: it does not see how tracks are made.</remarks>
public sealed class ObservedTrack
{
    /// <summary>Takes the columns.</summary>
    /// <param name="digest">Digest of the track (<c>docs/formats/track-digest.md</c>).</param>
    /// <param name="basis">How it is known.</param>
    /// <param name="times">Milliseconds since 1970 UTC, ascending; at least one.</param>
    /// <param name="latitudes">Degrees, −90 to 90.</param>
    /// <param name="longitudes">Degrees, −180 to 180.</param>
    /// <param name="heightsFeet">Feet; NaN where not known or on the ground.</param>
    /// <param name="isGeometric">Whether that height is over the ellipsoid; else it is pressure altitude.</param>
    /// <exception cref="ArgumentException">No report, columns of different lengths, or times that do not ascend.</exception>
    public ObservedTrack(
        RecordDigest digest, TrackBasis basis, ImmutableArray<long> times, ImmutableArray<double> latitudes, ImmutableArray<double> longitudes,
        ImmutableArray<float> heightsFeet, ImmutableArray<bool> isGeometric)
    {
        if (times.IsDefaultOrEmpty || latitudes.Length != times.Length || longitudes.Length != times.Length || heightsFeet.Length != times.Length || isGeometric.Length != times.Length)
            throw new ArgumentException("One report at least, and columns of one length.", nameof(times));
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] <= times[i - 1])
                throw new ArgumentException("Times ascend.", nameof(times));
        }

        (Digest, Basis, Times, Latitudes, Longitudes, HeightsFeet, IsGeometric) = (digest, basis, times, latitudes, longitudes, heightsFeet, isGeometric);
    }

    /// <summary>Digest of the track.</summary>
    public RecordDigest Digest { get; }

    /// <summary>How it is known.</summary>
    public TrackBasis Basis { get; }

    /// <summary>Milliseconds since 1970 UTC.</summary>
    public ImmutableArray<long> Times { get; }

    /// <summary>Degrees.</summary>
    public ImmutableArray<double> Latitudes { get; }

    /// <summary>Degrees.</summary>
    public ImmutableArray<double> Longitudes { get; }

    /// <summary>Feet; NaN where not known.</summary>
    public ImmutableArray<float> HeightsFeet { get; }

    /// <summary>Whether the height is over the ellipsoid; else it is pressure altitude.</summary>
    public ImmutableArray<bool> IsGeometric { get; }

    /// <summary>Registration; null where not known.</summary>
    public string? Registration { get; init; }

    /// <summary>Callsigns that it bore.</summary>
    public ImmutableArray<string> Callsigns { get; init; } = [];

    /// <summary>Times in which nothing was heard, as whoever made the track says. A step longer than <see cref="MatchRules.GapMinutes"/> is one too.</summary>
    public ImmutableArray<TrackGap> Gaps { get; init; } = [];

    /// <summary>Share of its time in which others were heard where it was, 0 to 1; 0 where nobody knows.</summary>
    public double Coverage { get; init; }

    /// <summary>How many reports.</summary>
    public int Count => Times.Length;

    /// <summary>From the second of its first report to the one after its last.</summary>
    public Window Time => new(
        Instant.FromUnixTimeSeconds(Math.DivRem(Times[0], 1000).Quotient),
        Instant.FromUnixTimeSeconds(Math.DivRem(Times[^1], 1000).Quotient + 1));
}
