namespace Atalaya.Archive.Analysis;

/// <summary>
/// Passes what workers derived to the one thread that writes, many at a time: a short aircraft takes less time than waking a thread
/// for it does. Bounds what waits, so that memory stays flat where the disk is slower than the workers.
/// </summary>
internal sealed class Handover<T>
{
    /// <summary>Most that waits.</summary>
    private const int Most = 64;

    /// <summary>So many are worth waking the writer for.</summary>
    private const int Worthwhile = 32;

    private readonly object gate = new();
    private List<T> waiting = [];
    private bool completed;

    /// <summary>Hands one over; waits while too many wait already.</summary>
    public void Add(T one)
    {
        lock (gate)
        {
            while (waiting.Count >= Most && !completed)
                Monitor.Wait(gate);
            waiting.Add(one);
            if (waiting.Count == Worthwhile)
                Monitor.PulseAll(gate);
        }
    }

    /// <summary>Says that no more will come, or that nobody takes any more.</summary>
    public void Complete()
    {
        lock (gate)
        {
            completed = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits for some and takes all there are; none after the last.</summary>
    /// <param name="empty">An empty list, which is used from then on.</param>
    public List<T> Take(List<T> empty)
    {
        lock (gate)
        {
            while (waiting.Count < Worthwhile && !completed)
                Monitor.Wait(gate);
            var taken = waiting;
            waiting = empty;
            Monitor.PulseAll(gate);
            return taken;
        }
    }
}
