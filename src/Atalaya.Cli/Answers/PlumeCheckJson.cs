using System.Text.Encodings.Web;
using System.Text.Json;
using Atalaya.Cli.Language;

namespace Atalaya.Cli.Answers;

/// <summary>A check of input as JSON. Codes are English in either language; texts are in the reader's.</summary>
internal static class PlumeCheckJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole report.</summary>
    public static string Of(PlumeCheckReport report, Wording wording)
    {
        var (input, readings, wind) = (report.Input, report.Input.Readings, report.Input.Wind);
        return JsonSerializer.Serialize(
            new
            {
                usable = report.IsUsable,
                gas = report.Gas.Symbol,
                readings = readings is null ? null : new
                {
                    rows = readings.Count,
                    hasDate = readings.HasDate,
                    firstSeconds = readings.Seconds[0],
                    lastSeconds = readings.Seconds[^1],
                    averagingSeconds = readings.AveragingSeconds,
                    latitude = readings.Frame.Origin?.Latitude,
                    longitude = readings.Frame.Origin?.Longitude,
                    gases = readings.Gases.Select(static series => series.Gas.Symbol),
                    sensors = readings.Sensors.Select(static sensor => new { name = sensor.Name, beam = sensor.IsBeam, moving = sensor.IsMoving }),
                },
                wind = wind is null ? null : new
                {
                    rows = wind.Count,
                    averagingSeconds = wind.AveragingSeconds,
                    placement = PlumeCheckWords.Kebab(wind.Placement),
                    heightMetres = double.IsFinite(wind.HeightMetres) ? wind.HeightMetres : (double?)null,
                },
                understood = input.Understood.Where(static item => item.Meaning is not null).Select(static item => new
                {
                    source = item.Source,
                    column = item.Column,
                    meaning = PlumeCheckWords.Kebab(item.Meaning!.Value),
                    unit = item.Unit,
                    rows = item.Rows,
                    detail = item.Detail,
                }),
                assumed = input.Understood.Where(static item => item.Assumed is not null).Select(item => new { source = item.Source, column = item.Column, assumption = PlumeCheckWords.Kebab(item.Assumed!.Value), text = PlumeCheckWords.Assumed(item, wording) }),
                findings = report.Findings.Select(finding => new
                {
                    kind = PlumeCheckWords.Kebab(finding.Kind),
                    flag = PlumeCheckWords.Kebab(finding.Flag),
                    weight = PlumeCheckWords.Kebab(finding.Weight),
                    sensor = finding.Sensor,
                    line = finding.Row is { } row && row < input.ReadingLines.Count ? input.ReadingLines[row] : (long?)null,
                    value = double.IsFinite(finding.Value) ? finding.Value : (double?)null,
                    rows = finding.Rows,
                    text = PlumeCheckWords.Finding(finding, input, wording),
                }),
                faults = input.Faults.Select(fault => new { source = fault.Source, reason = PlumeCheckWords.Kebab(fault.Reason), line = fault.Line, field = fault.Field, excerpt = fault.Excerpt, text = PlumeCheckWords.Fault(fault, wording) }),
                faultCounts = input.FaultCounts.Select(static count => new { source = count.Source, reason = PlumeCheckWords.Kebab(count.Reason), count = count.Count }),
            },
            Indented);
    }
}
