using System.Collections.Frozen;
using System.Globalization;

namespace Atalaya.Flights.Feeds;

/// <summary>What a column's name tells of it.</summary>
/// <param name="Column">What it holds.</param>
/// <param name="Rank">Where two columns hold the same thing, the lower rank is believed.</param>
/// <param name="ToOurUnit">Factor to feet, knots or feet a minute that the name says; 0 where it says none.</param>
internal readonly record struct RowMeaning(RowColumn Column, int Rank, double ToOurUnit);

/// <summary>The names under which position reports are published; the table stands in <c>docs/formats/rows.md</c>.</summary>
internal static class RowNames
{
    public const double FeetInMetre = 1 / 0.3048;
    public const double KnotsInMetrePerSecond = 3600 / 1852.0;
    public const double KnotsInKilometrePerHour = 1 / 1.852;
    public const double KnotsInMilePerHour = 1609.344 / 1852;
    public const double FeetPerMinuteInMetrePerSecond = 60 / 0.3048;

    private static readonly FrozenDictionary<string, RowMeaning> Table = Build();

    // Words of inputs that rank or engage: never read.
    private static readonly string[] RefusedWords = ["engagement", "weapon", "munition", "strike_", "target_priority", "fire_mission"];

    public static RowMeaning Find(string name, RowOptions options, bool isOpenSky)
    {
        var trimmed = name.Trim().Trim('"');
        if (options.Columns.TryGetValue(trimmed, out var said))
            return new(said, -1, UnitOfSuffix(said, Plain(trimmed)));
        if (isOpenSky)
            return OpenSkyNames.Find(trimmed);
        return Table.GetValueOrDefault(Plain(trimmed));
    }

    public static bool IsRefused(string name) => RefusedWords.Any(word => Plain(name).StartsWith(word, StringComparison.Ordinal));

    // "Ground Speed (kt)" and "groundSpeed_kt" are the same name.
    private static string Plain(string name)
    {
        Span<char> text = stackalloc char[64];
        var length = 0;
        foreach (var c in name)
        {
            if (length == text.Length)
                break;
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
                text[length++] = char.ToLower(c, CultureInfo.InvariantCulture);
            else if (c is ' ' or '-' or '(' or '[' or '/' or '.' && length > 0 && text[length - 1] != '_')
                text[length++] = '_';
        }

        return new string(text[..length]).Trim('_');
    }

    private static double UnitOfSuffix(RowColumn column, string name) =>
        Suffixes(column).FirstOrDefault(pair => name.EndsWith(pair.Suffix, StringComparison.Ordinal)).Factor;

    private static (string Suffix, double Factor)[] Suffixes(RowColumn column) => column switch
    {
        RowColumn.Altitude or RowColumn.GeometricAltitude => [("_ft", 1), ("_feet", 1), ("_m", FeetInMetre), ("_metres", FeetInMetre), ("_meters", FeetInMetre)],
        RowColumn.Speed =>
        [
            ("_km_h", KnotsInKilometrePerHour), ("_kmh", KnotsInKilometrePerHour), ("_kph", KnotsInKilometrePerHour), ("_mph", KnotsInMilePerHour),
            ("_m_s", KnotsInMetrePerSecond), ("_ms", KnotsInMetrePerSecond), ("_mps", KnotsInMetrePerSecond), ("_kts", 1), ("_kt", 1), ("_knots", 1),
        ],
        RowColumn.VerticalRate => [("_ft_min", 1), ("_fpm", 1), ("_ftmin", 1), ("_m_s", FeetPerMinuteInMetrePerSecond), ("_ms", FeetPerMinuteInMetrePerSecond), ("_mps", FeetPerMinuteInMetrePerSecond)],
        _ => [],
    };

    private static FrozenDictionary<string, RowMeaning> Build()
    {
        var table = new Dictionary<string, RowMeaning>();
        Add(RowColumn.Time, "timestamp time ts positiontime position_time datetime date_time utc time_utc timestamp_utc utc_time epoch unix_time unixtime t_s now snapshot_ts base_time seen_at fecha_hora hora");
        Add(RowColumn.Identity, "icao24 hex icao icao_address icao_hex mode_s modes hexident hex_ident address aircraft_id object_id track_id drone_id uav_id id ident_id");
        Add(RowColumn.Latitude, "latitude lat lat_deg latitude_deg latitud y_lat");
        Add(RowColumn.Longitude, "longitude lon lng long lon_deg longitude_deg longitud x_lon");
        Add(RowColumn.Altitude, "altitude alt alt_baro baro_altitude baroaltitude_ft pressure_altitude altitude_baro flight_altitude altitud");
        Add(RowColumn.GeometricAltitude, "geoaltitude alt_geom geo_altitude geom_altitude altitude_geom gps_altitude gnss_altitude alt_gnss alt_gps");
        Add(RowColumn.Speed, "groundspeed ground_speed gs gscp speed sog spd velocidad");
        Add(RowColumn.Track, "track heading hdg course cog true_track track_deg heading_deg direction rumbo");
        Add(RowColumn.VerticalRate, "vertical_rate verticalrate baro_rate vert_rate rocd geom_rate climb_rate vs");
        Add(RowColumn.Callsign, "callsign flight call_sign cs flight_number ident indicativo");
        Add(RowColumn.OnGround, "onground on_ground gnd ground is_on_ground isonground");
        Add(RowColumn.Registration, "registration reg r tail tail_number tailnumber matricula");
        Add(RowColumn.Type, "typecode icao_type aircraft_type type_code type_designator type t");
        Add(RowColumn.Basis, "basis base");
        Add(RowColumn.Source, "position_source pos_source source_type");
        Add(RowColumn.PositionTime, "last_position lastposupdate last_pos_update time_position");
        Add(RowColumn.PositionAge, "seen_pos position_age");
        Add(RowColumn.RegisterFlags, "dbflags db_flags");

        // OpenSky's own names, which always stand for SI units.
        table["velocity"] = new(RowColumn.Speed, 50, KnotsInMetrePerSecond);
        table["vertrate"] = new(RowColumn.VerticalRate, 50, FeetPerMinuteInMetrePerSecond);
        table["baroaltitude"] = new(RowColumn.Altitude, 50, FeetInMetre);
        return table.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(RowColumn column, string names)
        {
            var rank = 0;
            foreach (var name in names.Split(' '))
            {
                table.TryAdd(name, new(column, rank++, 0));
                foreach (var (suffix, factor) in Suffixes(column))
                    table.TryAdd(name + suffix, new(column, rank++, factor));
            }
        }
    }
}
