using Atalaya.Cli.Language;
using Atalaya.Flights.Tempo;

namespace Atalaya.Cli.Answers;

/// <summary>The tempo in sentences: the same on the terminal and on paper.</summary>
internal static class TempoWords
{
    private const TextArea Area = TextArea.Tempo;

    /// <summary>How many missions in the window, or in all where none stands out; or that there is no input for the window.</summary>
    public static string Count(TempoResult tempo, Wording wording)
    {
        if (tempo.Window is { Missions: { } missions } window)
            return wording.Count(Area, "count-window", missions, Days(wording, window.Days), wording.Days(window.From, window.To));
        var days = tempo.Counts.Days;
        if (days.Count == 0)
            return wording.Text(Area, "count-nothing");
        return tempo.Window is { } unobserved
            ? wording.Text(Area, "count-outside", wording.Days(unobserved.From, unobserved.To), wording.Days(days[0].From, days[^1].To))
            : wording.Count(Area, "count-all", tempo.Counts.Total, wording.Days(days[0].From, days[^1].To), Days(wording, days.Count));
    }

    /// <summary>How the window was chosen, and how often chance makes one as striking; null where there is none.</summary>
    public static string? Choice(TempoResult tempo, Wording wording) =>
        tempo.Window is null ? null
        : !tempo.WindowFound ? wording.Text(Area, "window-named")
        : wording.Text(Area, "window-found", wording.Probability(tempo.Scan!.P), wording.Number(tempo.Scan.LongestDays), wording.Number(tempo.Scan.Replications));

    /// <summary>What is normal, and how that is known; null where nothing is.</summary>
    public static string? Baseline(TempoResult tempo, Wording wording)
    {
        if (tempo.Baseline is not { } baseline)
            return null;
        if (baseline.Basis == BaselineBasis.Stated)
        {
            var rate = baseline.UpToPer30Days is { } upTo
                ? wording.Text(Area, "range", wording.Figures(baseline.Per30Days), wording.Figures(upTo))
                : wording.Figures(baseline.Per30Days);
            return baseline.StatedBy is { } who ? wording.Text(Area, "baseline-stated-by", rate, who) : wording.Text(Area, "baseline-stated", rate);
        }

        return wording.Count(
            Area, "baseline-counted", baseline.Missions ?? 0, wording.Number(baseline.ObservedDays ?? 0, 0),
            wording.Days(baseline.From!.Value, baseline.To!.Value), wording.Figures(baseline.Per30Days));
    }

    /// <summary>The rate ratio with its bounds; null where nothing could be tested.</summary>
    public static string? Ratio(TempoResult tempo, Wording wording)
    {
        if (tempo.Test is not { } test)
            return null;
        if (tempo.UpperTest is { } other)
        {
            // A higher normal rate makes a lower ratio.
            return wording.Text(
                Area, "ratio-range", wording.Figures(other.Ratio), wording.Figures(test.Ratio), wording.Percent(test.Level), wording.Figures(other.Lower), wording.Figures(test.Upper),
                wording.Probability(Math.Min(test.TwoSidedP, other.TwoSidedP)), wording.Probability(Math.Max(test.TwoSidedP, other.TwoSidedP)));
        }

        string lower = wording.Figures(test.Lower), upper = wording.Figures(test.Upper), level = wording.Percent(test.Level);
        return double.IsFinite(test.Ratio)
            ? wording.Text(Area, "ratio", wording.Figures(test.Ratio), level, lower, upper, wording.Probability(test.TwoSidedP))
            : wording.Text(Area, "ratio-open", level, lower, upper, wording.Probability(test.TwoSidedP));
    }

    /// <summary>What it came to.</summary>
    public static string Verdict(TempoResult tempo, Wording wording) => wording.Text(Area, tempo.Verdict switch
    {
        TempoVerdict.Surge => "verdict-surge",
        TempoVerdict.Lull => "verdict-lull",
        TempoVerdict.NoChange => "verdict-no-change",
        TempoVerdict.Depends => "verdict-depends",
        _ => "verdict-not-testable",
    });

    /// <summary>The tipping point where there is something to tip: no surge, none.</summary>
    public static TippingPoint? TippingPoint(TempoResult tempo) => tempo.Verdict is TempoVerdict.Surge or TempoVerdict.Depends ? tempo.TippingPoint : null;

