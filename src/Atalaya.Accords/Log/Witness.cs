using System.Text;
using NodaTime;

namespace Atalaya.Accords.Log;

/// <summary>
/// Cosigns the heads of other parties' logs once each continues the last (C2SP tlog-witness). Keeps every checkpoint that it cosigned, whole,
/// and every proof of a fork; what it answers is durable first. For any number of threads; one process at a time.
/// </summary>
public sealed class Witness
{
    private const string CosignedPath = "cosigned";
    private const string ForksPath = "forks";

    /// <summary>Signatures by a log's keys that are kept with a head: a key can make as many for one text as it likes.</summary>
    private const int MostLogSignatures = 8;

    private readonly ILogStorage _storage;
    private readonly NoteSigner _signer;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<NoteVerifierKey>> _logs;
    private readonly Lock _gate = new();
    private readonly RecordFile _cosigned;
    private readonly Dictionary<string, WitnessedLog> _known = new(StringComparer.Ordinal);
    private readonly List<ForkProof> _forks = [];
    private RecordFile? _forkFile;

    private Witness(ILogStorage storage, NoteSigner signer, IReadOnlyDictionary<string, IReadOnlyList<NoteVerifierKey>> logs)
    {
        (_storage, _signer, _logs) = (storage, signer, logs);
        _cosigned = OpenFile(storage, CosignedPath, out var heads) ?? throw new LogDamageException(CosignedPath, new(LogFaultReason.Truncated, "file", 0));
        if (heads is not [{ Kind: RecordKind.Start } start, ..] || Encoding.UTF8.GetString(start.Payload.Span) != signer.Verifier.ToString())
            throw new LogDamageException(CosignedPath, new(LogFaultReason.WrongKeyId, "witness", 0));
        foreach (var record in heads.Skip(1))
            Remember(record);
        _forkFile = OpenFile(storage, ForksPath, out var forks);
        foreach (var record in forks)
        {
            if (ForkProof.TryParse(record.Payload.Span, out var fork, out _))
                _forks.Add(fork);
        }
    }

    /// <summary>Proofs of forks that were met, in order.</summary>
    public IReadOnlyList<ForkProof> Forks
    {
        get
        {
            lock (_gate)
                return [.. _forks];
        }
    }

