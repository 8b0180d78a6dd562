using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Atalaya.Bench.Archives;

/// <summary>
/// Makes days of readsb traces in the layout of globe_history (<c>traces/hh/trace_full_*.json</c>, gzip): airliners on long legs,
/// regional aircraft, light aircraft, helicopters that circle, thinned and jittered as readsb writes them. The same seed gives the same files.
/// </summary>
internal sealed class SyntheticDay(int seed)
{
    /// <summary>2025-02-03T00:00:00Z.</summary>
    private const long FirstDay = 1_738_540_800;

    /// <summary>Writes days until they hold the number of reports asked for.</summary>
    /// <returns>Reports, files and uncompressed bytes.</returns>
    public (long Reports, int Files, long Bytes) Write(string folder, long reports)
    {
        long written = 0, bytes = 0;
        var files = 0;
        for (var number = 0; written < reports; number++)
        {
            // Aircraft come by the thousand a day; a further day brings them again, so that flights cross midnight between files.
            var (day, aircraft) = Math.DivRem(number, 8_000);
            var random = new Random(HashCode(seed, aircraft, 0));
            var hex = (0xa00000 + (aircraft * 37)).ToString("x6", CultureInfo.InvariantCulture);
            var text = new TraceText(hex, aircraft, FirstDay + (day * 86_400L));
            var size = SizeOf(random);
            new SyntheticFlights(new Random(HashCode(seed, aircraft, day + 1)), aircraft % 10).Fill(text, (int)Math.Min(size, reports - written));
            var path = Path.Combine(folder, $"day{day}", "traces", hex[4..]);
            Directory.CreateDirectory(path);
            bytes += Save(Path.Combine(path, $"trace_full_{hex}.json"), text.Finish());
            written += text.Reports;
            files++;
        }

        return (written, files, bytes);
    }

    /// <summary>From 20,000 reports down to some 100, as in a real day: a few long tracks, many short ones.</summary>
    private static int SizeOf(Random random) => (int)Math.Clamp(120 / Math.Pow(random.NextDouble(), 0.75), 120, 20_000);

    private static int HashCode(int a, int b, int c) => unchecked((((a * 486_187_739) + b) * 486_187_739) + c) & int.MaxValue;

    private static long Save(string path, StringBuilder json)
    {
        var bytes = Encoding.UTF8.GetBytes(json.ToString());
        using var file = File.Create(path);
        using var gzip = new GZipStream(file, CompressionLevel.Optimal);
        gzip.Write(bytes);
        return bytes.Length;
    }
}
