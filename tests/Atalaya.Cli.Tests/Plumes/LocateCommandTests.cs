using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Atalaya.Archive.Records;
using Atalaya.Cli.Commands;
using Atalaya.Cli.Language;
using Atalaya.Cli.Plumes;
using Atalaya.Cli.Screen;
using Atalaya.Cli.Tests.Commands;
using Atalaya.Flights.Tracks;
using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Cli.Tests.Plumes;

/// <summary>The command from files to files, with an inference that is made up.</summary>
public sealed class LocateCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("atalaya-locate-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_same_input_gives_the_same_result_wherever_it_is_written_and_with_however_many_threads()
    {
        var (readings, wind) = (Readings(static (t, s) => 1.9 + (0.3 * Math.Sin((t * 0.7) + s))), Wind());
        var (first, one) = Locate(readings, "--wind", wind, "--out", Path.Combine(folder, "a"), "--seed", "9", "--threads", "1");
        var (second, two) = Locate(readings, "--wind", wind, "--out=" + Path.Combine(folder, "b"), "--seed", "9", "--threads", "2", "--lang", "es");
        Assert.Equal((0, 0), (first, second));
        Assert.NotEqual(one, two);
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "a", "result.json")), File.ReadAllText(Path.Combine(folder, "b", "result.json")));
        var json = Result("a");
        Assert.Equal("atalaya locate readings.csv --wind wind.csv --seed 9", json["commandLine"]!.GetValue<string>());
        Assert.Equal(["readings.csv", "wind.csv"], json["inputs"]!.AsArray().Select(static i => i!["name"]!.GetValue<string>()));
        Assert.Equal(9, json["seed"]!.GetValue<int>());
    }

    [Fact]
    public void Without_wind_there_is_no_answer_and_the_result_says_so()
    {
        var (code, output) = Locate(Readings(static (t, s) => 1.9 + (0.3 * Math.Sin((t * 0.7) + s))), "--out", Path.Combine(folder, "a"));
        Assert.Equal(1, code);
        Assert.Contains("No confident answer", output, StringComparison.Ordinal);
        Assert.Contains("no-wind", Result("a")["flags"]!.AsArray().Select(static f => f!["code"]!.GetValue<string>()));
        Assert.False(Result("a")["answered"]!.GetValue<bool>());
    }

    [Fact]
    public void Readings_that_are_all_zero_give_no_answer()
    {
        var (code, _) = Locate(Readings(static (_, _) => 0), "--wind", Wind(), "--out", Path.Combine(folder, "a"));
        Assert.Equal(1, code);
        Assert.Contains("no-variation", Result("a")["flags"]!.AsArray().Select(static f => f!["code"]!.GetValue<string>()));
    }

    [Fact]
    public void A_file_that_holds_no_readings_ends_with_1_and_a_result_that_says_so()
    {
        var path = Path.Combine(folder, "readings.csv");
        File.WriteAllText(path, "nothing here\n");
        Assert.Equal(1, Locate(path, "--wind", Wind(), "--out", Path.Combine(folder, "a")).Code);
        Assert.Null(Result("a")["detected"]);
    }

    [Fact]
    public void Area_place_and_emitters_are_given_in_the_coordinates_of_the_readings()
    {
        var known = Path.Combine(folder, "known.csv");
        File.WriteAllText(known, "name,x,y\nlandfill,20,30\n");
        LocateRequest? asked = null;
        var (code, _) = Locate(Readings(static (t, s) => 1.9 + (0.3 * Math.Sin((t * 0.7) + s))), request => asked = request, "--wind", Wind(), "--area", "-10,-20,100,90", "--at", "10,20,1.5", "--known", known, "--false-alarm", "0.05", "--sources", "2");
        Assert.Equal(0, code);
        Assert.Equal(new SearchArea(-10, -20, 100, 90), asked!.Area);
        Assert.Equal(new Spot(10, 20, 1.5), asked.KnownPlace);
        Assert.Equal(new KnownEmitter("landfill", 20, 30), Assert.Single(asked.KnownEmitters));
        Assert.Equal((0.05, 2), (asked.FalseAlarmRate, asked.MostSources));
    }

    [Theory]
    [InlineData("--false-alarm", "2")]
    [InlineData("--sources", "6")]
    [InlineData("--threads", "-1")]
    [InlineData("--seed", "one")]
    public void What_is_not_understood_ends_with_2(string option, string value)
    {
        foreach (var language in new[] { "en_US", "es_MX" })
        {
            var run = CommandLine.RunIn(language, "locate", "readings.csv", option, value);
            Assert.Equal(2, run.ExitCode);
            Assert.StartsWith("atalaya: ", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_place_of_the_other_kind_is_refused_with_what_is_right()
    {
        var problem = Assert.Throws<CommandException>(() => Locate(Readings(static (t, s) => 1.9 + (0.1 * t)), "--wind", Wind(), "--area", "1,2,3"));
        Assert.Equal(2, problem.ExitCode);
        Assert.Contains("X,Y in metres", problem.Tell(Wording.Of("en")), StringComparison.Ordinal);
    }

    [Fact]
    public void Readings_with_times_alone_take_their_places_from_the_flight()
    {
        using var fixture = new ArchiveFixture();
        var start = Instant.FromUtc(2025, 10, 9, 14, 0);
        var flight = ArchiveFixture.Flight("ae1234", start, start + Duration.FromSeconds(600)) with { Gaps = [new GapRecord(start + Duration.FromSeconds(200), start + Duration.FromSeconds(260), 3)] };
        fixture.Add(flight, [.. Enumerable.Range(0, 61).Select(static i => i * 10).Where(static t => t is <= 200 or >= 260).Select(t => new Report((start + Duration.FromSeconds(t)).ToUnixTimeMilliseconds(), 32 + (0.0005 * t), -116, 1000))]).Build(start);
        var path = Path.Combine(folder, "readings.csv");
        File.WriteAllLines(path, Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(start + Duration.FromSeconds(i * 2)).ToUnixTimeSeconds()},{1.95 + (0.2 * Math.Sin(i))},4,270")).Prepend("time,ch4_ppm,wind_speed_m_s,wind_from_deg"));
        var (code, output) = Locate(path, "--flight", fixture.Folder, "--ground-altitude", "100", "--out", Path.Combine(folder, "a"));
        Assert.True(code == 0, output);
        var json = Result("a")["flight"]!;
        Assert.Equal(flight.FlightId, json["flightId"]!.GetValue<string>());
        Assert.True(json["placesFromFlight"]!.GetValue<bool>());
        Assert.Equal(200, json["readingsJoined"]!.GetValue<int>() + json["readingsInGaps"]!.GetValue<int>() + json["readingsOutside"]!.GetValue<int>());
        Assert.InRange(json["readingsInGaps"]!.GetValue<int>(), 28, 30);
        Assert.Equal("degrees", Result("a")["coordinateUnits"]!.GetValue<string>());
    }

    private JsonNode Result(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, name, "result.json")))!;

    private static (int Code, string Output) Locate(string readings, params string[] options) => Locate(readings, static _ => { }, options);

    private static (int Code, string Output) Locate(string readings, Action<LocateRequest> seen, params string[] options)
    {
        using var output = new StringWriter();
        var language = options.Contains("es") ? "es" : "en";
        var context = new CommandContext(new Terminal { Output = output, Error = output }, Wording.Of(language), "", TestContext.Current.CancellationToken);
        var root = new RootCommand { LocateCommand.Build(context, Inference), new Option<string?>("--lang") { Recursive = true } };
        return (root.Parse(["locate", readings, .. options]).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }), output.ToString());

        PlumeAnswer Inference(ReadingTable table, Atalaya.Plumes.Winds.WindTable wind, LocateRequest request, IProgress<LocateProgress>? progress, CancellationToken cancellation)
        {
            seen(request);
            progress?.Report(new(LocateStage.Searching, 0.5));
            return MadePlume.Fixed(1).Answer with { Seed = request.Seed };
        }
    }

    private string Readings(Func<int, int, double> value)
    {
        var path = Path.Combine(folder, "readings.csv");
        File.WriteAllLines(path, Enumerable.Range(0, 120).SelectMany(t => Enumerable.Range(0, 4).Select(s => string.Create(
            CultureInfo.InvariantCulture, $"{t * 60},S{s},{s * 20},{s * s * 9},2,{value(t, s):0.0000}"))).Prepend("time_s,sensor,x_m,y_m,z_m,ch4_ppm"));
        return path;
    }

    private string Wind()
    {
        var path = Path.Combine(folder, "wind.csv");
        File.WriteAllLines(path, Enumerable.Range(0, 120).Select(static t => string.Create(CultureInfo.InvariantCulture, $"{t * 60},{2 + Math.Sin(t):0.00},{200 + (20 * Math.Cos(t)):0.0}")).Prepend("time_s,wind_speed_m_s,wind_from_deg"));
        return path;
    }
}
