using NodaTime;

namespace Atalaya.Flights.Tempo;

/// <summary>From flights to the tempo of missions. A pure function of its arguments.</summary>
public static class TempoAnalysis
{
    /// <summary>Counts missions and tests a window against a baseline.</summary>
    /// <param name="entries">Flights in any order; those that the rule leaves out are ignored.</param>
    /// <param name="observedUtcDays">UTC days for which there is any input.</param>
    /// <param name="rule">What counts, and by which day.</param>
    /// <param name="question">Window and baseline, as far as they are named.</param>
    /// <param name="rules">Thresholds.</param>
    public static TempoResult Analyze(
        IEnumerable<MissionEntry> entries, IEnumerable<LocalDate> observedUtcDays, CountingRule rule, TempoQuestion question, TempoRules rules)
    {
        var counts = MissionCounts.Count(entries, rule, observedUtcDays);
        var observedDays = counts.Days.Sum(static d => d.ObservedDays);
        var longest = (int)Math.Clamp(Math.Floor(observedDays * rules.LargestScanShare), 1, rules.LongestScanDays);
        var scan = WindowScan.Find(counts, longest, rules.Replications, rules.Seed);
        var window = question.Window is { } named
            ? counts.Between(named.Start, named.End)
            : scan is null ? null : counts.Between(scan.From, scan.To);
        var found = question.Window is null && scan is not null;
        var baseline = window is null ? null : BaselineOf(counts, window, question);
        if (window is not { Missions: { } missions, ObservedDays: > 0 } || baseline is null)
            return new(counts, window, found, baseline, null, null, scan, TempoVerdict.NotTestable);

        var test = baseline is { Missions: { } normal, ObservedDays: { } days }
            ? RateTest.Compare(missions, window.ObservedDays, normal, days, level: rules.ConfidenceLevel)
            : RateTest.CompareWithStated(missions, window.ObservedDays, baseline.Per30Days / TippingPoint.MonthDays, level: rules.ConfidenceLevel);
        var tipping = TippingPoint.Find(missions, window.ObservedDays, baseline.ObservedDays, rules.Alpha);

        // Against a stated rate the scan's own p does not apply: it compares with the rest of the data.
        var surgeP = found && baseline.Basis == BaselineBasis.Counted ? Math.Max(scan!.P, test.GreaterP) : test.GreaterP;
        var verdict = surgeP <= rules.Alpha ? TempoVerdict.Surge
            : !found && test.LessP <= rules.Alpha ? TempoVerdict.Lull
            : TempoVerdict.NoChange;
        return new(counts, window, found, baseline, test, tipping, scan, verdict);
    }

    private static TempoBaseline? BaselineOf(MissionCounts counts, PeriodCount window, TempoQuestion question)
    {
        if (question.StatedPer30Days is { } stated)
            return new(BaselineBasis.Stated, null, null, null, null, stated, question.StatedBy);
        if (counts.Days.Count == 0)
            return null;
        var from = question.Baseline?.Start ?? counts.Days[0].From;
        var to = question.Baseline?.End ?? counts.Days[^1].To;
        var days = counts.Days.Where(d => d.From >= from && d.To <= to && (d.To < window.From || d.From > window.To)).ToList();
        var observed = days.Sum(static d => d.ObservedDays);
        if (observed <= 0)
            return null;
        var missions = days.Sum(static d => d.Missions ?? 0);
        return new(BaselineBasis.Counted, from, to, missions, observed, missions / observed * TippingPoint.MonthDays, null);
    }
}
