using System.Buffers;

namespace Atalaya.Flights.Tracks;

/// <summary>One run of the cleaner. Works on indices into the raw columns; rented memory goes back when disposed.</summary>
internal sealed class Cleaning(Track raw, CleaningRules rules) : IDisposable
{
    private readonly List<int[]> rented = [];
    private readonly List<SetAside> aside = [];
    private readonly int[] counts = new int[Enum.GetValues<CleaningReason>().Length];

    public CleanedTrack Run()
    {
        if (raw.Count == 0)
            return new([], [], new Dictionary<CleaningReason, int>());
        var order = TimeOrder.Find(raw.Times, Rent, out var late);
        Count(CleaningReason.OutOfOrder, late);
        var kept = Rent(raw.Count);
        var sieve = new ReportSieve(raw, rules, order, kept, SetAside);
        var keptCount = sieve.Run();
        var tracks = new List<Track>(1);
        if (!sieve.Jumps)
        {
            Emit(tracks, kept.AsSpan(0, keptCount), order is not null || keptCount < raw.Count, raw.Aircraft);
        }
        else
        {
            Split(tracks, kept.AsSpan(0, keptCount));
        }

        var found = new Dictionary<CleaningReason, int>();
        for (var reason = 0; reason < counts.Length; reason++)
        {
            if (counts[reason] > 0)
                found[(CleaningReason)reason] = counts[reason];
        }

        return new(tracks, aside, found);
    }

    public void Dispose()
    {
        foreach (var array in rented)
            ArrayPool<int>.Shared.Return(array);
        rented.Clear();
    }

    private void Split(List<Track> tracks, Span<int> kept)
    {
        var chains = new PositionChains(raw, rules, Rent(kept.Length), new(raw, rules));
        var groups = chains.Run(kept);

        // Sorted by group in two passes, so that an address used by very many costs no more than one used by two.
        var starts = new int[groups + 2];
        for (var k = 0; k < kept.Length; k++)
            starts[chains.GroupOf(k) + 2]++;
        for (var group = 1; group < starts.Length; group++)
            starts[group] += starts[group - 1];
        var sorted = Rent(kept.Length);
        for (var k = 0; k < kept.Length; k++)
            sorted[starts[chains.GroupOf(k) + 1]++] = kept[k];

        // Filling has moved each start to its group's end; the first group holds what fits nothing.
        foreach (var index in sorted.AsSpan(0, starts[0]))
            SetAside(CleaningReason.ImpossibleJump, index);
        for (var group = 0; group < groups; group++)
        {
            var mine = sorted.AsSpan(starts[group], starts[group + 1] - starts[group]);
            if (group > 0)
                Count(CleaningReason.SharedAddress, mine.Length);
            var aircraft = group == 0 ? raw.Aircraft : raw.Aircraft with { Identity = $"{raw.Aircraft.Identity}+{group + 1}" };
            Emit(tracks, mine, mine.Length < raw.Count, aircraft);
        }
    }

    private void Emit(List<Track> tracks, ReadOnlySpan<int> indices, bool changed, Aircraft aircraft)
    {
        if (indices.Length == 0)
            return;
        var spikes = AltitudeRuns.FindSpikes(raw, rules, indices, Rent);
        if (!changed && spikes.Length == 0)
        {
            tracks.Add(raw);
            return;
        }

        var columns = raw.LendColumns(indices.Length);
        raw.CopyTo(columns, indices);
        foreach (var spike in spikes)
            columns.Altitudes[spike] = float.NaN;
        Count(CleaningReason.AltitudeSpike, spikes.Length);
        tracks.Add(new(aircraft, raw.Basis, columns, 0, indices.Length, Callsigns(indices)));
    }

    /// <summary>A callsign holds from the report that bore it until the next change, in the order of the input; after sorting each report keeps its own.</summary>
    private CallsignChange[] Callsigns(ReadOnlySpan<int> indices)
    {
        var changes = raw.CallsignChanges;
        if (changes.Count == 0)
            return [];
        var found = new List<CallsignChange>(changes.Count);
        var at = -1;
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            while (at + 1 < changes.Count && changes[at + 1].Index <= index)
                at++;
            while (at >= 0 && changes[at].Index > index)
                at--;
            if (at >= 0 && (found.Count == 0 || found[^1].Callsign != changes[at].Callsign))
                found.Add(new(i, changes[at].Callsign));
        }

        return [.. found];
    }

    private void SetAside(CleaningReason reason, int index)
    {
        aside.Add(new(reason, raw[index]));
        counts[(int)reason]++;
    }

    private void Count(CleaningReason reason, int count) => counts[(int)reason] += count;

    private int[] Rent(int length)
    {
        var array = ArrayPool<int>.Shared.Rent(length);
        rented.Add(array);
        return array;
    }
}
