using Atalaya.Accords.Log;

namespace Atalaya.Tests.Accords.Log;

/// <summary>Appends batches to a log whose power fails, starts it again, and holds it to what it acknowledged.</summary>
internal sealed class LogWorkload
{
    private readonly WatchedSigner _watched = new();
    private readonly List<byte[]> _acknowledged = [];
    private SignedHead? _last;
    private int _made;

    public LogRules Rules { get; init; } = new() { FoldAfterEntries = 256 };

    public FaultyStorage Storage { get; private set; } = new();

    public IReadOnlyList<byte[]> Acknowledged => _acknowledged;

    /// <summary>Runs until done or until the power fails. True if done.</summary>
    public bool Run(IEnumerable<int> batches)
    {
        try
        {
            var log = Start();
            foreach (var size in batches)
            {
                var entries = Enumerable.Range(0, size).Select(_ => BitConverter.GetBytes(_made++)).ToList();
                var answer = log.AppendBatch([.. entries.Select(static e => (ReadOnlyMemory<byte>)e)]);
                if (answer.Refusal == LogRefusal.StorageFailed)
                    return false;
                Assert.Equal(LogRefusal.None, answer.Refusal);
                // What was not acknowledged may stand in the log between.
                Assert.True(answer.Index >= (ulong)_acknowledged.Count);
                while ((ulong)_acknowledged.Count < answer.Index)
                    _acknowledged.Add(log.Entry((ulong)_acknowledged.Count)!.Value.ToArray());
                _acknowledged.AddRange(entries);
                _last = answer.Head;
            }

            return true;
        }
        catch (PowerCutException)
        {
            return false;
        }
    }

    /// <summary>Starts the machine again.</summary>
    public void Reboot(Loss loss, int seed) => Storage = Storage.Reboot(loss, seed);

    /// <summary>Opens the log and holds it to every promise.</summary>
    public void Check()
    {
        var log = Start();
        var head = log.Head;
        var size = head.Checkpoint.Size;
        Assert.True(head.Note.TryVerify([_watched.Signer.Verifier], out _, out _));
        Assert.Empty(LogAudit.Run(log, head.Checkpoint));
        Assert.True(size >= (ulong)_acknowledged.Count, $"{_acknowledged.Count} acknowledged, {size} there");
        for (var i = 0; i < _acknowledged.Count; i++)
            Assert.Equal(_acknowledged[i], log.Entry((ulong)i)!.Value.ToArray());
        for (var i = 0; i < _acknowledged.Count; i += 1 + (_acknowledged.Count / 7))
            Assert.Equal(ProofVerdict.Holds, log.ProveInclusion((ulong)i, size)!.Check(_acknowledged[i], head.Checkpoint.Root));
        if (_last is { Checkpoint.Size: > 0 })
            Assert.Equal(ProofVerdict.Holds, log.ProveConsistency(_last.Checkpoint.Size, size)!.Check(_last.Checkpoint.Root, head.Checkpoint.Root));
    }

    private AppendLog Start()
    {
        try
        {
            return AppendLog.Open(Storage, _watched.Signer, Rules);
        }
        catch (LogDamageException) when (_last is null && Storage.Read("journal") is null)
        {
            return AppendLog.Create(Storage, _watched.Signer, Rules);
        }
    }
}
