namespace Atalaya.Accords.Log;

/// <summary>
/// An append-only log: entries are opaque bytes, its tree that of RFC 6962, its files those of C2SP tlog-tiles with a journal before them.
/// Nobody is answered before entries and head are durable. For any number of threads; one process at a time, which the storage sees to.
/// </summary>
/// <remarks>
/// It signs one head per size and never a smaller tree than before, whatever crashes: entries are durable before their head is signed, and
/// Ed25519 gives one signature per text. What it cannot see by itself is that its whole storage was set back; that takes a head that others
/// hold (<see cref="Confront"/>).
/// </remarks>
public sealed class AppendLog : ITileSource
{
    private readonly ILogStorage _storage;
    private readonly NoteSigner _signer;
    private readonly LogRules _rules;
    private readonly TreeTail _tail;
    private readonly RecordFile _heads;
    private readonly Lock _commit = new();
    private readonly Lock _state = new();
    private readonly GroupCommit _group;
    private RecordFile _journal;
    private SignedHead _head;
    private LogRefusal _refusal;
    private ReadOnlyMemory<byte> _evidence;

    private AppendLog(ILogStorage storage, NoteSigner signer, LogRules rules)
    {
        (_storage, _signer, _rules) = (storage, signer, rules);
        var halts = RecordFile.Open(storage, LogFiles.Halt, out var records, out _, out _);
        var recovery = LogRecovery.Open(storage, signer, maySign: halts is null);
        (_tail, _journal, _heads, _head) = (recovery.Tail, recovery.Journal, recovery.Heads, recovery.Head);
        _group = new(AppendBatch, rules);
        if (halts is not null)
            (_refusal, _evidence) = records is [{ Payload.Length: > 0 } halt, ..] ? ((LogRefusal)halt.Payload.Span[0], halt.Payload[1..]) : (LogRefusal.StorageFailed, default);
    }

    /// <summary>The last head that was signed, with the log's signature only.</summary>
    public SignedHead Head
    {
        get
        {
            lock (_state)
                return _head;
        }
    }

    /// <summary>Why the log signs no more; <see cref="LogRefusal.None"/> where it does.</summary>
    public LogRefusal Refusal
    {
        get
        {
            lock (_state)
                return _refusal;
        }
    }

    /// <summary>What made it stop: the signed head that it is behind of, or the bytes of a <see cref="ForkProof"/> or of the head that disagrees.</summary>
    public ReadOnlyMemory<byte> Evidence
    {
        get
        {
            lock (_state)
                return _evidence;
        }
    }

    /// <summary>What failed, where a write did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Makes a new, empty log. An empty storage is not opened as one of its own accord: a log that lost its files must not begin again.</summary>
    /// <exception cref="InvalidOperationException">There is a log already.</exception>
    public static AppendLog Create(ILogStorage storage, NoteSigner signer, LogRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(signer);
        LogRecovery.Create(storage, signer);
        return Open(storage, signer, rules);
    }

    /// <summary>Opens a log, wherever it was stopped.</summary>
    /// <exception cref="LogDamageException">The files are not what a crash leaves, or another key's.</exception>
    public static AppendLog Open(ILogStorage storage, NoteSigner signer, LogRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(signer);
        return new(storage, signer, rules ?? new());
    }

    /// <summary>Appends one entry, together with whatever others are waiting, and completes when it is durable under a signed head.</summary>
    public Task<AppendAnswer> AppendAsync(ReadOnlyMemory<byte> entry) =>
        entry.Length > EntryBundle.LongestEntry ? Task.FromResult(AppendAnswer.No(LogRefusal.EntryTooLong)) : _group.Add(entry.ToArray());

    /// <summary>Appends entries, all or none, and signs one head over them. Returns when they are durable.</summary>
    public AppendAnswer AppendBatch(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (Unfit(entries) is not LogRefusal.None and var unfit)
            return AppendAnswer.No(unfit);
        lock (_commit)
        {
            if (_refusal != LogRefusal.None)
                return AppendAnswer.No(_refusal);
            var before = _tail.Size;
            SignedHead head;
            try
            {
                // Copies: a caller's buffer may change under the tree.
                IReadOnlyList<ReadOnlyMemory<byte>> own = [.. entries.Select(static e => (ReadOnlyMemory<byte>)e.ToArray())];
                var prepared = new PreparedLeaves(_tail.Edge, own);
                _journal.Append(RecordKind.Batch, LogFiles.Batch(before, own));
                head = SignedHead.Sign(_signer, prepared.Edge.Size, prepared.Edge.Root());
                _heads.Append(RecordKind.Head, head.Note.Bytes);
                lock (_state)
                {
                    _tail.Take(own, prepared);
                    _head = head;
                }
            }
            catch (Exception e)
            {
                Fail(e);
                throw;
            }

            if (_tail.Count >= _rules.FoldAfterEntries || _tail.Bytes >= _rules.FoldAfterBytes)
                TryFold();
            return new(LogRefusal.None, before, head);
        }
    }

