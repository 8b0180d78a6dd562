using System.Globalization;
using System.Text.Json;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Simulation;

/// <summary>
/// A simulated case as the files a campaign would leave, in the columns of <c>docs/formats</c>. Each row says in its column
/// <c>origin</c> that it is simulated, so that no file can pass for a measured one.
/// </summary>
public static class SimulationFiles
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Name of the file of places: of fixed points or of beams; null where the readings bear their own.</summary>
    public static string? PlacesName(SimulatedCase made) =>
        made.Plan.Sensors.Any(static s => s is CarriedSensor) ? null : made.Plan.Sensors.Any(static s => s is OpenPath) ? "beams.csv" : "sensors.csv";

    /// <summary>Writes the readings: one column for each fixed sensor, or one row for each place of a carried one.</summary>
    public static void WriteReadings(SimulatedCase made, TextWriter output)
    {
        var table = made.Readings;
        var (gas, values, origin) = (made.Plan.Gas.Symbol, table.Gases[0].PartsPerMillion, Origin(made));
        var isCarried = PlacesName(made) is null;
        output.Write(isCarried
            ? $"time_utc,x_m,y_m,z_m,{gas}_ppm"
            : "time_utc," + string.Join(',', table.Sensors.Select(s => $"{gas}_ppm_{s.Name}")));
        output.Write(",air_temp_K,air_pressure_Pa,origin\n");
        for (var i = 0; i < table.Count;)
        {
            output.Write(Time(table.Seconds[i]));
            if (isCarried)
            {
                var place = table.From[i];
                output.Write($",{Text(place.X, 2)},{Text(place.Y, 2)},{Text(place.Z, 2)},{Text(values[i], 5)}");
                i++;
            }
            else
            {
                // All sensors of one time stand together, in their own order.
                var first = i;
                for (; i < table.Count && table.Seconds[i] == table.Seconds[first]; i++)
                    output.Write("," + Text(values[i], 5));
            }

            output.Write($",{Text(made.Plan.Kelvin, 2)},{Text(made.Plan.Pascal, 0)},{origin}\n");
        }
    }

    /// <summary>Writes the wind as measured.</summary>
    public static void WriteWind(SimulatedCase made, TextWriter output)
    {
        var (wind, origin) = (made.Wind, Origin(made));
        output.Write("time_utc,wind_speed_m_s,wind_toward_math_deg,wind_height_m");
        if (wind.SigmaCross is not null)
            output.Write(",tan_gamma_horizontal,tan_gamma_vertical");
        if (wind.FrictionVelocity is not null)
            output.Write(",ustar_m_s,monin_obukhov_L_m,roughness_length_m");
        if (wind.Stability is not null)
            output.Write(",stability_class");
        output.Write(",origin\n");
        for (var i = 0; i < wind.Count; i++)
        {
            var speed = Math.Sqrt((wind.East[i] * wind.East[i]) + (wind.North[i] * wind.North[i]));
            var toward = Math.Atan2(wind.North[i], wind.East[i]) * 180 / Math.PI;
            output.Write($"{Time(wind.Seconds[i])},{Text(speed, 4)},{Text(toward < 0 ? toward + 360 : toward, 2)},{Text(wind.HeightMetres, 2)}");
            if (wind.SigmaCross is { } cross)
                output.Write($",{Text(cross[i] / speed, 5)},{Text(wind.SigmaUp![i] / speed, 5)}");
            if (wind.FrictionVelocity is { } friction)
                output.Write($",{Text(friction[i], 4)},{Text(Math.Clamp(wind.ObukhovLength![i], -99_999, 99_999), 1)},{Text(wind.RoughnessMetres, 4)}");
            if (wind.Stability is { } stability)
                output.Write(stability[i] == StabilityClass.Unknown ? "," : "," + stability[i]);
            output.Write($",{origin}\n");
        }
    }

    /// <summary>Writes the places of fixed points, or the two ends of beams.</summary>
    /// <exception cref="InvalidOperationException">The sensor is carried: its places stand beside its readings.</exception>
    public static void WritePlaces(SimulatedCase made, TextWriter output)
    {
        var origin = Origin(made);
        output.Write(PlacesName(made) switch
        {
            "beams.csv" => "beam,sensor_x_m,sensor_y_m,sensor_z_m,reflector_x_m,reflector_y_m,reflector_z_m,origin\n",
            "sensors.csv" => "sensor,x_m,y_m,z_m,origin\n",
            _ => throw new InvalidOperationException("A carried sensor has no place of its own."),
        });
        foreach (var sensor in made.Plan.Sensors)
        {
            output.Write(sensor switch
            {
                OpenPath beam => $"{beam.Name},{Text(beam.From)},{Text(beam.To)},{origin}\n",
                FixedPoint point => $"{point.Name},{Text(point.Place)},{origin}\n",
                _ => "",
            });
        }
    }

    /// <summary>Writes what is true, as JSON.</summary>
    public static void WriteTruth(SimulatedCase made, Stream output)
    {
        var plan = made.Plan;
        using var json = new Utf8JsonWriter(output, Indented);
        json.WriteStartObject();
        json.WriteBoolean("simulated", true);
        json.WriteString("setup", plan.Name);
        json.WriteNumber("seed", plan.Seed);
        json.WriteString("gas", plan.Gas.Symbol);
        json.WriteStartObject("area");
        Numbers(json, ("west_m", plan.Area.West), ("south_m", plan.Area.South), ("east_m", plan.Area.East), ("north_m", plan.Area.North));
        json.WriteEndObject();
        json.WriteStartArray("sources");
        foreach (var source in plan.Sources)
        {
            json.WriteStartObject();
            Numbers(json, ("x_m", source.Place.X), ("y_m", source.Place.Y), ("z_m", source.Place.Z), ("rate_kg_per_h", source.KilogramsPerHour), ("width_m", source.WidthMetres));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("air");
        Numbers(
            json, ("ustar_m_s", plan.Layer.FrictionVelocity), ("inverse_obukhov_per_m", plan.Layer.InverseObukhov), ("roughness_m", plan.Layer.RoughnessMetres),
            ("depth_m", plan.Layer.DepthMetres), ("temperature_k", plan.Kelvin), ("pressure_pa", plan.Pascal));
        json.WriteEndObject();
        json.WriteStartObject("wind");
        json.WriteBoolean("follows_record", plan.Wind.Record is not null);
        Numbers(
            json, ("mean_speed_m_s", plan.Wind.MetresPerSecond), ("height_m", plan.Wind.HeightMetres), ("toward_math_deg", plan.Wind.TowardMathDegrees),
            ("wander_deg", plan.Wind.WanderDegrees), ("sigma_side_m_s", plan.Wind.SigmaSide), ("measured_direction_bias_deg", plan.Measurement.DirectionBiasDegrees),
            ("measured_speed_factor", plan.Measurement.SpeedFactor));
        json.WriteEndObject();
        json.WriteStartObject("background");
        Numbers(json, ("level_ppm", plan.Background.PartsPerMillion), ("drift_ppm", plan.Background.DriftPartsPerMillion), ("noise_ppm", plan.Background.NoisePartsPerMillion));
        json.WriteEndObject();
        Numbers(json, ("strongest_enhancement_ppm", made.PlumePartsPerMillion.DefaultIfEmpty(0).Max()));
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, params ReadOnlySpan<(string Name, double Value)> values)
    {
        foreach (var (name, value) in values)
            json.WriteNumber(name, Math.Round(value, 6));
    }

    private static string Origin(SimulatedCase made) => $"simulated:{made.Plan.Name}:{made.Plan.Seed}";

    private static string Text(Spot place) => $"{Text(place.X, 3)},{Text(place.Y, 3)},{Text(place.Z, 3)}";

    // A missing value is an empty cell.
    private static string Text(double value, int decimals) => double.IsFinite(value) ? Math.Round(value, decimals).ToString(CultureInfo.InvariantCulture) : "";

    private static string Time(double seconds) =>
        DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
