using Atalaya.Flights.Feeds;
using CsCheck;

namespace Atalaya.Tests.Feeds;

/// <summary>Bytes as a feed should not have them.</summary>
internal static class Fuzz
{
    private static readonly byte[] Telling = [.. "\0\n\r\t ,.:;-+0123456789\"'[]{}<>/&~eEnNxT"u8, 0x1f, 0x80, 0xff];

    // ATALAYA_FUZZ=100 runs each fuzz test a hundred times as long.
    private static readonly long Times = long.TryParse(Environment.GetEnvironmentVariable("ATALAYA_FUZZ"), out var times) ? times : 1;

    /// <summary>Random bytes behind a file's own beginning.</summary>
    public static Gen<byte[]> Behind(byte[] beginning) => Gen.Byte.Array[0, 600].Select(rest => beginning.Concat(rest).ToArray());

    /// <summary>Valid files with some bytes changed, left out or given twice, and an end that may be missing.</summary>
    public static Gen<byte[]> Of(params byte[][] seeds) =>
        from seed in Gen.Int[0, seeds.Length - 1].Select(i => seeds[i])
        from cut in Gen.Int[0, 2 * seed.Length]
        from changes in Gen.Select(Gen.Int[0, 1 << 20], Gen.OneOf(Gen.Byte, Gen.Int[0, Telling.Length - 1].Select(i => Telling[i])), Gen.Int[0, 9]).Array[0, 6]
        select Change(seed, cut, changes);

    /// <summary>Reads them: nothing throws, what comes out is on the Earth and in our time, and no input is passed over in silence.</summary>
    public static void Check(Gen<byte[]> inputs, RowOptions? options, long iterations) => inputs.Sample(
        bytes =>
        {
            var probe = FeedProbe.RowsOf(bytes, options);
            foreach (var row in probe.Rows)
            {
                Assert.InRange(row.Report.Latitude, -90, 90);
                Assert.InRange(row.Report.Longitude, -180, 180);
                Assert.InRange(row.Report.Time, 631_152_000_000, 4_102_444_800_000);
                Assert.NotEmpty(row.Identity);
            }

            Assert.True(probe.Rows.Count + probe.Faults.Count + probe.Counts.Count > 0);
        },
        iter: iterations * Times);

    private static byte[] Change(byte[] seed, int cut, (int At, byte Value, int How)[] changes)
    {
        var bytes = seed[..Math.Min(cut, seed.Length)].ToList();
        foreach (var (at, value, how) in changes)
        {
            if (bytes.Count == 0)
                break;
            var place = at % bytes.Count;
            if (how == 0)
                bytes.RemoveRange(place, Math.Min(value % 40, bytes.Count - place));
            else if (how == 1)
                bytes.InsertRange(place, bytes.GetRange(place, Math.Min(value, bytes.Count - place)));
            else
                bytes[place] = value;
        }

        return [.. bytes];
    }
}
