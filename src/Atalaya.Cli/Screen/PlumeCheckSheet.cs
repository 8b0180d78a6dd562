using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Plumes.Feeds;
using Atalaya.Plumes.Winds;
using NodaTime;

namespace Atalaya.Cli.Screen;

/// <summary>A check of input on the terminal.</summary>
internal static class PlumeCheckSheet
{
    private const int MostFaults = 10;
    private const int MostColumns = 60;
    private const int MostSensors = 12;

    /// <summary>Writes what was understood, assumed, found and rejected, and whether an inference could begin.</summary>
    public static void Write(Sheet sheet, Wording wording, PlumeCheckReport report)
    {
        string Say(string key, params object[] values) => wording.Text(TextArea.PlumeCheck, key, values);
        var input = report.Input;
        sheet.Heading(Say("heading-understood"));
        Tables(sheet, wording, input);
        var columns = input.Understood.Where(static item => item.Meaning is not null && item.Column is not null && item.Rows > 0).ToList();
        if (columns.Count > 0)
        {
            sheet.Table(
                [Say("col-file"), Say("col-column"), Say("col-meaning"), Say("col-unit"), "#" + Say("col-values")],
                columns.Take(MostColumns).Select(item => (IReadOnlyList<string>)[Path.GetFileName(item.Source), item.Column!, PlumeCheckWords.Column(item.Meaning!.Value, wording) + (item.Detail is null ? "" : ": " + item.Detail), item.Unit ?? "", wording.Number(item.Rows)]));
        }

        if (columns.Count > MostColumns)
            sheet.Say(Say("more-columns", wording.Number(columns.Count - MostColumns)));
        List(sheet, Say("heading-assumed"), input.Understood.Where(static item => item.Assumed is not null).Select(item => PlumeCheckWords.Assumed(item, wording)).Distinct());
        List(sheet, Say("heading-found"), report.Findings.Select(finding => PlumeCheckWords.Weight(finding.Weight, wording) + ": " + PlumeCheckWords.Finding(finding, input, wording)));
        List(sheet, Say("heading-faults"), input.FaultCounts.Select(count => $"{Path.GetFileName(count.Source)}: {PlumeCheckWords.Reason(count.Reason, wording)}: {wording.Number(count.Count)}")
            .Concat(input.Faults.Take(MostFaults).Select(fault => "  " + PlumeCheckWords.Fault(fault, wording))));
        sheet.Heading(Say(report.IsUsable ? "usable" : "not-usable"));
    }

    private static void Tables(Sheet sheet, Wording wording, PlumeInput input)
    {
        string Say(string key, params object[] values) => wording.Text(TextArea.PlumeCheck, key, values);
        if (input.Readings is { } readings)
        {
            var names = string.Join("; ", readings.Sensors.Take(MostSensors).Select(static sensor => sensor.Name)) + (readings.Sensors.Count > MostSensors ? "; …" : "");
            sheet.Say(Say("readings", wording.Number(readings.Count), wording.Number(readings.Sensors.Count), names, string.Join(", ", readings.Gases.Select(static series => series.Gas.Symbol))));
            sheet.Say(Say("kinds", wording.Number(readings.Sensors.Count(static s => s is { IsBeam: false, IsMoving: false })), wording.Number(readings.Sensors.Count(static s => s.IsBeam)), wording.Number(readings.Sensors.Count(static s => s.IsMoving))));
            sheet.Say(Span(readings.Seconds[0], readings.Seconds[^1], readings.HasDate, wording));
            sheet.Say(readings.Frame.Origin is { } origin ? Say("frame-earth", origin.Latitude, origin.Longitude) : Say("frame-metres"));
        }
        else
        {
            sheet.Say(Say("no-readings"));
        }

        sheet.Say(input.Wind is { } wind
            ? Say("wind", wording.Number(wind.Count), Say(wind.Placement == WindPlacement.OnBoard ? "on-board" : "station"), double.IsFinite(wind.HeightMetres) ? wording.Figures(wind.HeightMetres) + " m" : "–")
            : Say("no-wind"));
    }

    private static string Span(double first, double last, bool hasDate, Wording wording) => hasDate
        ? wording.Text(TextArea.PlumeCheck, "span", wording.Span(Instant.FromUnixTimeMilliseconds((long)(first * 1000)), Instant.FromUnixTimeMilliseconds((long)(last * 1000))))
        : wording.Text(TextArea.PlumeCheck, "span-seconds", wording.Number(first, 0), wording.Number(last, 0));

    private static void List(Sheet sheet, string heading, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        sheet.Heading(heading);
        all.ForEach(sheet.Say);
    }
}
