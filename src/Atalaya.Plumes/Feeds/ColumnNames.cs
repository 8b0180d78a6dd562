using System.Collections.Frozen;
using static Atalaya.Plumes.Feeds.PlumeColumn;

namespace Atalaya.Plumes.Feeds;

/// <summary>The names under which columns are published; the table stands in <c>docs/formats/plume-readings.md</c>. Where two columns hold the same thing, the earlier name is believed.</summary>
internal static class ColumnNames
{
    /// <summary>Rank of a name that an option gave.</summary>
    public const int Said = -1;

    private static readonly (PlumeColumn Column, string Names)[] Lists =
    [
        (Time, "time_utc utc_time timestamp_utc utc_timestamp datetime_utc utc_datetime date_time_utc timestamp datetime date_time time time_stamp utc unix_time unix epoch_time epoch posix gps_time start_time time_start start_utc start begin obs_time sample_time local_time time_local elapsed elapsed_time time_elapsed t seconds secs sec minute_index minute minutes second_index hour_index fecha_hora hora tiempo"),
        (Date, "date date_utc day fecha"),
        (Sensor, "sensor sensor_name sensor_id beam beam_id beam_name inst_name instrument instrument_name instrument_id inst path path_id path_name detector device device_id monitor node node_id station station_name station_id sampler reflector retro name id sensor_no sensor_number inst_no instrumento estacion haz nombre"),
        (GasName, "gas species compound analyte pollutant gas_name especie"),
        (Run, "run run_id run_no release release_id experiment experiment_id trial test"),
        (X, "x x1 east x_east easting x_local local_x sensor_x x_sensor pos_x x_pos utm_x utm_e utm_east x_utm x_start start_x from_x x_from near_x source_end_x transmitter_x laser_x drone_x este"),
        (Y, "y y1 north y_north northing y_local local_y sensor_y y_sensor pos_y y_pos utm_y utm_n utm_north y_utm y_start start_y from_y y_from near_y source_end_y transmitter_y laser_y drone_y norte"),
        (Height, "z z1 height height_agl agl z_agl alt_agl altitude_agl height_above_ground sensor_z z_sensor sensor_height inlet_height inst_height sampler_height pos_z z_pos start_z z_start from_z z_from near_z transmitter_z laser_z drone_z rel_alt relative_altitude h altura"),
        (Altitude, "altitude alt alt_msl altitude_msl msl amsl gps_altitude gps_alt alt_gps altitude_gps height_msl elevation elev altitud"),
        (Latitude, "latitude lat gps_lat gps_latitude lat_gps lat1 latitude1 sensor_lat start_lat lat_start from_lat lat_from wgs84_lat drone_lat latitud"),
        (Longitude, "longitude lon lng long gps_lon gps_longitude gps_lng lon_gps lon1 longitude1 sensor_lon start_lon lon_start from_lon lon_from wgs84_lon drone_lon longitud"),
        (FarX, "x2 reflector_x x_reflector retro_x x_retro mirror_x end_x x_end to_x x_to far_x x_far receiver_x"),
        (FarY, "y2 reflector_y y_reflector retro_y y_retro mirror_y end_y y_end to_y y_to far_y y_far receiver_y"),
        (FarHeight, "z2 reflector_z z_reflector retro_z z_retro mirror_z end_z z_end to_z z_to far_z z_far receiver_z reflector_height retro_height height2 end_height"),
        (FarLatitude, "lat2 latitude2 reflector_lat reflector_latitude retro_lat end_lat lat_end to_lat far_lat receiver_lat"),
        (FarLongitude, "lon2 longitude2 reflector_lon reflector_longitude retro_lon end_lon lon_end to_lon far_lon receiver_lon"),
        (Concentration, "concentration conc mole_fraction mixing_ratio concentracion reading value lectura valor"),
        (ConcentrationError, "concentration_error concentration_err conc_err conc_error concentration_unc conc_unc error err uncertainty"),
        (Temperature, "air_temp air_temperature temp_air temperature temp ta t_air tair airtemp ambient_temp ambient_temperature temp_ambient amb_temp temperatura"),
        (Pressure, "air_pressure pressure press pres p_air atmospheric_pressure atm_press barometric_pressure barometer baro p patm ambient_pressure bp presion"),
        (WindSpeed, "wind_speed windspeed ws wspd wind_spd wspeed wind_speed_mean mean_wind_speed wind_speed_avg avg_wind_speed ws_avg ws_mean wind_velocity wind_vel wnd_spd wind_sp speed_wind wind sknt ff velocidad_viento velocidad_del_viento viento_velocidad"),
        (WindFrom, "wind_from wind_from_direction wind_dir_from wind_direction_from wind_dir winddir wind_direction winddirection wd wdir wind_dir_mean mean_wind_dir wind_direction_mean wind_dir_avg wd_avg wd_mean dir_wind wnd_dir drct dd direccion_viento direccion_del_viento viento_direccion viento_desde"),
        (WindTo, "wind_to wind_toward wind_towards wind_to_direction wind_dir_to wind_direction_to wind_blowing_to viento_hacia"),
        (WindToMath, "wind_toward_math wind_towards_math wind_to_math wind_math"),
        (WindEast, "wind_u u_wind wind_east east_wind wind_e u u_mean u_avg u_east u_component wind_x ux sonic_x sonic_u u_sonic u10 wind_u_mean"),
        (WindNorth, "wind_v v_wind wind_north north_wind wind_n v v_mean v_avg v_north v_component wind_y uy sonic_y sonic_v v_sonic v10 wind_v_mean"),
        (WindUp, "wind_w w_wind wind_up w w_mean w_avg w_component wind_z uz sonic_z sonic_w w_sonic vertical_wind"),
        (SigmaCross, "sigma_v sigmav sigma_cross sigma_crosswind v_std std_v sd_v v_sd v_stdev stdev_v wind_v_std uy_stdev uy_std uy_sd sigma_u sigmau ux_stdev ux_std ux_sd u_std std_u sd_u u_sd u_stdev stdev_u wind_u_std"),
        (SigmaUp, "sigma_w sigmaw w_std std_w sd_w w_sd w_stdev stdev_w wind_w_std uz_stdev uz_std uz_sd"),
        (TangentHorizontal, "tan_gamma_horizontal tan_gamma_h tan_sigma_theta tan_gamma_y"),
        (TangentVertical, "tan_gamma_vertical tan_gamma_v tan_sigma_phi tan_gamma_z"),
        (SigmaAzimuth, "sigma_azimuth sigma_theta sigmatheta sigma_a sigma_dir sigma_wd wd_sigma wind_dir_std wind_dir_sd wind_dir_stdev wind_direction_std wind_direction_sd wind_direction_stdev std_wind_dir sd_wind_dir wd_std wd_sd wd_stdev wdir_std wdir_sd sigma_wind_dir sigma_wind_direction"),
        (SigmaElevation, "sigma_elevation sigma_phi sigma_e"),
        (FrictionVelocity, "ustar u_star friction_velocity fricvel velocidad_friccion"),
        (ObukhovLength, "monin_obukhov_l monin_obukhov_length monin_obukhov obukhov_length obukhov obukhov_l mo_length l_mo lmo mol l"),
        (MixingHeight, "mixing_height mixing_depth mixing_layer_height mixed_layer_depth mixed_layer_height boundary_layer_height pbl pblh pbl_height hpbl blh zi"),
        (Stability, "stability_class stability pasquill_class pasquill pasquill_gifford pg_class pgt stab_class stab stability_category clase_estabilidad estabilidad"),
        (Roughness, "roughness_length roughness z0 zo rugosidad"),
        (WindHeight, "wind_height anemometer_height sonic_height wind_measurement_height z_wind z_anemometer altura_viento"),
        (Cloud, "cloud cloud_cover clouds cloud_oktas oktas okta nubes nubosidad"),
    ];

