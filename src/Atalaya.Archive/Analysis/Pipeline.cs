using System.Runtime.ExceptionServices;
using Atalaya.Archive.Exports;
using Atalaya.Archive.Inputs;
using Atalaya.Archive.Storage;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Analysis;

/// <summary>Worker threads that each derive one aircraft after another, and one thread that writes what they give.</summary>
internal sealed class Pipeline(AnalysisOptions options, ArchiveStore store, ScannedInput input, InputLedger ledger, string rulesDigest, FlightLines lines, AnalysisMeter meter)
{
    private int next = -1;
    private int finished;
    private ExceptionDispatchInfo? failure;

    /// <summary>Whether the run was stopped before the end of its input.</summary>
    public bool WasCancelled { get; private set; }

    /// <summary>Runs to the end of the input, or until it is stopped.</summary>
    public RunCounts Run(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var derived = new Handover<DerivedAircraft>(static a => a.Reports);
        var stored = store.Spells(input.Aircraft.Select(static a => a.Identity));

        // The largest first, so that no thread is left alone with a long one at the end.
        var work = input.Aircraft.OrderByDescending(static a => a.Parts.Sum(static p => p.Bytes)).ToArray();
        foreach (var part in work.SelectMany(static a => a.Parts))
            ledger.Expect(part.File);
        var threads = Enumerable.Range(0, options.Threads > 0 ? options.Threads : Environment.ProcessorCount)
            .Select(_ => new Thread(() => Work(work, stored, derived, stop)) { IsBackground = true, Name = "derive" })
            .ToList();
        var counts = new RunCounts();
        var writer = new Thread(() => Guard(() => counts = Write(derived), stop)) { IsBackground = true, Name = "write" };
        writer.Start();
        threads.ForEach(static t => t.Start());
        threads.ForEach(static t => t.Join());
        derived.Complete();
        writer.Join();
        failure?.Throw();
        WasCancelled = finished < work.Length;
        return counts;
    }

    private void Work(
        AircraftInput[] work, Dictionary<(string Identity, Basis Basis), List<StoredSpell>> stored, Handover<DerivedAircraft> derived, CancellationTokenSource stop) => Guard(
        () =>
        {
            using var reader = new AircraftReader(options, store, ledger, rulesDigest, meter);
            while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var index && index < work.Length)
            {
                var known = stored.TryGetValue((work[index].Identity, work[index].Basis), out var spells) ? spells : [];
                var aircraft = reader.Read(work[index], known, stop.Token);
                meter.Add(aircraft);
                derived.Add(aircraft);
                Interlocked.Increment(ref finished);
            }
        },
        stop);

    private RunCounts Write(Handover<DerivedAircraft> derived)
    {
        var counts = new RunCounts();
        var number = 0;
        ArchiveBatch? batch = null;
        try
        {
            for (List<DerivedAircraft> spare = [], taken; (taken = derived.Take(spare)).Count > 0; spare = taken)
            {
                foreach (var aircraft in taken)
                    Add(aircraft);
                taken.Clear();
            }

            Commit();
            return counts;
        }
        finally
        {
            // A writer that failed takes no more: nobody may wait for it.
            derived.Complete();
            batch?.Dispose();
        }

        void Add(DerivedAircraft aircraft)
        {
            batch ??= new ArchiveBatch(store, ++number, rulesDigest);
            batch.Add(aircraft);
            foreach (var flight in aircraft.Spells.SelectMany(static s => s.Flights))
                lines.Add(flight.Record.FlightId, flight.Line.Span);
            foreach (var (part, taken) in aircraft.Through)
            {
                if (ledger.Finish(part.File, taken))
                    batch.Finish(new(ledger.IdOf(part.File), part.File.Name, part.File.Bytes, InputLedger.DigestOf(part.File), input.Reconstruction));
            }

            if (batch.Reports >= options.CommitEveryReports)
                Commit();
        }

        void Commit()
        {
            if (batch is null || failure is not null)
                return;
            batch.Commit();
            counts = counts with
            {
                Reports = counts.Reports + batch.Reports,
                FlightsAdded = counts.FlightsAdded + batch.FlightsAdded,
                FlightsRevised = counts.FlightsRevised + batch.FlightsRevised,
            };
            batch.Dispose();
            batch = null;
        }
    }

    /// <summary>Keeps the first failure of any thread and stops the others.</summary>
    private void Guard(Action action, CancellationTokenSource stop)
    {
        try
        {
            action();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
            stop.Cancel();
        }
    }
}
