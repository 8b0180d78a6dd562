using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;

namespace Atalaya.Archive.Exports;

/// <summary>Derives the exported files from the archive. Each is written beside its place and renamed, so nobody ever reads half a file.</summary>
internal static class ExportWriter
{
    // Callsigns and names are data for programs, not HTML: they are escaped no more than JSON asks for.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>flights.jsonl</c>, <c>missions.geojson</c> and <c>missions.csv</c>; the same archive always gives the same bytes.</summary>
    public static void WriteAll(string folder)
    {
        using var archive = ArchiveReader.Open(folder);
        Publish(folder, "flights.jsonl", stream => WriteFlights(stream, archive.Flights()));
        var missions = archive.Missions();
        Publish(folder, "missions.geojson", stream => MissionGeoJson.Write(stream, missions, archive.Positions, Options));
        Publish(folder, "missions.csv", stream => MissionCsv.Write(stream, missions));
    }

    private static void WriteFlights(Stream stream, IEnumerable<FlightRecord> flights)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        using var json = new Utf8JsonWriter(buffer, Options);
        foreach (var flight in flights)
        {
            FlightJson.Write(json, flight);
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount < 1 << 19)
                continue;
            stream.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }

        stream.Write(buffer.WrittenSpan);
    }

    private static void Publish(string folder, string name, Action<Stream> write)
    {
        var final = Path.Combine(folder, name);
        using (var stream = new FileStream(final + DurableFile.StagingEnding, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            write(stream);
        DurableFile.Publish(final + DurableFile.StagingEnding, final);
    }
}
