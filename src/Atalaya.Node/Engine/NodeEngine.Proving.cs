using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Node.Exchange;
using Atalaya.Node.Ledgers;
using Atalaya.Node.Storage;
using NodaTime;

namespace Atalaya.Node.Engine;

public sealed partial class NodeEngine
{
    private const int MostForks = 16;
    private const int MostUncompared = 64;
    private readonly List<ForkProof> _forks = [];
    // With what the fold takes, so that signatures and proofs are checked once an opening and not at every question.
    private readonly Dictionary<RecordDigest, (HeldGrant Held, GrantEvidence Evidence)> _grants = [];
    private readonly List<SignedHead> _uncompared = [];
    private readonly Dictionary<string, SignedHead> _peerCosigned = new(StringComparer.Ordinal);
    private Journal _forkFile = null!;
    private Journal _grantFile = null!;
    private Instant? _ahead;
    private long _heads;
    private (long Changes, long Heads, ulong Verified) _provenAt = (-1, 0, 0);
    private Instant _awaitsUntil = Instant.MinValue;

    /// <summary>Proofs of forks, of either log, that were met.</summary>
    public IReadOnlyList<ForkProof> Forks
    {
        get
        {
            lock (_gate)
                return [.. _forks];
        }
    }

    /// <summary>What is held of a grant: decision, inclusion proofs and cosigned head; null while it is not complete.</summary>
    public HeldGrant? Evidence(RecordDigest decision)
    {
        lock (_gate)
            return _grants.GetValueOrDefault(decision).Held;
    }

    /// <summary>Whether a flight counts as cleared now: state, guidance and window, and proofs and cosignatures held here.</summary>
    public ClearanceCheck IsCleared(RecordDigest flight, Instant? at = null)
    {
        lock (_gate)
            return Check(flight, at ?? Now);
    }

    /// <summary>Whether a grant of the other side stands here that no cosigned head covers yet, and its window is not over.</summary>
    internal bool AwaitsHead
    {
        get
        {
            lock (_gate)
                return Now < _awaitsUntil;
        }
    }

    /// <summary>Takes what a witness last cosigned of the other side's log, and sets it against what came from there.</summary>
    internal void TakeWitnessView(NoteVerifierKey seat, LinkAnswer answer)
    {
        lock (_gate)
        {
            _seatHeard[seat.Name] = Now;
            if (_failed || answer.Status != 200 || !SignedHead.TryOpen(answer.Body.Span, [_settings.Peer.Log], out var head, out _)
                || head.Checkpoint.Origin != _settings.Peer.Origin || !head.Note.TryVerify([seat], out _, out _))
                return;
            var seen = _uncompared.Exists(u => u.Checkpoint.Size == head.Checkpoint.Size && u.Checkpoint.Root == head.Checkpoint.Root && u.Note.Signatures.Any(s => s.IsBy(seat)));
            if (seen)
                return;
            if (!_peerCosigned.TryGetValue(seat.Name, out var known) || known.Checkpoint.Size < head.Checkpoint.Size || known.Checkpoint.Root != head.Checkpoint.Root)
                _uncompared.Add(head);
            if (_uncompared.Count > MostUncompared)
                _uncompared.RemoveAt(0);
            CompareHeld();
        }
    }

    /// <summary>Takes proofs of forks from anybody: they speak for themselves.</summary>
    internal void TakeForks(IEnumerable<ForkProof> forks)
    {
        lock (_gate)
        {
            foreach (var fork in forks)
                KeepFork(fork);
        }
    }

    /// <summary>The other side's last head, for a witness that may have been shown another; null where it has it.</summary>
    internal AddCheckpointRequest? GossipRequest(NoteVerifierKey seat)
    {
        lock (_gate)
        {
            if (_failed || _peer.Last is not { } head)
                return null;
            var known = _peerCosigned.GetValueOrDefault(seat.Name)?.Checkpoint.Size ?? 0;
            if (known >= head.Checkpoint.Size)
                return null;
            return new(known, known == 0 ? [] : _peer.ProveConsistency(known, head.Checkpoint.Size)!.Hashes, head);
        }
    }

    private ClearanceCheck Check(RecordDigest flight, Instant now)
    {
        UpdateGrants();
        var state = Folded();
        var grant = state.Flight(flight, now)?.Grant;
        var held = grant is not null && !_forks.Exists(f => f.Origin == HostOrigin(grant)) ? _grants.GetValueOrDefault(grant.Decision).Evidence : null;
        return state.IsCleared(flight, now, held);
    }

    private string HostOrigin(GrantStatus grant) => Folded().RulingOf(grant.Decision)?.Log == _settings.Own.State ? _settings.Own.Origin : _settings.Peer.Origin;

