using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Atalaya.Flights.Tracks;

/// <summary>Names and digests of flights. The bytes are specified in <c>docs/formats/track-digest.md</c>; change neither without a new version there.</summary>
internal static class FlightNaming
{
    // Hashed in one call, which costs less than in parts; longer flights go in parts of so many.
    private const int ReportsAtOnce = 4096;

    /// <summary>Reports that the name is made of: a flight that grows at its end keeps its name.</summary>
    private const int NamingReports = 8;

    // 1.5 · 2^52: added to a number of less than 32 bits, it leaves the nearest integer (halves to even) in the lowest bits of the sum.
    private const double Rounder = 6_755_399_441_055_744;

    private static readonly InstantPattern Start = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    // From here on .NET's own date writes the same, without a list of fields to walk.
    private static readonly Instant FirstYear = Instant.FromUtc(1, 1, 1, 0, 0);

    // The calling thread's own.
    [ThreadStatic]
    private static byte[]? bytes;

    public static string FlightId(Track track)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Digest(track, Math.Min(track.Count, NamingReports), hash);
        Span<char> end = stackalloc char[26];
        var time = Instant.FromUnixTimeMilliseconds(track.Times[0]);
        if (time >= FirstYear && time.ToDateTimeUtc().TryFormat(end[1..], out var written, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture))
        {
            (end[0], end[written + 1]) = ('-', '-');
            Convert.TryToHexStringLower(hash[..4], end[(written + 2)..], out _);
            return string.Concat(track.Aircraft.Identity, end[..(written + 10)]);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{track.Aircraft.Identity}-{Start.Format(time)}-{Convert.ToHexStringLower(hash[..4])}");
    }

    public static string TrackDigest(Track track)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Digest(track, track.Count, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static void Digest(Track track, int count, Span<byte> hash)
    {
        var basis = track.Basis switch
        {
            Basis.Heard => "\nheard\n"u8,
            Basis.Radar => "\nradar\n"u8,
            Basis.Operator => "\noperator\n"u8,
            _ => "\nreported\n"u8,
        };
        var first = "atalaya-track-1\n"u8;
        var identity = Encoding.UTF8.GetByteCount(track.Aircraft.Identity);
        var head = first.Length + identity + basis.Length;
        var buffer = Reserve(head + (Math.Min(count, ReportsAtOnce) * ReportBytes.Size));
        first.CopyTo(buffer);
        Encoding.UTF8.GetBytes(track.Aircraft.Identity, buffer[first.Length..]);
        basis.CopyTo(buffer[(first.Length + identity)..]);
        if (count <= ReportsAtOnce)
        {
            Write(track, 0, count, buffer[head..]);
            SHA256.HashData(buffer[..(head + (count * ReportBytes.Size))], hash);
            return;
        }

        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(buffer[..head]);
        for (var from = 0; from < count; from += ReportsAtOnce)
        {
            var part = Math.Min(ReportsAtOnce, count - from);
            Write(track, from, part, buffer);
            sha.AppendData(buffer[..(part * ReportBytes.Size)]);
        }

        sha.GetHashAndReset(hash);
    }

    private static Span<byte> Reserve(int size)
    {
        if (bytes is null || bytes.Length < size)
            bytes = new byte[Math.Max(size, 16 * 1024)];
        return bytes;
    }

    private static void Write(Track track, int from, int count, Span<byte> buffer)
    {
        var reports = MemoryMarshal.Cast<byte, ReportBytes>(buffer)[..count];
        var times = track.Times.Slice(from, count);
        var latitudes = track.Latitudes.Slice(from, count);
        var longitudes = track.Longitudes.Slice(from, count);
        var altitudes = track.AltitudesFeet.Slice(from, count);
        var speeds = track.GroundSpeedsKnots.Slice(from, count);
        var tracks = track.TracksDegrees.Slice(from, count);
        var rates = track.VerticalRatesFeetPerMinute.Slice(from, count);
        var flags = track.Flags.Slice(from, count);
        var sources = track.Sources.Slice(from, count);
        for (var i = 0; i < reports.Length; i++)
        {
            ref var report = ref reports[i];
            report.Time = Little(times[i]);
            report.Latitude = Little(Millionths(latitudes[i]));
            report.Longitude = Little(Millionths(longitudes[i]));
            report.Altitude = Little(Whole(altitudes[i], 1));
            report.Speed = Little(Whole(speeds[i], 10));
            report.Track = Little(Whole16(tracks[i], 10));
            report.Rate = Little(Whole(rates[i], 1));
            report.Flags = (byte)flags[i];
            report.Source = (byte)sources[i];
        }
    }

    // Rounding by addition takes a third of the time of Math.Round and a conversion, and gives the same.
    private static int Nearest(double value) => (int)BitConverter.DoubleToInt64Bits(value + Rounder);

    private static int Millionths(double degrees)
    {
        var value = degrees * 1e6;
        return Math.Abs(value) < int.MaxValue ? Nearest(value) : (int)Math.Round(value);
    }

    private static int Whole(float value, int unitsPerOne)
    {
        var units = (double)value * unitsPerOne;
        return Math.Abs(units) < int.MaxValue ? Nearest(units)
            : float.IsNaN(value) ? int.MinValue
            : (int)Math.Clamp(Math.Round(units), int.MinValue + 1, int.MaxValue);
    }

    private static short Whole16(float value, int unitsPerOne)
    {
        var units = (double)value * unitsPerOne;
        return Math.Abs(units) < short.MaxValue ? (short)Nearest(units)
            : float.IsNaN(value) ? short.MinValue
            : (short)Math.Clamp(Math.Round(units), short.MinValue + 1, short.MaxValue);
    }

    private static long Little(long value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    private static int Little(int value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    private static short Little(short value) => BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);

    /// <summary>One report as it is hashed.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1, Size = Size)]
    private struct ReportBytes
    {
        public const int Size = 32;

        public long Time;
        public int Latitude;
        public int Longitude;
        public int Altitude;
        public int Speed;
        public short Track;
        public int Rate;
        public byte Flags;
        public byte Source;
    }
}
