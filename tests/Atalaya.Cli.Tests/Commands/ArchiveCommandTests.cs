using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using Atalaya.Archive.Records;
using Atalaya.Cli.Tests.Paper;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Cli.Tests.Commands;

/// <summary>Commands on an archive that holds some missions, in this process and as one of its own.</summary>
public sealed class ArchiveCommandTests : IDisposable
{
    private static readonly Instant Now = Instant.FromUtc(2025, 2, 20, 12, 0);
    private readonly ArchiveFixture fixture = new();

    public ArchiveCommandTests()
    {
        var positions = new Dictionary<string, IReadOnlyList<Report>>();
        var flights = new List<FlightRecord>();
        for (var i = 0; i < 4; i++)
            flights.Add(Sample.Racetrack(positions, $"ae68{i:x2}", Instant.FromUtc(2025, 2, 1 + i, 14, 0), 26 + i, -116 - i));
        foreach (var flight in flights)
            fixture.Add(flight, positions[flight.FlightId]);
        fixture.Add(ArchiveFixture.Flight("abc123", Instant.FromUtc(2025, 1, 2, 3, 0), Instant.FromUtc(2025, 1, 2, 5, 0)));
        fixture.Build(Now);
    }

    public void Dispose() => fixture.Dispose();

    [Theory]
    [InlineData("en", "racetrack")]
    [InlineData("es", "hipódromo")]
    public void Missions_are_listed_in_both_languages(string language, string pattern)
    {
        var run = CommandLine.Run("missions", fixture.Folder, "--lang", language);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(pattern, run.Output, StringComparison.Ordinal);
        Assert.Contains("P8 TEST51", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("TEST01", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_flights_says_so()
    {
        Assert.Contains("No flight is in doubt.", CommandLine.Run("missions", fixture.Folder, "--class", "possible").Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(CommandLine.Run("missions", fixture.Folder, "--class", "possible", "--json").Output);
        Assert.Equal(0, json.RootElement.GetArrayLength());
    }

    [Fact]
    public void Missions_as_JSON_are_the_flights_of_the_archive()
    {
        using var json = JsonDocument.Parse(CommandLine.Run("missions", fixture.Folder, "--json", "--lang", "es").Output);
        Assert.Equal(4, json.RootElement.GetArrayLength());
        Assert.All(json.RootElement.EnumerateArray(), m => Assert.Equal("surveillance", m.GetProperty("mission").GetProperty("class").GetString()));
    }

    [Fact]
    public void Tempo_prints_the_count_with_its_rule_and_the_ratio_with_its_bounds()
    {
        var run = CommandLine.Run("tempo", fixture.Folder, "--window", "2025-02-01..2025-02-04", "--baseline-rate", "1/month", "--stated-by", "CNN");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("4 missions were counted in the 4 days 1 Feb – 4 Feb 2025", run.Output, StringComparison.Ordinal);
        Assert.Contains("Counting rule:", run.Output, StringComparison.Ordinal);
        Assert.Contains("stated by CNN", run.Output, StringComparison.Ordinal);
        Assert.Contains("95% bounds", run.Output, StringComparison.Ordinal);
        Assert.Contains("Tipping point:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tempo_as_JSON_holds_the_test_and_the_rule_in_words()
    {
        using var json = JsonDocument.Parse(CommandLine.Run("tempo", fixture.Folder, "--window", "2025-02-01..2025-02-04", "--json").Output);
        var tempo = json.RootElement.GetProperty("tempo");
        Assert.Equal(4, tempo.GetProperty("window").GetProperty("missions").GetInt32());
        Assert.Contains("UTC day", json.RootElement.GetProperty("ruleText").GetString(), StringComparison.Ordinal);
        Assert.Equal("2025-02-01", tempo.GetProperty("window").GetProperty("from").GetString());
    }

    [Theory]
    [InlineData("en", "Baseline: 0.50 to 2.00 in 30 days, as stated by CNN", "The rate in the window was 15.0 to 60.0 times")]
    [InlineData("es", "Línea base: 0.50 a 2.00 cada 30 días", "fue de 15.0 a 60.0 veces")]
    public void A_baseline_stated_as_a_range_is_answered_as_one_in_both_languages(string language, string baseline, string ratio)
    {
        var output = CommandLine.Run("tempo", fixture.Folder, "--window", "2025-02-01..2025-02-04", "--baseline-rate", "0.5..2/month", "--stated-by", "CNN", "--lang", language).Output;
        var flat = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(baseline, flat, StringComparison.Ordinal);
        Assert.Contains(ratio, flat, StringComparison.Ordinal);
        Assert.DoesNotContain("{", flat, StringComparison.Ordinal);
        Assert.Equal(2, CommandLine.Run("tempo", fixture.Folder, "--baseline-rate", "2..0.5/month").ExitCode);
    }

    [Theory]
    [InlineData("en", "There is no input for 1 Jul – 3 Jul 2031, so no mission could be counted there. The input runs over")]
    [InlineData("es", "No hay datos de 1 jul – 3 jul 2031, así que ahí no se pudo contar misión alguna. Los datos abarcan")]
    public void A_window_outside_the_input_is_said_to_be_so(string language, string sentence)
    {
        var run = CommandLine.Run("tempo", fixture.Folder, "--window", "2031-07-01..2031-07-03", "--lang", language);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(sentence, string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mission_is_dated_by_the_day_that_the_rule_names()
    {
        var local = CommandLine.Run("tempo", fixture.Folder, "--day", "take-off:America/Los_Angeles", "--window", "2025-02-01..2025-02-04");
        Assert.Contains("America/Los_Angeles", local.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_draws_the_page_anew_in_the_language_asked_for()
    {
        Assert.Equal(0, CommandLine.Run("report", fixture.Folder, "--lang", "es").ExitCode);
        var path = Path.Combine(fixture.Folder, "report.html");
        var page = XDocument.Load(path);
        Assert.Equal("es", page.Root!.Attribute("lang")!.Value);
        Assert.Equal(4, page.Descendants("article").Count());
        Assert.Equal(4, page.Descendants("article").Descendants("svg").Count(s => (string?)s.Attribute("class") == "map"));
        Assert.Empty(Directory.GetFiles(fixture.Folder, "*.new"));
    }

    [Fact]
    public void The_program_runs_as_a_process_of_its_own()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "atalaya.dll"), "missions", fixture.Folder, "--json" })
            start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "es_MX.UTF-8";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(4, json.RootElement.GetArrayLength());
    }
}
