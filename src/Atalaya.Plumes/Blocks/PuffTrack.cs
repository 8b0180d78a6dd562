using System.Runtime.Intrinsics;
using Atalaya.Plumes.Dispersion;

namespace Atalaya.Plumes.Blocks;

/// <summary>
/// Where the gas that is read in one block was on its way, at instants of the block and ages of the gas: one set of places serves every reading and every source.
/// </summary>
/// <remarks>A place is a puff of the age's width; the mean of the block is the sum over its places, each for its share of the way.</remarks>
internal sealed class PuffTrack
{
    // Gas of the next age is so much further on: puffs an eighth of their way wide and more overlap.
    private const double Ratio = 1.15;
    private const double Nearest = 0.7;
    private const double InstantSeconds = 10;
    private const int LeastInstants = 3, MostInstants = 12;
    private const double LeastWidth = 0.12;

    private PuffTrack(int count)
    {
        // A multiple of four, so that none is left over.
        var room = (count + 3) / 4 * 4;
        (East, North, LogAlong, Width, Share) = (new double[room], new double[room], new double[room], new double[room], new double[room]);
        Array.Fill(Width, 1);
    }

    /// <summary>Metres east from where the gas left to where it is read.</summary>
    internal double[] East { get; }

    /// <summary>The same to the north.</summary>
    internal double[] North { get; }

    /// <summary>Logarithm of its way in m.</summary>
    internal double[] LogAlong { get; }

    /// <summary>σ in m on each axis, without the source's own size.</summary>
    internal double[] Width { get; }

    /// <summary>Metres of the way that the place stands for, over the number of instants.</summary>
    internal double[] Share { get; }

    /// <summary>Instants that a block of some seconds is read at.</summary>
    internal static int Instants(double blockSeconds) => (int)Math.Clamp(Math.Round(blockSeconds / InstantSeconds), LeastInstants, MostInstants);

    /// <summary>Ages of the gas for ways up to a distance in m.</summary>
    internal static int Ages(double farthest) => 1 + (int)Math.Ceiling(Math.Log(Math.Max(farthest, 2 * Nearest) / Nearest) / Math.Log(Ratio));

    /// <summary>The track of a block; null where the wind's record has a gap on the way.</summary>
    /// <param name="path">The way of the air.</param>
    /// <param name="begin">Beginning of the block in s.</param>
    /// <param name="length">Its length in s.</param>
    /// <param name="air">Its air.</param>
    /// <param name="scalarSpeed">Mean speed of the wind in m/s whatever its direction.</param>
    /// <param name="farthest">The longest way from a source to a reading in m.</param>
    internal static PuffTrack? Of(WindPath path, double begin, double length, BlockAir air, double scalarSpeed, double farthest)
    {
        var (instants, ages) = (Instants(length), Ages(farthest));
        var track = new PuffTrack(instants * ages);
        var alongs = Enumerable.Range(0, ages).Select(static j => Nearest * Math.Pow(Ratio, j)).ToArray();
        var drifts = alongs.Select(along => air.Growth.DriftSpeed(along, 1)).ToArray();
        var at = 0;
        for (var k = 0; k < instants; k++)
        {
            var instant = begin + ((k + 0.5) * length / instants);
            var eddies = Math.Max(path.Eddies(instant), LeastWidth * scalarSpeed);
            for (var j = 0; j < ages; j++)
            {
                var (along, drift) = (alongs[j], drifts[j]);
                var age = along / drift;
                if (path.Back(instant, age) is not { } way)
                    return null;
                var faster = drift / scalarSpeed;
                (track.East[at], track.North[at]) = (way.East * faster, way.North * faster);
                track.LogAlong[at] = Math.Log(along);
                track.Width[at] = LateralSpread.Sigma(eddies, Vector256.Create(age))[0];

                // The nearest stands for all nearer ones too.
                var (before, after) = (j == 0 ? 0 : along / Math.Sqrt(Ratio), along * Math.Sqrt(Ratio));
                track.Share[at] = (after - before) / instants;
                at++;
            }
        }

        return track;
    }
}
