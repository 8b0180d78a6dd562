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

    /// <summary>Aircraft in a day; a further day brings them again, so that flights cross midnight between files.</summary>
    public int AircraftADay { get; init; } = 8_000;

    /// <summary>Reports of the shortest file; the mean is some three and a half times that.</summary>
    public int LeastReports { get; init; } = 120;

    /// <summary>A day of the whole Earth: one day, and files three times as long, so that 83 M reports are of some 70,000 aircraft.</summary>
    public static SyntheticDay Global(int seed) => new(seed) { AircraftADay = int.MaxValue, LeastReports = 360 };

    /// <summary>Writes days until they hold the number of reports asked for.</summary>
    /// <returns>Reports, files and uncompressed bytes.</returns>
    public (long Reports, int Files, long Bytes) Write(string folder, long reports)
    {
        var sizes = new List<int>();
        for (var left = reports; left > 0; left -= sizes[^1])
            sizes.Add((int)Math.Min(SizeOf(new Random(HashCode(seed, sizes.Count % AircraftADay, 0))), left));
        long bytes = 0;
        Parallel.For(0, sizes.Count, number =>
        {
            var (day, aircraft) = Math.DivRem(number, AircraftADay);
            var hex = ((0xa00000 + (aircraft * 37)) & 0xffffff).ToString("x6", CultureInfo.InvariantCulture);
            var text = new TraceText(hex, aircraft, FirstDay + (day * 86_400L));
            new SyntheticFlights(new Random(HashCode(seed, aircraft, day + 1)), aircraft % 10).Fill(text, sizes[number]);
            var path = Path.Combine(folder, $"day{day}", "traces", hex[4..]);
            Directory.CreateDirectory(path);
            Interlocked.Add(ref bytes, Save(Path.Combine(path, $"trace_full_{hex}.json"), text.Finish()));
        });
        return (reports, sizes.Count, bytes);
    }

    /// <summary>From 20,000 reports down to some 100, as in a real day: a few long tracks, many short ones.</summary>
    private int SizeOf(Random random) => (int)Math.Clamp(LeastReports / Math.Pow(random.NextDouble(), 0.75), LeastReports, 20_000);

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
