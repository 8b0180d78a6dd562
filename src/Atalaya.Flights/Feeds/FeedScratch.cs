namespace Atalaya.Flights.Feeds;

/// <summary>What one thread needs to read feeds: buffers and an inflater. Reuse one per thread.</summary>
public sealed class FeedScratch : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
