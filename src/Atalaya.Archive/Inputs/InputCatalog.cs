using Atalaya.Flights.Feeds;

namespace Atalaya.Archive.Inputs;

/// <summary>What was found under some paths, grouped by aircraft.</summary>
public sealed class InputCatalog : IDisposable
{
    private InputCatalog()
    {
    }

    /// <summary>Finds files (in folders, at any depth, and in tars), recognises them by content, and groups them by aircraft. Rows are read here once; traces only as far as their header.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="rows">What the user says of rows.</param>
    /// <param name="faults">Where faults go; called from one thread at a time.</param>
    /// <param name="scratchFolder">An existing folder for rows that do not fit the memory set aside for them; its files are removed on dispose.</param>
    /// <param name="cancellation">Stops the scan.</param>
    /// <exception cref="OperationCanceledException">The scan was stopped.</exception>
    public static InputCatalog Scan(IReadOnlyList<string> paths, RowOptions rows, IFaultSink faults, string scratchFolder, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Sum of the parts' bytes.</summary>
    public long TotalBytes { get; private set; }

    /// <summary>Files and tar members that hold reports.</summary>
    public IReadOnlyList<InputFile> Files { get; private set; } = [];

    /// <summary>The aircraft, by identity; one entry per identity and basis.</summary>
    public IReadOnlyList<AircraftInput> Aircraft { get; private set; } = [];

    /// <summary>Whether an <c>atalaya-input.json</c> marks the input as a reconstruction.</summary>
    public bool Reconstruction { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
