using System.Buffers.Binary;
using Atalaya.Accords.Log;
using Atalaya.Node.Storage;
using NodaTime;

namespace Atalaya.Node.Ledgers;

/// <summary>
/// This node's own log: records and pads. It signs a head at every multiple of the padding and shows others no head of another size, so
/// that whoever compares two heads of it always finds two of one size.
/// </summary>
internal sealed class OwnLog
{
    private readonly AppendLog _log;
    private readonly Openings _openings;
    private readonly Journal _shown;
    private readonly List<TreeHash> _leaves = [];
    private readonly Dictionary<TreeHash, ulong> _places = [];
    private readonly Dictionary<ulong, (long Offset, int Length)> _heads = [];
    private readonly ulong _padTo;

    public OwnLog(ILogStorage storage, ILogStorage state, Openings openings, NoteSigner signer, int padTo, bool create)
    {
        (_openings, _padTo) = (openings, (ulong)padTo);
        _log = create ? AppendLog.Create(storage, signer) : AppendLog.Open(storage, signer);
        _shown = Journal.Open(state, "shown", (payload, offset) => _heads[BinaryPrimitives.ReadUInt64BigEndian(payload.Span)] = (offset + 8, payload.Length - 8));
        Load();
    }

    public ulong Size => (ulong)_leaves.Count;

    public AppendLog Log => _log;

    /// <summary>Index of each record.</summary>
    public IReadOnlyDictionary<TreeHash, ulong> Places => _places;

    /// <summary>How often that changed.</summary>
    public long Changes { get; private set; }

    public TreeHash this[ulong index] => _leaves[(int)index];

    /// <summary>The largest size whose head may be shown.</summary>
    public ulong ShownSize => Size / _padTo * _padTo;

    /// <summary>The head of a size that may be shown; null for another size.</summary>
    public SignedHead? ShownHead(ulong size) =>
        _heads.TryGetValue(size, out var place) && SignedHead.TryParse(_shown.Read(place.Offset, place.Length), out var head, out _) ? head : null;

    /// <summary>Appends openings, durable when it returns: each head that may be shown is signed on the way.</summary>
    public LogRefusal Append(IReadOnlyList<Opening> openings, Instant now)
    {
        foreach (var opening in openings)
            _openings.Add(opening, now);
        _openings.Sync();
        for (var done = 0; done < openings.Count;)
        {
            var count = Math.Min((int)(_padTo - (Size % _padTo)), openings.Count - done);
            var some = openings.Skip(done).Take(count).ToList();
            var answer = _log.AppendBatch([.. some.Select(static o => (ReadOnlyMemory<byte>)o.Leaf)]);
            if (answer.Refusal != LogRefusal.None)
                return answer.Refusal;
            foreach (var opening in some)
                Take(opening.Hash);
            Show(answer.Head!);
            done += count;
        }

        _shown.Flush();
        return LogRefusal.None;
    }

    private void Load()
    {
        var size = _log.Head.Checkpoint.Size;
        for (ulong first = 0; first < size; first += TilePath.FullWidth)
        {
            var width = (int)Math.Min(TilePath.FullWidth, size - first);
            var tile = _log.Read(TilePath.OfHashes(0, first / TilePath.FullWidth, width)) ?? throw new NodeDamageException("log", (long)first);
            for (var i = 0; i < width; i++)
            {
                _ = TreeHash.TryFrom(tile.Span.Slice(i * MerkleHash.Size, MerkleHash.Size), out var leaf);
                Take(_openings.Has(leaf) ? leaf : throw new NodeDamageException("openings", (long)first + i));
            }
        }

        // The heads stand in the log's own file; these are a list of places, whose end a crash may have taken.
        for (var shown = _padTo; shown <= size; shown += _padTo)
        {
            if (!_heads.ContainsKey(shown))
                Show(_log.HeadAt(shown) ?? throw new NodeDamageException("log", (long)shown));
        }

        _shown.Flush();
    }

    private void Take(in TreeHash leaf)
    {
        if (_openings.RecordOf(leaf) is not null && _places.TryAdd(leaf, Size))
            Changes++;
        _leaves.Add(leaf);
    }

    private void Show(SignedHead head)
    {
        var size = head.Checkpoint.Size;
        if (size % _padTo != 0 || size == 0)
            return;
        var payload = new byte[8 + head.Note.Bytes.Length];
        BinaryPrimitives.WriteUInt64BigEndian(payload, size);
        head.Note.Bytes.CopyTo(payload.AsMemory(8));
        _heads[size] = (_shown.Append(payload) + 8, head.Note.Bytes.Length);
    }
}
