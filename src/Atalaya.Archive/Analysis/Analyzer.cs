using Atalaya.Archive.Exports;
using Atalaya.Archive.Inputs;
using Atalaya.Archive.Storage;
using Atalaya.Earth.Zones;
using NodaTime.Extensions;

namespace Atalaya.Archive.Analysis;

/// <summary>From paths to an archive: reads, cleans, cuts, recognises, judges and keeps.</summary>
public static class Analyzer
{
    /// <summary>Runs an analysis. Cancelling leaves what was committed so far and a consistent archive.</summary>
    /// <param name="options">What to analyse and how.</param>
    /// <param name="progress">Told ten times a second at most, from any thread.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="ArchiveException">The archive cannot be opened or written (<c>in-use</c>, <c>newer-version</c>, <c>older-version</c>, <c>not-an-archive</c>,
    /// <c>unreadable</c>, <c>disk-full</c>, <c>write-failed</c>); it is then as before the run, or as after its last commit.</exception>
    public static AnalysisResult Run(AnalysisOptions options, IProgress<AnalysisProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Run(options, Scan, progress, cancellation);

        ScannedInput Scan(ScanFaultList faults, string scratch) =>
            new(InputCatalog.Scan(options.Paths, options.Rows, faults, cancellation: cancellation, scratchFolder: scratch));
    }

    /// <summary>The same with another way to find input.</summary>
    internal static AnalysisResult Run(AnalysisOptions options, Func<ScanFaultList, string, ScannedInput> scan, IProgress<AnalysisProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            var meter = new AnalysisMeter(progress, options.Clock);
            ZoneMap.Prepare();
            using var store = ArchiveStore.Open(options.OutputFolder);
            using var lines = new FlightLines(options.OutputFolder);
            var result = Run(options, store, scan, lines, meter, cancellation);
            meter.Enter("export");
            ExportWriter.WriteAll(store, lines);
            return result;
        }
        catch (Exception error) when (WriteFailure.IsWriteFailure(error))
        {
            throw new ArchiveException(options.OutputFolder, WriteFailure.IsDiskFull(error) ? "disk-full" : "write-failed", error);
        }
    }

    private static AnalysisResult Run(
        AnalysisOptions options, ArchiveStore store, Func<ScanFaultList, string, ScannedInput> scan, FlightLines lines, AnalysisMeter meter, CancellationToken cancellation)
    {
        var digest = RulesDigest.Of(options);
        var log = RunLog.Begin(store, options.Clock.GetCurrentInstant(), options.CommandLine, digest);
        try
        {
            var (counts, cancelled) = Fill(options, store, scan, digest, lines, meter, cancellation);
            meter.Enter("coverage");
            Aggregates.Update(store.Connection);
            log.End(options.Clock.GetCurrentInstant(), cancelled ? "interrupted" : "complete", counts);
            return Result(store, counts, cancelled);
        }
        catch (Exception error)
        {
            log.TryFail(options.Clock.GetCurrentInstant(), error);
            throw;
        }
    }

    private static (RunCounts Counts, bool Cancelled) Fill(
        AnalysisOptions options, ArchiveStore store, Func<ScanFaultList, string, ScannedInput> scan, string digest, FlightLines lines, AnalysisMeter meter, CancellationToken cancellation)
    {
        meter.Enter("scan");
        var faults = new ScanFaultList();
        var scratch = Directory.CreateDirectory(Path.Combine(options.OutputFolder, "scratch" + DurableFile.StagingEnding)).FullName;
        try
        {
            using var input = scan(faults, scratch);
            meter.BytesTotal = input.TotalBytes;
            meter.Enter("analyze");
            var ledger = new InputLedger(store, digest);
            var pipeline = new Pipeline(options, store, input, ledger, digest, lines, meter);
            var counts = pipeline.Run(cancellation);
            ScanFaults.Replace(store.Connection, faults);
            return (counts with { Files = input.Files, FilesUnchanged = ledger.Unchanged }, pipeline.WasCancelled);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (default, true);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static AnalysisResult Result(ArchiveStore store, RunCounts counts, bool cancelled)
    {
        var summary = SummaryReader.Read(store.Connection);
        return new(
            store.RunId, cancelled, counts.Files, counts.FilesUnchanged, counts.Reports, summary.Flights, counts.FlightsAdded, counts.FlightsRevised,
            (int)store.Connection.Scalar<long>("SELECT count(*) FROM judged WHERE class = 'surveillance'"), summary.FaultCounts.ToDictionary());
    }
}
