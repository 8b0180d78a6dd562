using System.Runtime.InteropServices;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Coverage;

/// <summary>Adds up what was heard, by cell. One per worker; merge them, or drain them into a store whenever they grow large.</summary>
/// <remarks>Only airborne time of tracks with the basis <see cref="Basis.Heard"/> counts, and nothing inside gaps.</remarks>
public sealed class CoverageAccumulator(CoverageRules rules)
{
    private readonly Dictionary<CoverageCell, CoverageEntry> entries = [];

    /// <summary>How many cells are held; about 100 bytes each.</summary>
    public int Count => entries.Count;

    /// <summary>Adds a flight.</summary>
    public void Add(Flight flight) => Add(flight, long.MinValue);

    /// <summary>Adds the part of a flight that was heard after an instant: for a flight that continues one already counted.</summary>
    /// <param name="flight">The flight.</param>
    /// <param name="countedUntil">Milliseconds since 1970 UTC; the report at this instant, and what came before, is left out.</param>
    public void Add(Flight flight, long countedUntil)
    {
        if (flight.Track.Basis != Basis.Heard)
            return;
        var aircraft = CoverageEntry.AircraftKey(flight.Track.Aircraft.Identity);
        var walk = new HeardCells(flight, rules, countedUntil);
        while (walk.Next(out var cell, out var seconds, out var reports))
            Add(new CoverageEntry(cell, seconds, reports, aircraft, 0));
    }

    /// <summary>Adds one entry, such as one that was stored before.</summary>
    public void Add(in CoverageEntry entry)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(entries, entry.Cell, out var exists);
        held = exists ? held.With(entry) : entry;
    }

    /// <summary>Adds what another one holds; the other is not changed.</summary>
    public void Merge(CoverageAccumulator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var entry in other.entries.Values)
            Add(entry);
    }

    /// <summary>What was heard in a cell, or null.</summary>
    public CoverageEntry? Find(in CoverageCell cell) => entries.TryGetValue(cell, out var entry) ? entry : null;

    /// <summary>All entries, in no order.</summary>
    public IEnumerable<CoverageEntry> Entries => entries.Values;

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Clear() => entries.Clear();
}
