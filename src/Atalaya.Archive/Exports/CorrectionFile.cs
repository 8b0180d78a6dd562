using System.Text.Json;
using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;
using NodaTime.Text;

namespace Atalaya.Archive.Exports;

/// <summary><c>corrections.jsonl</c>: all corrections of an archive, oldest first, one a line; another archive can take them over.</summary>
internal static class CorrectionFile
{
    public const string Name = "corrections.jsonl";

    /// <summary>Writes the file; where there is no correction there is no file.</summary>
    public static void Write(ArchiveStore store)
    {
        if (!CorrectionTable.Any(store.Connection))
            return;
        ExportWriter.Publish(store.Folder, Name, stream =>
        {
            foreach (var correction in CorrectionTable.All(store.Connection))
            {
                using var json = new Utf8JsonWriter(stream, Words.JsonWriting);
                json.WriteStartObject();
                CorrectionJson.WriteProperties(json, correction);
                json.WriteEndObject();
                json.Flush();
                stream.WriteByte((byte)'\n');
            }
        });
    }

    /// <summary>Reads a line; null where it is none of ours.</summary>
    public static CorrectionRecord? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var program = root.GetProperty("programThen");
            if (InstantPattern.ExtendedIso.Parse(Text(root, "made")) is not { Success: true } made || Text(root, "class") is not ("surveillance" or "possible" or "none"))
                return null;
            return new(
                Text(root, "madeFor"), Text(root, "trackDigest"), made.Value, Text(root, "by"), Text(root, "class"), Text(root, "activity"), Text(root, "because"),
                Text(program, "class"), Text(program, "activity"), program.GetProperty("confidence").GetDouble());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString() is { Length: > 0 } text ? text : throw new FormatException(name);
}
