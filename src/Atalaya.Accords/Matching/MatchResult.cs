using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Earth;

namespace Atalaya.Accords.Matching;

/// <summary>What came of setting a mission against clearances, with what it rests on.</summary>
public sealed record MatchResult
{
    /// <summary>The verdict.</summary>
    public required MatchVerdict Verdict { get; init; }

    /// <summary>Why it cannot be told, with <see cref="MatchVerdict.Indeterminate"/> only.</summary>
    public DoubtReason? Doubt { get; init; }

    /// <summary>Digest of the grant that it was set against; null for none.</summary>
    public RecordDigest? Decision { get; init; }

    /// <summary>Digest of the track; null of a cleared mission that was not heard.</summary>
    public RecordDigest? Track { get; init; }

    /// <summary>From its first to its last report, or the cleared time of one that was not heard.</summary>
    public required Window Time { get; init; }

    /// <summary>How the track is known.</summary>
    public required TrackBasis Basis { get; init; }

    /// <summary>Share of the time in which it would have been heard, 0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>Digest of the matcher's version and rules.</summary>
    public required RecordDigest Matcher { get; init; }

    /// <summary>How far beyond the sides of its volumes at most, metres; 0 where not beyond.</summary>
    public double OutsideMetres { get; init; }

    /// <summary>How far above or below its volumes at most, feet; 0 where neither.</summary>
    public double OutsideFeet { get; init; }

    /// <summary>How long it was heard outside, seconds: steps between two reports outside that are no gap. Of a flight without leave, how long it was heard in the host's airspace.</summary>
    public double OutsideSeconds { get; init; }

    /// <summary>Reports that are in the host's airspace for sure.</summary>
    public int ReportsInHost { get; init; }

    /// <summary>Reports nearer to a line than its margin, or where the claims differ.</summary>
    public int ReportsInDoubt { get; init; }

    /// <summary>Reports inside whose height could not be compared: not known, or over another datum than the volume's.</summary>
    public int HeightsNotCompared { get; init; }

    /// <summary>Gaps inside the cleared volumes: stated, and held against nobody.</summary>
    public ImmutableArray<TrackGap> GapsInside { get; init; } = [];

    /// <summary>Whether something was heard that nobody gave leave for.</summary>
    public bool IsViolation => Verdict is MatchVerdict.OutsideVolume or MatchVerdict.OutsideTime or MatchVerdict.Uncleared;

    /// <summary>The record that tells it.</summary>
    /// <param name="header">Who says it, to whom, when.</param>
    /// <param name="note">For people to read, or null.</param>
    public ObservedMission ToRecord(RecordHeader header, FreeText? note)
    {
        var far = Math.Max(OutsideMetres, OutsideFeet * Units.MetresPerFoot);
        return new(
            header, Track, Time, Basis, Math.Round(Math.Clamp(Coverage, 0, 1), 4), Matcher, Decision, Verdict, Doubt,
            Verdict == MatchVerdict.OutsideVolume ? Math.Round(far, 1) : null, IsViolation ? Math.Round(OutsideSeconds, 1) : null, note);
    }
}
