using Atalaya.Archive.Inputs;
using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;
using Atalaya.Flights.Coverage;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Analysis;

/// <summary>All that one aircraft's parts gave; it is committed whole or not at all.</summary>
internal sealed record DerivedAircraft : IDisposable
{
    /// <summary>Its key, see <see cref="InputLedger.KeyOf"/>.</summary>
    public required string Identity { get; init; }

    /// <summary>Inputs read with what each gave; an input of many aircraft is told of many times.</summary>
    public List<ReadPart> Parts { get; } = [];

    /// <summary>All parts that need not be looked at again, and whether each was taken in.</summary>
    public List<(AircraftPart Part, bool Taken)> Through { get; } = [];

    public List<DerivedSpell> Spells { get; } = [];

    /// <summary>Reports read.</summary>
    public long Reports => Parts.Sum(static p => p.Reports);

    public void DropSpells()
    {
        foreach (var spell in Spells)
            spell.Dispose();
        Spells.Clear();
    }

    public void Dispose() => DropSpells();
}

/// <summary>One aircraft's share of one input.</summary>
internal sealed record ReadPart(long InputId, string Sha256, long Reports, IReadOnlyList<Fault> Faults, IReadOnlyDictionary<FaultReason, long> FaultCounts);

/// <summary>A spell: an aircraft's reports between two silences so long that no flight reaches across. What it gave does not depend on any other report.</summary>
internal sealed record DerivedSpell : IDisposable
{
    public required string Identity { get; init; }
    public required Basis Basis { get; init; }
    public required Aircraft Aircraft { get; init; }

    public required SpellSpan Span { get; init; }
    public required IReadOnlyDictionary<CleaningReason, int> Cleaning { get; init; }
    public required IReadOnlyList<SetAside> SetAside { get; init; }
    public required IReadOnlyList<DerivedFlight> Flights { get; init; }

    /// <summary>The raw reports, where later input may continue the spell; else null.</summary>
    public PackedReports? Open { get; init; }

    /// <summary>Earlier spells whose place this one takes.</summary>
    public required IReadOnlyList<StoredSpell> Replaces { get; init; }

    public void Dispose()
    {
        Open?.Dispose();
        foreach (var flight in Flights)
            flight.Kept?.Dispose();
    }
}

/// <summary>A flight with what is stored beside its record.</summary>
/// <param name="Record">The record, without coverage, which depends on other aircraft.</param>
/// <param name="Cells">Where and when one has to ask whether it could have been heard.</param>
/// <param name="Kept">Its positions, where they are kept.</param>
/// <param name="Line">Its line of <c>flights.jsonl</c> up to coverage.</param>
internal sealed record DerivedFlight(FlightRecord Record, IReadOnlyList<FlightCell> Cells, ReportColumns? Kept, ReadOnlyMemory<byte> Line = default);

/// <summary>A spell that an earlier run stored.</summary>
/// <param name="SpellId">Its number.</param>
/// <param name="Aircraft">As its reports named it.</param>
/// <param name="Span">When it was, and what may continue it.</param>
/// <param name="RulesDigest">The rules it was derived under.</param>
/// <param name="OpenFile">File, below the archive, that holds its raw reports; null where it is closed.</param>
/// <param name="OpenPlace">Where they begin there.</param>
internal sealed record StoredSpell(long SpellId, Aircraft Aircraft, SpellSpan Span, string RulesDigest, string? OpenFile, long OpenPlace);
