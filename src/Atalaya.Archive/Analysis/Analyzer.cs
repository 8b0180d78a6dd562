using Atalaya.Archive.Exports;
using Atalaya.Archive.Inputs;
using Atalaya.Archive.Storage;
using NodaTime.Extensions;

namespace Atalaya.Archive.Analysis;

/// <summary>From paths to an archive: reads, cleans, cuts, recognises, judges and keeps.</summary>
public static class Analyzer
{
    /// <summary>Runs an analysis. Cancelling leaves what was committed so far and a consistent archive.</summary>
    /// <param name="options">What to analyse and how.</param>
    /// <param name="progress">Told ten times a second at most, from any thread.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="ArchiveException">The archive cannot be opened or written (<c>in-use</c>, <c>newer-version</c>, <c>not-an-archive</c>,
    /// <c>unreadable</c>, <c>disk-full</c>, <c>write-failed</c>); it is then as before the run, or as after its last commit.</exception>
    public static AnalysisResult Run(AnalysisOptions options, IProgress<AnalysisProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return RunIn(options, new AnalysisMeter(progress, options.Clock), cancellation);
        }
        catch (Exception error) when (WriteFailure.IsWriteFailure(error))
        {
            throw new ArchiveException(options.OutputFolder, WriteFailure.IsDiskFull(error) ? "disk-full" : "write-failed", error);
        }
    }

    private static AnalysisResult RunIn(AnalysisOptions options, AnalysisMeter meter, CancellationToken cancellation)
    {
        AnalysisResult result;
        using (var store = ArchiveStore.Open(options.OutputFolder))
        {
            var digest = RulesDigest.Of(options);
            var log = RunLog.Begin(store, options.Clock.GetCurrentInstant(), options.CommandLine, digest);
            try
            {
                result = Run(options, store, digest, meter, cancellation);
                log.End(options.Clock.GetCurrentInstant(), result.Cancelled ? "interrupted" : "complete", RunCounts.Of(result));
            }
            catch (Exception error)
            {
                log.TryFail(options.Clock.GetCurrentInstant(), error);
                throw;
            }
        }

        meter.Enter("export");
        ExportWriter.WriteAll(options.OutputFolder);
        return result;
    }

    private static AnalysisResult Run(AnalysisOptions options, ArchiveStore store, string digest, AnalysisMeter meter, CancellationToken cancellation)
    {
        meter.Enter("scan");
        var scanFaults = new ScanFaultList();
        var scratch = Path.Combine(options.OutputFolder, "scratch" + DurableFile.StagingEnding);
        Directory.CreateDirectory(scratch);
        try
        {
            using var catalog = Scan(options, scanFaults, scratch, cancellation);
            var counts = new RunCounts();
            var cancelled = catalog is null;
            if (catalog is not null)
            {
                meter.BytesTotal = catalog.TotalBytes;
                meter.Enter("analyze");
                var ledger = new InputLedger(store, digest);
                var pipeline = new Pipeline(options, store, catalog, ledger, digest, meter);
                counts = pipeline.Run(cancellation) with { Files = catalog.Files.Count, FilesUnchanged = ledger.Unchanged };
                cancelled = pipeline.WasCancelled;
                ScanFaults.Replace(store.Connection, scanFaults);
            }

            meter.Enter("coverage");
            Aggregates.Update(store.Connection);
            return Result(store, counts, cancelled);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static InputCatalog? Scan(AnalysisOptions options, ScanFaultList faults, string scratch, CancellationToken cancellation)
    {
        try
        {
            return InputCatalog.Scan(options.Paths, options.Rows, faults, cancellation: cancellation, scratchFolder: scratch);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static AnalysisResult Result(ArchiveStore store, RunCounts counts, bool cancelled)
    {
        var summary = SummaryReader.Read(store.Connection);
        return new(
            store.RunId, cancelled, counts.Files, counts.FilesUnchanged, counts.Reports, summary.Flights, counts.FlightsAdded, counts.FlightsRevised,
            (int)store.Connection.Scalar<long>("SELECT count(*) FROM missions WHERE class = 'surveillance'"), summary.FaultCounts.ToDictionary());
    }
}
