using System.Buffers.Binary;
using Atalaya.Accords.Log;
using Atalaya.Node.Storage;

namespace Atalaya.Node.Ledgers;

/// <summary>
/// The other side's log as it came: leaves under heads that it signed, each root computed here, and behind them a short tail of leaves that it
/// only claims so far. Whatever is proven of that log is proven from this copy.
/// </summary>
internal sealed class PeerLog
{
    private readonly Journal _journal;
    private readonly LeafTree _tree = new();
    private readonly List<TreeHash> _tail = [];
    private readonly Dictionary<ulong, (long Offset, int Length)> _heads = [];
    private readonly Dictionary<TreeHash, ulong> _places = [];
    private readonly Openings _openings;

    public PeerLog(ILogStorage state, Openings openings)
    {
        _openings = openings;
        _journal = Journal.Open(state, "peer", Replay);
    }

    /// <summary>Leaves under a signed head.</summary>
    public ulong Verified => _tree.Size;

    /// <summary>Leaves, with those that are only claimed.</summary>
    public ulong Size => _tree.Size + (ulong)_tail.Count;

    /// <summary>Index of each record; the first, where one stands twice.</summary>
    public IReadOnlyDictionary<TreeHash, ulong> Places => _places;

    /// <summary>How often that changed.</summary>
    public long Changes { get; private set; }

    public TreeHash this[ulong index] => index < Verified ? _tree[index] : _tail[(int)(index - Verified)];

    /// <summary>The last signed head; null before the first.</summary>
    public SignedHead? Last => HeadAt(Verified);

    public SignedHead? HeadAt(ulong size) =>
        _heads.TryGetValue(size, out var place) && SignedHead.TryParse(_journal.Read(place.Offset, place.Length), out var head, out _) ? head : null;

    /// <summary>The root at a size that a signed head covers; null for a larger one.</summary>
    public TreeHash? RootAt(ulong size) => size <= Verified ? _tree.Root(size) : null;

    public InclusionProof? ProveInclusion(ulong index, ulong size) => _tree.Inclusion(index, size);

    public ConsistencyProof? ProveConsistency(ulong oldSize, ulong newSize) => _tree.Consistency(oldSize, newSize);

    /// <summary>Takes a leaf that is claimed; durable after <see cref="Sync"/>. Its opening is kept already.</summary>
    public void Append(in TreeHash leaf)
    {
        _journal.Append([(byte)'E', .. leaf.Bytes]);
        Take(leaf);
    }

    /// <summary>Takes back leaves that were only claimed.</summary>
    public void DropTail(ulong size)
    {
        var payload = new byte[9];
        payload[0] = (byte)'T';
        BinaryPrimitives.WriteUInt64BigEndian(payload.AsSpan(1), size);
        _journal.Append(payload);
        Drop(size);
    }

    /// <summary>Sets a head, whose signature was checked and whose size is the whole, against what came. Where it fits, the tail is claimed no more.</summary>
    public bool TryVerify(SignedHead head)
    {
        var before = _tree.Size;
        foreach (var leaf in _tail)
            _tree.Add(leaf);
        if (_tree.Root(_tree.Size) != head.Checkpoint.Root)
        {
            _tree.CutTo(before);
            return false;
        }

        _tail.Clear();
        var offset = _journal.Append([(byte)'H', .. head.Note.Bytes.Span]);
        _heads[head.Checkpoint.Size] = (offset + 1, head.Note.Bytes.Length);
        return true;
    }

    public void Sync() => _journal.Sync();

    private void Take(in TreeHash leaf)
    {
        if (_openings.RecordOf(leaf) is not null && _places.TryAdd(leaf, Size))
            Changes++;
        _tail.Add(leaf);
    }

    private void Drop(ulong size)
    {
        var kept = (int)(size - Verified);
        for (var i = kept; i < _tail.Count; i++)
        {
            if (_places.TryGetValue(_tail[i], out var place) && place == Verified + (ulong)i)
            {
                _places.Remove(_tail[i]);
                Changes++;
            }
        }

        _tail.RemoveRange(kept, _tail.Count - kept);
    }

    private void Replay(ReadOnlyMemory<byte> payload, long offset)
    {
        var body = payload[1..];
        switch (payload.Span[0])
        {
            case (byte)'E' when TreeHash.TryFrom(body.Span, out var leaf) && _openings.Has(leaf):
                Take(leaf);
                break;
            case (byte)'T' when body.Length == 8:
                Drop(BinaryPrimitives.ReadUInt64BigEndian(body.Span));
                break;
            case (byte)'H' when SignedHead.TryParse(body.Span, out var head, out _):
                foreach (var leaf in _tail)
                    _tree.Add(leaf);
                _tail.Clear();
                _heads[head.Checkpoint.Size] = (offset + 1, body.Length);
                break;
            default:
                throw new NodeDamageException("peer", offset);
        }
    }
}
