using System.Buffers;
using System.Text.Json;
using Atalaya.Archive.Records;
using Atalaya.Archive.Storage;

namespace Atalaya.Archive.Exports;

/// <summary>Writes lines of <c>flights.jsonl</c>. One per thread: its memory is used again.</summary>
internal sealed class FlightLineWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(1 << 14);
    private readonly Utf8JsonWriter json;

    public FlightLineWriter() => json = new(buffer, Words.JsonWriting);

    /// <summary>A flight's line up to its coverage.</summary>
    public byte[] Beginning(FlightRecord flight)
    {
        FlightJson.WriteBeginning(json, flight);
        json.Flush();
        var line = buffer.WrittenSpan.ToArray();
        Reset();
        return line;
    }

    /// <summary>Ends a line.</summary>
    public void Finish(FlightCoverageRecord? coverage, IBufferWriter<byte> target)
    {
        json.WriteStartObject();
        FlightJson.WriteEnd(json, coverage);
        json.Flush();

        // What was begun above stands at the end of the beginning already, and a value went before.
        target.Write(","u8);
        target.Write(buffer.WrittenSpan[1..]);
        target.Write("\n"u8);
        Reset();
    }

    /// <summary>Writes a whole line.</summary>
    public void Write(FlightRecord flight, IBufferWriter<byte> target)
    {
        FlightJson.Write(json, flight);
        json.Flush();
        target.Write(buffer.WrittenSpan);
        target.Write("\n"u8);
        Reset();
    }

    public void Dispose() => json.Dispose();

    private void Reset()
    {
        json.Reset();
        buffer.ResetWrittenCount();
    }
}
