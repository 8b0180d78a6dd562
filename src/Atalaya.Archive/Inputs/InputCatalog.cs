using Atalaya.Flights.Feeds;

namespace Atalaya.Archive.Inputs;

/// <summary>What was found under some paths, grouped by aircraft.</summary>
public sealed class InputCatalog : IDisposable
{
    private readonly IReadOnlyList<IDisposable> owned;

    internal InputCatalog(IReadOnlyList<InputFile> files, IReadOnlyList<AircraftInput> aircraft, bool reconstruction, IReadOnlyList<IDisposable> owned)
    {
        Files = files;
        Aircraft = aircraft;
        Reconstruction = reconstruction;
        TotalBytes = aircraft.Sum(static input => input.Parts.Sum(static part => part.Bytes));
        this.owned = owned;
    }

    /// <summary>Finds files (in folders, at any depth, and in tars), recognises them by content, and groups them by aircraft. Rows are read here once; traces only as far as their header.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="rows">What the user says of rows.</param>
    /// <param name="faults">Where faults go; called from one thread at a time.</param>
    /// <param name="scratchFolder">An existing folder for rows that do not fit the memory set aside for them; its files are removed on dispose.</param>
    /// <param name="cancellation">Stops the scan.</param>
    /// <exception cref="OperationCanceledException">The scan was stopped.</exception>
    /// <exception cref="IOException">The scratch folder cannot be written (a full disk).</exception>
    public static InputCatalog Scan(IReadOnlyList<string> paths, RowOptions rows, IFaultSink faults, string scratchFolder, CancellationToken cancellation) =>
        new InputScan(rows, faults, new RowSpool(scratchFolder, InputScan.RowBudgetBytes), cancellation).Run(paths);

    /// <summary>Sum of the parts' bytes.</summary>
    public long TotalBytes { get; }

    /// <summary>Files and tar members that hold reports.</summary>
    public IReadOnlyList<InputFile> Files { get; }

    /// <summary>The aircraft, by identity; one entry per identity and basis.</summary>
    public IReadOnlyList<AircraftInput> Aircraft { get; }

    /// <summary>Whether an <c>atalaya-input.json</c> marks the input as a reconstruction.</summary>
    public bool Reconstruction { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var one in owned)
            one.Dispose();
    }
}
