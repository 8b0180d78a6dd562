using System.Runtime.InteropServices;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Feeds;

/// <summary>The columns of one row of a readsb trace as they stand; NaN where null or missing.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TraceRow
{
    // In the order in which TraceRowMotion stores them; it overwrites the geometric values.
    public double Latitude;
    public double GeometricAltitude;
    public double Longitude;
    public double GeometricRate;
    public double Offset;
    public double Altitude;
    public double Speed;
    public double Track;
    public double Flags;
    public double Rate;
    public bool OnGround;
    public ReportSource Source;

    /// <summary>Callsign in the row's details, 0 if none: up to eight ASCII bytes, first byte lowest, zero-padded.</summary>
    public ulong Callsign;

    /// <summary>The last callsign of eight bytes as it stood, blanks included, and what <see cref="PackCallsign"/> made of it.</summary>
    public ulong CallsignText;
    public ulong CallsignOfText;

    /// <summary>Column whose value is of the wrong type, or −1.</summary>
    public int BadColumn;

    public static readonly string[] Fields =
        ["offset", "lat", "lon", "alt", "gs", "track", "flags", "rate", "details", "source", "geom_alt", "geom_rate", "ias", "roll"];

    public void Clear()
    {
        Offset = Latitude = Longitude = Altitude = Speed = Track = Flags = Rate = GeometricAltitude = GeometricRate = double.NaN;
        OnGround = false;
        Source = ReportSource.Unknown;
        Callsign = 0;
        BadColumn = -1;
    }

    public void Set(int column, double value)
    {
        switch (column)
        {
            case 0: Offset = value; break;
            case 1: Latitude = value; break;
            case 2: Longitude = value; break;
            case 3: Altitude = value; break;
            case 4: Speed = value; break;
            case 5: Track = value; break;
            case 6: Flags = value; break;
            case 7: Rate = value; break;
            case 10: GeometricAltitude = value; break;
            case 11: GeometricRate = value; break;
            default: break;
        }
    }

    /// <summary>Meaning of readsb's source types (readsb <c>addrtype_enum_string</c>).</summary>
    public static ReportSource SourceOf(ReadOnlySpan<byte> type) =>
        type.StartsWith("adsb"u8) ? ReportSource.Adsb
        : type.StartsWith("mlat"u8) ? ReportSource.Mlat
        : type.StartsWith("adsr"u8) ? ReportSource.Adsr
        : type.StartsWith("tisb"u8) ? ReportSource.Tisb
        : type.StartsWith("adsc"u8) ? ReportSource.Adsc
        : type.IsEmpty || type.SequenceEqual("unknown"u8) ? ReportSource.Unknown
        : ReportSource.Other;

    /// <summary>Packs a callsign of up to eight ASCII characters; 0 for a blank or an odd one.</summary>
    public static ulong PackCallsign(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        if (text.IsEmpty || text.Length > 8)
            return 0;
        ulong packed = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] is <= 32 or >= 127)
                return 0;
            packed = (packed << 8) | text[i];
        }

        return packed;
    }

    public static string UnpackCallsign(ulong packed)
    {
        Span<char> text = stackalloc char[8];
        var length = 0;
        for (; packed != 0; packed >>= 8)
            text[length++] = (char)(packed & 0xff);
        return new(text[..length]);
    }
}
