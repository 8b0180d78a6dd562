using Atalaya.Archive.Inputs;

namespace Atalaya.Archive.Analysis;

/// <summary>The input of a run, grouped by aircraft.</summary>
/// <param name="Aircraft">The aircraft with their parts.</param>
/// <param name="Files">Files and archive members that hold reports.</param>
/// <param name="TotalBytes">Sum of the parts' bytes.</param>
/// <param name="Reconstruction">Whether the input says of itself that it is a reconstruction.</param>
/// <param name="Owner">What has to live until the last part is read.</param>
internal sealed record ScannedInput(IReadOnlyList<AircraftInput> Aircraft, long Files, long TotalBytes, bool Reconstruction, IDisposable? Owner) : IDisposable
{
    public ScannedInput(InputCatalog catalog)
        : this(catalog.Aircraft, catalog.Files.Count, catalog.TotalBytes, catalog.Reconstruction, catalog)
    {
    }

    public void Dispose() => Owner?.Dispose();
}
