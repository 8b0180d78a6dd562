using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Forward;

namespace Atalaya.Plumes.Inference;

/// <summary>
/// Fields of the last few sources that one thread reckoned, each for 1 kg/s. Differences along one parameter leave the fields of all other sources as they
/// are, and those along rates, noise and offsets leave all of them: more than half of the fields that a climb asks for are here already.
/// </summary>
internal sealed class FieldCache(int readings)
{
    private const int Capacity = 8;

    private readonly List<Entry> _entries = [];
    private long _clock;

    /// <summary>The field of a source; reckoned where it is not among the last few.</summary>
    internal Entry Of(BlockTable table, int[] first, in SourceTerm term)
    {
        _clock++;
        Entry? oldest = null;
        foreach (var entry in _entries)
        {
            if (entry.Term == term)
            {
                entry.Used = _clock;
                return entry;
            }

            if (oldest is null || entry.Used < oldest.Used)
                oldest = entry;
        }

        if (oldest is null || _entries.Count < Capacity)
            _entries.Add(oldest = new(readings));
        for (var b = 0; b < table.Blocks.Count; b++)
        {
            var n = table.Blocks[b].Readings.Length;
            PlumeField.Block(table.Blocks[b], term, oldest.Signal.AsSpan(first[b], n), oldest.Slope.AsSpan(first[b], n));
        }

        (oldest.Term, oldest.Used) = (term, _clock);
        return oldest;
    }

    /// <summary>A field, in the order of the readings.</summary>
    internal sealed class Entry(int readings)
    {
        internal SourceTerm Term { get; set; } = new(double.NaN, double.NaN, 0, 0, 0, 0);

        internal long Used { get; set; }

        /// <summary>ppm for each kg/s.</summary>
        internal double[] Signal { get; } = new double[readings];

        /// <summary>Its change with a turn of the wind, ppm for each kg/s and radian.</summary>
        internal double[] Slope { get; } = new double[readings];
    }
}
