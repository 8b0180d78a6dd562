using Atalaya.Archive.Analysis;
using DuckDB.NET.Data;
using NodaTime;

namespace Atalaya.Archive.Storage;

/// <summary>A flight that is being replaced.</summary>
internal sealed record OldFlight(string FlightId, string TrackDigest, Instant Start, Instant End, bool PositionsKept, long SpellId);

/// <summary>Takes spells that are derived anew out of the tables, and records which flights that revises.</summary>
internal sealed class Replacement
{
    /// <summary>Flights that are the same as before, name and reports.</summary>
    public int Kept { get; private set; }

    /// <summary>New flights that stand for other ones.</summary>
    public int Revised { get; private set; }

    /// <summary>Flights whose positions have to leave the Parquet files.</summary>
    public required IReadOnlyList<OldFlight> OldFlightsWithPositions { get; init; }

    public static Replacement Remove(ArchiveStore store, IReadOnlyList<DerivedSpell> spells, HashSet<int> touchedDays)
    {
        if (spells.Count == 0)
            return new() { OldFlightsWithPositions = [] };
        var connection = store.Connection;
        var old = spells.SelectMany(static s => s.Replaces).DistinctBy(static s => s.SpellId).ToDictionary(static s => s.SpellId);
        connection.Execute("CREATE OR REPLACE TEMP TABLE replaced(spell_id BIGINT)");
        using (var appender = connection.CreateAppender("replaced"))
        {
            foreach (var id in old.Keys)
                appender.CreateRow().AppendValue((long?)id).EndRow();
        }

        var flights = connection
            .Query("SELECT flight_id, track_digest, start, \"end\", positions_kept, spell_id FROM flights WHERE spell_id IN (SELECT spell_id FROM replaced) ORDER BY start, flight_id")
            .Select(static row => new OldFlight(row.GetString(0), row.GetString(1), row.Time(2), row.Time(3), row.GetBoolean(4), row.GetInt64(5)))
            .ToList();
        connection.Execute("CREATE OR REPLACE TEMP TABLE replaced_flights AS SELECT flight_number FROM flights WHERE spell_id IN (SELECT spell_id FROM replaced)");
        foreach (var row in connection.Query("SELECT DISTINCT hour // 24 FROM flight_cells WHERE flight_number IN (SELECT flight_number FROM replaced_flights)"))
            touchedDays.Add(row.GetInt32(0));
        foreach (var table in Schema.FlightTables)
            connection.Execute($"DELETE FROM {table} WHERE flight_number IN (SELECT flight_number FROM replaced_flights)");
        foreach (var table in new[] { "spells", "cleaning", "set_aside" })
            connection.Execute($"DELETE FROM {table} WHERE spell_id IN (SELECT spell_id FROM replaced)");

        var replacement = new Replacement { OldFlightsWithPositions = flights.Where(static f => f.PositionsKept).ToList() };
        replacement.Record(store, spells, flights);
        return replacement;
    }

    private void Record(ArchiveStore store, IReadOnlyList<DerivedSpell> spells, List<OldFlight> oldFlights)
    {
        var successors = spells.SelectMany(static s => s.Replaces, static (spell, old) => (old.SpellId, Spell: spell)).ToLookup(static p => p.SpellId, static p => p.Spell);
        var revised = new HashSet<string>();
        using var rows = store.Connection.CreateAppender("revisions");
        foreach (var old in oldFlights)
        {
            var candidates = successors[old.SpellId].SelectMany(static s => s.Flights).Select(static f => f.Record).ToList();
            var same = candidates.Find(f => f.FlightId == old.FlightId);
            if (same?.TrackDigest == old.TrackDigest)
            {
                Kept++;
                continue;
            }

            var next = same ?? candidates.OrderByDescending(f => Instant.Min(f.End, old.End) - Instant.Max(f.Start, old.Start)).FirstOrDefault(f => f.Start <= old.End && f.End >= old.Start);
            if (next is not null)
                revised.Add(next.FlightId);
            var why = next is null ? "withdrawn" : next.Start < old.Start || next.End > old.End ? "continued" : "derived-anew";
            rows.CreateRow()
                .AppendValue((long?)store.RunId).AppendValue(old.FlightId).AppendValue(old.TrackDigest).AppendValue(next?.FlightId).AppendValue(next?.TrackDigest)
                .AppendValue(why)
                .EndRow();
        }

        Revised = revised.Count;
    }
}
