using System.Globalization;
using System.Text;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.State;
using Atalaya.Node.Exchange;
using Atalaya.Node.Storage;
using NodaTime;

namespace Atalaya.Node.Engine;

public sealed partial class NodeEngine
{
    private const string ReceiptPath = "receipt";
    private ulong _acknowledged;
    private SignedNote? _receipt;

    /// <summary>The last receipt of the other side; null before the first.</summary>
    public SignedNote? LastReceipt
    {
        get
        {
            lock (_gate)
                return _receipt;
        }
    }

    /// <summary>Records of this side that the other has not acknowledged: the outbox. It is the log itself behind the last receipt, so a restart loses nothing of it.</summary>
    public IReadOnlyList<Undelivered> Outbox
    {
        get
        {
            lock (_gate)
            {
                var waiting = from place in _own.Places
                              where place.Value >= _acknowledged
                              let held = _openings.RecordOf(place.Key)
                              where held.Record?.Header.Side == _settings.Own.State
                              orderby place.Value
                              select new Undelivered(held.Digest, place.Value, held.Record?.Kind, TakesLeaveAway(held.Record), held.Since);
                return [.. waiting, .. _queue.Select(q => new Undelivered(q.Opening.Record!.Digest, null, null, true, q.Since))];
            }
        }
    }

    /// <summary>What people must be told now.</summary>
    public IReadOnlyList<NodeAlarm> Alarms
    {
        get
        {
            lock (_gate)
                return [.. AlarmsNow()];
        }
    }

    /// <summary>What to send next; null where everything is acknowledged.</summary>
    internal Parcel? NextParcel()
    {
        lock (_gate)
            return !_failed && _own.Size > _acknowledged ? ParcelAfter(_acknowledged) : null;
    }

    /// <summary>Takes the answer to a parcel. Gives whether the next may follow at once.</summary>
    internal bool TakeReceipt(LinkAnswer answer)
    {
        lock (_gate)
        {
            if (_failed)
                return false;
            if (answer.Status == 409 && ulong.TryParse(Encoding.ASCII.GetString(answer.Body.Span).TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size < _acknowledged)
            {
                // It has less than it once acknowledged: it was restored, and gets the rest again.
                _acknowledged = size;
                return true;
            }

            if (answer.Status != 200 || Receipt.Read(answer.Body.Span, _settings.Peer.Receipts) is not { } receipt
                || receipt.Of != _settings.Own.Origin || receipt.By != _settings.Peer.Origin)
                return false;
            _heard = Now;
            if (receipt.Through > _own.Size || receipt.Verified > _own.Size || _own.Log.RootAt(receipt.Verified) != receipt.Root)
            {
                // It claims to hold what is not here. Its word alone proves nothing, but nothing more is signed before it was asked.
                _asked.Remove(_settings.Peer.Witness.Name);
                return false;
            }

            if (!SignedNote.TryParse(answer.Body.Span, out var note, out _))
                return false;
            var progress = receipt.Through > _acknowledged;
            (_receipt, _acknowledged) = (note, receipt.Through);
            if (progress)
            {
                Write(() =>
                {
                    WholeFile.Place(_stateFiles, ReceiptPath, note.Bytes.Span);
                    return true;
                });
            }

            return progress;
        }
    }

    private IEnumerable<NodeAlarm> AlarmsNow()
    {
        var (now, rules) = (Now, _settings.Rules);
        if (_own.Log.Refusal != LogRefusal.None)
            yield return new(AlarmKind.Halted, null, _opened);
        if (!IsConfirmed)
            yield return new(AlarmKind.NotConfirmed, null, _opened);
        if (IsCutOff)
            yield return new(AlarmKind.CutOff, null, _heard ?? _opened);
        foreach (var seat in _settings.ThirdWitnesses.Where(s => now - _seatHeard.GetValueOrDefault(s.Name, _opened) > rules.CutOffAfter + rules.PublishEvery))
            yield return new(AlarmKind.WitnessUnreached, null, _seatHeard.GetValueOrDefault(seat.Name, _opened));
        if (_contradicts is { } since)
            yield return new(AlarmKind.PeerContradicts, null, since);
        if (_forks.Count > 0)
            yield return new(AlarmKind.Fork, null, _opened);
        if (_ahead is { } ahead && now - ahead > rules.PairWithin)
            yield return new(AlarmKind.PeerWithholds, null, ahead);
        foreach (var waiting in Outbox.Where(static u => u.TakesLeaveAway))
            yield return new(AlarmKind.RevocationUndelivered, waiting.Record, waiting.Since);
        foreach (var held in _openings.Records.Values.Where(r => now - r.Since > rules.PairWithin))
        {
            var (here, there) = (_own.Places.ContainsKey(held.Leaf), _peer.Places.ContainsKey(held.Leaf));
            if (here != there && Folded().RulingOf(held.Digest)?.Effect != RecordEffect.Refused)
                yield return new(AlarmKind.Unpaired, held.Digest, held.Since);
        }
    }

    private void LoadDelivery()
    {
        LoadQueue();
        if (_stateFiles.Read(ReceiptPath) is not { } bytes || Receipt.Read(bytes, _settings.Peer.Receipts) is not { } receipt || !SignedNote.TryParse(bytes, out var note, out _))
            return;
        (_receipt, _acknowledged) = (note, Math.Min(receipt.Through, _own.Size));
    }
}
