using System.Globalization;
using System.Text;
using Atalaya.Plumes.Checks;
using Atalaya.Plumes.Feeds;
using Atalaya.Plumes.Readings;
using Atalaya.Tests.Plumes.Feeds;

namespace Atalaya.Tests.Plumes.Checks;

/// <summary>A good record, and what is named when one thing in it is wrong.</summary>
public sealed class InputCheckTests
{
    // A source at the middle of eight sensors on a ring, and a wind that turns once round.
    private static readonly (string Name, double X, double Y)[] Ring = [.. Enumerable.Range(0, 8).Select(static i => ($"S{i}", 50 * Math.Sin(i * Math.PI / 4), 50 * Math.Cos(i * Math.PI / 4)))];

    [Fact]
    public void A_good_record_has_nothing_grave() =>
        Assert.DoesNotContain(Check(Build()), static finding => finding.Weight != CheckWeight.Note);

    [Theory]
    [InlineData(CheckKind.NoWind, "no-wind")]
    [InlineData(CheckKind.WindReversed, "reversed")]
    [InlineData(CheckKind.CalmWind, "calm")]
    [InlineData(CheckKind.WindAllZero, "zero-wind")]
    [InlineData(CheckKind.WindImpossible, "hurricane")]
    [InlineData(CheckKind.WindUnit, "knots")]
    [InlineData(CheckKind.WindStuck, "stuck-wind")]
    [InlineData(CheckKind.WindRadians, "radians")]
    [InlineData(CheckKind.AllZero, "zero")]
    [InlineData(CheckKind.AllSame, "same")]
    [InlineData(CheckKind.StuckSensor, "stuck")]
    [InlineData(CheckKind.ZeroSensor, "zero-sensor")]
    [InlineData(CheckKind.Negative, "negative")]
    [InlineData(CheckKind.PpbAsPpm, "ppb")]
    [InlineData(CheckKind.PpmAsPpb, "ppm")]
    [InlineData(CheckKind.MassAsPpm, "mass")]
    [InlineData(CheckKind.BelowBackground, "enhancement")]
    [InlineData(CheckKind.MoreThanAll, "more-than-all")]
    [InlineData(CheckKind.Temperature, "kelvin")]
    [InlineData(CheckKind.Pressure, "pressure")]
    [InlineData(CheckKind.ZoneShift, "zone")]
    [InlineData(CheckKind.TimesApart, "days-apart")]
    [InlineData(CheckKind.ClocksDiffer, "clocks")]
    [InlineData(CheckKind.WindPartly, "half-wind")]
    [InlineData(CheckKind.Duplicates, "twice")]
    [InlineData(CheckKind.Contradictions, "contradiction")]
    [InlineData(CheckKind.FarApart, "far")]
    [InlineData(CheckKind.BelowGround, "below")]
    [InlineData(CheckKind.TooFew, "few")]
    [InlineData(CheckKind.OnePlace, "one")]
    [InlineData(CheckKind.BeamWithoutLength, "short-beam")]
    [InlineData(CheckKind.BeamTooLong, "long-beam")]
    [InlineData(CheckKind.NoSuchGas, "other-gas")]
    public void What_is_wrong_is_named(CheckKind kind, string fault)
    {
        var findings = Check(Build(fault));
        Assert.True(findings.Any(finding => finding.Kind == kind), $"{kind}: {string.Join(", ", findings.Select(static f => f.Kind))}");
    }

    [Theory]
    [InlineData("no-wind")]
    [InlineData("zero-wind")]
    [InlineData("knots")]
    [InlineData("zero")]
    [InlineData("same")]
    [InlineData("negative")]
    [InlineData("ppb")]
    [InlineData("kelvin")]
    [InlineData("zone")]
    [InlineData("clocks")]
    [InlineData("far")]
    [InlineData("few")]
    public void What_leaves_no_answer_is_blocking(string fault) => Assert.Equal(CheckWeight.Blocking, Check(Build(fault))[0].Weight);

    [Fact]
    public void A_stuck_sensor_is_told_by_name_row_and_value()
    {
        var found = Assert.Single(Check(Build("stuck")), static finding => finding.Kind == CheckKind.StuckSensor);
        Assert.Equal(("S3", 2.123), (found.Sensor, found.Value));
        Assert.True(found.Row > 0 && found.Rows >= 60);
    }