    /// <summary>How busy normal times would have to have been for the window to be no surge; null where it is none.</summary>
    public static string? Tipping(TempoResult tempo, Wording wording)
    {
        if (TippingPoint(tempo) is not { } point)
            return null;
        var known = wording.Figures(point.KnownPer30Days);
        var alpha = wording.Percent(point.Alpha);
        return point.EstimatedCount is { } count
            ? wording.Text(Area, "tipping-counted", known, alpha, wording.Number(count), wording.Number(tempo.Baseline?.ObservedDays ?? 0, 0), wording.Figures(point.EstimatedPer30Days ?? 0))
            : wording.Text(Area, "tipping", known, alpha);
    }

    /// <summary>Whether the baseline varies more than Poisson, and the ratio under that; null where that was not tested.</summary>
    public static string? Dispersion(TempoResult tempo, Wording wording)
    {
        if (tempo.Dispersion is not { } fit)
            return null;
        if (!fit.IsOverDispersed)
            return wording.Text(Area, "dispersion-none", wording.Number(fit.Blocks), wording.Number(fit.BlockDays), wording.Probability(fit.P));
        return wording.Text(
            Area, "dispersion", wording.Number(fit.Blocks), wording.Number(fit.BlockDays), wording.Probability(fit.P), wording.Figures(fit.Size), wording.Figures(fit.SizeLower), wording.Figures(fit.SizeUpper),
            wording.Figures(fit.Ratio), wording.Figures(fit.Lower), wording.Figures(fit.Upper), wording.Probability(fit.TwoSidedP), wording.Percent(tempo.Test?.Level ?? 0.95));
    }

    /// <summary>When the rate changed, if it did once; null where there is nothing to say.</summary>
    public static string? Onset(TempoResult tempo, Wording wording)
    {
        if (tempo.Change is not { } change)
            return null;

        // Twenty to one, the usual word for strong evidence (Kass and Raftery 1995).
        if (change.LogBayesFactor < Math.Log(20))
            return wording.Text(Area, "onset-none", wording.Figures(Math.Exp(change.LogBayesFactor)));
        return wording.Text(
            Area, "onset", wording.Date(change.Likeliest), wording.Percent(change.Days.First(d => d.Day == change.Likeliest).Probability), wording.Days(change.From, change.To),
            wording.Percent(change.Level), wording.Figures(change.BeforePer30Days), wording.Figures(change.AfterPer30Days));
    }

    /// <summary>The ratio if missions are heard in proportion to coverage; null where coverage is not known.</summary>
    public static string? Covered(TempoResult tempo, Wording wording)
    {
        if (tempo.Corrected is not { } corrected)
            return null;
        return wording.Text(
            Area, "covered", wording.Share(corrected.Window.Share), wording.Share(corrected.Window.Lower), wording.Share(corrected.Window.Upper),
            wording.Share(corrected.Baseline.Share), wording.Share(corrected.Baseline.Lower), wording.Share(corrected.Baseline.Upper),
            wording.Figures(corrected.Ratio), wording.Percent(corrected.Level), wording.Figures(corrected.Lower), wording.Figures(corrected.Upper));
    }

    /// <summary>The missions that only their operator declared are not in the count: said wherever there are any.</summary>
    public static string? NotCounted(Answer answer, Wording wording)
    {
        var declared = answer.Declared.Except(answer.Counted).Count();
        return declared == 0 ? null : wording.Count(Area, "declared-apart", declared);
    }

    /// <summary>How many of the counted missions are missions by a correction, and how many a correction took out; null where there is neither.</summary>
    public static string? Corrected(Answer answer, Wording wording)
    {
        var counted = answer.Counted.Count(static m => m.Mission.Program is { } program && program.Class != m.Mission.Class);
        var takenOut = answer.Corrected.Count(static m => m.Mission.Program!.Class == FlightWords.Surveillance && m.Mission.Class != FlightWords.Surveillance);
        return counted + takenOut == 0 ? null : wording.Text(Area, "corrected", wording.Number(counted), wording.Number(takenOut));
    }

    private static string Days(Wording wording, int days) => wording.Count(Area, "days", days);
}
