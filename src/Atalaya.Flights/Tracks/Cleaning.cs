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
        var mine = Rent(kept.Length);
        for (var group = -1; group < groups; group++)
        {
            var count = 0;
            for (var k = 0; k < kept.Length; k++)
            {
                if (chains.GroupOf(k) == group)
                    mine[count++] = kept[k];
            }

            if (group < 0)
            {
                foreach (var index in mine.AsSpan(0, count))
                    SetAside(CleaningReason.ImpossibleJump, index);
                continue;
            }

            if (group > 0)
                Count(CleaningReason.SharedAddress, count);
            var aircraft = group == 0 ? raw.Aircraft : raw.Aircraft with { Identity = $"{raw.Aircraft.Identity}+{group + 1}" };
            Emit(tracks, mine.AsSpan(0, count), count < raw.Count, aircraft);
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
