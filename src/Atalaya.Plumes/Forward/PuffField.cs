using System.Runtime.Intrinsics;
using Atalaya.Plumes.Blocks;
using Atalaya.Plumes.Numerics;

namespace Atalaya.Plumes.Forward;

/// <summary>
/// What a source of 1 kg/s would add to each reading of a block whose wind turns while gas drifts over the site: the sum of its puffs, followed back from the
/// reading along the wind's record (the adjoint of a puff model, so that one set of places serves every source). Heights are those of the steady plume at the same way.
/// </summary>
internal static class PuffField
{
    // A beam in a turning wind is read so often, in m: puffs, not a line across a plume, and none of them narrower than half a metre.
    private const double BeamStep = 1.5;
    private const int LeastPlaces = 8, MostPlaces = 96;

    // Beyond five widths there is nothing.
    private const double Farthest = 25;

    /// <summary>Places that a reading is reckoned at.</summary>
    internal static int Places(in BlockReading reading) =>
        reading.IsBeam ? (int)Math.Clamp(Math.Ceiling(reading.From.PlaneDistance(reading.To) / BeamStep), LeastPlaces, MostPlaces) : 1;

    /// <summary>Reckons a block; arguments as in <see cref="PlumeField.Block"/>.</summary>
    internal static void Block(Block block, PuffTrack track, in SourceTerm source, Span<double> signal, Span<double> slope)
    {
        var (sin, cos) = Math.SinCos(source.Turn);
        var height = block.Air.Growth.Source(source.Height);
        for (var i = 0; i < block.Readings.Length; i++)
        {
            ref readonly var reading = ref block.Readings[i];
            double sum = 0, turned = 0;
            var places = Places(reading);
            for (var k = 0; k < places; k++)
            {
                var share = reading.IsBeam ? (k + 0.5) / places : 0;
                var (x, y) = (reading.From.X + (share * (reading.To.X - reading.From.X)) - source.X, reading.From.Y + (share * (reading.To.Y - reading.From.Y)) - source.Y);
                var z = reading.From.Z + (share * (reading.To.Z - reading.From.Z));
                Place(block.Air, track, source, height, (x * cos) + (y * sin), (y * cos) - (x * sin), Math.Max(z, PlumeField.LeastHeight), ref sum, ref turned);
            }

            signal[i] = sum / places * reading.PartsPerMillionPerDensity;
            slope[i] = turned / places * reading.PartsPerMillionPerDensity;
        }
    }

    // The reading is turned back rather than each puff of the track on.
    private static void Place(
        BlockAir air, PuffTrack track, in SourceTerm source, Dispersion.VerticalGrowth.Stage height, double east, double north, double z, ref double sum, ref double turned)
    {
        var logHeight = Vector256.Create(Math.Log(z));
        var logFactor = Math.Log(source.VerticalFactor);
        var (all, turns) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var j = 0; j < track.East.Length; j += Vector256<double>.Count)
        {
            var (x, y) = (Vector256.Create(track.East, j), Vector256.Create(track.North, j));
            var spread = source.CrossFactor * Vector256.Create(track.Width, j);
            var variance = (spread * spread) + Vector256.Create(PlumeField.OwnSize * PlumeField.OwnSize);
            var (offX, offY) = (Vector256.Create(east) - x, Vector256.Create(north) - y);
            var off = ((offX * offX) + (offY * offY)) / variance;
            var near = Vector256.LessThan(off, Vector256.Create(Farthest));
            if (near == Vector256<double>.Zero)
                continue;
            _ = air.Growth.Drift(PlumeField.LogStretched(Vector256.Create(track.LogAlong, j), logFactor, source.VerticalPower), logHeight, height, out var logIntegral);
            var value = (Vector256.Create(track.Share, j) * VectorFunctions.Exp(logIntegral - (0.5 * off)) / (2 * Math.PI * variance)) & near;
            all += value;

            // All puffs turn about the source: d(ln c) = (place × puff)/σ².
            turns += value * ((north * x) - (east * y)) / variance;
        }

        sum += Vector256.Sum(all);
        turned += Vector256.Sum(turns);
    }
}
