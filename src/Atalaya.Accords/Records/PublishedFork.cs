using System.Text.Json;
using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>Two signed heads that one log gave for one size: kept and published. The signatures in the notes prove it, whoever publishes them.</summary>
/// <param name="Header">Who says it, to whom, when.</param>
/// <param name="Origin">The log's origin line.</param>
/// <param name="TreeSize">The size that both heads give.</param>
/// <param name="First">One signed note, whole.</param>
/// <param name="Second">The other, whole.</param>
public sealed record PublishedFork(
    RecordHeader Header, [property: Tells] string Origin, [property: Tells] long TreeSize, [property: Tells] string First, [property: Tells] string Second) : AccordRecord(Header)
{
    /// <summary>The longest note that is carried, in characters.</summary>
    public const int LongestNote = 8192;

    private const int LongestOrigin = 256;

    /// <inheritdoc/>
    public override RecordKind Kind => RecordKind.ForkProof;

    internal static PublishedFork Read(RecordHeader header, FieldReader read)
    {
        var fork = new PublishedFork(header, read.Value("origin", Line), read.Value("treeSize", Values.WholeLong(0)), read.Value("first", Note), read.Value("second", Note));
        if (read.Slot.Fault is null)
        {
            read.Require(fork.First != fork.Second, "second");
            var head = $"{fork.Origin}\n{fork.TreeSize}\n";
            read.Require(fork.First.StartsWith(head, StringComparison.Ordinal), "first");
            read.Require(fork.Second.StartsWith(head, StringComparison.Ordinal), "second");
        }

        return fork;
    }

    internal override void Write(FieldWriter write)
    {
        write.Text("origin", Origin);
        write.Number("treeSize", TreeSize);
        write.Text("first", First);
        write.Text("second", Second);
    }

    private static string Line(JsonElement value, string path, FaultSlot slot)
    {
        var text = FieldReader.ReadText(value, path, slot);
        if (text is not { Length: >= 1 and <= LongestOrigin } || text.Any(char.IsControl))
            slot.Set(path, AccordFaultReason.BadForm);
        return text!;
    }

    private static string Note(JsonElement value, string path, FaultSlot slot)
    {
        var text = FieldReader.ReadText(value, path, slot);
        // C2SP signed-note: no control characters but the line feed, and one at the end.
        if (text is not { Length: >= 1 and <= LongestNote } || text[^1] != '\n' || text.Any(static c => c != '\n' && char.IsControl(c)))
            slot.Set(path, AccordFaultReason.BadForm);
        return text!;
    }
}
