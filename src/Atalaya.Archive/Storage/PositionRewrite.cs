using NodaTime;

namespace Atalaya.Archive.Storage;

/// <summary>Writes position files anew without flights that were replaced, so that every Parquet reader sees each flight once.</summary>
internal static class PositionRewrite
{
    /// <summary>Gives the files, below the archive, that may be deleted once the transaction is committed.</summary>
    public static List<string> Run(ArchiveStore store, string batch, IReadOnlyList<OldFlight> flights)
    {
        var obsolete = new List<string>();
        if (flights.Count == 0)
            return obsolete;
        var ids = flights.Select(static f => f.FlightId).ToHashSet();
        var days = flights.SelectMany(static f => Days(f.Start, f.End)).ToHashSet();
        var files = store.Connection.Query("SELECT path, day, settled FROM files WHERE room = 'positions' ORDER BY path")
            .Select(static row => (Path: row.GetString(0), Day: LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(1)), Settled: row.GetBoolean(2)))
            .Where(file => days.Contains(file.Day))
            .ToList();
        foreach (var (path, day, settled) in files)
        {
            var from = Path.Combine(store.Folder, path);
            if (!PositionFileReader.HasAny(from, ids))
                continue;
            var rewritten = Path.Combine(Path.GetDirectoryName(path)!, $"{batch}-{obsolete.Count:0000}{(settled ? "" : "-edge")}.parquet");
            var to = Path.Combine(store.Folder, rewritten);
            var rows = PositionFileReader.CopyWithout(from, to + DurableFile.StagingEnding, ids);
            obsolete.Add(path);
            store.Connection.Execute("DELETE FROM files WHERE path = ?", path);
            if (rows == 0)
                continue;
            DurableFile.Publish(to + DurableFile.StagingEnding, to);
            store.Connection.Execute("INSERT INTO files VALUES (?, 'positions', ?, ?, ?)", rewritten, day.ToDateOnly(), settled, rows);
        }

        return obsolete;
    }

    private static IEnumerable<LocalDate> Days(Instant start, Instant end)
    {
        for (var day = start.InUtc().Date; day <= end.InUtc().Date; day = day.PlusDays(1))
            yield return day;
    }
}