    /// <summary>Makes a witness that has seen nothing. One that lost its files must not begin again under its name: its key is retired.</summary>
    /// <param name="storage">Its own storage.</param>
    /// <param name="signer">Its key, which signs nothing else.</param>
    /// <param name="logs">The keys of each log it cosigns, by origin.</param>
    /// <exception cref="InvalidOperationException">There is a witness already.</exception>
    public static Witness Create(ILogStorage storage, NoteSigner signer, IReadOnlyDictionary<string, IReadOnlyList<NoteVerifierKey>> logs)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(signer);
        if (storage.Read(CosignedPath) is not null)
            throw new InvalidOperationException("A witness is here already.");
        _ = RecordFile.Create(storage, CosignedPath, (RecordKind.Start, Encoding.UTF8.GetBytes(signer.Verifier.ToString())));
        return Open(storage, signer, logs);
    }

    /// <summary>Opens a witness, wherever it was stopped.</summary>
    /// <exception cref="LogDamageException">The files are not what a crash leaves, or another key's.</exception>
    public static Witness Open(ILogStorage storage, NoteSigner signer, IReadOnlyDictionary<string, IReadOnlyList<NoteVerifierKey>> logs)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(logs);
        return new(storage, signer, logs);
    }

    /// <summary>Answers <c>POST add-checkpoint</c>. Checks, in the specification's order: 400, 404, 403, 400 again (old size beyond the new), 409, 422.</summary>
    /// <param name="body">The request's body, from anyone.</param>
    /// <param name="now">The time. A clock that was set back does not set the cosignatures' times back.</param>
    public WitnessAnswer AddCheckpoint(ReadOnlySpan<byte> body, Instant now)
    {
        if (!AddCheckpointRequest.TryParse(body, out var request, out var fault))
            return WitnessAnswer.No(400, fault);
        var (origin, size) = (request.Head.Checkpoint.Origin, request.Head.Checkpoint.Size);
        if (!_logs.TryGetValue(origin, out var keys))
            return WitnessAnswer.No(404, new(LogFaultReason.NoTrustedSignature, "origin", 0));
        if (!request.Head.Note.TryVerify(keys, out var signatures, out fault))
            return WitnessAnswer.No(403, fault);
        if (request.OldSize > size)
            return WitnessAnswer.No(400, new(LogFaultReason.BadNumber, "old", 0));
        // What was verified is kept and cosigned, not what strangers hung on it.
        var head = request.Head with { Note = SignedNote.Create(request.Head.Note.Text.Span, signatures.Take(MostLogSignatures)) };
        lock (_gate)
        {
            var log = _known.GetValueOrDefault(origin);
            var fork = KeepFork(log, head);
            if (request.OldSize != (log?.Size ?? 0))
                return WitnessAnswer.OtherSize(log?.Size ?? 0, fork);
            if (Inconsistent(request, log) is { } inconsistent)
                return WitnessAnswer.No(422, inconsistent, fork);
            var time = Instant.Max(now, log?.Time ?? Instant.MinValue);
            var cosignature = _signer.Cosign(head.Note.Text.Span, time);
            // The same head again is a new time only; what is kept says as much.
            if (log is null || log.Size != size)
                Remember(_cosigned.Append(RecordKind.Head, head.Note.With(cosignature).Bytes));
            return WitnessAnswer.Cosigned(cosignature);
        }
    }

    /// <summary>The last checkpoint that was cosigned for a log, with both signatures; null where there is none. For <c>GET &lt;origin hash&gt;/checkpoint</c>.</summary>
    public SignedHead? Latest(string origin)
    {
        lock (_gate)
            return _known.GetValueOrDefault(origin)?.Latest;
    }

    private static LogFault? Inconsistent(AddCheckpointRequest request, WitnessedLog? log)
    {
        var checkpoint = request.Head.Checkpoint;
        if (checkpoint.Size == 0 && checkpoint.Root != TreeHash.OfNothing)
            return new(LogFaultReason.WrongHash, "root", 0);
        var holds = request.OldSize == 0
            ? request.Proof.Count == 0
            : TreeProof.CheckConsistency(request.OldSize, checkpoint.Size, request.Proof, log!.Latest.Checkpoint.Root, checkpoint.Root) == ProofVerdict.Holds;
        return holds ? null : new(LogFaultReason.WrongHash, "proof", 0);
    }

    private ForkProof? KeepFork(WitnessedLog? log, SignedHead head)
    {
        if (log is null || !log.Roots.TryGetValue(head.Checkpoint.Size, out var known) || known.Root == head.Checkpoint.Root)
            return null;
        var bytes = _storage.Read(CosignedPath, known.Offset, known.Length);
        if (!SignedHead.TryParse(bytes, out var first, out _) || !ForkProof.TryCreate(first, head, out var fork, out _))
            throw new LogDamageException(CosignedPath, new(LogFaultReason.WrongHash, "head", known.Offset));
        if (_forks.Exists(f => f.Origin == fork.Origin && f.Size == fork.Size && f.Second.Checkpoint.Root == head.Checkpoint.Root))
            return fork;
        if (_forkFile is null)
            _forkFile = RecordFile.Create(_storage, ForksPath, (RecordKind.Fork, fork.ToBytes()));
        else
            _forkFile.Append(RecordKind.Fork, fork.ToBytes());
        _forks.Add(fork);
        return fork;
    }

    private void Remember(StoredRecord record)
    {
        if (record.Kind != RecordKind.Head || !SignedHead.TryOpen(record.Payload.Span, [_signer.Verifier], out var head, out _))
            throw new LogDamageException(CosignedPath, new(LogFaultReason.NoTrustedSignature, "head", record.Offset));
        var origin = head.Checkpoint.Origin;
        if (!_known.TryGetValue(origin, out var log))
            _known[origin] = log = new();
        log.Add(head, _signer.Verifier, record);
    }

    private static RecordFile? OpenFile(ILogStorage storage, string path, out List<StoredRecord> records)
    {
        var file = RecordFile.Open(storage, path, out records, out var torn, out var beyond);
        if (beyond || (file is not null && records.Count == 0))
            throw new LogDamageException(path, new(LogFaultReason.WrongHash, "record", file!.Length));
        if (torn > 0)
            file!.DropTorn();
        return file;
    }
}
