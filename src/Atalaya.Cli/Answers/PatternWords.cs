using Atalaya.Archive.Records;
using Atalaya.Cli.Language;

namespace Atalaya.Cli.Answers;

/// <summary>A pattern in words: kind, times, and the measures that its kind has.</summary>
internal static class PatternWords
{
    /// <summary>The whole of it.</summary>
    public static string Sentence(PatternRecord pattern, Wording wording)
    {
        var parts = new List<string> { $"{wording.Term("pattern." + pattern.Kind)} {Wording.Clock(pattern.Start)}–{Wording.Clock(pattern.End)}" };
        if (pattern.LegMetres is { } leg)
            parts.Add(wording.Text(TextArea.Term, "measure.leg", Kilometres(leg, wording)));
        if (pattern.AxisDegrees is { } axis)
            parts.Add(wording.Text(TextArea.Term, "measure.axis", wording.Number(axis, 0)));
        if (pattern.SpacingMetres is { } spacing)
            parts.Add(wording.Text(TextArea.Term, "measure.spacing", Kilometres(spacing, wording)));
        if (pattern.RadiusMetres is { } radius)
            parts.Add(wording.Text(TextArea.Term, "measure.radius", Kilometres(radius, wording)));
        if (pattern.Laps > 0)
            parts.Add(wording.Text(TextArea.Term, pattern.Kind == "grid" ? "measure.lines" : "measure.laps", wording.Number(pattern.Laps, pattern.Laps < 10 ? 1 : 0)));
        if (wording.Find(TextArea.Term, "sense." + pattern.Sense) is { } sense)
            parts.Add(sense);
        if (pattern.AltitudeFeet is { } feet)
            parts.Add(wording.Text(TextArea.Term, "measure.height", wording.Number(Math.Round(feet / 100) * 100, 0)));
        parts.Add(wording.Text(TextArea.Term, "measure.confidence", wording.Confidence(pattern.Confidence)));
        return string.Join(", ", parts);
    }

    private static string Kilometres(double metres, Wording wording) => wording.Number(metres / 1000, metres < 10_000 ? 1 : 0);
}
