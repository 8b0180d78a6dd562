namespace Atalaya.Plumes.Feeds;

/// <summary>Takes faults and understandings of one reading. The first faults of a file and reason are kept one by one, all are counted.</summary>
internal sealed class FaultLog
{
    // Enough to see what is wrong; a file of junk holds millions.
    private const int KeptOfReason = 50;
    private const int LongestExcerpt = 200;

    private readonly List<InputFault> faults = [];
    private readonly Dictionary<(string Source, InputFaultReason Reason), long> counts = [];
    private readonly List<Understanding> understood = [];

    public IReadOnlyList<InputFault> Faults => faults;

    public IReadOnlyList<Understanding> Understood => understood;

    public IReadOnlyList<InputFaultCount> Counts => [.. counts.Select(static pair => new InputFaultCount(pair.Key.Source, pair.Key.Reason, pair.Value))];

    public void Add(string source, InputFaultReason reason, long? line = null, string? field = null, string? excerpt = null)
    {
        if (Count(source, reason) <= KeptOfReason)
            faults.Add(new(source, reason, line, field, excerpt is { Length: > LongestExcerpt } ? excerpt[..LongestExcerpt] : excerpt));
    }

    /// <summary>Counts without keeping.</summary>
    public long Count(string source, InputFaultReason reason, long count = 1) =>
        counts[(source, reason)] = counts.GetValueOrDefault((source, reason)) + count;

    public bool Has(InputFaultReason reason) => counts.Keys.Any(key => key.Reason == reason);

    public void Understand(Understanding item)
    {
        if (!understood.Contains(item))
            understood.Add(item);
    }

    public void Assume(string source, Assumption assumption, string? column = null, string? detail = null, PlumeColumn? meaning = null, string? unit = null) =>
        Understand(new(source, column, meaning, unit, 0, assumption, detail));
}
