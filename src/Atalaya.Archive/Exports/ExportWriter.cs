using System.Buffers;
using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;

namespace Atalaya.Archive.Exports;

/// <summary>Derives the exported files from the archive. Each is written beside its place and renamed, so nobody ever reads half a file.</summary>
internal static class ExportWriter
{
    private const int BytesAtOnce = 1 << 19;

    /// <summary>Writes <c>flights.jsonl</c>, <c>missions.geojson</c>, <c>missions.csv</c> and, where there are any, <c>corrections.jsonl</c>; the same archive always gives the same bytes.</summary>
    /// <param name="store">The archive.</param>
    /// <param name="lines">Lines that were written while flights were derived; the others are read from the tables.</param>
    public static void WriteAll(ArchiveStore store, FlightLines? lines = null)
    {
        Publish(store.Folder, "flights.jsonl", stream => WriteFlights(stream, store, lines));
        var missions = store.Connection.Scalar<long>($"SELECT count(*) FROM judged m WHERE {FlightReader.IsMission}") == 0
            ? []
            : FlightReader.Read(store.Connect, FlightReader.IsMission).ToList();
        Publish(store.Folder, "missions.geojson", stream => MissionGeoJson.Write(stream, missions, id => PositionIndex.Read(store.Folder, store.Connection, id), Words.JsonWriting));
        Publish(store.Folder, "missions.csv", stream => MissionCsv.Write(stream, missions));
        CorrectionFile.Write(store);
    }

    private static void WriteFlights(Stream stream, ArchiveStore store, FlightLines? lines)
    {
        // Flights of this run have lines, unless they were too many; those of earlier runs, and those with corrections, are put together from their tables.
        var lined = lines is { IsFull: false } ? store.RunId : 0;
        var corrected = store.Connection.Query("SELECT DISTINCT flight_id FROM corrected").Select(static row => row.GetString(0)).ToHashSet();
        var earlier = corrected.Count == 0 && store.Connection.Scalar<long>("SELECT count(*) FROM spells WHERE run_id <> ?", lined) == 0
            ? []
            : FlightReader.Read(store.Connect, FormattableString.Invariant($"f.spell_id IN (SELECT spell_id FROM spells WHERE run_id <> {lined}) OR {FlightReader.IsCorrected}"));
        var buffer = new ArrayBufferWriter<byte>(BytesAtOnce * 2);
        using var writer = new FlightLineWriter();
        using var others = earlier.GetEnumerator();
        const string Query = """
            SELECT f.flight_id, f.coverage_share, f.coverage_gap_share, s.run_id
            FROM flights f JOIN spells s USING (spell_id) ORDER BY f.start, f.flight_id
            """;
        foreach (var row in store.Connection.Query(Query))
        {
            if (row.GetInt64(3) == lined && !corrected.Contains(row.GetString(0)))
            {
                lines!.Copy(row.GetString(0), buffer);
                writer.Finish(FlightReader.Coverage(row, 1), buffer);
            }
            else
            {
                others.MoveNext();
                writer.Write(others.Current, buffer);
            }

            if (buffer.WrittenCount < BytesAtOnce)
                continue;
            stream.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }

        stream.Write(buffer.WrittenSpan);
    }

    /// <summary>Writes a file beside its place and renames it.</summary>
    internal static void Publish(string folder, string name, Action<Stream> write)
    {
        var final = Path.Combine(folder, name);
        using (var stream = new FileStream(final + DurableFile.StagingEnding, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            write(stream);
        DurableFile.Publish(final + DurableFile.StagingEnding, final);
    }
}