    /// <summary>Writes full tiles as files and shortens the journal, as happens by itself from time to time.</summary>
    /// <returns>Whether it could; a failure is in <see cref="Failure"/>, and nothing that was appended is lost by it.</returns>
    public bool Fold()
    {
        lock (_commit)
            return _refusal != LogRefusal.StorageFailed && TryFold();
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(TilePath path)
    {
        lock (_state)
        {
            var count = _tail.Size >> (Math.Max(path.Level, 0) * TilePath.Height % 64);
            if (path.Level > 7 || path.Index > count / TilePath.FullWidth || (path.Index * TilePath.FullWidth) + (ulong)path.Width > count)
                return null;
            if (_tail.Tile(path) is { } tile)
                return tile;
        }

        // Below the base every tile is full, and a partial one is its beginning.
        var full = path.Level == TilePath.Entries ? TilePath.OfEntries(path.Index) : TilePath.OfHashes(path.Level, path.Index);
        return _storage.Read(full.ToString()) is { } bytes ? Beginning(bytes, path) : null;
    }

    /// <summary>An entry; null where there is none of this index, or its bundle is damaged.</summary>
    public ReadOnlyMemory<byte>? Entry(ulong index)
    {
        var size = Head.Checkpoint.Size;
        return TilePath.Holding(TilePath.Entries, index, size) is { } path && Read(path) is { } bundle && EntryBundle.TryRead(bundle, path.Width, out var entries, out _)
            ? entries[(int)(index % TilePath.FullWidth)]
            : null;
    }

    /// <summary>Proves that an entry stands in the tree of a size; null where there is no such tree or entry.</summary>
    public InclusionProof? ProveInclusion(ulong index, ulong size) => size <= Head.Checkpoint.Size ? new TileReader(this, size).Inclusion(index) : null;

    /// <summary>Proves that the tree of a size continues that of an older one; null where there is no such tree, or the older is empty.</summary>
    public ConsistencyProof? ProveConsistency(ulong oldSize, ulong newSize) => newSize <= Head.Checkpoint.Size ? new TileReader(this, newSize).Consistency(oldSize) : null;

    /// <summary>The root at a size; null where the tree is smaller.</summary>
    public TreeHash? RootAt(ulong size) => size <= Head.Checkpoint.Size ? new TileReader(this, size).Root() : null;

    /// <summary>The head that this log signed at a size, if it signed one there.</summary>
    public SignedHead? HeadAt(ulong size)
    {
        _ = RecordFile.Open(_storage, LogFiles.Heads, out var records, out _, out _);
        foreach (var record in records)
        {
            if (SignedHead.TryParse(record.Payload.Span, out var head, out _) && head.Checkpoint.Size == size && head.Note.TryVerify([_signer.Verifier], out _, out _))
                return head;
        }

        return null;
    }

    /// <summary>
    /// Sets the log against a head in its name that a witness or the other side holds. Where that shows that it was set back or forked, it
    /// stops for good and keeps what it was shown, before this returns.
    /// </summary>
    public Confrontation Confront(ReadOnlySpan<byte> note)
    {
        if (!SignedHead.TryOpen(note, [_signer.Verifier], out var theirs, out _) || theirs.Checkpoint.Origin != _signer.Verifier.Name)
            return new(ConfrontationResult.NotOurs, null);
        lock (_commit)
        {
            var size = theirs.Checkpoint.Size;
            if (size > _tail.Size)
            {
                Halt(LogRefusal.BehindItsOwnHead, note);
                return new(ConfrontationResult.Behind, null);
            }

            if (RootAt(size) is not { } root)
                throw new LogDamageException("tile", new(LogFaultReason.MissingTile, "tree", 0));
            if (root == theirs.Checkpoint.Root)
                return new(ConfrontationResult.Agrees, null);
            var fork = HeadAt(size) is { } ours && ForkProof.TryCreate(ours, theirs, out var proof, out _) ? proof : null;
            Halt(LogRefusal.Forked, fork is null ? note : fork.ToBytes());
            return new(ConfrontationResult.Forked, fork);
        }
    }

    private LogRefusal Unfit(IReadOnlyList<ReadOnlyMemory<byte>> entries) =>
        entries.Count == 0 ? LogRefusal.EmptyBatch
        : entries.Any(static e => e.Length > EntryBundle.LongestEntry) ? LogRefusal.EntryTooLong
        : entries.Count > _rules.MostBatchEntries || entries.Sum(static e => (long)e.Length) > _rules.MostBatchBytes ? LogRefusal.BatchTooLarge
        : LogRefusal.None;

    private static ReadOnlyMemory<byte>? Beginning(ReadOnlyMemory<byte> full, TilePath path)
    {
        if (path.Level != TilePath.Entries)
            return full.Length == TilePath.FullWidth * MerkleHash.Size ? full[..(path.Width * MerkleHash.Size)] : null;
        return EntryBundle.TryRead(full, TilePath.FullWidth, out var entries, out _) ? full[..entries.Take(path.Width).Sum(static e => e.Length + 2)] : null;
    }

    private bool TryFold()
    {
        var start = _tail.Size / TilePath.FullWidth * TilePath.FullWidth;
        if (start == _tail.Base)
            return true;
        try
        {
            _storage.WriteDurably(_tail.FullTiles(start).Select(path => (path.ToString(), (ReadOnlyMemory<byte>)_tail.Tile(path)!)));
            _journal = LogFiles.StartJournal(_storage, _tail, start);
            lock (_state)
                _tail.Fold(start);
            return true;
        }
        catch (Exception e)
        {
            Fail(e);
            return false;
        }
    }

    private void Halt(LogRefusal reason, ReadOnlySpan<byte> evidence)
    {
        if (_refusal is LogRefusal.BehindItsOwnHead or LogRefusal.Forked)
            return;
        byte[] kept = evidence.ToArray();
        lock (_state)
            (_refusal, _evidence) = (reason, kept);
        _ = RecordFile.Create(_storage, LogFiles.Halt, (RecordKind.Halt, LogFiles.HaltRecord(reason, kept)));
    }

    private void Fail(Exception e)
    {
        Failure = e;
        lock (_state)
            _refusal = LogRefusal.StorageFailed;
    }
}
