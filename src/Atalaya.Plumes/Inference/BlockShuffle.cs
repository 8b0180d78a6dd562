using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Numerics;

namespace Atalaya.Plumes.Inference;

/// <summary>Makes readings without a source out of residuals: runs of blocks in new order, each with a sign by chance.</summary>
internal sealed class BlockShuffle
{
    private readonly BlockTable _table;
    private readonly double[][] _bySensor;
    private readonly double[] _spread;

    internal BlockShuffle(BlockTable table, double[] residuals)
    {
        _table = table;
        _bySensor = new double[table.SensorCount][];
        for (var s = 0; s < _bySensor.Length; s++)
        {
            _bySensor[s] = new double[table.Blocks.Count];
            Array.Fill(_bySensor[s], double.NaN);
        }

        var i = 0;
        for (var b = 0; b < table.Blocks.Count; b++)
        {
            foreach (var reading in table.Blocks[b].Readings)
                _bySensor[reading.Sensor][b] = residuals[i++];
        }

        var all = Math.Sqrt(residuals.Sum(static r => r * r) / Math.Max(1, residuals.Length));
        _spread = [.. _bySensor.Select(s => s.Count(double.IsFinite) < 4 ? all : Math.Sqrt(s.Where(double.IsFinite).Average(static r => r * r)))];
    }

    internal double[] Draw(RandomStream random, int runLength)
    {
        var blocks = _table.Blocks.Count;
        var values = new double[_table.ReadingCount];
        var i = 0;
        var source = 0;
        var sign = 1.0;
        for (var b = 0; b < blocks; b++)
        {
            if (b % runLength == 0)
            {
                source = random.Below(blocks);
                sign = random.Uniform() < 0.5 ? -1 : 1;
            }

            var from = (source + (b % runLength)) % blocks;
            foreach (var reading in _table.Blocks[b].Readings)
            {
                // Too few blocks to reorder, or a sensor silent there: a normal of its spread.
                var kept = blocks < 2 * runLength ? double.NaN : _bySensor[reading.Sensor][from];
                values[i++] = double.IsFinite(kept) ? sign * kept : _spread[reading.Sensor] * random.Normal();
            }
        }

        return values;
    }
}
