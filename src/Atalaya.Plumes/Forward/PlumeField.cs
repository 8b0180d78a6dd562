using System.Runtime.Intrinsics;
using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Dispersion;
using Atalaya.Plumes.Numerics;
using Atalaya.Plumes.Readings;
using MathNet.Numerics.Integration;

namespace Atalaya.Plumes.Forward;

/// <summary>What a source of 1 kg/s would add to each reading of each block: a steady plume in the block's mean wind.</summary>
internal static class PlumeField
{
    /// <summary>Half width in m of what a source's own extent adds to its plume: gas leaves equipment and ground over about a metre.</summary>
    internal const double OwnSize = 0.5;

    /// <summary>Distance in m at which the diffusivity's factor holds; elsewhere it may drift away with a power of the distance.</summary>
    internal const double Anchor = 40;

    internal const double Reach = 4;

    /// <summary>Readings lie so high at least, m: the ground itself has no logarithm.</summary>
    internal const double LeastHeight = 1e-6;

    private static readonly double LogAnchor = Math.Log(Anchor);

    // What lies less far upwind of a source than this still sees some of its own extent.
    internal const double Upwind = 2.5;

    // Gauss and Legendre on [0, 1], for a beam's part in the plume alone: within a thousandth.
    private const int BeamNodes = 8;
    private static readonly GaussLegendreRule Rule = new(0, 1, BeamNodes);
    private static readonly double[] BeamAbscissas = [.. Enumerable.Range(0, BeamNodes).Select(static i => Rule.GetAbscissa(i))];
    private static readonly double[] BeamWeights = [.. Enumerable.Range(0, BeamNodes).Select(static i => Rule.GetWeight(i))];

    /// <summary>Reckons a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="source">The source and the air's factors.</param>
    /// <param name="signal">ppm for each kg/s, one for each reading of the block.</param>
    /// <param name="slope">Its change with a turn of the wind, ppm for each kg/s and radian.</param>
    internal static void Block(Block block, in SourceTerm source, Span<double> signal, Span<double> slope)
    {
        if (block.Track is { } track)
        {
            PuffField.Block(block, track, source, signal, slope);
            return;
        }

        var air = block.Air;
        var (sin, cos) = Math.SinCos(air.Direction + source.Turn);
        Span<double> room = stackalloc double[NodeBatch.RoomNeeded];
        Span<int> owners = stackalloc int[NodeBatch.Capacity];
        var batch = new NodeBatch(air, source, room, owners, signal, slope);
        signal.Clear();
        slope.Clear();
        for (var i = 0; i < block.Readings.Length; i++)
        {
            ref readonly var reading = ref block.Readings[i];
            var (fromX, fromY) = (reading.From.X - source.X, reading.From.Y - source.Y);
            var (along, cross) = ((fromX * cos) + (fromY * sin), (fromY * cos) - (fromX * sin));
            if (!reading.IsBeam)
            {
                batch.Add(i, along, cross, reading.From.Z, 1);
            }
            else
            {
                var (beamX, beamY) = (reading.To.X - reading.From.X, reading.To.Y - reading.From.Y);
                var (alongStep, crossStep) = ((beamX * cos) + (beamY * sin), (beamY * cos) - (beamX * sin));
                double start = 0, end = 1;
                Clip(along + Upwind, alongStep, ref start, ref end);
                if (end <= start)
                    continue;

                // Beyond the beam's nearest point the plume is nowhere wider than this share of its length: drift quickens with distance, and Draxler's factor only narrows it.
                var nearest = Math.Max(1, along + ((alongStep > 0 ? start : end) * alongStep));
                var widest = Reach * source.CrossFactor * air.SigmaCross / air.Growth.DriftSpeed(nearest, source.VerticalFactor);
                Clip((Reach * OwnSize) + (widest * along) - cross, (widest * alongStep) - crossStep, ref start, ref end);
                Clip((Reach * OwnSize) + (widest * along) + cross, (widest * alongStep) + crossStep, ref start, ref end);
                if (end > start)
                    AddBeam(ref batch, i, reading, along, alongStep, cross, crossStep, start, end);
            }
        }

        batch.Reckon();
        for (var i = 0; i < block.Readings.Length; i++)
        {
            signal[i] *= block.Readings[i].PartsPerMillionPerDensity;
            slope[i] *= block.Readings[i].PartsPerMillionPerDensity;
        }
    }

    // The part of a beam from start to end. Where it passes the source closely the gas is a spike: with s = s* + w·sinh t nodes crowd about the nearest point s*,
    // by its distance w, and are even where it is far (Johnston and Elliott 2005).
    private static void AddBeam(ref NodeBatch batch, int index, in BlockReading reading, double along, double alongStep, double cross, double crossStep, double start, double end)
    {
        var square = Math.Max((alongStep * alongStep) + (crossStep * crossStep), 1e-12);
        var nearest = -((along * alongStep) + (cross * crossStep)) / square;
        var passing = ((along * crossStep) - (cross * alongStep)) * ((along * crossStep) - (cross * alongStep)) / square;
        var width = Math.Sqrt((passing + (4 * OwnSize * OwnSize)) / square);
        var first = Math.Asinh((start - nearest) / width);
        var span = Math.Asinh((end - nearest) / width) - first;
        for (var k = 0; k < BeamNodes; k += Vector256<double>.Count)
        {
            var t = Vector256.Create(first) + (span * Vector256.Create(BeamAbscissas, k));
            var up = VectorFunctions.Exp(t);
            var down = Vector256.Create(1.0) / up;
            var s = Vector256.Create(nearest) + (0.5 * width * (up - down));
            var weight = 0.5 * width * span * (up + down) * Vector256.Create(BeamWeights, k);
            batch.Add(index, Vector256.Create(along) + (alongStep * s), Vector256.Create(cross) + (crossStep * s),
                Vector256.Create(reading.From.Z) + ((reading.To.Z - reading.From.Z) * s), weight);
        }
    }

    /// <summary>Logarithms of distances times the factor on the diffusivity there.</summary>
    /// <param name="logAlong">Logarithms of the distances in m.</param>
    /// <param name="logFactor">Logarithm of the factor at <see cref="Anchor"/>.</param>
    /// <param name="power">Power of the distance by which it drifts away from there.</param>
    internal static Vector256<double> LogStretched(Vector256<double> logAlong, double logFactor, double power) =>
        logAlong + Vector256.Create(logFactor) + (power * (Vector256.Max(logAlong, Vector256<double>.Zero) - Vector256.Create(LogAnchor)));

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
