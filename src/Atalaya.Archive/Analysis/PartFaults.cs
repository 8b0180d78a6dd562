using System.Runtime.InteropServices;
using Atalaya.Flights.Feeds;

namespace Atalaya.Archive.Analysis;

/// <summary>Gathers the faults of one part. Beyond a bound they are counted and no longer kept one by one, so that a hostile file cannot fill the memory.</summary>
internal sealed class PartFaults : IFaultSink
{
    private const int KeptOneByOne = 10_000;

    private List<Fault> kept = [];
    private Dictionary<FaultReason, long> counts = [];

    public void Add(Fault fault)
    {
        if (kept.Count < KeptOneByOne)
            kept.Add(fault);
        else
            Count(fault.Source, fault.Reason, 1);
    }

    public void Count(string source, FaultReason reason, long count) => CollectionsMarshal.GetValueRefOrAddDefault(counts, reason, out _) += count;

    /// <summary>Gives what was gathered and begins anew.</summary>
    public (IReadOnlyList<Fault> Kept, IReadOnlyDictionary<FaultReason, long> Counts) Take()
    {
        var taken = (kept, counts);
        if (kept.Count > 0)
            kept = [];
        if (counts.Count > 0)
            counts = [];
        return taken;
    }
}