    // In a file of wind alone these need no "wind" before them.
    private static readonly (PlumeColumn Column, string Names)[] OfWindFiles =
    [
        (WindSpeed, "speed spd velocity velocidad"),
        (WindFrom, "from from_direction dir direction direccion"),
        (WindTo, "to to_direction toward towards"),
        (WindHeight, "height z"),
    ];

    // These say from which side; the others leave it to the custom of meteorologists.
    private static readonly FrozenSet<string> SaidFrom = FrozenSet.ToFrozenSet(["wind_from", "wind_from_direction", "wind_dir_from", "wind_direction_from", "viento_desde", "from", "from_direction"]);

    private static readonly FrozenSet<string> SaidAxes = FrozenSet.ToFrozenSet(["wind_east", "east_wind", "wind_north", "north_wind", "u_east", "v_north", "wind_e", "wind_n"]);

    private static readonly FrozenDictionary<string, (PlumeColumn Column, int Rank)> Table = Build(Lists);
    private static readonly FrozenDictionary<string, (PlumeColumn Column, int Rank)> WindTable = Build(OfWindFiles);

    /// <summary>What words joined by <c>_</c> name; <see cref="Ignored"/> where they name nothing.</summary>
    public static (PlumeColumn Column, int Rank) Find(string words, PlumeFileRole role) =>
        role == PlumeFileRole.Wind && WindTable.TryGetValue(words, out var found) ? found : Table.GetValueOrDefault(words);

    public static bool TellsFrom(string words) => SaidFrom.Contains(words);

    public static bool TellsAxes(string words) => SaidAxes.Contains(words);

    /// <summary>Whether the name is of a component along the wind or unsaid, rather than across.</summary>
    public static bool IsOneComponent(string words) => words.Contains('u', StringComparison.Ordinal) && !words.Contains("uy", StringComparison.Ordinal);

    /// <summary>What kind of unit a column may bear; null: none.</summary>
    public static UnitKind? KindOf(PlumeColumn column) => column switch
    {
        X or Y or Height or Altitude or FarX or FarY or FarHeight or ObukhovLength or MixingHeight or Roughness or WindHeight => UnitKind.Length,
        Latitude or Longitude or FarLatitude or FarLongitude or WindFrom or WindTo or WindToMath or SigmaAzimuth or SigmaElevation => UnitKind.Angle,
        WindSpeed or WindEast or WindNorth or WindUp or SigmaCross or SigmaUp or FrictionVelocity => UnitKind.Speed,
        Temperature => UnitKind.Temperature,
        Pressure => UnitKind.Pressure,
        Time => UnitKind.Time,
        Concentration or ConcentrationError => UnitKind.MoleFraction,
        _ => null,
    };

    private static FrozenDictionary<string, (PlumeColumn, int)> Build((PlumeColumn Column, string Names)[] lists)
    {
        var table = new Dictionary<string, (PlumeColumn, int)>(StringComparer.Ordinal);
        foreach (var (column, names) in lists)
        {
            var rank = 0;
            foreach (var name in names.Split(' '))
                table.Add(name, (column, rank++));
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
