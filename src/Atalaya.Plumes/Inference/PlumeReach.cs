using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Forward;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Inference;

/// <summary>How far the readings that see a source lie from it: the length that an error of the wind's direction is multiplied by.</summary>
internal static class PlumeReach
{
    private const int BeamPoints = 9;

    /// <summary>Mean distance in m along the wind from a source to where its plume is read, each place weighed by the signal there; 0 where nothing sees it.</summary>
    internal static double Of(BlockTable table, in SourceTerm source)
    {
        double sum = 0, weighted = 0;
        foreach (var block in table.Blocks)
        {
            var points = block.Readings.SelectMany(Points).ToArray();
            var signal = new double[points.Length];
            PlumeField.Block(block with { Readings = points }, source, signal, new double[points.Length]);
            for (var i = 0; i < points.Length; i++)
            {
                sum += signal[i];
                weighted += signal[i] * points[i].From.PlaneDistance(new(source.X, source.Y, 0));
            }
        }

        return sum > 0 ? weighted / sum : 0;
    }

    private static IEnumerable<BlockReading> Points(BlockReading reading) => reading.IsBeam
        ? Enumerable.Range(0, BeamPoints).Select(k => At(reading, (k + 0.5) / BeamPoints))
        : [reading];

    private static BlockReading At(BlockReading reading, double share)
    {
        var (a, b) = (reading.From, reading.To);
        var spot = new Spot(a.X + (share * (b.X - a.X)), a.Y + (share * (b.Y - a.Y)), a.Z + (share * (b.Z - a.Z)));
        return reading with { From = spot, To = spot };
    }
}