    [Fact]
    public void A_shift_of_the_clock_is_suggested_in_hours() =>
        Assert.Equal(-6, Assert.Single(Check(Build("zone")), static finding => finding.Kind == CheckKind.ZoneShift).Value);

    private static IReadOnlyList<CheckFinding> Check((string Readings, string? Wind, string? Sensors) files)
    {
        var input = PlumeProbe.Text(files.Readings, files.Wind, files.Sensors);
        return InputChecks.Check(input.Readings, input.Wind, Gas.Methane);
    }

    private static (string Readings, string? Wind, string? Sensors) Build(string fault = "")
    {
        var (readings, wind) = (new StringBuilder("time,sensor,x,y,z,x2,y2,z2," + (fault == "other-gas" ? "so2_ppm" : "ch4_ppm") + ",temp_C,press_hPa\n"), new StringBuilder("time,wind_speed,wind_from,sigma_v,wind_height_m\n"));
        var minutes = fault == "few" ? 1 : 120;
        for (var m = 0; m < minutes; m++)
        {
            var from = ((m * 17) % 360) * Math.PI / 180;
            foreach (var (name, x, y) in Ring.Take(fault is "one" ? 1 : fault == "few" ? 3 : 8))
            {
                // Gas where the ray of the wind passes the sensor.
                var along = -((x * Math.Sin(from)) + (y * Math.Cos(from)));
                var across = (x * Math.Cos(from)) - (y * Math.Sin(from));
                var ppm = 1.95 + (0.001 * ((m * 7 + name[1] * 13) % 17)) + (along > 0 ? 3 * Math.Exp(-across * across / 200) : 0);
                Reading(readings, fault, m, name, x, y, ppm);
            }

            Wind(wind, fault, m, from);
        }

        return (readings.ToString(), fault == "no-wind" ? null : wind.ToString(), null);
    }

    private static void Reading(StringBuilder text, string fault, int m, string name, double x, double y, double ppm)
    {
        var isThird = name == "S3";
        ppm = fault switch
        {
            "zero" => 0,
            "same" => 2,
            "stuck" when isThird && m >= 40 => 2.123,
            "zero-sensor" when isThird => 0,
            "negative" => ppm - (m % 3 == 0 ? 8 : 0),
            "ppb" => ppm * 1000,
            "ppm" => ppm / 1000,
            "mass" => 1.95 * 0.656 * (1 + ((ppm - 1.95) * 0.01)),
            "enhancement" => ppm - 1.3,
            "more-than-all" when m == 5 => 2e6,
            _ => ppm,
        };
        (x, y) = fault == "far" && isThird ? (x * 1000, y * 1000) : (x, y);
        var beam = isThird && fault == "short-beam" ? $"{N(x)},{N(y)},2" : isThird && fault == "long-beam" ? "40000,40000,2" : ",,";
        var z = fault == "below" && isThird ? -30 : 2;
        var line = $"{Time(m)},{name},{N(x)},{N(y)},{z},{beam},{N(ppm)},{(fault == "kelvin" ? "288" : "15")},{(fault == "pressure" ? "101325" : "1013")}\n";
        text.Append(line);
        if (m == 3 && fault == "twice")
            text.Append(line);
        if (m == 3 && fault == "contradiction")
            text.Append(line.Replace(N(ppm), "9.5", StringComparison.Ordinal));
    }

    private static void Wind(StringBuilder text, string fault, int m, double from)
    {
        if (fault == "half-wind" && m < 60)
            return;
        var speed = 2 + (0.01 * (m % 50));
        speed = fault switch { "calm" => 0.2, "zero-wind" => 0, "hurricane" => m == 7 ? 80 : speed, "knots" => 25 + speed, "stuck-wind" => 3, _ => speed };
        var degrees = from * 180 / Math.PI;
        degrees = fault switch { "reversed" => degrees + 180, "stuck-wind" => 200, "radians" => from, _ => degrees };
        var time = fault switch { "zone" => Time(m + 360), "days-apart" => Time(m + 20_001), "clocks" => (m * 60).ToString(CultureInfo.InvariantCulture), _ => Time(m) };
        text.Append(CultureInfo.InvariantCulture, $"{time},{N(speed)},{N(degrees % 360)},0.4,3\n");
    }

    private static string Time(int minutes) => new DateTime(2025, 2, 3, 13, 0, 0, DateTimeKind.Utc).AddMinutes(minutes).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string N(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
