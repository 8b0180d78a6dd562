using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Dispersion;
using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Forward;

/// <summary>What a source of 1 kg/s would add to each reading of each block: a steady plume in the block's mean wind.</summary>
internal static class PlumeField
{
    /// <summary>Half width in m of what a source's own extent adds to its plume: gas leaves equipment and ground over about a metre.</summary>
    internal const double OwnSize = 0.5;

    /// <summary>Distance in m at which the diffusivity's factor holds; elsewhere it may drift away with a power of the distance.</summary>
    internal const double Anchor = 40;

    private const double Reach = 4;
    private const double LeastDistance = 0.3;

    // Gauss and Legendre on [0, 1]; the part of a beam that lies in the plume is all that is integrated, so ten nodes are within a percent.
    private static readonly double[] BeamNodes =
        [0.0130467357, 0.0674683167, 0.1602952159, 0.2833023029, 0.4255628305, 0.5744371695, 0.7166976971, 0.8397047841, 0.9325316833, 0.9869532643];

    private static readonly double[] BeamWeights =
        [0.0333356722, 0.0747256746, 0.1095431813, 0.1346333597, 0.1477621124, 0.1477621124, 0.1346333597, 0.1095431813, 0.0747256746, 0.0333356722];

    /// <summary>Reckons a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="source">The source and the air's factors.</param>
    /// <param name="signal">ppm for each kg/s, one for each reading of the block.</param>
    /// <param name="slope">Its change with a turn of the wind, ppm for each kg/s and radian.</param>
    internal static void Block(Block block, in SourceTerm source, Span<double> signal, Span<double> slope)
    {
        var air = block.Air;
        var (sin, cos) = Math.SinCos(air.Direction + source.Turn);
        for (var i = 0; i < block.Readings.Length; i++)
        {
            ref readonly var reading = ref block.Readings[i];
            var (fromX, fromY) = (reading.From.X - source.X, reading.From.Y - source.Y);
            var (along, cross) = ((fromX * cos) + (fromY * sin), (fromY * cos) - (fromX * sin));
            double sum = 0, turned = 0;
            if (!reading.IsBeam)
            {
                Node(air, source, along, cross, reading.From.Z, 1, ref sum, ref turned);
            }
            else
            {
                var (beamX, beamY, beamZ) = (reading.To.X - reading.From.X, reading.To.Y - reading.From.Y, reading.To.Z - reading.From.Z);
                var (alongStep, crossStep) = ((beamX * cos) + (beamY * sin), (beamY * cos) - (beamX * sin));
                double start = 0, end = 1;
                Clip(along, alongStep, ref start, ref end);
                if (end <= start)
                {
                    signal[i] = slope[i] = 0;
                    continue;
                }

                // Beyond the beam's nearest point the plume is nowhere wider than this share of its length: drift quickens with distance, and Draxler's factor only narrows it.
                var nearest = Math.Max(1, along + ((alongStep > 0 ? start : end) * alongStep));
                var widest = Reach * source.CrossFactor * air.SigmaCross / air.Growth.DriftSpeed(nearest, source.VerticalFactor);
                Clip((Reach * OwnSize) + (widest * along) - cross, (widest * alongStep) - crossStep, ref start, ref end);
                Clip((Reach * OwnSize) + (widest * along) + cross, (widest * alongStep) + crossStep, ref start, ref end);
                if (end > start)
                {
                    for (var k = 0; k < BeamNodes.Length; k++)
                    {
                        var s = start + ((end - start) * BeamNodes[k]);
                        Node(air, source, along + (s * alongStep), cross + (s * crossStep), reading.From.Z + (s * beamZ), (end - start) * BeamWeights[k], ref sum, ref turned);
                    }
                }
            }

            signal[i] = sum * reading.PartsPerMillionPerDensity;
            slope[i] = turned * reading.PartsPerMillionPerDensity;
        }
    }

    private static void Node(BlockAir air, in SourceTerm source, double along, double cross, double height, double weight, ref double sum, ref double turned)
    {
        if (along <= LeastDistance)
            return;
        var stretch = source.VerticalPower == 0 ? source.VerticalFactor : source.VerticalFactor * Math.Exp(source.VerticalPower * Math.Log(Math.Max(along, 1) / Anchor));
        var stage = VerticalGrowth.At(along, stretch);
        var speed = air.Growth.DriftSpeed(stage);
        var spread = source.CrossFactor * LateralSpread.Sigma(air.SigmaCross, along / speed);
        var variance = (spread * spread) + (OwnSize * OwnSize);
        var off = cross * cross / variance;
        if (off > Reach * Reach * 1.5)
            return;
        var value = weight * Math.Exp(-0.5 * off) / Math.Sqrt(2 * Math.PI * variance) * air.Growth.Integral(stage, height, source.Height);
        sum += value;

        // A turn of the wind to the left moves the reading to the right of the plume by its distance: d(cross) = -along, so d(ln c) = cross·along/σ².
        turned += value * cross * along / variance;
    }

    // Keeps the part of [start, end] where value + s·step ≥ 0.
    private static void Clip(double value, double step, ref double start, ref double end)
    {
        if (step > 0)
            start = Math.Max(start, -value / step);
        else if (step < 0)
            end = Math.Min(end, -value / step);
        else if (value < 0)
            end = start - 1;
    }
}
