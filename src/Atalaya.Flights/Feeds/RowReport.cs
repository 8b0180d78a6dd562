using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Feeds;

/// <summary>One row: a report and whose it is.</summary>
/// <param name="Identity">See <see cref="Aircraft.Identity"/>; where the rows name none, the callsign, the registration or the file's name.</param>
/// <param name="Basis">What the row says of it; null where it says nothing.</param>
/// <param name="Callsign">Trimmed, or null.</param>
/// <param name="Registration">Or null.</param>
/// <param name="TypeDesignator">Or null.</param>
/// <param name="Report">The report.</param>
/// <param name="Flags">What a register says of the aircraft, where the row says it. Where they hold a privacy flag, <paramref name="Registration"/> and <paramref name="TypeDesignator"/> are null.</param>
public readonly record struct RowReport(string Identity, Basis? Basis, string? Callsign, string? Registration, string? TypeDesignator, Report Report, AircraftFlags Flags = AircraftFlags.None);

/// <summary>Takes rows.</summary>
public interface IRowSink
{
    /// <summary>Takes one row. Rows of several aircraft come mixed and in no order.</summary>
    void Add(in RowReport row);

    /// <summary>Says what the file turned out to be, before its first row.</summary>
    void Begin(RowFormat format)
    {
    }
}

/// <summary>A row as it stands in the file, before it is known whether columns are swapped.</summary>
internal struct RowDraft
{
    public long Time;
    public long PositionTime;
    public double Age;
    public double Latitude;
    public double Longitude;
    public double Altitude;
    public double GeometricAltitude;
    public double Speed;
    public double Track;
    public double Rate;
    public string? Identity;
    public string? Callsign;
    public string? Registration;
    public string? Type;
    public string? BadText;
    public long Line;
    public long Offset;
    public RowColumn Bad;
    public FaultReason BadReason;
    public Basis? Basis;
    public ReportSource Source;
    public byte TimeRank;
    public byte IdentityRank;
    public byte AltitudeRank;
    public bool HasTime;
    public bool HasLatitude;
    public bool OnGround;
    public bool RateIsGeometric;
    public AircraftFlags Flags;

    public static RowDraft Empty { get; } = new()
    {
        PositionTime = long.MinValue,
        Age = double.NaN,
        Latitude = double.NaN,
        Longitude = double.NaN,
        Altitude = double.NaN,
        GeometricAltitude = double.NaN,
        Speed = double.NaN,
        Track = double.NaN,
        Rate = double.NaN,
        TimeRank = byte.MaxValue,
        IdentityRank = byte.MaxValue,
        AltitudeRank = byte.MaxValue,
    };
}
