using System.Globalization;
using System.Text;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Node.Exchange;
using Atalaya.Node.Ledgers;
using Atalaya.Node.Storage;
using NodaTime;

namespace Atalaya.Node.Engine;

public sealed partial class NodeEngine
{
    private const string PublishedPath = "published";
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _seatSizes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> _seatHeard = new(StringComparer.Ordinal);
    private SignedHead? _published;
    private Instant? _lastPublish;

    /// <summary>The last head that is for everybody, with the cosignatures that came so far; null before the first.</summary>
    public SignedHead? Published
    {
        get
        {
            lock (_gate)
                return _published;
        }
    }

    /// <summary>Whether everybody who may know more of this log was asked since the start, and nobody did.</summary>
    public bool IsConfirmed => Seats.All(seat => _asked.Contains(seat.Name));

    /// <summary>Who cosigns this node's heads: the other side, then third parties.</summary>
    public IReadOnlyList<NoteVerifierKey> Seats => [_settings.Peer.Witness, .. _settings.ThirdWitnesses];

    private bool CanSign => !_failed && IsConfirmed && _own.Log.Refusal == LogRefusal.None;

    /// <summary>Whether a seat was not asked yet what it knows of this log.</summary>
    internal bool NeedsAsking(NoteVerifierKey seat)
    {
        lock (_gate)
            return !_failed && !_asked.Contains(seat.Name);
    }

    /// <summary>Takes what a third witness knows of this node's log. Where it knows more, or otherwise, the log stops for good.</summary>
    internal void TakeKnownHead(NoteVerifierKey seat, LinkAnswer answer)
    {
        lock (_gate)
        {
            _seatHeard[seat.Name] = Now;
            if (answer.Status == 404)
            {
                if (seat != _settings.Peer.Witness)
                    _asked.Add(seat.Name);
            }
            else if (answer.Status == 200 && Confront(answer.Body) is { } size)
            {
                _seatSizes[seat.Name] = size;
                // The other side is asked for more than a head.
                if (seat != _settings.Peer.Witness)
                    _asked.Add(seat.Name);
            }

            GoOn();
        }
    }

    /// <summary>Takes what the other side holds of this node's log: heads that this log must contain, and leaves that a restored back-up may lack.</summary>
    internal void TakeKnown(LinkAnswer answer)
    {
        if (answer.Status != 200 || Parcel.Read(answer.Body) is not { } known)
            return;
        lock (_gate)
        {
            if (_failed || known.From != _settings.Peer.Origin || known.To != _settings.Own.Origin)
                return;
            _heard = Now;
            foreach (var head in known.Frames.Where(static f => f.Kind == FrameKind.Head))
            {
                if (Confront(head.Content) is { } size)
                    _seatSizes[_settings.Peer.Witness.Name] = size;
                else if (_own.Log.Refusal != LogRefusal.None)
                    return;
            }

            // Fewer than one batch, so no head that was ever shown can come of it.
            var index = known.First;
            foreach (var frame in known.Frames.Where(static f => f.Kind != FrameKind.Head).Take(_settings.Rules.PadTo - 1))
            {
                if (index++ == _own.Size && _own.Log.Refusal == LogRefusal.None && Opening.Read((OpeningKind)frame.Kind, frame.Content) is { } opening)
                    _ = Write(() => _own.Append([opening], Now));
            }

            _asked.Add(_settings.Peer.Witness.Name);
            GoOn();
        }
    }

    /// <summary>Pads and publishes where the time has come, or where a revocation waits. Gives whether there is a new head.</summary>
    internal bool PublishIfDue()
    {
        lock (_gate)
        {
            if (!CanSign)
                return false;
            PublishForks();
            if (!_urgent && _lastPublish is { } last && Now < last + _settings.Rules.PublishEvery)
                return false;
            return Write(Publish);
        }
    }

    /// <summary>Pads to the next head that may be shown, without waiting for the time. Gives whether it could.</summary>
    public bool PublishNow()
    {
        lock (_gate)
            return CanSign && (_published?.Checkpoint.Size == _own.Size || Write(Publish));
    }

