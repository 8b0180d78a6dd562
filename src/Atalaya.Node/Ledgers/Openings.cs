using System.Buffers.Binary;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Node.Storage;
using NodaTime;

namespace Atalaya.Node.Ledgers;

/// <summary>A record that is held.</summary>
/// <param name="Leaf">Hash of its leaf.</param>
/// <param name="Digest">Its name.</param>
/// <param name="Signer">Who signed.</param>
/// <param name="Record">What it says; null where it is no lawful record.</param>
/// <param name="Since">Since when it is held, by this node's clock.</param>
internal sealed record HeldRecord(TreeHash Leaf, RecordDigest Digest, OfficerKey Signer, AccordRecord? Record, Instant Since);

/// <summary>What the leaves of both logs open to: one journal, in which each opening stands once whichever logs its leaf stands in.</summary>
internal sealed class Openings
{
    private const int Header = 9;
    private readonly Journal _journal;
    private readonly Dictionary<TreeHash, (long Offset, int Length, OpeningKind Kind)> _places = [];
    private readonly Dictionary<TreeHash, HeldRecord> _records = [];

    public Openings(ILogStorage storage) => _journal = Journal.Open(storage, "openings", Remember);

    public IReadOnlyDictionary<TreeHash, HeldRecord> Records => _records;

    public bool Has(in TreeHash leaf) => _places.ContainsKey(leaf);

    public HeldRecord? RecordOf(in TreeHash leaf) => _records.GetValueOrDefault(leaf);

    /// <summary>Keeps an opening; durable after <see cref="Sync"/>.</summary>
    public void Add(Opening opening, Instant now)
    {
        if (Has(opening.Hash))
            return;
        var payload = new byte[Header + opening.Content.Length];
        payload[0] = (byte)opening.Kind;
        BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(1), now.ToUnixTimeMilliseconds());
        opening.Content.CopyTo(payload.AsMemory(Header));
        Remember(opening, now, _journal.Append(payload));
    }

    public void Sync() => _journal.Sync();

    /// <summary>Kind and bytes of an opening, as they travel.</summary>
    public (OpeningKind Kind, byte[] Content)? Read(in TreeHash leaf) =>
        _places.TryGetValue(leaf, out var place) ? (place.Kind, _journal.Read(place.Offset + Header, place.Length)) : null;

    /// <summary>An opening, read and checked again.</summary>
    public Opening? Open(in TreeHash leaf) => Read(leaf) is { } found ? Opening.Read(found.Kind, found.Content) : null;

    private void Remember(ReadOnlyMemory<byte> payload, long offset)
    {
        if (payload.Length < Header || Opening.Read((OpeningKind)payload.Span[0], payload[Header..]) is not { } opening)
            throw new NodeDamageException("openings", offset);
        Remember(opening, Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(payload.Span[1..])), offset);
    }

    private void Remember(Opening opening, Instant since, long offset)
    {
        _places[opening.Hash] = (offset, opening.Content.Length, opening.Kind);
        if (opening.Record is { } record)
            _records[opening.Hash] = new(opening.Hash, record.Digest, record.Envelope.Signer, RecordCatalogue.Open(record).Value, since);
    }
}
