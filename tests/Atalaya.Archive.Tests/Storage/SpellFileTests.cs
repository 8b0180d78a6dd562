using Atalaya.Archive.Storage;
using Atalaya.Flights.Tracks;
using CsCheck;

namespace Atalaya.Archive.Tests.Storage;

public sealed class SpellFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("atalaya-spells-").FullName;

    private static readonly Gen<float> AnyFloat = Gen.OneOf(
        Gen.Float, Gen.Const(float.NaN), Gen.Const(-0f), Gen.Const(float.MaxValue), Gen.Const(float.NegativeInfinity), Gen.Int[-1000, 50_000].Select(static n => n / 10f));

    private static readonly Gen<double> AnyDouble = Gen.OneOf(Gen.Double, Gen.Const(-0.0), Gen.Const(double.Epsilon), Gen.Int[-180_000_000, 180_000_000].Select(static n => n / 1e6));

    private static readonly Gen<long> AnyTime = Gen.OneOf(Gen.Long, Gen.Long[1_700_000_000_000, 1_800_000_000_000], Gen.Const(long.MinValue), Gen.Const(long.MaxValue));

    [Fact]
    public void Any_report_whatever_is_read_back_bit_for_bit() => Gen
        .Select(AnyTime, AnyDouble, AnyDouble, AnyFloat, AnyFloat, AnyFloat, AnyFloat, Gen.Byte[0, 31])
        .Select(static r => new Report(r.Item1, r.Item2, r.Item3, r.Item4, r.Item5, r.Item6, r.Item7, (ReportFlags)r.Item8, (ReportSource)(r.Item8 % 7)))
        .Array[0, 700]
        .Sample(static reports => SameBits(reports, Again(Track(reports))));

    [Fact]
    public void Reports_as_feeds_give_them_are_read_back_bit_for_bit_and_take_at_most_twelve_bytes()
    {
        var reports = Traffic(20_000);

        using var packed = PackedReports.Of(Track(reports));

        Assert.True(SameBits(reports, Again(Track(reports))));
        Assert.InRange(packed.Bytes.Length / (double)reports.Length, 5, 12);
    }

    [Fact]
    public void Spells_of_one_file_are_read_by_their_place_with_their_callsigns()
    {
        var path = Path.Combine(folder, "open.spells");
        var tracks = new[] { 3, 8_000, 256, 1 }.Select(static (count, k) =>
        {
            var builder = new TrackBuilder();
            foreach (var report in Traffic(count))
            {
                builder.SetCallsign(builder.Count < count / 2 ? null : $"ÑANDÚ{k}");
                builder.Add(report);
            }

            return builder.Build(new Aircraft($"a{k}"), Basis.Heard);
        }).ToList();
        var file = new SpellFile(path);
        var places = tracks.Select(track =>
        {
            using var packed = PackedReports.Of(track);
            return file.Append(packed);
        }).ToList();
        file.Close();

        foreach (var (track, place) in tracks.Zip(places).Reverse())
        {
            var builder = new TrackBuilder();
            SpellFile.Read(path, place, builder);
            var read = builder.Build(track.Aircraft, Basis.Heard);
            Assert.True(SameBits([.. Enumerable.Range(0, track.Count).Select(i => track[i])], read));
            Assert.Equal(track.CallsignChanges, read.CallsignChanges);
        }
    }

    [Fact]
    public void A_file_that_was_cut_short_or_overwritten_is_said_to_be_damaged()
    {
        var path = Path.Combine(folder, "open.spells");
        var file = new SpellFile(path);
        using (var packed = PackedReports.Of(Track(Traffic(1_000))))
            file.Append(packed);
        file.Close();
        var whole = File.ReadAllBytes(path);

        foreach (var length in new[] { 2, 11, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.ThrowsAny<IOException>(() => SpellFile.Read(path, 0, new TrackBuilder()));
        }

        whole[6] ^= 1;
        File.WriteAllBytes(path, whole);
        Assert.ThrowsAny<IOException>(() => SpellFile.Read(path, 0, new TrackBuilder()));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Track Track(Report[] reports)
    {
        var builder = new TrackBuilder();
        foreach (var report in reports)
            builder.Add(report);
        return builder.Build(new Aircraft("a00001"), Basis.Heard);
    }

    private static Track Again(Track track)
    {
        using var packed = PackedReports.Of(track);
        var builder = new TrackBuilder();
        PackedReports.Read(packed.Bytes, builder);
        return builder.Build(track.Aircraft, track.Basis);
    }

    private static bool SameBits(Report[] reports, Track read) =>
        reports.Length == read.Count && Enumerable.Range(0, read.Count).All(i => Bits(reports[i]) == Bits(read[i]));

    // A missing value has no other bits than those of NaN.
    private static (long, long, long, int, int, int, int, ReportFlags, ReportSource) Bits(Report r) => (
        r.Time, BitConverter.DoubleToInt64Bits(r.Latitude), BitConverter.DoubleToInt64Bits(r.Longitude), Bits(r.AltitudeFeet), Bits(r.GroundSpeedKnots),
        Bits(r.TrackDegrees), Bits(r.VerticalRateFeetPerMinute), r.Flags, r.Source);

    private static int Bits(float value) => float.IsNaN(value) ? int.MinValue + 1 : BitConverter.SingleToInt32Bits(value);

    private static Report[] Traffic(int count)
    {
        var random = new Random(7);
        var (time, latitude, longitude, altitude) = (1_738_540_800_000L, 31d, -112d, 25_000d);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            time += random.Next(4_000, 20_000) / 10 * 10;
            latitude += (random.NextDouble() - 0.5) * 0.02;
            longitude += (random.NextDouble() - 0.5) * 0.02;
            altitude += random.NextDouble() < 0.1 ? random.Next(-4, 5) * 25 : 0;
            return new Report(
                time, Math.Round(latitude, 6), Math.Round(longitude, 6), i % 50 == 0 ? float.NaN : (float)altitude, MathF.Round((float)(440 + (random.NextDouble() * 3)), 1),
                MathF.Round((float)(random.NextDouble() * 10), 1), random.Next(-3, 4) * 64, i % 50 == 0 ? ReportFlags.OnGround : ReportFlags.None, ReportSource.Adsb);
        })];
    }
}
