using Atalaya.Flights.Tracks;
using Atalaya.Testing;
using System.Diagnostics;
namespace Atalaya.Tests.Tracks;
public sealed class ProbeTests
{
    [Fact]
    public void Probe()
    {
        var o = new StreamWriter("/work/tmp/tracks/probe.txt");
        var root = TestData.Find("flights");
        foreach (var f in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(f => f.Contains("/traffic/") && (f.EndsWith(".json.gz", StringComparison.Ordinal) || f.Contains("trace_full")) || f.Contains("trace_full")).Order())
        {
            if (f.Contains("airspaces") || f.Contains("fuelflow")) continue;
            IReadOnlyList<Track> tracks;
            try { tracks = RealTracks.Load(Path.GetRelativePath(root, f)); } catch (Exception e) { o.WriteLine(f + " " + e.Message); continue; }
            var total = 0;
            o.WriteLine("== " + Path.GetRelativePath(root, f) + " aircraft " + tracks.Count);
            foreach (var t in tracks)
            {
                var sw = Stopwatch.GetTimestamp();
                var c = TrackCleaner.Clean(t, CleaningRules.Default);
                var ns = Stopwatch.GetElapsedTime(sw).TotalNanoseconds / t.Count;
                if (tracks.Count < 30) o.WriteLine($" {t.Aircraft.Identity} n {t.Count} tracks {c.Tracks.Count} {string.Join(' ', c.Counts.Select(x => x.Key + "=" + x.Value))} {ns:F0} ns");
                foreach (var ct in c.Tracks)
                {
                    var fl = FlightCutter.Cut(ct, CuttingRules.Default, []);
                    total += fl.Count;
                    if (tracks.Count < 30) foreach (var x in fl) o.WriteLine($"    {x.FlightId} {x.Start} {x.End} n {x.Track.Count} {x.Departure} {x.Arrival} gaps {string.Join(' ', x.Gaps.Select(g => $"{(g.End - g.Start).TotalMinutes:F0}m/{g.Metres / 1000:F0}km"))} {string.Join(',', x.Track.CallsignChanges.Select(y => y.Callsign))}");
                }
            }
            o.WriteLine("   FLIGHTS " + total);
        }
        var b = new TrackBuilder();
        for (var i = 0; i < 4_000_000; i++)
            b.Add(new(1_700_000_000_000L + i * 1000L, 30 + 5 * Math.Sin(i / 3000.0), -110 + 5 * Math.Cos(i / 3000.0), 30000 + i % 7, 450, i % 360, 0));
        for (var r = 0; r < 4; r++)
        {
            var t = b.Build(new("abc123"), Basis.Heard);
            var s1 = Stopwatch.GetTimestamp();
            var c = TrackCleaner.Clean(t, CleaningRules.Default);
            var s2 = Stopwatch.GetTimestamp();
            var f = FlightCutter.Cut(c.Tracks[0], CuttingRules.Default, []);
            var s3 = Stopwatch.GetTimestamp();
            var d = f[0].TrackDigest;
            var s4 = Stopwatch.GetTimestamp();
            var acc = new Atalaya.Flights.Coverage.CoverageAccumulator(Atalaya.Flights.Coverage.CoverageRules.Default);
            acc.Add(f[0]);
            var s5 = Stopwatch.GetTimestamp();
            o.WriteLine($"PERF same {ReferenceEquals(c.Tracks[0], t)} clean {Stopwatch.GetElapsedTime(s1, s2).TotalNanoseconds / 4e6:F1} cut {Stopwatch.GetElapsedTime(s2, s3).TotalNanoseconds / 4e6:F1} digest {Stopwatch.GetElapsedTime(s3, s4).TotalNanoseconds / 4e6:F1} cover {Stopwatch.GetElapsedTime(s4, s5).TotalNanoseconds / 4e6:F1} flights {f.Count} cells {acc.Count}");
        }
        var k = RealTracks.Load("traffic", "collections", "savan.json.gz")[0];
        for (var r = 0; r < 5; r++)
        {
            var s1 = Stopwatch.GetTimestamp();
            var c = TrackCleaner.Clean(k, CleaningRules.Default);
            var s2 = Stopwatch.GetTimestamp();
            var f = FlightCutter.Cut(c.Tracks[0], CuttingRules.Default, []);
            var s3 = Stopwatch.GetTimestamp();
            o.WriteLine($"SAVAN clean {Stopwatch.GetElapsedTime(s1, s2).TotalNanoseconds / k.Count:F1} cut {Stopwatch.GetElapsedTime(s2, s3).TotalNanoseconds / k.Count:F1}");
        }
        o.Dispose();
    }
}
