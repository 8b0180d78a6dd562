using System.Globalization;
using System.Text;
using Atalaya.Flights.Feeds;
using CsCheck;

namespace Atalaya.Tests.Feeds;

/// <summary>Laws of the readers: two of them agree, and nothing makes them throw.</summary>
public class FeedPropertyTests
{
    private static readonly Gen<string> Number = Gen.OneOf(
        Gen.Double[-200, 200].Select(value => value.ToString("0.######", CultureInfo.InvariantCulture)),
        Gen.Int[-2000, 100_000].Select(value => value.ToString(CultureInfo.InvariantCulture)),
        Gen.Double.Where(double.IsFinite).Select(value => value.ToString("R", CultureInfo.InvariantCulture)),
        Pick("null", "-0", "0.0", "1e3", "123456789012345678901234567890", "0.1234567890123456789"));

    private static readonly Gen<string> Details = Pick(
        "null", "{}", "{\"flight\":\"ABC123  \"}", "{\"type\":\"adsb_icao\",\"flight\":\"XYZ9    \",\"nav_modes\":[\"althold\",\"tcas\"],\"rc\":186}",
        "{\"a\":\"}\",\"flight\":\"Q1\"}", "{\"a\":{\"flight\":\"NO\"},\"flight\":\"YES\"}", "{\"a\":\"\\\"\",\"flight\":\"E\\u0041\"}", "{\"flight\":\"        \"}");

    private static readonly Gen<string> Row =
        from numbers in Number.Array[8]
        from altitude in Gen.OneOf(Number, Gen.Const("\"ground\""))
        from details in Details
        from tail in Gen.OneOf(Gen.Const(""), Pick("\"mlat\"", "\"adsb_icao\"", "null").SelectMany(source => Number.Array[0, 5].Select(rest => "," + string.Join(',', [source, .. rest]))))
        from gap in Pick("", "", "", " ", "\n")
        select "[" + string.Join("," + gap, numbers[0], numbers[1], numbers[2], altitude, numbers[4], numbers[5], numbers[6], numbers[7], details) + tail + "]";

    // Rows with the decimals that readsb prints, and now and then one character that is not where it belongs.
    private static readonly Gen<string> PrintedRow =
        from offset in Gen.Double[-100, 86_400]
        from latitude in Gen.Double[-90, 90]
        from longitude in Gen.Double[-180, 180]
        from altitude in Gen.OneOf(Gen.Int[-1500, 60_000].Select(Whole), Pick("null", "\"ground\""))
        from speed in Gen.OneOf(Gen.Double[0, 1500].Select(Tenths), Gen.Const("null"))
        from track in Gen.OneOf(Gen.Double[0, 360].Select(Tenths), Gen.Const("null"))
        from flags in Gen.Int[0, 15]
        from rate in Gen.OneOf(Gen.Int[-20_000, 20_000].Select(Whole), Gen.Const("null"))
        from details in Details
        from geometric in Gen.OneOf(Gen.Int[-1500, 60_000].Select(Whole), Gen.Const("null"))
        from tail in Pick("null,null,null", "-64,null,null", "64,280,-0.4", "null,null,null,7")
        from slip in Gen.Int[0, 400]
        from odd in Pick("0", ".", "-", ",", "n", "\"", " ", "5", "]")
        select Slip(FormattableString.Invariant($"[{offset:0.00},{latitude:0.000000},{longitude:0.000000},{altitude},{speed},{track},{flags},{rate},{details},\"adsb_icao\",{geometric},{tail}]"), slip, odd);

    private static readonly Gen<byte[]> Trace =
        from rows in Gen.OneOf(Row, PrintedRow).Array[0, 30]
        from glue in Pick(",", ",\n", " , ")
        select Encoding.UTF8.GetBytes("{\"icao\":\"a1b2c3\",\"timestamp\":1693353600.000,\"trace\":[" + string.Join(glue, rows) + "]}");

