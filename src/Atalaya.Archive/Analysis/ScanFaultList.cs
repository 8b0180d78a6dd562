using System.Runtime.InteropServices;
using Atalaya.Flights.Feeds;

namespace Atalaya.Archive.Analysis;

/// <summary>Gathers the faults of a scan by the file they are of, bounded as <see cref="PartFaults"/> is.</summary>
internal sealed class ScanFaultList : IFaultSink
{
    private const int KeptOneByOne = 100_000;
    private readonly List<Fault> kept = [];
    private readonly Dictionary<(string Source, FaultReason Reason), long> counts = [];

    public IReadOnlyList<Fault> Kept => kept;

    public IReadOnlyDictionary<(string Source, FaultReason Reason), long> Counts => counts;

    public IEnumerable<string> Sources => kept.Select(static f => f.Source).Concat(counts.Keys.Select(static k => k.Source)).Distinct();

    public void Add(Fault fault)
    {
        if (kept.Count < KeptOneByOne)
            kept.Add(fault);
        else
            Count(fault.Source, fault.Reason, 1);
    }

    public void Count(string source, FaultReason reason, long count) =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, (source, reason), out _) += count;
}
