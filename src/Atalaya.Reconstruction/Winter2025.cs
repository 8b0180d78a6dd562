using System.Collections.Concurrent;
using System.Text;
using Atalaya.Reconstruction.Flying;
using Atalaya.Reconstruction.Hearing;
using NodaTime;

namespace Atalaya.Reconstruction;

/// <summary>
/// A labelled reconstruction of the winter of 2024–25 from what the press and officials made public: invented tracks that
/// agree with the public facts, as readsb trace files. <c>docs/operate/reconstruction.md</c> says what is fact and what is invented.
/// </summary>
public static class Winter2025
{
    private const string Note =
        "Reconstruction of the winter of 2024-25 from public accounts (CNN, 10 Feb 2025; Daily Mail; New York Times; SEDENA press conference). "
        + "No track in this folder was recorded; addresses, callsigns and tracks are invented.";

    /// <summary>First day (UTC) of the baseline and of the input.</summary>
    public static LocalDate BaselineStart { get; } = new(2024, 2, 1);

    /// <summary>Last day (UTC) of the baseline, included.</summary>
    public static LocalDate BaselineEnd { get; } = new(2025, 1, 27);

    /// <summary>First of the ten days (UTC).</summary>
    public static LocalDate WindowStart { get; } = new(2025, 1, 28);

    /// <summary>Last of the ten days (UTC), included.</summary>
    public static LocalDate WindowEnd { get; } = new(2025, 2, 6);

    /// <summary>
    /// Makes the reconstruction: <c>input/</c> (trace files in <c>globe_history</c>, the operator's tracks, <c>atalaya-input.json</c>,
    /// which says that it is one) and, beside it, <c>truth.jsonl</c> with one object a flight.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; files may be missing.</exception>
    public static ReconstructionSummary Generate(
        ReconstructionOptions options, IReconstructionSink sink, IProgress<ReconstructionProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sink);
        var fleet = Schedule.Draw(options).Fleet.All;
        var receivers = new Receivers(options.Seed);
        int files = 0, done = 0;
        long reports = 0;

        // The aircraft with most flights first, so that no thread is left with a long one at the end.
        var order = Partitioner.Create(fleet.Select(static (a, i) => (Aircraft: a, Index: i)).OrderByDescending(static p => p.Aircraft.Flights.Count).ToList(), loadBalance: true);
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount };
        Parallel.ForEach(order, parallel, item =>
        {
            var heard = Fly(item.Aircraft, item.Index, options.Seed, receivers, (path, content) =>
            {
                sink.Accept(path, content);
                Interlocked.Increment(ref files);
            }, cancellation);
            var soFar = Interlocked.Add(ref reports, heard);
            progress?.Report(new(Interlocked.Increment(ref done), fleet.Count, soFar));
        });

        sink.Accept("input/atalaya-input.json", Encoding.UTF8.GetBytes(
            $"{{\n  \"reconstruction\": true,\n  \"note\": \"{Note}\",\n  \"basis\": {{ \"operator/*.csv\": \"operator\" }}\n}}\n"));
        sink.Accept(TruthFile.Path, TruthFile.Write(fleet));
        return Count(fleet, files + 2, reports);
    }

    private static long Fly(
        PlannedAircraft aircraft, int index, int seed, Receivers receivers, Action<string, byte[]> take, CancellationToken cancellation)
    {
        var hearing = Chance.Stream(seed, 0x4EA, index);
        if (aircraft.Source == "operator")
        {
            var track = new OperatorTrack(aircraft);
            FlyAll(aircraft, index, seed, new(aircraft.Airframe, track, cancellation));
            take($"input/operator/{aircraft.Icao24}.csv", track.Finish());
            return track.Reports;
        }

        var recorder = new TraceRecorder(aircraft, receivers, hearing, file => take(file.Path, file.Finish()));
        FlyAll(aircraft, index, seed, new(aircraft.Airframe, recorder, cancellation));
        recorder.Close();
        return recorder.Reports;
    }

    private static void FlyAll(PlannedAircraft aircraft, int index, int seed, Pilot pilot)
    {
        for (var i = 0; i < aircraft.Flights.Count; i++)
        {
            var flight = aircraft.Flights[i];
            var begin = flight.Begin;

            // An aircraft that is late for its next flight takes off half an hour after it has parked.
            var start = i > 0 ? Math.Max(flight.Start, pilot.Time + 1800) : flight.Start;
            var weather = Weather.On((long)(start / 86400), seed);
            flight.Log.Start = start;
            pilot.Begin(flight.Log, start, Chance.Stream(seed, 0xF17 + index, i), weather, begin.At, begin.Feet, begin.Heading, begin.Knots, begin.OnGround);
            flight.Script(pilot);
            flight.Log.End = pilot.Time;
        }
    }

    private static ReconstructionSummary Count(IReadOnlyList<PlannedAircraft> fleet, int files, long reports)
    {
        int ordinary = 0, before = 0, inWindow = 0, byOperator = 0;
        var windowStart = Schedule.At(WindowStart, 0);
        foreach (var aircraft in fleet)
        {
            foreach (var flight in aircraft.Flights)
            {
                if (!flight.Log.Mission)
                    ordinary++;
                else if (aircraft.Source == "operator")
                    byOperator++;
                else if (flight.Log.Start < windowStart)
                    before++;
                else
                    inWindow++;
            }
        }

        return new(files, reports, ordinary, before, inWindow, byOperator);
    }
}
