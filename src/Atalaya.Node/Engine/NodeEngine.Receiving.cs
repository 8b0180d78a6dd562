using System.Globalization;
using System.Text;
using Atalaya.Accords.Log;
using Atalaya.Accords.State;
using Atalaya.Node.Exchange;
using Atalaya.Node.Ledgers;
using NodaTime;

namespace Atalaya.Node.Engine;

public sealed partial class NodeEngine
{
    // What is not copied yet; with what it opens to where that was just read.
    private readonly Dictionary<TreeHash, Opening?> _uncopied = [];

    // A parcel with more leaves is one of many: what they come to is judged once, in the courier's next round, and not after each.
    private const int ManyLeaves = 256;
    private long _judgedAt = -1;
    private Instant? _heard;
    private Instant? _contradicts;

    /// <summary>When the other side was last heard; null for not since the start.</summary>
    public Instant? LastHeard
    {
        get
        {
            lock (_gate)
                return _heard;
        }
    }

    private bool IsCutOff => Now - (_heard ?? _opened) > _settings.Rules.CutOffAfter;

    /// <summary>
    /// Takes a parcel of the other side's log. What was taken before is passed over; whatever is taken is durable, and every record of the other
    /// side that no rule refuses is copied into this side's log, before the receipt is signed.
    /// </summary>
    public PeerAnswer Receive(ReadOnlyMemory<byte> bytes, ParcelWay way)
    {
        var parcel = Parcel.Read(bytes);
        if (parcel is null)
            return Word(400, "malformed");
        lock (_gate)
        {
            if (_failed)
                return Word(503, "storage");
            if (parcel.From != _settings.Peer.Origin || parcel.To != _settings.Own.Origin)
                return Word(403, "audience");
            if (Now > parcel.Expires + _settings.Rules.ClockTolerance)
                return Word(410, "expired");
            if (way == ParcelWay.Wire)
                _heard = Now;
            if (parcel.First > _peer.Size)
                return OtherSize();
            return Write(() => Take(parcel, way));
        }
    }

    /// <summary>Takes a file that came across an air gap: a parcel, what the other side knows of this log, or its receipt.</summary>
    public PeerAnswer Import(ReadOnlyMemory<byte> bytes)
    {
        if (IsReceipt(bytes))
        {
            _ = TakeReceipt(new(200, bytes));
            return new(200, "text/plain; charset=utf-8", default);
        }

        if (Parcel.Read(bytes) is { } parcel && parcel.From == _settings.Peer.Origin && (parcel.Frames.Count == 0 ? parcel.First == 0
            : SignedHead.TryParse(parcel.Frames[0].Content.Span, out var head, out _) && head.Checkpoint.Origin == _settings.Own.Origin))
        {
            lock (_gate)
                return ImportKnown(parcel, bytes);
        }

        return Receive(bytes, ParcelWay.File);
    }

    /// <summary>Whether bytes are a receipt of the other side.</summary>
    public bool IsReceipt(ReadOnlyMemory<byte> bytes) => Receipt.Read(bytes.Span, _settings.Peer.Receipts) is not null;

    // Such a file is signed by nobody but in its heads, which this log signed itself. That the other side knows of none may anybody write, so it is
    // believed only of a log that has shown none; otherwise the other side is first brought what it lacks.
    private PeerAnswer ImportKnown(Parcel parcel, ReadOnlyMemory<byte> bytes)
    {
        if (_failed)
            return Word(503, "storage");
        if (parcel.To != _settings.Own.Origin)
            return Word(403, "audience");
        if (Now > parcel.Expires + _settings.Rules.ClockTolerance)
            return Word(410, "expired");
        if (parcel.Frames.Count == 0 && _own.ShownSize > 0)
            return Word(422, "nothing-known");
        TakeKnown(new(200, bytes));
        return _own.Log.Refusal == LogRefusal.None ? new(200, "text/plain; charset=utf-8", default) : Word(409, "halted");
    }

