using System.Collections.Immutable;
using Atalaya.Accords.Records;
using Atalaya.Earth;
using Atalaya.Earth.Geodesics;
using Atalaya.Earth.Zones;

namespace Atalaya.Accords.Matching;

/// <summary>One track before the clearances that may be its own.</summary>
internal sealed class TrackCase
{
    private readonly ObservedTrack track;
    private readonly IReadOnlyList<ClearedFlight> own;
    private readonly bool isNamed;
    private readonly MatchRules rules;
    private readonly AirspaceSense airspace;
    private readonly Need[] needs;
    private readonly Standing[] standings;

    public TrackCase(ObservedTrack track, string host, IReadOnlyList<ClearedFlight> own, bool isNamed, ZoneMap zones, MatchRules rules)
    {
        (this.track, this.own, this.isNamed, this.rules) = (track, own, isNamed, rules);
        airspace = new(zones, host);
        var leave = new LeaveSense(own, rules);
        needs = new Need[track.Count];
        standings = new Standing[track.Count];
        for (var i = 0; i < track.Count; i++)
        {
            needs[i] = airspace.At(track.Latitudes[i], track.Longitudes[i]);
            if (needs[i] != Need.No || own.Count > 0)
                standings[i] = leave.At(track, i);
        }
    }

    public MatchResult Judge()
    {
        var inHost = Count(i => needs[i] == Need.Yes);
        var without = Count(i => needs[i] == Need.Yes && !standings[i].IsInside);
        var told = Told(inHost);
        if (without >= rules.LeastReports)
            return Against(told);
        // One report alone shows nothing; nothing was heard beside it.
        if (without > 0)
            return told with { Verdict = MatchVerdict.Indeterminate, Doubt = DoubtReason.Gap };
        if (Any(i => needs[i] is Need.ClaimsDiffer && !standings[i].IsInside))
            return told with { Verdict = MatchVerdict.Indeterminate, Doubt = DoubtReason.ClaimsDiffer };
        if (Any(i => needs[i] is Need.Uncertain && !standings[i].IsInside))
            return told with { Verdict = MatchVerdict.Indeterminate, Doubt = DoubtReason.UncertainZone };
        if (OpenGap() is { } gap)
            return told with { Verdict = MatchVerdict.Indeterminate, Doubt = gap.HeardShare < rules.LeastCoverage ? DoubtReason.NoCoverage : DoubtReason.Gap };
        return Any(i => needs[i] != Need.No)
            ? told with { Verdict = MatchVerdict.Matched, GapsInside = [.. Gaps().Where(g => IsInside(g.Before) && IsInside(g.Before + 1)).Select(static g => g.Gap)] }
            : told with { Verdict = MatchVerdict.NotRequired, Decision = null };
    }

    private MatchResult Told(int inHost) => new()
    {
        Verdict = MatchVerdict.Indeterminate,
        Decision = Nearest() is var flight && flight >= 0 ? own[flight].Decision : null,
        Track = track.Digest,
        Time = track.Time,
        Basis = track.Basis,
        Coverage = track.Coverage,
        Matcher = rules.Digest,
        ReportsInHost = inHost,
        ReportsInDoubt = Count(i => needs[i] is Need.Uncertain or Need.ClaimsDiffer),
        HeightsNotCompared = Count(i => needs[i] != Need.No && standings[i] is { IsInside: true, IsHeightCompared: false }),
    };

