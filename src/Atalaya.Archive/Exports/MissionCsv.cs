using System.Globalization;
using System.Text;
using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;

namespace Atalaya.Archive.Exports;

/// <summary>Writes missions as CSV (RFC 4180, UTF-8, header row) for spreadsheets; columns are described in <c>docs/formats/missions-csv.schema.json</c>.</summary>
internal static class MissionCsv
{
    private static readonly string[] Columns =
    [
        "flightId", "icao24", "registration", "type", "callsigns", "basis", "start", "end", "points", "class", "activity", "runnerUp", "confidence",
        "patterns", "reasons", "stays", "uncertainMinutes", "gapMinutes", "coverageShare", "coverageGapShare",
        "correctedBy", "programClass",
    ];

    public static void Write(Stream stream, IReadOnlyList<FlightRecord> missions)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        text.WriteLine(string.Join(',', Columns));
        foreach (var f in missions)
            text.WriteLine(string.Join(',', Cells(f).Select(Quote)));
    }

    private static IEnumerable<string?> Cells(FlightRecord f)
    {
        yield return f.FlightId;
        yield return f.Icao24;
        yield return f.Registration;
        yield return f.Type;
        yield return string.Join(' ', f.Callsigns);
        yield return f.Basis;
        yield return Words.Time(f.Start);
        yield return Words.Time(f.End);
        yield return f.Points.ToString(CultureInfo.InvariantCulture);
        yield return f.Mission.Class;
        yield return f.Mission.Activity;
        yield return f.Mission.RunnerUp;
        yield return Number(f.Mission.Confidence, 4);
        yield return string.Join(' ', f.Patterns.Select(static p => p.Kind).Distinct());
        yield return string.Join(' ', f.Mission.Reasons.Select(static r => r.Code));
        yield return string.Join("; ", f.Stays
            .GroupBy(static s => (s.Claim, s.Sovereign, s.Kind))
            .Select(static g => $"{g.Key.Claim}: {(g.Key.Sovereign is { } sovereign ? sovereign + " " : "")}{g.Key.Kind} {Number(g.Sum(static s => s.Minutes), 1)}"));
        yield return Number(f.Stays.Where(static s => s.Claim == "low-water").Sum(static s => s.UncertainMinutes), 1);
        yield return Number(f.Gaps.Sum(static g => (g.End - g.Start).TotalMinutes), 1);
        yield return Number(f.Coverage?.Share, 4);
        yield return Number(f.Coverage?.GapShare, 4);
        yield return f.Mission.CorrectedBy;
        yield return f.Mission.Program?.Class;
    }

    private static string? Number(double? value, int decimals) =>
        value is { } number ? Math.Round(number, decimals).ToString(CultureInfo.InvariantCulture) : null;

    private static string Quote(string? cell) =>
        cell is null ? "" : cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
