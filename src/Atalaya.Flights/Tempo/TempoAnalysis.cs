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
    /// <param name="coverage">Covered share of the airspace that matters, 0 to 1, by day; null where it is not known.</param>
    public static TempoResult Analyze(
        IEnumerable<MissionEntry> entries, IEnumerable<LocalDate> observedUtcDays, CountingRule rule, TempoQuestion question, TempoRules rules,
        IReadOnlyDictionary<LocalDate, double>? coverage = null)
    {
        var counts = MissionCounts.Count(entries, rule, observedUtcDays);
        var observedDays = counts.Days.Sum(static d => d.ObservedDays);
        var longest = (int)Math.Clamp(Math.Floor(observedDays * rules.LargestScanShare), 1, rules.LongestScanDays);
        var scan = WindowScan.Find(counts, longest, rules.Replications, rules.Seed);
        var window = question.Window is { } named
            ? counts.Between(named.Start, named.End)
            : scan is null ? null : counts.Between(scan.From, scan.To);
        var found = question.Window is null && scan is not null;
        var change = ChangePoint.Find(counts, rules);
        var baselineDays = window is null ? [] : BaselineDays(counts, window, question);
        var baseline = window is null ? null : BaselineOf(counts, baselineDays, question);
        if (window is not { Missions: { } missions, ObservedDays: > 0 } || baseline is null)
            return new(counts, window, found, baseline, null, null, scan, TempoVerdict.NotTestable) { Change = change };

        var counted = baseline is { Missions: not null, ObservedDays: not null };
        var test = counted
            ? RateTest.Compare(missions, window.ObservedDays, baseline.Missions!.Value, baseline.ObservedDays!.Value, level: rules.ConfidenceLevel)
            : Stated(baseline.Per30Days);
        var upper = baseline.UpToPer30Days is { } upTo ? Stated(upTo) : null;
        var dispersion = counted ? CountDispersion.Of(baselineDays, window, rules) : null;
        var tipping = TippingPoint.Find(missions, window.ObservedDays, baseline.ObservedDays, rules.Alpha);

        // Against a stated rate the scan's own p does not apply: it compares with the rest of the data. Where the baseline is over-dispersed,
        // Poisson calls too much a surge.
        var (greater, less) = dispersion is { IsOverDispersed: true } wide ? (wide.GreaterP, 1 - wide.GreaterP) : (test.GreaterP, test.LessP);
        var verdict = Verdict(found && counted ? Math.Max(scan!.P, greater) : greater, less);
        if (upper is not null && verdict != Verdict(upper.GreaterP, upper.LessP))
            verdict = TempoVerdict.Depends;
        return new(counts, window, found, baseline, test, tipping, scan, verdict)
        {
            UpperTest = upper,
            Dispersion = dispersion,
            Change = change,
            Corrected = counted && coverage is not null
                ? CoverageCorrection.Of(
                    missions, window.ObservedDays, CoverageCorrection.SharesOf(counts.Days.Where(d => d.From >= window.From && d.To <= window.To), coverage),
                    baseline.Missions!.Value, baseline.ObservedDays!.Value, CoverageCorrection.SharesOf(baselineDays, coverage), rules.ConfidenceLevel)
                : null,
        };

        RateTest Stated(double per30Days) => RateTest.CompareWithStated(missions, window.ObservedDays, per30Days / TippingPoint.MonthDays, level: rules.ConfidenceLevel);

        TempoVerdict Verdict(double surgeP, double lullP) =>
            surgeP <= rules.Alpha ? TempoVerdict.Surge : !found && lullP <= rules.Alpha ? TempoVerdict.Lull : TempoVerdict.NoChange;
    }

    private static List<PeriodCount> BaselineDays(MissionCounts counts, PeriodCount window, TempoQuestion question)
    {
        if (counts.Days.Count == 0)
            return [];
        var from = question.Baseline?.Start ?? counts.Days[0].From;
        var to = question.Baseline?.End ?? counts.Days[^1].To;
        return counts.Days.Where(d => d.From >= from && d.To <= to && (d.To < window.From || d.From > window.To)).ToList();
    }

    private static TempoBaseline? BaselineOf(MissionCounts counts, List<PeriodCount> days, TempoQuestion question)
    {
        if (question.StatedPer30Days is { } stated)
            return new(BaselineBasis.Stated, null, null, null, null, stated, question.StatedBy) { UpToPer30Days = question.StatedUpToPer30Days };
        var observed = days.Sum(static d => d.ObservedDays);
        if (observed <= 0)
            return null;
        var missions = days.Sum(static d => d.Missions ?? 0);
        return new(
            BaselineBasis.Counted, question.Baseline?.Start ?? counts.Days[0].From, question.Baseline?.End ?? counts.Days[^1].To,
            missions, observed, missions / observed * TippingPoint.MonthDays, null);
    }
}