    private static readonly byte[][] Seeds =
    [
        Encoding.UTF8.GetBytes("{\"icao\":\"a1b2c3\",\"r\":\"N1\",\"dbFlags\":1,\"timestamp\":1693353600.000,\"trace\":[[1.5,10.25,20.5,30000,400,90,0,-64,{\"flight\":\"A\"},\"adsb_icao\",1,2,3,4],[2,10.25,20.5,\"ground\",4,null,0,null,null]]}"),
        Encoding.UTF8.GetBytes("[{\"timestamp\":1515748470000,\"icao24\":\"39b415\",\"latitude\":41.891235,\"longitude\":8.779761,\"groundspeed\":158,\"track\":-47,\"callsign\":\"CAL\",\"altitude\":1000},{\"timestamp\":null}]"),
        Encoding.UTF8.GetBytes("{\"timestamp\":{\"0\":1515748470000,\"1\":1515748471000},\"latitude\":{\"0\":1,\"1\":2},\"longitude\":{\"0\":3,\"1\":null}}"),
        Encoding.UTF8.GetBytes("{\"hex\":\"0c20f4\",\"fixes\":[{\"positionTime\":1782619555953,\"lat\":34.5,\"lon\":-118.4,\"gs\":486.4}]}"),
        Encoding.UTF8.GetBytes("{\"now\":1748719389,\"lat\":36.3,\"lon\":-121.4,\"hex\":\"a7f426\"}\n{\"now\":1748719390,\"lat\":36.3,\"lon\":-121.4,\"hex\":\"a7f426\"}\n"),
        Encoding.UTF8.GetBytes("time,icao24,lat,lon,alt\n2024-01-01 00:00:00,abc123,1,2,3\n2024-01-01T00:00:01Z,abc123,1,2,\"3\"\n"),
        FeedProbe.Gzip("time;icao24;lat;lon\n1700000000;abc123;1;2\n"),
    ];

    private static readonly Gen<byte[]> Mutated =
        from seed in Pick(Seeds)
        from cut in Gen.Int[0, 400]
        from changes in Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[0, 6]
        select Mutate(seed, cut, changes);

    [Fact]
    public void The_fast_reader_equals_the_reference_on_generated_traces() =>
        Trace.Sample(bytes => FeedProbe.Trace(bytes).Canonical() == FeedProbe.TraceByJson(bytes).Canonical(), iter: 2000);

    [Fact]
    public void Random_bytes_never_throw_and_never_hang() =>
        Gen.Byte.Array[0, 2000].Sample(ReadAll, iter: 1000);

    [Fact]
    public void Mutated_inputs_never_throw_and_never_hang() => Mutated.Sample(ReadAll, iter: 4000);

    [Fact]
    public void No_input_is_passed_over_in_silence() =>
        Mutated.Sample(
            bytes =>
            {
                var probe = FeedProbe.RowsOf(bytes);
                return probe.Rows.Count > 0 || probe.Faults.Count > 0 || probe.Counts.Count > 0;
            },
            iter: 1000);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Tenths(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    // Inside the numbers only: the two readers may differ in what they make of details that are no JSON.
    private static string Slip(string row, int at, string odd) => at == 0 || at >= row.IndexOf(",{", StringComparison.Ordinal) ? row : row[..at] + odd + row[at..];

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void ReadAll(byte[] bytes)
    {
        foreach (var native in (bool[])[true, false])
        {
            var trace = FeedProbe.Trace(bytes, native);
            foreach (var latitude in trace.Track.Latitudes)
                Assert.InRange(latitude, -90, 90);
        }

        var rows = FeedProbe.RowsOf(bytes);
        Assert.All(rows.Rows, static row => Assert.InRange(row.Report.Latitude, -90, 90));
        using var scratch = new FeedScratch();
        ReadsbTrace.Peek(new MemoryStream(bytes), scratch);
    }

    private static byte[] Mutate(byte[] seed, int cut, (int At, byte Value)[] changes)
    {
        var bytes = seed[..Math.Max(0, cut < 200 ? seed.Length : Math.Min(seed.Length, cut - 200))];
        foreach (var (at, value) in changes)
        {
            if (bytes.Length > 0)
                bytes[at % bytes.Length] = value;
        }

        return bytes;
    }
}
