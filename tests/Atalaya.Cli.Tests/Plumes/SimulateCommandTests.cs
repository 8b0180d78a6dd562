using System.Text.Json;
using Atalaya.Cli.Tests.Commands;

namespace Atalaya.Cli.Tests.Plumes;

/// <summary><c>atalaya simulate plume</c>.</summary>
public sealed class SimulateCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("atalaya-simulate").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Beams_leave_the_files_of_a_campaign_and_the_truth()
    {
        var run = Simulate("--setup", "beams", "--seed", "3", "--minutes", "4", "--rate", "2");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["beams.csv", "readings.csv", "truth.json", "wind.csv"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        var readings = File.ReadAllLines(Path.Combine(folder, "readings.csv"));
        Assert.StartsWith("time_utc,ch4_ppm_beam1,ch4_ppm_beam2", readings[0], StringComparison.Ordinal);
        Assert.Equal(5, readings.Length);
        Assert.All(readings, r => Assert.Equal(readings[0].Split(',').Length, r.Split(',').Length));
        Assert.StartsWith("beam,sensor_x_m,sensor_y_m,sensor_z_m,reflector_x_m", File.ReadLines(Path.Combine(folder, "beams.csv")).First(), StringComparison.Ordinal);
        Assert.StartsWith("time_utc,wind_speed_m_s,wind_toward_math_deg", File.ReadLines(Path.Combine(folder, "wind.csv")).First(), StringComparison.Ordinal);
        var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "truth.json"))).RootElement;
        Assert.Equal(2, truth.GetProperty("sources")[0].GetProperty("rate_kg_per_h").GetDouble());
    }

    [Fact]
    public void The_same_command_writes_the_same_bytes_and_another_setup_leaves_no_places_behind()
    {
        Simulate("--minutes", "3");
        var first = File.ReadAllBytes(Path.Combine(folder, "readings.csv"));
        Simulate("--minutes", "3");
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(folder, "readings.csv")));
        Simulate("--minutes", "3", "--setup", "fixed-points", "--sources", "0");
        Assert.Equal(["readings.csv", "sensors.csv", "truth.json", "wind.csv"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_site_lends_its_wind_and_beams()
    {
        var (wind, beams) = (Path.Combine(folder, "w.txt"), Path.Combine(folder, "b.txt"));
        File.WriteAllText(wind, "wind_speed_m_s,wind_toward_math_deg\n3,10\n3,20\n");
        File.WriteAllText(beams, "beam,sensor_x_m,sensor_y_m,sensor_z_m,reflector_x_m,reflector_y_m,reflector_z_m\n1,0,0,1.6,10,60,1.6\n2,0,0,1.6,30,50,1.6\n");
        var run = Simulate("--setup", "two-at-site", "--wind-file", wind, "--beams-file", beams, "--minutes", "2");
        Assert.Equal(0, run.ExitCode);
        var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "truth.json"))).RootElement;
        Assert.Equal(2, truth.GetProperty("sources").GetArrayLength());
        Assert.True(truth.GetProperty("wind").GetProperty("follows_record").GetBoolean());
    }

    [Theory]
    [InlineData("--sources", "6")]
    [InlineData("--rate", "-1")]
    [InlineData("--minutes", "0")]
    public void What_cannot_be_is_refused_with_its_bounds(string option, string value)
    {
        var run = Simulate(option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_wind_is_named_in_Spanish_too()
    {
        var wind = Path.Combine(folder, "w.txt");
        File.WriteAllText(wind, "a,b\n1,2\n");
        var run = Simulate("--wind-file", wind, "--lang", "es");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no contiene viento", run.Error, StringComparison.Ordinal);
    }

    private CommandLine Simulate(params string[] options) => CommandLine.Run(["simulate", "plume", "--out", folder, .. options]);
}
