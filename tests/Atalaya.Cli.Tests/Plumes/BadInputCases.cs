using System.Globalization;

namespace Atalaya.Cli.Tests.Plumes;

/// <summary>The ways in which input is bad.</summary>
internal static class BadInputCases
{
    public static IReadOnlyList<BadInputCase> All { get; } =
    [
        // Wind.
        new("no wind file", "there is no wind", "no hay viento", static i => i with { Wind = null }),
        new("a wind file without speeds", "no wind speed and direction", "sin velocidad y dirección", static i => Wind(i, static w => w.Without("wind_speed"))),
        new("wind that is all missing", "there is no wind", "no hay viento", static i => Wind(i, static w => w.Each("wind_speed", static (_, _) => "NA"))),
        new("a wind file with a header alone", "there is no wind", "no hay viento", static i => Wind(i, static w => w.First(0))),
        new("wind that is all zero", "winds are zero", "vientos son cero", static i => Wind(i, static w => w.Numbers("wind_speed", static _ => 0))),
        new("calm wind", "calm wind", "viento en calma", static i => Wind(i, static w => w.Numbers("wind_speed", static v => 0.05 * v))),
        new("wind from where it should be to", "turned by 180°", "180°", static i => Wind(i, static w => w.Numbers("wind_toward", static v => (v + 180) % 360)), "long"),
        new("wind to in a column of from", "turned by 180°", "180°", static i => Wind(i, static w => w.Numbers("wind_toward", static v => (450 - v) % 360).Renamed("wind_toward_math_deg", "wind_from_deg")), "long"),
        new("wind in cm/s as m/s", "no such wind near the ground", "no hay tal viento", static i => Wind(i, static w => w.Numbers("wind_speed", static v => 100 * v))),
        new("wind in km/h as m/s", "is a gale", "es un temporal", static i => Wind(i, static w => w.Numbers("wind_speed", static v => 3.6 * (v + 5)))),
        new("speed and direction swapped", "no such wind near the ground", "no hay tal viento", static i => Wind(i, static w => w.Renamed("wind_speed_m_s", "x").Renamed("wind_toward_math_deg", "wind_speed_m_s").Renamed("x", "wind_toward_math_deg"))),
        new("an anemometer that is stuck", "the wind never changes", "el viento no cambia nunca", static i => Wind(i, static w => w.Numbers("wind_speed", static _ => 2.5).Numbers("wind_toward", static _ => 240))),
        new("radians as degrees", "radians read as degrees", "radianes leídos como grados", static i => Wind(i, static w => w.Numbers("wind_toward", static (row, _) => (row * 0.1) + 0.1)), "long"),

        // Clocks.
        new("wind of the day before", "share no time", "no comparten ningún momento", static i => Wind(i, static w => w.Times(TimeSpan.FromDays(-1)))),
        new("wind in another time zone", "differ by whole hours", "diferir en horas enteras", static i => Wind(i, static w => w.Times(TimeSpan.FromHours(-6)))),
        new("wind on a clock of its own", "counts from a start of its own", "cuenta desde un comienzo propio", static i => Wind(i, static w => w.Each("time_utc", static (row, _) => (row * 60).ToString(CultureInfo.InvariantCulture)).Renamed("time_utc", "elapsed_s"))),
        new("wind for a part of the time", "of the readings have wind", "de las lecturas tienen viento", static i => Wind(i, static w => w.First(w.Rows.Count / 2))),
        new("times that are none", "not a time", "no es una hora", static i => Readings(i, static r => r.Texts("time_utc", static _ => "noon"))),
        new("a span that holds nothing", "nothing is kept", "no se conserva nada", static i => i with { Options = ["--from", "2031-01-01T00:00:00Z"] }),

        // Values.
        new("all readings zero", "readings are zero", "lecturas son cero", static i => Gas(i, static _ => 0)),
        new("all readings the same", "readings are the same", "lecturas son iguales", static i => Gas(i, static _ => 1.93)),
        new("a sensor that is stuck", "sensor s3 is stuck", "sensor s3 está trabado", static i => Readings(i, static r => r.Numbers("ch4_ppm_s3", static _ => 2.31))),
        new("a sensor that gets stuck", "sensor s1 is stuck", "sensor s1 está trabado", static i => Readings(i, static r => r.Numbers("ch4_ppm_s1", static (row, v) => row > 30 ? 4.17 : v)), "long"),
        new("a sensor that shows only zero", "sensor s2 shows only zero", "sensor s2 solo muestra cero", static i => Readings(i, static r => r.Numbers("ch4_ppm_s2", static _ => 0))),
        new("negative concentrations", "are negative", "son negativas", static i => Gas(i, static v => -v)),
        new("some negative concentrations", "are negative", "son negativas", static i => Readings(i, static r => r.Numbers("ch4_ppm", static (row, v) => row % 12 == 5 ? -v : v))),
        new("ppb as ppm", "ppb or µg/m³ read as ppm", "ppb o µg/m³ leídos como ppm", static i => Gas(i, static v => 1000 * v)),
        new("ppm as ppb", "ppm read as ppb", "ppm leídos como ppb", static i => i with { Options = ["--unit", "ch4=ppb"] }),
        new("mg/m³ as ppm", "clean air in mg/m³", "aire limpio en mg/m³", static i => Gas(i, static v => v * 0.66)),
        new("the background taken off", "clean air has", "el aire limpio tiene", static i => Gas(i, static v => Math.Max(v - 1.9, 0))),
        new("more gas than air", "more gas than air", "más gas que aire", static i => Gas(i, static v => 1e6 * v)),
        new("words for numbers", "not a number", "no es un número", static i => Readings(i, static r => r.Each("ch4_ppm", static (row, v) => row % 2 == 0 ? "high" : v.ToString(CultureInfo.InvariantCulture)))),
        new("readings that stand twice", "stand twice", "están dos veces", static i => Readings(i, static r => r.Doubled(static s => s))),
        new("readings that contradict", "contradict", "contradicen", static i => Readings(i, static r => r.Doubled(static s => s.Numbers("ch4_ppm", static v => v + 0.7)))),
        new("a unit that is none", "unknown unit", "unidad desconocida", static i => i with { Options = ["--unit", "ch4=furlong"] }),
        new("a gas that was not measured", "no readings of so2", "no hay lecturas de so2", static i => i with { Options = ["--gas", "so2"] }),

        // Air.
        new("kelvin as Celsius", "kelvin read as Celsius", "kelvin leídos como Celsius", static i => Readings(i, static r => r.Renamed("air_temp_K", "air_temp_C"))),
        new("hPa as kPa", "air pressure of", "presión de", static i => Readings(i, static r => r.Numbers("air_pressure", static v => v / 100).Renamed("air_pressure_Pa", "air_pressure_kPa"))),

        // Places.
        new("no places of the sensors", "where the sensors are", "dónde están los sensores", static i => i with { Sensors = null }),
        new("sensors of other names", "sensor without a place", "sensor sin lugar", static i => Places(i, static s => s.Texts("sensor", static name => "x" + name))),
        new("latitude and longitude swapped", "latitude and longitude are swapped", "latitud y longitud están cambiadas", static i => i with
        {
            Readings = Stacked(i),
            Sensors = null,
        }),
        new("kilometres as metres", "from the middle of all", "del centro de todos", static i => Places(i, static s => s.Renamed("x_m", "x_km").Renamed("y_m", "y_km"))),
        new("sensors below the ground", "below the ground", "bajo el suelo", static i => Places(i, static s => s.Numbers("z_m", static v => v - 40))),
        new("one sensor alone", "stem from one place", "vienen de un solo lugar", static i => Readings(i, static r => new MadeSheet(["time_utc", "ch4_ppm_s1"], [.. r.Rows.Select(static row => row[..2])]))),
        new("a beam without length", "both its ends are at one place", "sus dos extremos están en un mismo lugar", static i => Places(i, static s => s with { Rows = [.. s.Rows.Select(static row => (string[])[row[0], row[1], row[2], row[3], row[1], row[2], row[3], .. row[7..]])] }), "beams"),
        new("a drone that flies too fast", "moves at", "se mueve a", static i => Readings(i, static r => r.Numbers("y_m", static v => 400 * v)), "drone"),

        // Files.
        new("too few readings", "nothing can be inferred", "no se puede inferir nada", static i => Readings(i, static r => r.First(1))),
        new("an empty file", "empty", "vacío", static i => i with { Bytes = [] }),
        new("a file of another kind", "not a format that is read", "no es un formato que se lea", static i => i with { Bytes = [0x50, 0x4B, 3, 4, 0, 0, 0, 0] }),
        new("no column of concentrations", "no column of concentrations", "ninguna columna de concentraciones", static i => Readings(i, static r => r.Without("ch4_ppm"))),
    ];

    private static BadInput Wind(BadInput input, Func<MadeSheet, MadeSheet> change) => input with { Wind = change(input.Wind!) };

    private static BadInput Readings(BadInput input, Func<MadeSheet, MadeSheet> change) => input with { Readings = change(input.Readings) };

    private static BadInput Gas(BadInput input, Func<double, double> change) => Readings(input, r => r.Numbers("ch4_ppm", change));

    private static BadInput Places(BadInput input, Func<MadeSheet, MadeSheet> change) => input with { Sensors = change(input.Sensors!) };

    // A row for each sensor, with degrees in the wrong columns.
    private static MadeSheet Stacked(BadInput input) => new(
        ["time_utc", "sensor", "latitude", "longitude", "height", "ch4_ppm"],
        [.. input.Readings.Rows.SelectMany(static row => Enumerable.Range(1, 8).Select(s => (string[])[row[0], "s" + s, (-105.1 - (s * 0.0003)).ToString(CultureInfo.InvariantCulture), (40.6 + (s % 3 * 0.0002)).ToString(CultureInfo.InvariantCulture), "2", row[s]]))]);
}
