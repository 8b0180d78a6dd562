namespace Atalaya.Eval.Plumes;

/// <summary>An event as the published method DLQ estimated it, with its 5 and 95% bounds; NaN where it gave no rate.</summary>
internal sealed record DlqEvent(double Start, double End, string Equipment, double KilogramsPerHour, double Low, double High);

/// <summary>The peer's published estimates at METEC, beside the metered releases.</summary>
internal static class DlqEvents
{
    public static List<DlqEvent> Read(string folder)
    {
        var csv = CsvRows.Read(Path.Combine(folder, "dlq_published_estimates.csv"));
        return [.. Enumerable.Range(0, csv.Count).Select(i => new DlqEvent(
            csv.Seconds(i, "start_utc"), csv.Seconds(i, "end_utc"), csv.Text(i, "loc"), csv.Number(i, "rate"), csv.Number(i, "lo"), csv.Number(i, "hi")))];
    }

    /// <summary>The event that shares the most time with a release; null where none shares a quarter of it.</summary>
    public static DlqEvent? Match(List<DlqEvent> events, double start, double end)
    {
        double Shared(DlqEvent e) => Math.Min(e.End, end) - Math.Max(e.Start, start);
        var best = events.Where(e => Shared(e) > 0.25 * (end - start)).MaxBy(Shared);
        return best;
    }
}
