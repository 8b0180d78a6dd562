using System.Buffers.Binary;

namespace Atalaya.Accords.Log;

/// <summary>The files of a log: what was appended since the last full tiles (<c>journal</c>), every head it signed (<c>heads</c>), and why it stopped (<c>halt</c>).</summary>
internal static class LogFiles
{
    public const string Journal = "journal";
    public const string Heads = "heads";
    public const string Halt = "halt";

    /// <summary>A batch as it stands in the journal: size of the tree before it, number of entries, and the entries as a bundle.</summary>
    public static byte[] Batch(ulong before, IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        var bundle = EntryBundle.Write(entries);
        var payload = new byte[12 + bundle.Length];
        BinaryPrimitives.WriteUInt64BigEndian(payload, before);
        BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan(8), (uint)entries.Count);
        bundle.CopyTo(payload, 12);
        return payload;
    }

    /// <summary>Reads a batch that continues a tree of a size.</summary>
    public static bool TryBatch(StoredRecord record, ulong size, out IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        entries = [];
        return record.Kind == RecordKind.Batch && record.Payload.Length >= 12 && BinaryPrimitives.ReadUInt64BigEndian(record.Payload.Span) == size
            && EntryBundle.TryRead(record.Payload[12..], (int)BinaryPrimitives.ReadUInt32BigEndian(record.Payload.Span[8..]), out entries, out _);
    }

    /// <summary>A journal that begins at a base, with the entries after it as one batch.</summary>
    public static RecordFile StartJournal(ILogStorage storage, TreeTail tail, ulong start)
    {
        IReadOnlyList<ReadOnlyMemory<byte>> rest = [.. tail.Entries.Skip((int)(start - tail.Base))];
        (RecordKind, ReadOnlyMemory<byte>) first = (RecordKind.Start, tail.StateAt(start));
        return rest.Count == 0
            ? RecordFile.Create(storage, Journal, first)
            : RecordFile.Create(storage, Journal, first, (RecordKind.Batch, Batch(start, rest)));
    }

    /// <summary>A halt as it is kept: the reason, and the signed head or the fork proof that gave it.</summary>
    public static byte[] HaltRecord(LogRefusal reason, ReadOnlySpan<byte> evidence) => [(byte)reason, .. evidence];
}
