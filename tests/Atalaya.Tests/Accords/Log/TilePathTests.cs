using Atalaya.Accords.Log;
using CsCheck;

namespace Atalaya.Tests.Accords.Log;

public sealed class TilePathTests
{
    [Theory]
    [InlineData("tile/0/x001/x234/067", 0, 1234067UL, 256)]
    [InlineData("tile/0/000", 0, 0UL, 256)]
    [InlineData("tile/63/999.p/255", 63, 999UL, 255)]
    [InlineData("tile/entries/x001/000.p/1", TilePath.Entries, 1000UL, 1)]
    [InlineData("tile/1/x072/x057/x594/x037/x927/935", 1, 72057594037927935UL, 256)]
    public void A_path_says_level_number_and_width(string text, int level, ulong index, int width)
    {
        Assert.True(TilePath.TryParse(text, out var path));
        Assert.Equal((level, index, width), (path.Level, path.Index, path.Width));
        Assert.Equal(text, path.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/234")]
    [InlineData("tile/0/x001/x234")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/1/2")]
    [InlineData("tile/entries/../000")]
    [InlineData("tile/0/x001/x000/x000/x000/x000/x000/000")]
    [InlineData("tile/data/000")]
    [InlineData("tile/0/٠٠٠")]
    public void Anything_else_is_no_path(string? text) => Assert.False(TilePath.TryParse(text, out _));

    [Fact]
    public void A_path_that_was_written_is_read_as_the_same() =>
        Gen.Select(Gen.Int[0, 63], Gen.ULong[0, (1UL << 56) - 1], Gen.Int[1, 256]).Sample((level, index, width) =>
            TilePath.TryParse(TilePath.OfHashes(level, index, width).ToString(), out var a) && a == TilePath.OfHashes(level, index, width)
            && TilePath.TryParse(TilePath.OfEntries(index, width).ToString(), out var b) && b == TilePath.OfEntries(index, width));

    [Fact]
    public void Entries_that_were_bundled_are_read_back_and_a_bundle_cut_anywhere_is_refused() =>
        Gen.Byte.Array[0, 40].Array[1, 12].Sample(entries =>
        {
            var bundle = EntryBundle.Write([.. entries.Select(static e => (ReadOnlyMemory<byte>)e)]);
            Assert.True(EntryBundle.TryRead(bundle, entries.Length, out var read, out _));
            Assert.Equal(entries, read.Select(static e => e.ToArray()));
            Assert.False(EntryBundle.TryRead(bundle, entries.Length + 1, out _, out _));
            Assert.False(EntryBundle.TryRead(bundle, entries.Length - 1, out _, out _));
            for (var cut = 0; cut < bundle.Length; cut++)
                Assert.False(EntryBundle.TryRead(bundle.AsMemory(0, cut), entries.Length, out _, out _));
        }, iter: 200);

    [Fact]
    public void An_entry_of_65535_bytes_fits_and_a_longer_one_does_not()
    {
        var bundle = EntryBundle.Write([new byte[65_535]]);
        Assert.True(EntryBundle.TryRead(bundle, 1, out var read, out _));
        Assert.Equal(65_535, read[0].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => EntryBundle.Write([new byte[65_536]]));
    }
}
