using System.Text.Json;

namespace Atalaya.Accords.Publishing;

/// <summary>Lists what stands in the published folder, for people and programs that look for something.</summary>
internal static class PublishedIndex
{
    private const string Format = "atalaya-published/v1";

    public static byte[] Write(IReadOnlyList<PublishedLog> logs)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteStartArray("logs");
            foreach (var log in logs)
                Write(json, log);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. buffer.ToArray(), (byte)'\n'];
    }

    private static void Write(Utf8JsonWriter json, PublishedLog log)
    {
        json.WriteStartObject();
        json.WriteString("folder", log.Folder);
        json.WriteString("origin", log.Head.Checkpoint.Origin);
        json.WriteNumber("size", log.Head.Checkpoint.Size);
        json.WriteStartArray("heads");
        foreach (var (from, to) in log.Heads.Zip(log.Heads.Skip(1)))
        {
            json.WriteStartObject();
            json.WriteNumber("size", from.Checkpoint.Size);
            json.WriteString("head", PublishedFolder.HeadPath(log, from));
            json.WriteString("consistency", PublishedFolder.ConsistencyPath(log, from, to));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("records");
        foreach (var record in log.Records.OrderBy(static r => r.Index))
        {
            json.WriteStartObject();
            json.WriteNumber("index", record.Index);
            json.WriteString("digest", record.Record.Digest.Hex);
            json.WriteString("kind", record.Record.KindWord);
            json.WriteString("bundle", PublishedFolder.BundlePath(log, record));
            json.WriteNumber("sealed", record.Record.SealedCount);
            if (!record.Record.Disclosures.IsEmpty)
                json.WriteString("opened", PublishedFolder.OpenedPath(log, record));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
