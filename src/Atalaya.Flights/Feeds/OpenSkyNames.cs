using System.Collections.Frozen;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Feeds;

/// <summary>The columns of OpenSky's state vectors, as the historical dumps and the REST interface name them.</summary>
/// <remarks>
/// Specification: <c>README.txt</c> of the data set "states" (opensky-network.org/datasets/states) for the dumps, and
/// "State Vectors" of the REST interface (openskynetwork.github.io/opensky-api/rest.html). Everything is SI: metres, metres a second.
/// <c>time</c> is the second the vector stands for, in s; <c>lastposupdate</c> and <c>time_position</c> are when the position was
/// received, in s: until they change the same position is repeated in every vector. The heights are <c>baroaltitude</c>
/// (<c>baro_altitude</c>) and <c>geoaltitude</c> (<c>geo_altitude</c>). <c>position_source</c> is 0 ADS-B, 1 ASTERIX, 2 MLAT, 3 FLARM.
/// </remarks>
internal static class OpenSkyNames
{
    private static readonly FrozenDictionary<string, RowMeaning> Table = new Dictionary<string, RowMeaning>
    {
        ["time"] = new(RowColumn.Time, 0, 0),
        ["lastposupdate"] = new(RowColumn.PositionTime, 0, 0),
        ["time_position"] = new(RowColumn.PositionTime, 0, 0),
        ["icao24"] = new(RowColumn.Identity, 0, 0),
        ["callsign"] = new(RowColumn.Callsign, 0, 0),
        ["lat"] = new(RowColumn.Latitude, 0, 0),
        ["latitude"] = new(RowColumn.Latitude, 0, 0),
        ["lon"] = new(RowColumn.Longitude, 0, 0),
        ["longitude"] = new(RowColumn.Longitude, 0, 0),
        ["baroaltitude"] = new(RowColumn.Altitude, 0, RowNames.FeetInMetre),
        ["baro_altitude"] = new(RowColumn.Altitude, 0, RowNames.FeetInMetre),
        ["geoaltitude"] = new(RowColumn.GeometricAltitude, 0, RowNames.FeetInMetre),
        ["geo_altitude"] = new(RowColumn.GeometricAltitude, 0, RowNames.FeetInMetre),
        ["velocity"] = new(RowColumn.Speed, 0, RowNames.KnotsInMetrePerSecond),
        ["heading"] = new(RowColumn.Track, 0, 0),
        ["true_track"] = new(RowColumn.Track, 0, 0),
        ["vertrate"] = new(RowColumn.VerticalRate, 0, RowNames.FeetPerMinuteInMetrePerSecond),
        ["vertical_rate"] = new(RowColumn.VerticalRate, 0, RowNames.FeetPerMinuteInMetrePerSecond),
        ["onground"] = new(RowColumn.OnGround, 0, 0),
        ["on_ground"] = new(RowColumn.OnGround, 0, 0),
        ["position_source"] = new(RowColumn.Source, 0, 0),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static RowMeaning Find(string name) => Table.GetValueOrDefault(name);

    /// <summary>Whether names in a file's beginning are those of state vectors.</summary>
    public static bool Are(ReadOnlySpan<byte> head) =>
        head.IndexOf("icao24"u8) >= 0
        && ((head.IndexOf("lastposupdate"u8) >= 0 && head.IndexOf("velocity"u8) >= 0)
            || (head.IndexOf("time_position"u8) >= 0 && head.IndexOf("last_contact"u8) >= 0));

    public static ReportSource SourceOf(ReadOnlySpan<byte> code) => code.Length != 1 ? ReportSource.Other : code[0] switch
    {
        (byte)'0' => ReportSource.Adsb,
        (byte)'2' => ReportSource.Mlat,
        _ => ReportSource.Other,
    };
}
