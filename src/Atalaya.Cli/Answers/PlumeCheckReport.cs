using System.Globalization;
using Atalaya.Cli.Language;
using Atalaya.Plumes.Checks;
using Atalaya.Plumes.Feeds;
using Atalaya.Plumes.Readings;

namespace Atalaya.Cli.Answers;

/// <summary>Input of plumes with what was found wrong in it.</summary>
/// <param name="Input">What was read.</param>
/// <param name="Findings">What the checks found.</param>
/// <param name="Gas">The gas they looked at.</param>
internal sealed record PlumeCheckReport(PlumeInput Input, IReadOnlyList<CheckFinding> Findings, Gas Gas)
{
    /// <summary>Whether an inference could begin at all.</summary>
    public bool IsUsable => Input.Readings is not null && !Findings.Any(static finding => finding.Weight == CheckWeight.Blocking);
}

/// <summary>What was understood, found or rejected, in sentences.</summary>
internal static class PlumeCheckWords
{
    /// <summary>A finding, with sensor, row and value.</summary>
    public static string Finding(CheckFinding finding, PlumeInput input, Wording wording)
    {
        var text = wording.Text(TextArea.PlumeCheck, "finding." + Kebab(finding.Kind), Value(), finding.Kind == CheckKind.ZoneShift ? wording.Share(finding.Usual) : Number(finding.Usual), wording.Number(finding.Rows), finding.Sensor ?? "");
        var line = finding.Row is { } row && row < input.ReadingLines.Count ? wording.Number(input.ReadingLines[row]) : null;
        if (finding.Sensor is { } sensor)
            text += wording.Text(TextArea.PlumeCheck, line is null ? "at-sensor" : "at-sensor-line", sensor, line ?? "");
        return Clean(text);

        string Value() => finding.Kind is CheckKind.WindReversed or CheckKind.WindPartly ? wording.Share(finding.Value) : Number(finding.Value);

        string Number(double value) => double.IsFinite(value) ? value.ToString("#,0.####", wording.Culture) : "–";
    }

    /// <summary>An assumption.</summary>
    public static string Assumed(Understanding item, Wording wording) =>
        Clean(wording.Text(TextArea.PlumeCheck, "assumed." + Kebab(item.Assumed!.Value), item.Column ?? "", item.Detail ?? "", item.Unit ?? ""));

    /// <summary>What a column holds.</summary>
    public static string Column(PlumeColumn column, Wording wording) => wording.Text(TextArea.PlumeCheck, "column." + Kebab(column));

    /// <summary>How grave a finding is.</summary>
    public static string Weight(CheckWeight weight, Wording wording) => wording.Text(TextArea.PlumeCheck, "weight." + Kebab(weight));

    /// <summary>A fault.</summary>
    public static string Fault(InputFault fault, Wording wording)
    {
        var text = fault.Source + (fault.Line is { } line ? ":" + line.ToString(CultureInfo.InvariantCulture) : "") + (fault.Field is { Length: > 0 } field ? $" [{field}]" : "");
        return Clean(text + ": " + Reason(fault.Reason, wording) + (fault.Excerpt is { Length: > 0 } excerpt ? $" ({excerpt})" : ""));
    }

    /// <summary>Why something could not be used.</summary>
    public static string Reason(InputFaultReason reason, Wording wording) => wording.Text(TextArea.PlumeCheck, "fault." + Kebab(reason));

    /// <summary>A name of a closed list as its key: <c>no-wind</c>.</summary>
    public static string Kebab(Enum value) =>
        string.Concat(value.ToString().Select(static (c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static string Clean(string text) => string.Concat(text.Select(static c => char.IsControl(c) ? '\uFFFD' : c));
}
