namespace Atalaya.Flights.Tracks;

/// <summary>What a public register says of an aircraft.</summary>
[Flags]
public enum AircraftFlags
{
    /// <summary>Nothing is known.</summary>
    None = 0,

    /// <summary>Flown by armed forces.</summary>
    Military = 1,

    /// <summary>Listed as interesting by the feed's register.</summary>
    Interesting = 2,

    /// <summary>A privacy ICAO address (PIA): never resolved.</summary>
    PrivacyAddress = 4,

    /// <summary>Limiting Aircraft Data Displayed (LADD): never resolved.</summary>
    LimitedDisplay = 8,
}

/// <summary>An aircraft as its reports name it.</summary>
/// <remarks>Where <see cref="Flags"/> hold a privacy flag, <see cref="Registration"/> and <see cref="TypeDesignator"/> are null. The owner is never kept.</remarks>
/// <param name="Identity">What groups reports into tracks: the ICAO 24-bit address in lower-case hex, with a leading <c>~</c> where it is not a stable address; or whatever name the feed gives.</param>
/// <param name="Registration">Tail number, where known.</param>
/// <param name="TypeDesignator">ICAO Doc 8643 type designator, where known.</param>
/// <param name="Flags">What the register says.</param>
public sealed record Aircraft(string Identity, string? Registration = null, string? TypeDesignator = null, AircraftFlags Flags = AircraftFlags.None)
{
    /// <summary>The ICAO 24-bit address in lower-case hex, or null where the identity is not a stable one.</summary>
    public string? Icao24 => Identity.Length == 6 && Identity.All(static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f')) ? Identity : null;
}

/// <summary>How a track is known.</summary>
public enum Basis
{
    /// <summary>Received over the air: ADS-B, multilateration and the like.</summary>
    Heard,

    /// <summary>Seen by radar.</summary>
    Radar,

    /// <summary>Given by who flew it (drones that broadcast nothing).</summary>
    Operator,

    /// <summary>Told by somebody, without measurements of their own.</summary>
    Reported,
}
