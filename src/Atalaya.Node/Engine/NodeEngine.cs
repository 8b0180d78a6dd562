using System.Text;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Node.Ledgers;
using Atalaya.Node.Storage;
using NodaTime;
using NodaTime.Extensions;

namespace Atalaya.Node.Engine;

/// <summary>
/// One side's node without its network: its own log, a verified copy of the other side's, what both open to, the proofs of grants, forks, and
/// what waits to be delivered. Whatever it answers for is on disk first. For any number of threads; one process at a time.
/// </summary>
/// <remarks>After a write that failed it takes nothing more; open it again. What a <c>Courier</c> carries between nodes goes in and out here.</remarks>
public sealed partial class NodeEngine
{
    private const string MarkPath = "node";
    private const string Version = "1";
    private readonly Lock _gate = new();
    private readonly NodeSettings _settings;
    private readonly NodeKeys _keys;
    private readonly TimeProvider _clock;
    private readonly RandomFill _random;
    private readonly StoragePart _stateFiles;
    private readonly Openings _openings;
    private readonly OwnLog _own;
    private readonly PeerLog _peer;
    private readonly Witness _witness;
    private readonly Instant _opened;
    private AccordState? _state;
    private long _foldedAt;
    private bool _failed;

    private NodeEngine(ILogStorage storage, NodeSettings settings, NodeKeys keys, TimeProvider clock, RandomFill random, bool create)
    {
        (_settings, _keys, _clock, _random) = (settings, keys, clock, random);
        _opened = Now;
        var (logFiles, witnessFiles) = (new StoragePart(storage, "log"), new StoragePart(storage, "witness"));
        _stateFiles = new StoragePart(storage, "state");
        _openings = new(_stateFiles);
        _own = new(logFiles, _stateFiles, _openings, keys.Log, settings.Rules.PadTo, create && logFiles.Read("heads") is null);
        _peer = new(_stateFiles, _openings);
        var logs = new Dictionary<string, IReadOnlyList<NoteVerifierKey>> { [settings.Peer.Origin] = [settings.Peer.Log] };
        _witness = create && witnessFiles.Read("cosigned") is null ? Witness.Create(witnessFiles, keys.Witness, logs) : Witness.Open(witnessFiles, keys.Witness, logs);
        LoadForks();
        LoadGrants();
        LoadDelivery();
        LoadPublished();
        foreach (var leaf in _peer.Places.Keys.Where(leaf => !_own.Places.ContainsKey(leaf)))
            _uncopied[leaf] = null;
        foreach (var fork in _witness.Forks)
            KeepFork(fork);
        if (create)
            WholeFile.Place(_stateFiles, MarkPath, Encoding.ASCII.GetBytes(Version + "\n"));
    }

    /// <summary>This node's time.</summary>
    public Instant Now => _clock.GetUtcNow().ToInstant();

    /// <summary>What it was told.</summary>
    public NodeSettings Settings => _settings;

    /// <summary>What both logs come to, as far as this node has seen them.</summary>
    public AccordState State
    {
        get
        {
            lock (_gate)
                return Folded();
        }
    }

    /// <summary>Entries of this node's own log.</summary>
    public ulong Size
    {
        get
        {
            lock (_gate)
                return _own.Size;
        }
    }

    /// <summary>Why the log signs no more; <see cref="LogRefusal.None"/> where it does.</summary>
    public LogRefusal Refusal => _own.Log.Refusal;

    /// <summary>How much of the other side's log is here, and how much of it a signed head covers.</summary>
    public (ulong Size, ulong Verified) PeerSizes
    {
        get
        {
            lock (_gate)
                return (_peer.Size, _peer.Verified);
        }
    }

    /// <summary>The last head of the other side's log that its leaves here make; null before the first.</summary>
    public SignedHead? PeerHead
    {
        get
        {
            lock (_gate)
                return _peer.Last;
        }
    }

