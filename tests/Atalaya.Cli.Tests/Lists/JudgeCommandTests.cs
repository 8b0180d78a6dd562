using System.Text.Json;
using System.Xml.Linq;
using Atalaya.Archive.Records;
using Atalaya.Cli.Tests.Commands;
using Atalaya.Cli.Tests.Paper;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Cli.Tests.Lists;

/// <summary><c>judge</c>, and what it changes elsewhere.</summary>
public sealed class JudgeCommandTests : IDisposable
{
    private readonly ArchiveFixture fixture = new();
    private readonly List<FlightRecord> flights = [];

    public JudgeCommandTests()
    {
        var positions = new Dictionary<string, IReadOnlyList<Report>>();
        for (var i = 0; i < 3; i++)
        {
            flights.Add(Sample.Racetrack(positions, $"ae68{i:x2}", Instant.FromUtc(2025, 2, 1 + i, 14, 0), 26 + i, -116 - i));
            fixture.Add(flights[i], positions[flights[i].FlightId]);
        }

        fixture.Add(ArchiveFixture.Flight("abc123", Instant.FromUtc(2025, 1, 2, 3, 0), Instant.FromUtc(2025, 1, 2, 5, 0)));
        fixture.Build(Instant.FromUtc(2025, 2, 20, 12, 0));
    }

    public void Dispose() => fixture.Dispose();

    [Theory]
    [InlineData("en", "Corrected: ", "corrected by Ana Ñ.", "Corrections by analysts: 1 counted that the program had judged otherwise, 0 not counted", "“it watched a ship”")]
    [InlineData("es", "Corregido: ", "corregido por Ana Ñ.", "Correcciones de analistas: 1 se cuentan que el programa había juzgado de otro modo, 0 no se cuentan", "«it watched a ship»")]
    public void A_flight_becomes_a_mission_under_a_name_in_both_languages(string language, string said, string mark, string tempo, string because)
    {
        var run = Judge("abc123", "surveillance", "Ana Ñ.", "it watched a ship", "--lang", language);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        var missions = CommandLine.Run("missions", fixture.Folder, "--lang", language).Output;
        Assert.Contains(mark, missions, StringComparison.Ordinal);
        Assert.Contains(because, missions, StringComparison.Ordinal);
        Assert.Contains(tempo, Flat(CommandLine.Run("tempo", fixture.Folder, "--window", "2025-02-01..2025-02-03", "--lang", language).Output), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mission_taken_out_is_counted_no_more_and_still_shown()
    {
        CommandLine.Run("report", fixture.Folder);
        Assert.Equal(0, Judge(flights[0].FlightId, "none", "B.", "a ferry", "--activity", "transport").ExitCode);
        using var missions = JsonDocument.Parse(CommandLine.Run("missions", fixture.Folder, "--json").Output);
        Assert.Equal(2, missions.RootElement.GetArrayLength());
        using var corrected = JsonDocument.Parse(CommandLine.Run("missions", fixture.Folder, "--class", "corrected", "--json").Output);
        var mission = corrected.RootElement[0].GetProperty("mission");
        Assert.Equal(("none", "transport", "surveillance"), (mission.GetProperty("class").GetString(), mission.GetProperty("activity").GetString(), mission.GetProperty("program").GetProperty("class").GetString()));
        using var tempo = JsonDocument.Parse(CommandLine.Run("tempo", fixture.Folder, "--window", "2025-02-01..2025-02-03", "--json").Output);
        Assert.Equal(2, tempo.RootElement.GetProperty("tempo").GetProperty("window").GetProperty("missions").GetInt32());
        Assert.Equal("B.", tempo.RootElement.GetProperty("corrected")[0].GetProperty("correctedBy").GetString());

        // The report was drawn anew.
        var page = XDocument.Load(Path.Combine(fixture.Folder, "report.html"));
        var section = page.Descendants("section").Single(static s => (string?)s.Attribute("id") == "corrections");
        Assert.Contains("a ferry", section.Value, StringComparison.Ordinal);
        Assert.Equal(2, page.Descendants("article").Count());
    }

    [Fact]
    public void Corrections_are_listed_and_taken_over_by_another_archive()
    {
        Assert.Contains("No judgement was corrected.", CommandLine.Run("judge", fixture.Folder).Output, StringComparison.Ordinal);
        Judge(flights[0].FlightId, "possible", "B.", "too short");
        Judge(flights[0].FlightId, "surveillance", "C.", "long enough");
        var list = CommandLine.Run("judge", fixture.Folder).Output;
        Assert.Contains("2 corrections, kept for good", list, StringComparison.Ordinal);
        using var other = new ArchiveFixture();
        other.Add(flights[0]).Build(Instant.FromUtc(2025, 2, 20, 12, 0));
        var taken = CommandLine.Run("judge", other.Folder, "--import", Path.Combine(fixture.Folder, "corrections.jsonl"));
        Assert.Contains("2 corrections were taken over.", taken.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_or_too_much_is_said_and_nothing_is_written()
    {
        Assert.Equal(2, CommandLine.Run("judge", fixture.Folder, "abc123", "--class", "none", "--because", "x").ExitCode);
        Assert.Equal(2, Judge("abc123", "none", " ", "x").ExitCode);
        Assert.Equal(2, Judge("abc123", "none", "B.", new string('x', 4001)).ExitCode);
        Assert.Equal(2, Judge("ae68", "none", "B.", "x").ExitCode);
        Assert.Equal(2, Judge("nobody", "none", "B.", "x").ExitCode);
        Assert.Equal(2, Judge("abc123", "maybe", "B.", "x").ExitCode);
        Assert.Equal(2, Judge("abc123", "none", "B.", "x", "--import", "y").ExitCode);
        Assert.Equal(3, CommandLine.Run("judge", Path.GetTempPath(), "abc123", "--class", "none", "--because", "x", "--by", "B.").ExitCode);
        Assert.False(File.Exists(Path.Combine(fixture.Folder, "corrections.jsonl")));
    }

    private CommandLine Judge(string flight, string judged, string by, string because, params string[] more) =>
        CommandLine.Run(["judge", fixture.Folder, flight, "--class", judged, "--because", because, "--by", by, .. more]);

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
