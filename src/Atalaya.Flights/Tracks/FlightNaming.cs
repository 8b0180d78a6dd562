using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Atalaya.Flights.Tracks;

/// <summary>Names and digests of flights. The bytes are specified in <c>docs/formats/track-digest.md</c>; change neither without a new version there.</summary>
internal static class FlightNaming
{
    private const int ReportBytes = 32;
    private const int ReportsAtOnce = 128;

    /// <summary>Reports that the name is made of: a flight that grows at its end keeps its name.</summary>
    private const int NamingReports = 8;

    private static readonly InstantPattern Start = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    public static string FlightId(Track track)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Digest(track, Math.Min(track.Count, NamingReports), hash);
        var start = Start.Format(Instant.FromUnixTimeMilliseconds(track.Times[0]));
        return string.Create(CultureInfo.InvariantCulture, $"{track.Aircraft.Identity}-{start}-{Convert.ToHexStringLower(hash[..4])}");
    }

    public static string TrackDigest(Track track)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Digest(track, track.Count, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static void Digest(Track track, int count, Span<byte> hash)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData("atalaya-track-1\n"u8);
        sha.AppendData(Encoding.UTF8.GetBytes(track.Aircraft.Identity));
        sha.AppendData(track.Basis switch
        {
            Basis.Heard => "\nheard\n"u8,
            Basis.Radar => "\nradar\n"u8,
            Basis.Operator => "\noperator\n"u8,
            _ => "\nreported\n"u8,
        });
        Span<byte> buffer = stackalloc byte[ReportBytes * ReportsAtOnce];
        for (var i = 0; i < count;)
        {
            var used = 0;
            for (; i < count && used < buffer.Length; i++, used += ReportBytes)
                Write(track, i, buffer[used..]);
            sha.AppendData(buffer[..used]);
        }

        sha.GetHashAndReset(hash);
    }

    private static void Write(Track track, int i, Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, track.Times[i]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], (int)Math.Round(track.Latitudes[i] * 1e6));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], (int)Math.Round(track.Longitudes[i] * 1e6));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], Whole(track.AltitudesFeet[i], 1));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], Whole(track.GroundSpeedsKnots[i], 10));
        BinaryPrimitives.WriteInt16LittleEndian(bytes[24..], Whole16(track.TracksDegrees[i], 10));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[26..], Whole(track.VerticalRatesFeetPerMinute[i], 1));
        bytes[30] = (byte)track.Flags[i];
        bytes[31] = (byte)track.Sources[i];
    }

    private static int Whole(float value, int unitsPerOne) =>
        float.IsNaN(value) ? int.MinValue : (int)Math.Clamp(Math.Round((double)value * unitsPerOne), int.MinValue + 1, int.MaxValue);

    private static short Whole16(float value, int unitsPerOne) =>
        float.IsNaN(value) ? short.MinValue : (short)Math.Clamp(Math.Round((double)value * unitsPerOne), short.MinValue + 1, short.MaxValue);
}