    /// <summary>Makes a node that has said nothing. One that lost its files must not begin again under its name: its keys are retired.</summary>
    /// <param name="storage">Its files.</param>
    /// <param name="settings">What it is told.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="random">Randomness for pads and salts.</param>
    /// <exception cref="InvalidOperationException">There is a node already.</exception>
    public static NodeEngine Create(ILogStorage storage, NodeSettings settings, NodeKeys keys, TimeProvider clock, RandomFill random) =>
        IsMade(storage) ? throw new InvalidOperationException("A node is here already.") : new(storage, settings, keys, clock, random, create: true);

    /// <summary>Opens a node, wherever it was stopped. It signs nothing until it has asked the others what they know of its log.</summary>
    /// <exception cref="LogDamageException">A log's files are not what a crash leaves.</exception>
    /// <exception cref="NodeDamageException">Other files are not.</exception>
    /// <exception cref="InvalidOperationException">There is no node.</exception>
    public static NodeEngine Open(ILogStorage storage, NodeSettings settings, NodeKeys keys, TimeProvider clock, RandomFill random) =>
        !IsMade(storage) ? throw new InvalidOperationException("No node is here.")
        : IsKnown(storage) ? new(storage, settings, keys, clock, random, create: false)
        : throw new InvalidOperationException("The node here is of another version.");

    /// <summary>Whether a storage holds a node whose making was completed.</summary>
    public static bool IsMade(ILogStorage storage) => new StoragePart(storage, "state").Read(MarkPath) is not null;

    /// <summary>Whether a storage that holds a node is in a form that this program knows. One of another version is neither read nor changed.</summary>
    public static bool IsKnown(ILogStorage storage) => new StoragePart(storage, "state").Read(MarkPath) is { } mark && Encoding.ASCII.GetString(mark) == Version + "\n";

    /// <summary>Every record that is held, with its places; what <see cref="State"/> is folded from.</summary>
    public IReadOnlyList<LoggedRecord> Records()
    {
        lock (_gate)
            return [.. Logged()];
    }

    /// <summary>A record by its digest, with every field open as it came; null where it is not held.</summary>
    public SealedRecord? Find(RecordDigest digest)
    {
        lock (_gate)
            return _openings.Records.Values.FirstOrDefault(r => r.Digest == digest) is { } held ? _openings.Open(held.Leaf)?.Record : null;
    }

    /// <summary>The tiles of this node's own log. Only what <see cref="Published"/> covers is for strangers.</summary>
    public ITileSource Tiles => _own.Log;

    /// <summary>Answers <c>POST /witness/add-checkpoint</c> for the other side's log.</summary>
    public WitnessAnswer AddCheckpoint(ReadOnlySpan<byte> body)
    {
        lock (_gate)
        {
            var answer = _witness.AddCheckpoint(body, Now);
            if (answer.Fork is { } fork)
                KeepFork(fork);
            return answer;
        }
    }

    /// <summary>The last head of the other side's log that this node cosigned; null for another origin.</summary>
    public SignedHead? Cosigned(string origin) => _witness.Latest(origin);

    private AccordState Folded()
    {
        var changes = _own.Changes + _peer.Changes;
        if (_state is null || _foldedAt != changes)
            (_state, _foldedAt) = (AccordState.Fold(_settings.Terms, Logged()), changes);
        return _state;
    }

    private IEnumerable<LoggedRecord> Logged() =>
        Places(_settings.Own.State, _own.Places).Concat(Places(_settings.Peer.State, _peer.Places));

    private IEnumerable<LoggedRecord> Places(StateCode log, IReadOnlyDictionary<TreeHash, ulong> places)
    {
        foreach (var (leaf, index) in places)
        {
            if (_openings.RecordOf(leaf) is { } held)
                yield return new(log, (long)index, held.Digest, held.Signer, held.Record);
        }
    }

    // Whatever was being written, nobody was answered; the files are trusted again once they are opened anew.
    private T Write<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch
        {
            _failed = true;
            throw;
        }
    }
}
