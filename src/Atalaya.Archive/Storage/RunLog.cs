using System.Reflection;
using NodaTime;

namespace Atalaya.Archive.Storage;

/// <summary>The row of this run in <c>runs</c>.</summary>
internal sealed class RunLog
{
    private readonly ArchiveStore store;

    private RunLog(ArchiveStore store) => this.store = store;

    /// <summary>Version of the program.</summary>
    public static string Version { get; } =
        typeof(RunLog).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Writes the row of a run that begins. If the process is killed, the next run finds it and calls it so.</summary>
    public static RunLog Begin(ArchiveStore store, Instant now, string commandLine, string rulesDigest)
    {
        store.Connection.Execute(
            "INSERT INTO runs VALUES (?, ?, NULL, 'running', ?, ?, ?, 0, 0, 0, 0, 0)", store.RunId, now.ToDateTimeUtc(), Version, commandLine, rulesDigest);
        return new(store);
    }

    /// <summary>Ends the row of a run that failed, if the archive can still be written.</summary>
    public void TryFail(Instant now, Exception error)
    {
        try
        {
            End(now, WriteFailure.IsDiskFull(error) ? "disk-full" : "failed", default);
        }
        catch (Exception second) when (WriteFailure.IsWriteFailure(second))
        {
            // The next run finds the row unfinished and says that this one was killed.
        }
    }

    /// <summary>Ends the row.</summary>
    /// <param name="now">When.</param>
    /// <param name="outcome"><c>complete</c>, <c>interrupted</c> or <c>failed</c>.</param>
    /// <param name="counts">What the run did.</param>
    public void End(Instant now, string outcome, RunCounts counts) => store.Connection.Execute(
        """
        UPDATE runs SET finished = ?, outcome = ?, files = ?, files_unchanged = ?, reports = ?, flights_added = ?, flights_revised = ?
        WHERE run_id = ?
        """,
        now.ToDateTimeUtc(), outcome, counts.Files, counts.FilesUnchanged, counts.Reports, counts.FlightsAdded, counts.FlightsRevised, store.RunId);
}

/// <summary>What a run did.</summary>
internal readonly record struct RunCounts(long Files, long FilesUnchanged, long Reports, long FlightsAdded, long FlightsRevised);