    /// <summary>What to ask a seat for its cosignature of the published head; null where it is there.</summary>
    internal AddCheckpointRequest? CosignRequest(NoteVerifierKey seat)
    {
        lock (_gate)
        {
            if (!CanSign || _published is not { } head || head.Note.Signatures.Any(s => s.IsBy(seat)))
                return null;
            var (old, size) = (_seatSizes.GetValueOrDefault(seat.Name), head.Checkpoint.Size);
            if (old > size)
                return null;
            var proof = old == 0 ? [] : _own.Log.ProveConsistency(old, size)!.Hashes;
            return new(old, proof, SignedHead.TryOpen(_own.ShownHead(size)!.Note.Bytes.Span, [_settings.Own.Log], out var own, out _) ? own : head);
        }
    }

    /// <summary>Takes a seat's answer. Gives whether it must be asked what it knows (409, 422).</summary>
    internal bool TakeCosignature(NoteVerifierKey seat, AddCheckpointRequest request, LinkAnswer answer)
    {
        lock (_gate)
        {
            _seatHeard[seat.Name] = Now;
            if (answer.Status != 200)
                return answer.Status is 409 or 422;
            byte[] note = [.. request.Head.Note.Text.Span, (byte)'\n', .. answer.Body.Span];
            if (_failed || !SignedNote.TryParse(note, out var cosigned, out _) || !cosigned.TryVerify([seat], out var signatures, out _))
                return false;
            var size = request.Head.Checkpoint.Size;
            _seatSizes[seat.Name] = size;
            if (_published?.Checkpoint.Size == size && !_published.Note.Signatures.Any(s => s.IsBy(seat)))
            {
                var with = _published with { Note = _published.Note.With(signatures[0]) };
                Write(() =>
                {
                    Place(with);
                    return true;
                });
            }

            return false;
        }
    }

    // What waited for leave to sign.
    private void GoOn()
    {
        if (!CanSign)
            return;
        SubmitQueued();
        Write(() =>
        {
            TakeCopies();
            return true;
        });
    }

    // Gives the size where the head is this log's and agrees; a head that was signed by nobody of ours says nothing.
    private ulong? Confront(ReadOnlyMemory<byte> note)
    {
        var confrontation = Write(() => _own.Log.Confront(note.Span));
        if (confrontation.Fork is { } fork)
            KeepFork(fork);
        return confrontation.Result == ConfrontationResult.Agrees && SignedHead.TryParse(note.Span, out var head, out _) ? head.Checkpoint.Size : null;
    }

    private bool Publish()
    {
        var padTo = (ulong)_settings.Rules.PadTo;
        var over = _own.Size % padTo;
        var pads = over > 0 ? padTo - over : _own.Size > (_published?.Checkpoint.Size ?? 0) ? 0 : padTo;
        var keys = _settings.Terms.Sides.First(s => s.State == _settings.Own.State).Keys.Select(static k => k.Key).ToList();
        if (pads > 0 && _own.Append([.. Enumerable.Range(0, (int)pads).Select(_ => Opening.Of(Pad.Draw(_random, keys)))], Now) != LogRefusal.None)
            return false;
        Place(_own.ShownHead(_own.Size)!);
        (_lastPublish, _urgent) = (Now, false);
        return true;
    }

    private void Place(SignedHead head)
    {
        WholeFile.Place(_stateFiles, PublishedPath, head.Note.Bytes.Span);
        _published = head;
        _heads++;
    }

    private void LoadPublished()
    {
        if (_stateFiles.Read(PublishedPath) is { } note && SignedHead.TryOpen(note, [_settings.Own.Log], out var head, out _))
            _published = head;
    }

    // Proofs of forks are published in this side's log; whoever reads it needs no other.
    private void PublishForks()
    {
        foreach (var fork in _forks)
        {
            if (_own.Places.Keys.Any(leaf => _openings.RecordOf(leaf)?.Record is PublishedFork p && p.Origin == fork.Origin && p.TreeSize == (long)fork.Size && p.Header.Side == _settings.Own.State))
                continue;
            static string Text(SignedHead head) => Encoding.UTF8.GetString(head.Note.Bytes.Span);
            var header = new RecordHeader(_settings.Own.State, [.. _settings.Terms.Sides.Select(static s => s.State)], Instant.FromUnixTimeSeconds(Now.ToUnixTimeSeconds()));
            var sealedFork = RecordCatalogue.Seal(new PublishedFork(header, fork.Origin, (long)fork.Size, Text(fork.First), Text(fork.Second)), _keys.Officer, _random).Value;
            if (sealedFork is not null)
                _ = Submit(sealedFork, RecordCatalogue.Open(sealedFork).Value!);
        }
    }
}
