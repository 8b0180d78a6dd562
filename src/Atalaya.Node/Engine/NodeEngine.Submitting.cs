using System.Buffers.Binary;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Node.Ledgers;
using Atalaya.Node.Storage;
using NodaTime;

namespace Atalaya.Node.Engine;

public sealed partial class NodeEngine
{
    private const string QueuePath = "queue";
    private readonly List<(Opening Opening, Instant Since)> _queue = [];
    private bool _urgent;

    /// <summary>Takes a record that an officer of this side sealed: checked by the fold's rules, durable in this side's log when it returns.</summary>
    /// <param name="sealedRecord">As <see cref="SealedRecord.ToBytes"/> writes it, every field open.</param>
    /// <exception cref="IOException">A write failed; whether the record stands in the log is known after opening again.</exception>
    public Submission Submit(ReadOnlyMemory<byte> sealedRecord)
    {
        var read = SealedRecord.Read(sealedRecord);
        if (read.Value is null)
            return new(NodeRefusal.Unreadable, null, null, null, read.Fault);
        var opened = RecordCatalogue.Open(read.Value);
        if (opened.Value is not { } record)
            return new(NodeRefusal.Unreadable, read.Value.Digest, null, null, opened.Fault);
        lock (_gate)
            return Submit(read.Value, record);
    }

    private Submission Submit(SealedRecord sealedRecord, AccordRecord record)
    {
        Submission No(NodeRefusal refusal, Ruling? ruling = null) => new(refusal, sealedRecord.Digest, null, ruling, null);
        if (record.Header.Side != _settings.Own.State)
            return No(NodeRefusal.NotOwn);
        var opening = Opening.Of(sealedRecord);
        if (_own.Places.TryGetValue(opening.Hash, out var index))
            return new(NodeRefusal.None, sealedRecord.Digest, index, Folded().RulingOf(sealedRecord.Digest), null);
        if (_failed)
            return No(NodeRefusal.StorageFailed);
        if (_own.Log.Refusal != LogRefusal.None)
            return No(_own.Log.Refusal == LogRefusal.StorageFailed ? NodeRefusal.StorageFailed : NodeRefusal.Halted);
        var (ruling, state) = Rule(record, sealedRecord);
        if (ruling.Effect == RecordEffect.Refused)
            return No(NodeRefusal.BreaksRule, ruling);
        if (!IsConfirmed)
            return No(TakesLeaveAway(record) ? Enqueue(opening) : NodeRefusal.NotConfirmed, ruling);
        if (GivesLeave(record) && IsCutOff)
            return No(NodeRefusal.CutOff, ruling);
        if (record is MissionState { Move: MissionMove.Activate } move && !IsCleared(move))
            return No(NodeRefusal.BreaksRule, ruling with { Effect = RecordEffect.Refused, Rule = AccordRule.NotCleared, Against = move.Decision });
        var at = _own.Size;
        var refusal = Write(() => _own.Append([opening], Now));
        _urgent |= TakesLeaveAway(record);
        if (refusal != LogRefusal.None)
            return No(NodeRefusal.Halted);

        // The fold that judged it is the fold with it: it stands where it was tried.
        if (_own.Places[opening.Hash] == at)
            (_state, _foldedAt) = (state, _own.Changes + _peer.Changes);
        return new(NodeRefusal.None, sealedRecord.Digest, at, Folded().RulingOf(sealedRecord.Digest), null);
    }

    private (Ruling Ruling, AccordState State) Rule(AccordRecord record, SealedRecord sealedRecord)
    {
        var candidate = new LoggedRecord(_settings.Own.State, (long)_own.Size, sealedRecord.Digest, sealedRecord.Envelope.Signer, record);
        var state = AccordState.Fold(_settings.Terms, Logged().Append(candidate));
        return (state.Rulings.First(r => r.Record == candidate.Digest && r.Signer == candidate.Signer), state);
    }

    private bool IsCleared(MissionState move) =>
        Folded().Flights(Now).FirstOrDefault(f => f.Grant?.Decision == move.Decision) is { } flight && Check(flight.Request, Now).IsCleared;

    private static bool TakesLeaveAway(AccordRecord? record) => record
        is ClearanceDecision { Outcome: ClearanceOutcome.Revoke } or Withdrawal or KeyEvent { Act: KeyAct.Revoke };

    private bool GivesLeave(AccordRecord record) => record switch
    {
        ClearanceDecision decision => decision.Outcome == ClearanceOutcome.Grant,
        Approval approval => _openings.Records.Values.Any(r => r.Digest == approval.Record && r.Record is ClearanceDecision { Outcome: ClearanceOutcome.Grant }),
        _ => false,
    };

    private NodeRefusal Enqueue(Opening opening)
    {
        if (_queue.Exists(q => q.Opening.Hash == opening.Hash))
            return NodeRefusal.Queued;
        _queue.Add((opening, Now));
        return Write(() =>
        {
            PlaceQueue();
            return NodeRefusal.Queued;
        });
    }

    // What waited while nobody could be asked goes into the log now; what the rules refuse by now is dropped, as if it were submitted now.
    private void SubmitQueued()
    {
        if (_queue.Count == 0 || !CanSign)
            return;
        foreach (var (opening, _) in _queue.ToList())
        {
            if (RecordCatalogue.Open(opening.Record!).Value is { } record)
                _ = Submit(opening.Record!, record);
        }

        _queue.Clear();
        Write(() =>
        {
            PlaceQueue();
            return true;
        });
    }

    private void PlaceQueue()
    {
        using var bytes = new MemoryStream();
        Span<byte> head = stackalloc byte[12];
        foreach (var (opening, since) in _queue)
        {
            BinaryPrimitives.WriteInt64BigEndian(head, since.ToUnixTimeMilliseconds());
            BinaryPrimitives.WriteInt32BigEndian(head[8..], opening.Content.Length);
            bytes.Write(head);
            bytes.Write(opening.Content.Span);
        }

        WholeFile.Place(_stateFiles, QueuePath, bytes.ToArray());
    }

    private void LoadQueue()
    {
        ReadOnlyMemory<byte> rest = _stateFiles.Read(QueuePath) ?? [];
        while (rest.Length > 12)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest.Span[8..]);
            if (length <= 0 || length > rest.Length - 12 || Opening.Read(OpeningKind.Record, rest.Slice(12, length)) is not { } opening)
                throw new NodeDamageException(QueuePath, 0);
            _queue.Add((opening, Instant.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(rest.Span))));
            rest = rest[(12 + length)..];
        }
    }
}