    // Enough was heard where there was no leave: how far, how long, and whether there was a clearance at all.
    private MatchResult Against(MatchResult told)
    {
        bool OffVolume(int i) => needs[i] == Need.Yes && standings[i] is { IsInside: false, IsInTime: true };
        bool OffTime(int i) => needs[i] == Need.Yes && !standings[i].IsInTime;
        bool Off(int i) => needs[i] == Need.Yes && !standings[i].IsInside;
        if (!isNamed || Enumerable.Range(0, track.Count).Where(i => needs[i] == Need.Yes).All(i => OffTime(i) && !(standings[i].Seconds <= rules.NearHours * 3600)))
            return told with { Verdict = MatchVerdict.Uncleared, Decision = null, OutsideSeconds = Seconds(Off) };
        return Any(OffVolume)
            ? told with
            {
                Verdict = MatchVerdict.OutsideVolume,
                OutsideMetres = Enumerable.Range(0, track.Count).Where(OffVolume).Max(i => standings[i].Metres),
                OutsideFeet = Enumerable.Range(0, track.Count).Where(OffVolume).Max(i => standings[i].Feet),
                OutsideSeconds = Seconds(Off),
            }
            : told with { Verdict = MatchVerdict.OutsideTime, OutsideSeconds = Seconds(OffTime) };
    }

    // The clearance that most reports are nearest to; the first of equals, so that order alone never decides between two runs.
    private int Nearest() => standings.Where((s, i) => s.Flight >= 0 && (needs[i] != Need.No || s.IsInside))
        .GroupBy(static s => s.Flight).OrderByDescending(static g => g.Count(s => s.IsInside)).ThenByDescending(static g => g.Count())
        .ThenBy(g => own[g.Key].Decision).Select(static g => g.Key).FirstOrDefault(-1);

    // A gap after which nothing can be said: it may have been used to be in the host's airspace without leave.
    private TrackGap? OpenGap()
    {
        var metresPerSecond = Fastest() * rules.SpeedMargin;
        foreach (var (before, gap) in Gaps())
        {
            var after = before + 1;
            if (IsInside(before) && IsInside(after))
                continue;
            if (needs[before] != Need.No || needs[after] != Need.No || airspace.MayReach(Place(before), Place(after), metresPerSecond * (gap.End - gap.Start) / 1000.0))
                return gap;
        }

        return null;
    }

    private IEnumerable<(int Before, TrackGap Gap)> Gaps()
    {
        for (var i = 0; i + 1 < track.Count; i++)
        {
            var (from, to) = (track.Times[i], track.Times[i + 1]);
            // A default of all zero is no gap that anybody listed.
            var listed = track.Gaps.FirstOrDefault(g => g.Start < to && g.End > from);
            if (listed.End > listed.Start || to - from > rules.GapMinutes * 60_000)
                yield return (i, new(from, to, listed.End > listed.Start ? listed.HeardShare : null));
        }
    }

    // The fastest that it was heard to fly, metres a second, over steps long enough for rounding and jitter not to matter.
    private double Fastest()
    {
        const double LeastSeconds = 20;
        var fastest = 0.0;
        for (int from = 0, to = 1; to < track.Count; to++)
        {
            var seconds = (track.Times[to] - track.Times[from]) / 1000.0;
            if (seconds < LeastSeconds)
                continue;
            if (seconds <= rules.GapMinutes * 60)
                fastest = Math.Max(fastest, Geodesic.DistanceMetres(Place(from), Place(to)) / seconds);
            from = to;
        }

        return fastest > 0 ? fastest : rules.FastestKnots * Units.MetresPerSecondPerKnot;
    }

    private double Seconds(Func<int, bool> isOff)
    {
        var silent = Gaps().Select(static g => g.Before).ToHashSet();
        return Enumerable.Range(0, track.Count - 1).Where(i => isOff(i) && isOff(i + 1) && !silent.Contains(i)).Sum(i => (track.Times[i + 1] - track.Times[i]) / 1000.0);
    }

    private bool IsInside(int i) => standings[i].IsInside;

    private Position Place(int i) => new(track.Latitudes[i], track.Longitudes[i]);

    private int Count(Func<int, bool> holds) => Enumerable.Range(0, track.Count).Count(holds);

    private bool Any(Func<int, bool> holds) => Enumerable.Range(0, track.Count).Any(holds);
}
