using System.Text;
using Atalaya.Plumes.Checks;
using Atalaya.Plumes.Feeds;
using Atalaya.Plumes.Readings;
using CsCheck;

namespace Atalaya.Tests.Plumes.Feeds;

/// <summary>Whatever the bytes, reading and checking end without an exception, and what comes out is in order.</summary>
public sealed class PlumeFuzzTests
{
    private static readonly byte[] Telling = [.. "\0\n\r\t ,.;:+-0123456789\"#eEnN"u8, 0x1f, 0x80, 0xff];

    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            "time,sensor,x,y,z,ch4_ppm,wind_speed,wind_from\n2025-02-03T13:00:00Z,a,1,2,3,2.5,4,270\n2025-02-03T13:01:00Z,b,4,2,3,2.5,4,280\n",
            "minute_index,wind_speed_m_s,wind_toward_math_deg,tan_gamma_horizontal,ch4_ppm_beam1,ch4_ppm_beam2\n0,2.5,226,0.22,2.9,3.3\n1,2.9,215,0.33,3.2,3.6\n",
            "date;time;lat;lon;alt_m;ch4_ppb;u;v;w\n03/02/2025;13:00:00;40,5;-105,1;20;2500;1,5;2;0,1\n04/02/2025;13:00:01;40,6;-105,1;21;2600;1,5;2;0,1\n",
            "# c\nTIMESTAMP,x,y,z,CH4,SO2\nTS,m,m,m,ppm,ppb\n2025-02-03 13:00:00,1,2,3,4,5\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Theory]
    [InlineData("a\uD83Db")]
    [InlineData("\uFFFE")]
    [InlineData("\uDC00")]
    public void A_column_name_that_is_no_text_is_read_as_far_as_it_is(string name) => Assert.NotNull(ColumnWords.Split(name));

    [Fact]
    public void Mutated_files_never_throw() => Mutated().Sample(static bytes => Read(bytes, bytes, bytes), iter: 4000);

    [Fact]
    public void Random_bytes_never_throw() => Gen.Byte.Array[0, 400].Sample(static bytes => Read(bytes, null, null), iter: 3000);

    [Fact]
    public void Random_bytes_behind_the_beginning_of_gzip_and_Parquet_never_throw() =>
        Gen.Select(Gen.OneOf(Gen.Const("PAR1"u8.ToArray()), Gen.Const(new byte[] { 0x1f, 0x8b, 8, 0 })), Gen.Byte.Array[0, 400]).Sample(static (head, rest) => Read([.. head, .. rest], null, null), iter: 1500);

    private static Gen<byte[]> Mutated() =>
        from seed in Gen.Int[0, Seeds.Length - 1].Select(static i => Seeds[i])
        from cut in Gen.Int[0, 2 * seed.Length]
        from changes in Gen.Select(Gen.Int[0, 4000], Gen.Int[0, Telling.Length - 1].Select(static i => Telling[i])).Array[0, 8]
        select Change(seed[..Math.Min(cut, seed.Length)], changes);

    private static byte[] Change(byte[] bytes, (int At, byte Value)[] changes)
    {
        foreach (var (at, value) in changes)
        {
            if (bytes.Length > 0)
                bytes[at % bytes.Length] = value;
        }

        return bytes;
    }

    private static void Read(byte[] readings, byte[]? wind, byte[]? sensors)
    {
        var input = PlumeProbe.Bytes(readings, wind, sensors, new() { CloudOktas = 3 });
        Assert.True(input.Readings is not null || input.FaultCounts.Count > 0);
        if (input.Readings is { } table)
        {
            Assert.Equal(table.Count, input.ReadingLines.Count);
            Assert.All(table.From, static spot => Assert.True(spot.IsFinite));
            Assert.True(Enumerable.Range(1, table.Count - 1).All(i => table.Seconds[i] >= table.Seconds[i - 1]));
            Assert.NotEmpty(table.Gases);
        }

        if (input.Wind is { } air)
            Assert.All(air.East.Concat(air.North), static speed => Assert.True(double.IsFinite(speed)));
        InputChecks.Check(input.Readings, input.Wind, input.Readings?.Gases[0].Gas ?? Gas.Methane);
    }
}
