namespace Atalaya.Archive.Analysis;

/// <summary>
/// Passes what workers derived to the one thread that writes, many at a time: a short aircraft takes less time than waking a thread
/// for it does. Bounds what waits, so that memory stays flat where the disk is slower than the workers.
/// </summary>
/// <param name="weigh">How many reports one holds: a few aircraft of many days weigh more than hundreds of one.</param>
internal sealed class Handover<T>(Func<T, long> weigh)
{
    /// <summary>Most that waits.</summary>
    private const int Most = 64;

    /// <summary>So many are worth waking the writer for.</summary>
    private const int Worthwhile = 32;

    /// <summary>Reports that may wait.</summary>
    private const long MostReports = 250_000;

    /// <summary>So many reports are worth waking the writer for.</summary>
    private const long WorthwhileReports = 50_000;

    private readonly object gate = new();
    private List<T> waiting = [];
    private long reports;
    private bool completed;

    /// <summary>Hands one over; waits while too many wait already.</summary>
    public void Add(T one)
    {
        lock (gate)
        {
            while (waiting.Count > 0 && (waiting.Count >= Most || reports >= MostReports) && !completed)
                Monitor.Wait(gate);
            waiting.Add(one);
            var before = reports;
            reports += weigh(one);
            if (waiting.Count == Worthwhile || (before < WorthwhileReports && reports >= WorthwhileReports))
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
            while (waiting.Count < Worthwhile && reports < WorthwhileReports && !completed)
                Monitor.Wait(gate);
            var taken = waiting;
            (waiting, reports) = (empty, 0);
            Monitor.PulseAll(gate);
            return taken;
        }
    }
}
