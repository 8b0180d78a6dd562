using System.Globalization;
using System.IO.Compression;
using System.Text;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Archive.Tests.Analysis;

/// <summary>Writes genuine readsb trace files: two days of aircraft that fly, circle, and cross midnight.</summary>
internal static class TraceFiles
{
    /// <summary>Writes the files and gives the number of reports.</summary>
    public static int Write(string folder, int aircraft)
    {
        var written = 0;
        for (var n = 0; n < aircraft; n++)
        {
            var flown = new FlownTrack(MadeInput.Day + Duration.FromHours(20) + Duration.FromMinutes(n % 170), 30 + (n % 7), -117 + (n % 11))
                .Stand(5).ClimbTo(18_000, 20 * n % 360, 10).Fly(60, 20 * n % 360);
            if (n % 3 == 0)
                flown.Orbit(8, 8);
            var reports = flown.Fly(90, 40 * n % 360).ClimbTo(300, 10, 10).Stand(4).Reports;
            written += reports.Count;
            for (var day = 0; day < 2; day++)
                WriteDay(folder, $"a{n:x5}", day, reports);
        }

        return written;
    }

    private static void WriteDay(string folder, string hex, int day, IReadOnlyList<Report> reports)
    {
        var start = (MadeInput.Day + Duration.FromDays(day)).ToUnixTimeMilliseconds();
        var mine = reports.Where(r => r.Time >= start && r.Time < start + NodaConstants.MillisecondsPerDay).ToList();
        if (mine.Count == 0)
            return;
        var json = new StringBuilder();
        json.Append(CultureInfo.InvariantCulture, $"{{\"icao\":\"{hex}\",\"r\":\"N{hex}\",\"t\":\"BE20\",\"dbFlags\":0,\"timestamp\": {start / 1000}.000,\"trace\":[");
        json.AppendJoin(',', mine.Select((r, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"[{(r.Time - start) / 1000.0:0.00},{r.Latitude:0.000000},{r.Longitude:0.000000},{(float.IsNaN(r.AltitudeFeet) ? "\"ground\"" : $"{Math.Round(r.AltitudeFeet / 25) * 25:0}")},{r.GroundSpeedKnots:0.0},{r.TrackDegrees:0.0},0,{r.VerticalRateFeetPerMinute:0},{(i == 0 ? "{\"flight\":\"TST     \"}" : "null")},\"adsb_icao\",null,null,null,null]")));
        json.Append("]}");
        var path = Path.Combine(folder, $"day{day}", "traces", hex[^2..], $"trace_full_{hex}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(json.ToString()));
    }
}
