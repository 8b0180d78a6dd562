namespace Atalaya.Accords.Log;

/// <summary>Lets entries that come while a batch is being written wait and go together in the next: one sync serves them all.</summary>
internal sealed class GroupCommit(Func<IReadOnlyList<ReadOnlyMemory<byte>>, AppendAnswer> append, LogRules rules)
{
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private bool _running;

    public Task<AppendAnswer> Add(ReadOnlyMemory<byte> entry)
    {
        var waiting = new Waiting(entry);
        lock (_gate)
        {
            _waiting.Enqueue(waiting);
            if (_running)
                return waiting.Answer.Task;
            _running = true;
        }

        _ = Task.Run(Drain);
        return waiting.Answer.Task;
    }

    private void Drain()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                var answer = append([.. batch.Select(static w => w.Entry)]);
                for (var i = 0; i < batch.Count; i++)
                    batch[i].Answer.SetResult(answer.Refusal == LogRefusal.None ? answer with { Index = answer.Index + (ulong)i } : answer);
            }
            catch (Exception e)
            {
                foreach (var waiting in batch)
                    waiting.Answer.SetException(e);
            }
        }
    }

    private List<Waiting> Next()
    {
        var batch = new List<Waiting>();
        long bytes = 0;
        lock (_gate)
        {
            while (batch.Count < rules.MostBatchEntries && _waiting.TryPeek(out var next) && (batch.Count == 0 || bytes + next.Entry.Length <= rules.MostBatchBytes))
            {
                batch.Add(_waiting.Dequeue());
                bytes += next.Entry.Length;
            }

            _running = batch.Count > 0;
        }

        return batch;
    }

    private sealed record Waiting(ReadOnlyMemory<byte> Entry)
    {
        public TaskCompletionSource<AppendAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
