using System.Security.Cryptography;
using System.Text;
using Atalaya.Flights.Tracks;

namespace Atalaya.Tests.Flights.Tracks;

public sealed class FlightNamingTests
{
    [Fact]
    public void The_digest_is_what_its_specification_says()
    {
        var flight = Assert.Single(new Flown().Report(new(1_738_620_000_123, 31.5, -114.25, 24_975, 251.3f, 359.9f, -640, ReportFlags.Stale, ReportSource.Mlat)).Report(new(1_738_620_001_123, -0.0000015, 179.9999994)).Flights());
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Encoding.UTF8.GetBytes("atalaya-track-1\nae1234\nheard\n"));
        void Write(long time, int latitude, int longitude, int altitude, int speed, short track, int rate, byte flags, byte source)
        {
            writer.Write(time);
            writer.Write(latitude);
            writer.Write(longitude);
            writer.Write(altitude);
            writer.Write(speed);
            writer.Write(track);
            writer.Write(rate);
            writer.Write(flags);
            writer.Write(source);
        }

        Write(1_738_620_000_123, 31_500_000, -114_250_000, 24_975, 2_513, 3_599, -640, 2, 4);
        Write(1_738_620_001_123, -2, 179_999_999, int.MinValue, int.MinValue, short.MinValue, int.MinValue, 0, 0);
        writer.Flush();
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
        Assert.Equal(digest, flight.TrackDigest);
        Assert.Equal($"ae1234-20250203T220000Z-{digest[..8]}", flight.FlightId);
    }

    [Fact]
    public void Name_and_digest_do_not_depend_on_the_order_or_the_cut_of_the_input()
    {
        var raw = new Flown().Climb(20_000).Fly(60, 400, 0, 20_000).Track();
        Flight FromOrder(IEnumerable<int> order)
        {
            var builder = new TrackBuilder();
            foreach (var i in order)
                builder.Add(raw[i]);
            var cleaned = TrackCleaner.Clean(builder.Build(raw.Aircraft, raw.Basis), CleaningRules.Default);
            return Assert.Single(FlightCutter.Cut(Assert.Single(cleaned.Tracks), CuttingRules.Default, []));
        }

        var whole = FromOrder(Enumerable.Range(0, raw.Count));
        foreach (var other in new[] { FromOrder(Enumerable.Range(0, raw.Count).Reverse()), FromOrder([.. Enumerable.Range(100, raw.Count - 100), .. Enumerable.Range(0, 120)]) })
        {
            Assert.Equal(whole.TrackDigest, other.TrackDigest);
            Assert.Equal(whole.FlightId, other.FlightId);
        }
    }

    [Fact]
    public void A_flight_that_is_continued_keeps_its_name_and_changes_its_digest()
    {
        var flown = new Flown().Climb(20_000).Fly(20, 400, 0, 20_000);
        var first = Assert.Single(flown.Flights());
        var (name, digest) = (first.FlightId, first.TrackDigest);
        var continued = Assert.Single(flown.Fly(20, 400, 0, 20_000).Flights());
        Assert.Equal(name, continued.FlightId);
        Assert.NotEqual(digest, continued.TrackDigest);
    }
}
