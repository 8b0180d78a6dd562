using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;

namespace Atalaya.Node.Ledgers;

/// <summary>What a leaf opens to.</summary>
internal enum OpeningKind : byte
{
    /// <summary>A sealed record.</summary>
    Record = 1,
    /// <summary>Nothing.</summary>
    Pad = 2,
}

/// <summary>A leaf and what it opens to.</summary>
internal sealed class Opening
{
    private Opening(OpeningKind kind, ReadOnlyMemory<byte> content, byte[] leaf, SealedRecord? record)
    {
        (Kind, Content, Leaf, Record) = (kind, content, leaf, record);
        Hash = TreeHash.OfLeaf(leaf);
    }

    public OpeningKind Kind { get; }

    /// <summary>The sealed record's bytes or the pad's.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The entry of the log.</summary>
    public byte[] Leaf { get; }

    /// <summary>Hash of the leaf.</summary>
    public TreeHash Hash { get; }

    /// <summary>The record; null for a pad.</summary>
    public SealedRecord? Record { get; }

    public static Opening Of(SealedRecord record) => new(OpeningKind.Record, record.ToBytes(), LeafBody.Of(record.Envelope).Bytes.ToArray(), record);

    public static Opening Of(Pad pad) => new(OpeningKind.Pad, pad.Bytes, pad.Leaf, null);

    /// <summary>Reads an opening from anybody: a record's signature and disclosures are checked. Null where it is none.</summary>
    public static Opening? Read(OpeningKind kind, ReadOnlyMemory<byte> content) => kind switch
    {
        OpeningKind.Record => SealedRecord.Read(content).Value is { } record ? Of(record) : null,
        OpeningKind.Pad => Pad.Read(content.Span) is { } pad ? Of(pad) : null,
        _ => null,
    };
}
