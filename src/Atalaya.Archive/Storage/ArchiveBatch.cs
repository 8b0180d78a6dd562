using Atalaya.Archive.Analysis;
using Atalaya.Flights.Feeds;
using DuckDB.NET.Data;
using NodaTime;

namespace Atalaya.Archive.Storage;

/// <summary>
/// What is committed together: tables in one transaction, Parquet files staged before it and listed in it. Until
/// <see cref="Commit"/> returns, readers and a next run see the state before.
/// </summary>
internal sealed class ArchiveBatch : IDisposable
{
    private readonly ArchiveStore store;
    private readonly string rulesDigest;
    private readonly string name;
    private readonly DuckDBTransaction transaction;
    private readonly FlightAppender appender;
    private readonly List<(DerivedSpell Spell, string? OpenFile, long OpenPlace)> deferred = [];
    private readonly Dictionary<(LocalDate Day, bool Settled), PositionFile> positions = [];
    private readonly InputRows inputs;

    // UTC days since 1970 whose coverage has to be added up again.
    private readonly HashSet<int> touchedDays = [];
    private SpellFile? open;

    public ArchiveBatch(ArchiveStore store, int number, string rulesDigest)
    {
        this.store = store;
        this.rulesDigest = rulesDigest;
        name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"run{store.RunId:000000}-{number:0000}");
        transaction = store.Connection.BeginTransaction();
        appender = new FlightAppender(store.Connection);
        inputs = new InputRows(store, rulesDigest);
    }

    /// <summary>Flights whose name was not there before.</summary>
    public long FlightsAdded { get; private set; }

    /// <summary>Flights that took the place of others.</summary>
    public long FlightsRevised { get; private set; }

    /// <summary>Reports taken.</summary>
    public long Reports { get; private set; }

    /// <summary>Takes an aircraft. Its memory is given back.</summary>
    public void Add(DerivedAircraft aircraft)
    {
        foreach (var part in aircraft.Parts)
            inputs.Add(part, aircraft.Identity);
        Reports += aircraft.Reports;
        foreach (var spell in aircraft.Spells)
        {
            Keep(spell);
            var place = spell.Open is null ? 0 : (open ??= new SpellFile(Staged(OpenPath))).Append(spell.Open);
            var file = spell.Open is null ? null : OpenPath;
            spell.Open?.Dispose();

            // Rows that take the place of others wait until those are gone; flights keep their names.
            if (spell.Replaces.Count > 0)
                deferred.Add((spell, file, place));
            else
                Append(spell, file, place);
        }
    }

    /// <summary>Counts an input of which nothing is left to read.</summary>
    public void Finish(FinishedInput input) => inputs.Finish(input);

    /// <summary>Makes the batch part of the archive.</summary>
    public void Commit()
    {
        var replacement = Replacement.Remove(store, deferred.Select(static d => d.Spell).ToList(), touchedDays);
        foreach (var (spell, file, place) in deferred)
            Append(spell, file, place);
        FlightsAdded -= replacement.Kept + replacement.Revised;
        FlightsRevised += replacement.Revised;
        appender.Close();
        inputs.Write();
        var obsolete = PositionRewrite.Run(store, name, replacement.OldFlightsWithPositions);
        PublishFiles();
        WriteTouchedDays();
        obsolete.AddRange(UnusedOpenFiles());
        transaction.Commit();
        foreach (var path in obsolete)
            File.Delete(Path.Combine(store.Folder, path));
    }

    public void Dispose()
    {
        foreach (var file in positions.Values)
            file.Dispose();
        open?.Dispose();
        appender.Dispose();
        transaction.Dispose();
    }

    private string OpenPath => Path.Combine("open", name + ".spells");

    private void Append(DerivedSpell spell, string? openFile, long openPlace)
    {
        appender.Add(spell, store.NextSpellId++, store.NextFlightNumber, store.RunId, rulesDigest, openFile, openPlace);
        store.NextFlightNumber += spell.Flights.Count;
        FlightsAdded += spell.Flights.Count;
        foreach (var flight in spell.Flights)
        {
            foreach (var cell in flight.Cells)
                touchedDays.Add(Math.DivRem(cell.Cell.Hour, 24).Quotient);
        }
    }

    private void Keep(DerivedSpell spell)
    {
        foreach (var flight in spell.Flights)
        {
            if (flight.Kept is not { } reports)
                continue;
            for (int start = 0, end; start < reports.Count; start = end)
            {
                var day = Math.DivRem(reports.Times[start], NodaConstants.MillisecondsPerDay).Quotient;
                var midnight = (day + 1) * NodaConstants.MillisecondsPerDay;
                end = reports.Times.AsSpan(start, reports.Count - start).BinarySearch(midnight) is var i && i < 0 ? start + ~i : start + i;
                PositionsOf(new LocalDate(1970, 1, 1).PlusDays((int)day), spell.Open is null).Append(flight.Record.FlightId, reports, start, end - start);
            }

            reports.Dispose();
        }
    }

    private PositionFile PositionsOf(LocalDate day, bool settled)
    {
        if (!positions.TryGetValue((day, settled), out var file))
            positions[(day, settled)] = file = new PositionFile(Staged(PositionPath(day, settled)));
        return file;
    }

    private string PositionPath(LocalDate day, bool settled) =>
        Path.Combine("positions", $"date={NodaTime.Text.LocalDatePattern.Iso.Format(day)}", name + (settled ? ".parquet" : "-edge.parquet"));

    private string Staged(string path)
    {
        var full = Path.Combine(store.Folder, path) + DurableFile.StagingEnding;
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }

    private void PublishFiles()
    {
        foreach (var ((day, settled), file) in positions)
        {
            file.Close();
            Publish(PositionPath(day, settled), "positions", day, settled, file.Rows);
            file.Dispose();
        }

        positions.Clear();
        if (open is null)
            return;
        open.Close();
        Publish(OpenPath, "open", null, false, open.Spells);
    }

    private void Publish(string path, string room, LocalDate? day, bool settled, long rows)
    {
        var full = Path.Combine(store.Folder, path);
        DurableFile.Publish(full + DurableFile.StagingEnding, full);
        store.Connection.Execute(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?)", path, room, day?.ToDateOnly(), settled, rows);
    }

    private void WriteTouchedDays()
    {
        using var rows = store.Connection.CreateAppender("touched_days");
        foreach (var day in touchedDays)
            rows.CreateRow().AppendValue((int?)day).EndRow();
    }

    private List<string> UnusedOpenFiles()
    {
        if (deferred.Count == 0)
            return [];
        const string Unused = "room = 'open' AND path NOT IN (SELECT open_file FROM spells WHERE open_file IS NOT NULL)";
        var paths = store.Connection.Query($"SELECT path FROM files WHERE {Unused}").Select(static row => row.GetString(0)).ToList();
        store.Connection.Execute($"DELETE FROM files WHERE {Unused}");
        return paths;
    }
}
