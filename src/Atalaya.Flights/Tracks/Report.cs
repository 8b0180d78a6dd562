namespace Atalaya.Flights.Tracks;

/// <summary>What is said of one report besides its numbers.</summary>
[Flags]
public enum ReportFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The aircraft says that it is on the ground; the altitude is then unknown.</summary>
    OnGround = 1,

    /// <summary>The position was not fresh when the feed wrote it.</summary>
    Stale = 2,

    /// <summary>The feed began a new leg here.</summary>
    NewLeg = 4,

    /// <summary>The altitude is geometric (above the ellipsoid), not barometric.</summary>
    AltitudeGeometric = 8,

    /// <summary>The vertical rate is geometric.</summary>
    RateGeometric = 16,
}

/// <summary>How a position was obtained.</summary>
public enum ReportSource : byte
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>ADS-B from the aircraft itself.</summary>
    Adsb,

    /// <summary>ADS-B repeated from the ground (ADS-R).</summary>
    Adsr,

    /// <summary>Traffic information broadcast from the ground (TIS-B).</summary>
    Tisb,

    /// <summary>Multilateration.</summary>
    Mlat,

    /// <summary>ADS-C by satellite.</summary>
    Adsc,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>One position report of one aircraft at one instant.</summary>
/// <param name="Time">Milliseconds since 1970-01-01T00:00:00 UTC.</param>
/// <param name="Latitude">Degrees, −90 to 90.</param>
/// <param name="Longitude">Degrees, −180 to 180.</param>
/// <param name="AltitudeFeet">Pressure altitude in feet (or geometric, by the flag); NaN where unknown or on the ground.</param>
/// <param name="GroundSpeedKnots">Knots; NaN where unknown.</param>
/// <param name="TrackDegrees">Direction over ground in degrees from true north, 0 to 360; NaN where unknown.</param>
/// <param name="VerticalRateFeetPerMinute">Feet a minute, climbing positive; NaN where unknown.</param>
/// <param name="Flags">What else is said.</param>
/// <param name="Source">How the position was obtained.</param>
public readonly record struct Report(
    long Time,
    double Latitude,
    double Longitude,
    float AltitudeFeet = float.NaN,
    float GroundSpeedKnots = float.NaN,
    float TrackDegrees = float.NaN,
    float VerticalRateFeetPerMinute = float.NaN,
    ReportFlags Flags = ReportFlags.None,
    ReportSource Source = ReportSource.Unknown);