    /// <summary>What stands in this node's log from an index on, as far as goes into a parcel.</summary>
    /// <param name="after">How many leaves the other side has.</param>
    /// <param name="life">For how long the parcel is taken; null for the wire's time.</param>
    public Parcel ParcelAfter(ulong after, Duration? life = null)
    {
        lock (_gate)
        {
            var first = Math.Min(after, _own.Size);
            return new(_settings.Own.Origin, _settings.Peer.Origin, first, Now + (life ?? _settings.Rules.ParcelLife), Frames(first));
        }
    }

    /// <summary>What this node holds of the other side's own log, for its asking after a start: the largest heads, and the leaves behind them.</summary>
    /// <param name="life">For how long the parcel is taken; null for the wire's time.</param>
    public Parcel Known(Duration? life = null)
    {
        lock (_gate)
        {
            var frames = new List<ParcelFrame>();
            foreach (var head in new[] { _peer.Last, _witness.Latest(_settings.Peer.Origin) }.OfType<SignedHead>())
                frames.Add(new(FrameKind.Head, head.Note.Bytes));
            for (var index = _peer.Verified; index < _peer.Size; index++)
                frames.Add(Frame(_peer[index]));
            return new(_settings.Own.Origin, _settings.Peer.Origin, _peer.Verified, Now + (life ?? _settings.Rules.ParcelLife), frames);
        }
    }

    /// <summary>A parcel for a file. Of a file only what a signed head covers is taken, so the log is padded to one first; null where it may not be yet.</summary>
    /// <param name="after">How many leaves the other side has.</param>
    public Parcel? FileAfter(ulong after)
    {
        lock (_gate)
            return PublishNow() || _own.ShownSize == _own.Size ? ParcelAfter(after, _settings.Rules.FileLife) : null;
    }

    /// <summary>What this node holds of the other side's own log, for a file.</summary>
    public Parcel FileKnown() => Known(_settings.Rules.FileLife);

    private List<ParcelFrame> Frames(ulong first)
    {
        var frames = new List<ParcelFrame>();
        long bytes = 0;
        for (var index = first; ; index++)
        {
            if (index > 0 && _own.ShownHead(index) is { } head)
                frames.Add(new(FrameKind.Head, head.Note.Bytes));
            if (index == _own.Size || bytes > _settings.Rules.ParcelBytes)
                return frames;
            frames.Add(Frame(_own[index]));
            bytes += frames[^1].Content.Length;
        }
    }

    private ParcelFrame Frame(in TreeHash leaf)
    {
        var (kind, content) = _openings.Read(leaf)!.Value;
        return new((FrameKind)kind, content);
    }

    private PeerAnswer Take(Parcel parcel, ParcelWay way)
    {
        var (index, conflict, before) = (parcel.First, false, _peer.Verified);
        var lastHead = parcel.Frames.ToList().FindLastIndex(static f => f.Kind == FrameKind.Head);
        var bad = "";
        for (var i = 0; i < parcel.Frames.Count && bad.Length == 0; i++)
        {
            var frame = parcel.Frames[i];
            if (frame.Kind == FrameKind.Head)
                bad = TakeHead(frame, index, ref conflict);
            else if (!conflict && (way == ParcelWay.Wire || i < lastHead))
                bad = TakeLeaf(frame, index++, ref conflict);
        }

        // Openings are durable before the leaves that they open.
        _openings.Sync();
        _peer.Sync();
        if (conflict)
            _contradicts ??= Now;
        if (_peer.Verified > before)
        {
            _contradicts = null;
            CosignPeer();
            CompareHeld();
        }

        if (parcel.Frames.Count < ManyLeaves)
            TakeCopies();
        return conflict ? Word(422, "contradiction") : bad.Length > 0 ? Word(400, bad)
            : new(200, "text/plain; charset=utf-8", new Receipt(_settings.Peer.Origin, _settings.Own.Origin, _peer.Size, _peer.Verified, _peer.RootAt(_peer.Verified)!.Value).Sign(_keys.Receipts).Bytes);
    }

