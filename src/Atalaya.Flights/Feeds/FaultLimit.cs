namespace Atalaya.Flights.Feeds;

/// <summary>Keeps the first faults of a file one by one and counts the rest, so that a file of junk costs no memory.</summary>
internal sealed class FaultLimit(IFaultSink sink, string source)
{
    /// <summary>How many faults of one file are kept with their excerpt. Enough to see what is wrong; a gigabyte of junk holds millions.</summary>
    public const int Kept = 100;

    private const int ExcerptCharacters = 2000;

    private readonly long[] counts = new long[Enum.GetValues<FaultReason>().Length];
    private int kept;

    /// <summary>Whether further faults are only counted.</summary>
    public bool IsFull => kept >= Kept;

    public void Add(FaultReason reason, long? line = null, long? offset = null, string? field = null, string? excerpt = null)
    {
        if (kept >= Kept && reason is not (FaultReason.TooLarge or FaultReason.TruncatedGzip or FaultReason.DamagedGzip or FaultReason.TruncatedJson or FaultReason.TruncatedXml or FaultReason.MalformedXml or FaultReason.DamagedParquet or FaultReason.Unreadable))
        {
            counts[(int)reason]++;
            return;
        }

        kept++;
        sink.Add(new(source, reason, line, offset, field, excerpt is { Length: > ExcerptCharacters } ? excerpt[..ExcerptCharacters] : excerpt));
    }

    public void Count(FaultReason reason, long count = 1) => counts[(int)reason] += count;

    /// <summary>Hands the counts over, once, at the end of the file.</summary>
    public void Flush()
    {
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
                sink.Count(source, (FaultReason)i, counts[i]);
            counts[i] = 0;
        }
    }
}
