using Atalaya.Archive.Storage;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Coverage;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Patterns;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tracks;

namespace Atalaya.Bench.Archives;

/// <summary>Processor time of each step from file to judgement, on one thread, after a first pass over some files to warm up.</summary>
internal sealed class StageTimes : IDisposable
{
    private readonly FeedScratch scratch = new();
    private readonly TrackBuilder builder = new();
    private readonly NoFaults faults = new();

    /// <summary>Steps in order, with seconds each.</summary>
    public List<(string Stage, double Seconds)> Measure(IReadOnlyList<string> files)
    {
        Pass(files.Take(300));
        return Pass(files);
    }

    public void Dispose() => scratch.Dispose();

    private List<(string, double)> Pass(IEnumerable<string> files)
    {
        var names = new[] { "read (inflate and decode)", "clean", "cut", "name and digest", "patterns", "zones", "judge", "cells of coverage", "copy for keeping" };
        var ticks = new long[names.Length];
        foreach (var file in files)
        {
            var before = ThreadClock.Nanoseconds;
            void Lap(int stage)
            {
                var now = ThreadClock.Nanoseconds;
                ticks[stage] += now - before;
                before = now;
            }

            builder.Clear();
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
            var aircraft = ReadsbTrace.Read(stream, file, builder, faults, scratch);
            Lap(0);
            if (aircraft is null)
                continue;
            var cleaned = TrackCleaner.Clean(builder.Build(aircraft, Basis.Heard), CleaningRules.Default);
            Lap(1);
            foreach (var track in cleaned.Tracks)
            {
                var flights = FlightCutter.Cut(track, CuttingRules.Default, []);
                Lap(2);
                foreach (var flight in flights)
                {
                    _ = flight.FlightId.Length + flight.TrackDigest.Length;
                    Lap(3);
                    var patterns = PatternFinder.Find(flight, PatternRules.Default, ZoneMap.Shipped);
                    Lap(4);
                    var stays = StayFinder.Find(flight, ZoneMap.Shipped);
                    Lap(5);
                    _ = MissionJudge.Judge(flight, patterns, stays, RoleTable.Shipped, WatchList.Empty, MissionRules.Default);
                    Lap(6);
                    _ = FlightCoverage.Cells(flight, CoverageRules.Default);
                    Lap(7);
                    ReportColumns.CopyOf(flight.Track).Dispose();
                    Lap(8);
                }
            }
        }

        return [.. names.Zip(ticks, static (name, t) => (name, t / 1e9))];
    }

    private sealed class NoFaults : IFaultSink
    {
        public void Add(Fault fault) => throw new InvalidOperationException($"The synthetic archive has a fault: {fault}");

        public void Count(string source, FaultReason reason, long count)
        {
        }
    }
}