    private string TakeLeaf(ParcelFrame frame, ulong index, ref bool conflict)
    {
        // Most of what comes twice is byte for byte the same, which is cheaper to see than a signature.
        if (index < _peer.Size && _openings.Read(_peer[index]) is { } held && held.Kind == (OpeningKind)frame.Kind && held.Content.AsSpan().SequenceEqual(frame.Content.Span))
            return "";
        if (Opening.Read((OpeningKind)frame.Kind, frame.Content) is not { } opening)
            return "unreadable";
        if (index < _peer.Size)
        {
            if (_peer[index] == opening.Hash)
                return "";
            if (index < _peer.Verified)
            {
                conflict = true;
                return "";
            }

            // It was only claimed so far, and now something else is.
            _peer.DropTail(index);
        }
        else if (index - _peer.Verified >= (ulong)_settings.Rules.PadTo)
        {
            return "head-missing";
        }

        _openings.Add(opening, Now);
        _peer.Append(opening.Hash);
        if (opening.Record is not null && !_own.Places.ContainsKey(opening.Hash))
            _uncopied[opening.Hash] = opening;
        return "";
    }

    private string TakeHead(ParcelFrame frame, ulong index, ref bool conflict)
    {
        if (!SignedHead.TryOpen(frame.Content.Span, [_settings.Peer.Log], out var head, out _) || head.Checkpoint.Origin != _settings.Peer.Origin)
            return "head-unsigned";
        var size = head.Checkpoint.Size;
        if (size % (ulong)_settings.Rules.PadTo != 0)
            return "head-size";
        if (size <= _peer.Verified)
        {
            conflict |= !Agrees(head);
            return "";
        }

        if (conflict)
            return "";
        if (size != index || size != _peer.Size)
            return "head-size";
        if (_peer.TryVerify(head))
            return "";
        // What was only claimed does not make this head; it is asked for anew.
        _peer.DropTail(_peer.Verified);
        conflict = true;
        return "";
    }

    /// <summary>Copies what waits to be copied, and keeps what makes a grant count.</summary>
    internal void Settle()
    {
        lock (_gate)
        {
            if (_failed)
                return;
            Write(() =>
            {
                TakeCopies();
                return true;
            });
            UpdateGrants();
        }
    }

    private void CosignPeer()
    {
        var (head, latest) = (_peer.Last!, _witness.Latest(_settings.Peer.Origin));
        var old = latest?.Checkpoint.Size ?? 0;
        if (old >= head.Checkpoint.Size)
            return;
        var proof = old == 0 ? [] : _peer.ProveConsistency(old, head.Checkpoint.Size)!.Hashes;
        var answer = _witness.AddCheckpoint(new AddCheckpointRequest(old, proof, head).ToBytes(), Now);
        if (answer.Fork is { } fork)
            KeepFork(fork);
        if (answer.Status != 200)
            _contradicts ??= Now;
    }

    /// <summary>Each shared record is to stand in both logs: what no rule refuses is copied, in the other side's order.</summary>
    private void TakeCopies()
    {
        if (_uncopied.Count == 0 || !CanSign || _judgedAt == _own.Changes + _peer.Changes)
            return;
        _judgedAt = _own.Changes + _peer.Changes;
        var rulings = Folded().Rulings.ToDictionary(static r => (r.Record, r.Signer));
        var copies = _uncopied.Keys.Where(_peer.Places.ContainsKey).OrderBy(leaf => _peer.Places[leaf]).Where(leaf =>
            _openings.RecordOf(leaf) is { Record: { } record } held && record.Header.Side == _settings.Peer.State
            && rulings.TryGetValue((held.Digest, held.Signer), out var ruling) && ruling.Effect != RecordEffect.Refused).ToList();
        if (copies.Count == 0)
            return;
        if (_own.Append([.. copies.Select(leaf => _uncopied[leaf] ?? _openings.Open(leaf)!)], Now) == LogRefusal.None)
            copies.ForEach(leaf => _uncopied.Remove(leaf));
    }

    private PeerAnswer OtherSize() =>
        new(409, "text/x.tlog.size", Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_peer.Size}\n")));

    private static PeerAnswer Word(int status, string word) => new(status, "text/plain; charset=utf-8", Encoding.ASCII.GetBytes(word + "\n"));
}
