using Atalaya.Cli.Language;
using Atalaya.Cli.Paper;
using Atalaya.Flights.Tempo;
using NodaTime;

namespace Atalaya.Cli.Charts;

/// <summary>The tempo in bars: by day about the window, and by month where the input is longer than two.</summary>
internal static class TempoChart
{
    private const int MostDays = 62;

    /// <summary>The days to show one by one: all, or those about the window, or the last.</summary>
    public static (LocalDate From, LocalDate To) Focus(TempoResult tempo)
    {
        LocalDate first = tempo.Counts.Days[0].From, last = tempo.Counts.Days[^1].To;
        var length = Period.DaysBetween(first, last) + 1;
        if (length <= MostDays)
            return (first, last);
        if (tempo.Window is not { } window)
            return (last.PlusDays(1 - MostDays), last);
        var spare = Math.Max(0, MostDays - window.Days) / 2;
        var to = LocalDate.Min(last, window.To.PlusDays(spare));
        var from = LocalDate.Max(first, to.PlusDays(1 - Math.Max(MostDays, window.Days)));
        return (from, to);
    }

    /// <summary>Missions per day.</summary>
    public static void Days(Markup markup, Wording wording, TempoResult tempo, double width)
    {
        var (from, to) = Focus(tempo);
        var bars = new List<Bar>();
        foreach (var day in tempo.Counts.Days)
        {
            if (day.From < from || day.To > to)
                continue;
            var label = bars.Count == 0 || day.From.Day == 1 ? wording.ShortDate(day.From) : day.From.Day % 5 == 0 && day.From.Day < 30 ? day.From.Day.ToString(wording.Culture) : "";
            bars.Add(new(label, day.Missions, Inside(tempo, day), Title(wording, wording.Date(day.From), day)));
        }

        BarChart.Draw(
            markup, wording, "days", wording.Text(TextArea.Page, "chart-days-title", wording.Days(from, to)), bars,
            tempo.Baseline?.Per30Days / TippingPoint.MonthDays, BaselineLabel(wording, tempo), width, 170);
    }

    /// <summary>Missions per month; nothing where the input is no longer than the days shown.</summary>
    public static bool Months(Markup markup, Wording wording, TempoResult tempo, double width)
    {
        if (tempo.Counts.Days.Count <= MostDays)
            return false;
        var bars = tempo.Counts.Months.Select((m, i) => new Bar(
            i == 0 || m.From.Month == 1 ? wording.Month(m.From) : wording.MonthName(m.From.Month),
            m.Missions,
            tempo.Window is { } w && m.From <= w.To && m.To >= w.From,
            Title(wording, wording.Month(m.From), m))).ToList();
        BarChart.Draw(
            markup, wording, "months", wording.Text(TextArea.Page, "chart-months-title"), bars,
            tempo.Baseline?.Per30Days, BaselineLabel(wording, tempo), width, 150);
        return true;
    }

    private static bool Inside(TempoResult tempo, PeriodCount day) => tempo.Window is { } w && day.From >= w.From && day.To <= w.To;

    private static string Title(Wording wording, string period, PeriodCount count) => count.Missions is { } missions
        ? period + ": " + wording.Count(TextArea.Page, "missions", missions)
        : period + ": " + wording.Text(TextArea.Page, "no-data");

    private static string BaselineLabel(Wording wording, TempoResult tempo) => tempo.Baseline is { } baseline
        ? wording.Text(TextArea.Page, baseline.Basis == BaselineBasis.Stated ? "chart-baseline-stated" : "chart-baseline", wording.Figures(baseline.Per30Days))
        : "";
}