    // A head that agrees is one more cosignature; one that does not is set against the head of the same size that came here.
    private void CompareHeld()
    {
        foreach (var head in _uncompared.Where(h => h.Checkpoint.Size <= _peer.Verified).ToList())
        {
            _uncompared.Remove(head);
            if (!Agrees(head) || head.Checkpoint.Size % (ulong)_settings.Rules.PadTo != 0)
                continue;
            foreach (var seat in _settings.ThirdWitnesses.Where(seat => head.Note.Signatures.Any(s => s.IsBy(seat))))
            {
                if (!_peerCosigned.TryGetValue(seat.Name, out var known) || known.Checkpoint.Size < head.Checkpoint.Size)
                {
                    _peerCosigned[seat.Name] = head;
                    _heads++;
                }
            }
        }

        _ahead = _uncompared.Count > 0 ? _ahead ?? Now : null;
    }

    private bool Agrees(SignedHead head)
    {
        if (_peer.RootAt(head.Checkpoint.Size) == head.Checkpoint.Root)
            return true;
        _contradicts ??= Now;
        if (_peer.HeadAt(head.Checkpoint.Size) is { } first && ForkProof.TryCreate(first, head, out var fork, out _))
            KeepFork(fork);
        return false;
    }

    private void KeepFork(ForkProof fork)
    {
        var key = fork.Origin == _settings.Own.Origin ? _settings.Own.Log : fork.Origin == _settings.Peer.Origin ? _settings.Peer.Log : null;
        if (key is null || !fork.Verifies([key]) || _forks.Count >= MostForks || _forks.Exists(f => f.Origin == fork.Origin && f.Size == fork.Size))
            return;
        Write(() =>
        {
            _forkFile.Append(fork.ToBytes());
            _forkFile.Sync();
            return true;
        });
        _forks.Add(fork);
    }

    private void UpdateGrants()
    {
        var seen = (_own.Changes + _peer.Changes, _heads, _peer.Verified);
        if (_failed || seen == _provenAt)
            return;
        _provenAt = seen;
        _awaitsUntil = Instant.MinValue;
        foreach (var flight in Folded().Flights(Now))
        {
            if (flight.Grant is not { } grant || _grants.ContainsKey(grant.Decision))
                continue;
            if (Prove(grant) is { } held && held.ToEvidence(_settings) is { } evidence)
            {
                Write(() =>
                {
                    _grantFile.Append(held.ToBytes());
                    _grantFile.Sync();
                    return true;
                });
                _grants[grant.Decision] = (held, evidence);
            }
            else if (HostOrigin(grant) == _settings.Peer.Origin)
            {
                _awaitsUntil = Instant.Max(_awaitsUntil, grant.Window.End);
            }
        }
    }

    private HeldGrant? Prove(GrantStatus grant)
    {
        var own = HostOrigin(grant) == _settings.Own.Origin;
        var head = own ? _published
            : !_settings.ThirdWitnesses.IsEmpty ? _peerCosigned.Values.MaxBy(static h => h.Checkpoint.Size)
            : _witness.Latest(_settings.Peer.Origin) is { } latest && latest.Checkpoint.Size <= _peer.Verified ? latest : null;
        if (head is null)
            return null;
        HeldLeaf? Leaf(RecordDigest record)
        {
            var places = own ? _own.Places : _peer.Places;
            var leaf = places.Keys.Where(l => _openings.RecordOf(l)?.Digest == record).Select(static l => (TreeHash?)l).FirstOrDefault();
            if (leaf is not { } hash || places[hash] >= head.Checkpoint.Size || _openings.Open(hash) is not { } opening)
                return null;
            var proof = own ? _own.Log.ProveInclusion(places[hash], head.Checkpoint.Size) : _peer.ProveInclusion(places[hash], head.Checkpoint.Size);
            return proof is null ? null : new(record, opening.Leaf, proof);
        }

        return Leaf(grant.Decision) is { } decision && Leaf(grant.Approval) is { } approval ? new(decision, approval, head) : null;
    }

    private void LoadForks() => _forkFile = Journal.Open(_stateFiles, "forks", (payload, offset) =>
    {
        if (ForkProof.TryParse(payload.Span, out var fork, out LogFault _))
            _forks.Add(fork);
    });

    private void LoadGrants() => _grantFile = Journal.Open(_stateFiles, "grants", (payload, _) =>
    {
        if (HeldGrant.Read(payload) is { } held && held.ToEvidence(_settings) is { } evidence)
            _grants[held.Decision.Record] = (held, evidence);
    });
}
