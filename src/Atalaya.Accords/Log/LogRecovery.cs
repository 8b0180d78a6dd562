namespace Atalaya.Accords.Log;

/// <summary>Brings a log back from its files, from any point at which it was stopped.</summary>
/// <remarks>
/// A batch is synced in the journal before its head is signed, the head is synced before anybody is answered, and only then does the next batch
/// begin. So whatever was cut short, the last head in <c>heads</c> is that of the tree before the last batch of the journal or that of the tree
/// after it; anything else was not left by a crash.
/// </remarks>
internal sealed class LogRecovery
{
    private readonly ILogStorage _storage;
    private readonly NoteSigner _signer;
    private readonly List<(ulong Size, TreeHash Root)> _states = [];

    private LogRecovery(ILogStorage storage, NoteSigner signer) => (_storage, _signer) = (storage, signer);

    public TreeTail Tail { get; private set; } = null!;

    public RecordFile Journal { get; private set; } = null!;

    public RecordFile Heads { get; private set; } = null!;

    public SignedHead Head { get; private set; } = null!;

    /// <summary>The files of a new log, whose head is that of the empty tree.</summary>
    /// <exception cref="InvalidOperationException">There is a log already.</exception>
    public static void Create(ILogStorage storage, NoteSigner signer)
    {
        if (storage.Read(LogFiles.Heads) is not null || storage.Read(LogFiles.Journal) is not null)
            throw new InvalidOperationException("A log is here already.");
        _ = LogFiles.StartJournal(storage, new(), 0);
        _ = CreateHeads(storage, signer);
    }

    /// <param name="storage">Where.</param>
    /// <param name="signer">Who signed, and signs what was cut short.</param>
    /// <param name="maySign">False for a log that stopped for good: it is read as it is.</param>
    /// <exception cref="LogDamageException">The files are not what a crash leaves.</exception>
    public static LogRecovery Open(ILogStorage storage, NoteSigner signer, bool maySign)
    {
        var recovery = new LogRecovery(storage, signer);
        var torn = recovery.ReadJournal();
        recovery.ReadHeads();
        // Only what no head covers may be cut off.
        if (torn)
            recovery.Journal.DropTorn();
        if (maySign)
            recovery.SignLast();
        return recovery;
    }

    private bool ReadJournal()
    {
        Journal = RecordFile.Open(_storage, LogFiles.Journal, out var records, out var torn, out _) ?? throw Damage(LogFiles.Journal, LogFaultReason.Truncated, "file", 0);
        if (records is not [{ Kind: RecordKind.Start } start, ..] || TreeTail.TryRead(start.Payload.Span) is not { } tail)
            throw Damage(LogFiles.Journal, LogFaultReason.WrongHash, "start", 0);
        Tail = tail;
        Remember();
        foreach (var record in records.Skip(1))
        {
            if (!LogFiles.TryBatch(record, Tail.Size, out var entries))
                throw Damage(LogFiles.Journal, LogFaultReason.Malformed, "batch", record.Offset);
            Tail.Take(entries, new(Tail.Edge, entries));
            Remember();
        }

        return torn > 0;
    }

    private void Remember()
    {
        if (_states.Count > 1)
            _states.RemoveAt(0);
        _states.Add((Tail.Size, Tail.Edge.Root()));
    }

    private void ReadHeads()
    {
        if (RecordFile.Open(_storage, LogFiles.Heads, out var records, out var torn, out var beyond) is not { } heads)
        {
            // Cut short between the two files of a new log.
            if (Tail.Size > 0)
                throw Damage(LogFiles.Heads, LogFaultReason.Truncated, "file", 0);
            (heads, Head) = CreateHeads(_storage, _signer);
            Heads = heads;
            return;
        }

        Heads = heads;
        if (beyond || records.Count == 0)
            throw Damage(LogFiles.Heads, LogFaultReason.WrongHash, "head", heads.Length);
        var last = records[^1];
        if (last.Kind != RecordKind.Head || !SignedHead.TryOpen(last.Payload.Span, [_signer.Verifier], out var head, out var fault))
            throw Damage(LogFiles.Heads, LogFaultReason.NoTrustedSignature, "head", last.Offset);
        Head = head;
        if (head.Checkpoint.Size > Tail.Size)
            throw Damage(LogFiles.Journal, LogFaultReason.Truncated, "entries that were signed", Journal.Length);
        var state = _states.Find(s => s.Size == head.Checkpoint.Size);
        if (state == default)
            throw Damage(LogFiles.Heads, LogFaultReason.Truncated, "head", heads.Length);
        if (state.Root != head.Checkpoint.Root)
            throw Damage(LogFiles.Journal, LogFaultReason.WrongHash, "entries that were signed", 0);
        if (torn > 0)
            heads.DropTorn();
    }

    // The entries were durable, their head was not: it comes out the same, byte for byte, as that which may have been signed.
    private void SignLast()
    {
        if (Head.Checkpoint.Size == Tail.Size)
            return;
        var head = SignedHead.Sign(_signer, Tail.Size, Tail.Edge.Root());
        Heads.Append(RecordKind.Head, head.Note.Bytes);
        Head = head;
    }

    private static (RecordFile File, SignedHead Head) CreateHeads(ILogStorage storage, NoteSigner signer)
    {
        var head = SignedHead.Sign(signer, 0, TreeHash.OfNothing);
        return (RecordFile.Create(storage, LogFiles.Heads, (RecordKind.Head, head.Note.Bytes)), head);
    }

    private static LogDamageException Damage(string path, LogFaultReason reason, string field, long offset) => new(path, new(reason, field, offset));
}
