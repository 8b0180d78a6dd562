namespace Atalaya.Flights.Feeds;

/// <summary>What one thread needs to read feeds: buffers and an inflater, some 600 KiB. Reuse one per thread.</summary>
public sealed class FeedScratch : IDisposable
{
    private readonly StoredBytes stored;

    /// <summary>Creates buffers.</summary>
    /// <param name="allowNative">Whether <c>libisal.so.2</c> may inflate where it is installed; else the framework does.</param>
    public FeedScratch(bool allowNative = true)
    {
        TraceRowFast.Prepare();
        stored = new(allowNative);
        Window = new(stored);
    }

    /// <summary>Name of the runtime switch (<see cref="AppContext"/>) that leaves <c>libisal.so.2</c> alone although it is installed: set before the first feed is read.</summary>
    public const string ManagedInflationSwitch = "Atalaya.ManagedInflation";

    /// <summary>Whether <c>libisal.so.2</c> was found on this machine, and is to be used.</summary>
    public static bool NativeInflation => IsalInflate.IsAvailable;

    internal ByteWindow Window { get; }

    internal bool IsGzip => stored.IsGzip;

    /// <inheritdoc/>
    public void Dispose() => stored.Dispose();
}
