using System.Text.Json;
using System.Text.Json.Nodes;
using Atalaya.Archive.Records;
using Atalaya.Cli.Tests.Commands;
using Atalaya.Cli.Tests.Paper;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;
using NJsonSchema;
using NodaTime;

namespace Atalaya.Cli.Tests.Lists;

/// <summary><c>compare</c> on an archive of four missions, one possible one and one drone, and on lists about them.</summary>
public sealed class CompareCommandTests : IDisposable
{
    private readonly ArchiveFixture fixture = new();
    private readonly string party;

    public CompareCommandTests()
    {
        var positions = new Dictionary<string, IReadOnlyList<Report>>();
        for (var i = 0; i < 4; i++)
        {
            var flight = Sample.Racetrack(positions, $"ae68{i:x2}", Instant.FromUtc(2025, 2, 1 + i, 14, 0), 26 + i, -116 - i);
            fixture.Add(flight, positions[flight.FlightId]);
        }

        fixture.Add(ArchiveFixture.Flight("ae7777", Instant.FromUtc(2025, 2, 3, 3, 0), Instant.FromUtc(2025, 2, 3, 9, 0)) with { Mission = new("possible", "surveillance", null, 0.6, []) });
        fixture.Add(ArchiveFixture.Flight("drone1", Instant.FromUtc(2025, 2, 2, 3, 0), Instant.FromUtc(2025, 2, 2, 9, 0)) with { Basis = "operator", Icao24 = null, Mission = new("surveillance", "surveillance", null, 0.97, []) });
        fixture.Build(Instant.FromUtc(2025, 2, 20, 12, 0));
        party = Write("party.csv", "date,aircraft,place\n2025-02-02,P-8,off Baja\n2025-02-03,P8,\n");
    }

    public void Dispose() => fixture.Dispose();

    [Theory]
    [InlineData("en", "Two counts compared: 4 against 2", "Only A has 2", "window: only those dated 2 Feb – 3 Feb 2025", "does not make it the party’s rule")]
    [InlineData("es", "Dos conteos comparados: 4 contra 2", "Solo A tiene 2", "ventana: solo los fechados 2 feb – 3 feb 2025", "no la hace la regla de esa parte")]
    public void An_archive_against_a_partys_list_in_both_languages(string language, params string[] expected)
    {
        var run = CommandLine.Run("compare", fixture.Folder, party, "--time-zone", "America/Mazatlan", "--lang", language);
        Assert.Equal(0, run.ExitCode);
        Assert.All(expected, text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("{", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_as_JSON_keeps_to_its_schema_and_the_window_explains_the_whole()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(TestData.RepositoryRoot, "docs", "formats", "comparison.schema.json"), TestContext.Current.CancellationToken);
        foreach (var (a, b) in new[] { (fixture.Folder, party), (party, fixture.Folder), (fixture.Folder, fixture.Folder) })
        {
            var run = CommandLine.Run("compare", a, b, "--json", "--window", "2025-02-01..2025-02-04", "--lang", "es");
            Assert.Empty(schema.Validate(run.Output));
        }

        var text = CommandLine.Run("compare", fixture.Folder, party, "--json").Output;
        var broken = JsonNode.Parse(text)!;
        broken["onlyA"]![0]!["reasons"]![0]!["kind"] = "guess";
        Assert.NotEmpty(schema.Validate(broken.ToJsonString()));
        using var json = JsonDocument.Parse(text);
        var best = json.RootElement.GetProperty("whole").GetProperty("combinations")[0];
        Assert.True(best.GetProperty("explainsCount").GetBoolean());
        Assert.Equal(0, best.GetProperty("unexplained").GetInt32());
        Assert.Equal("window", best.GetProperty("rules")[0].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("missions.csv")]
    [InlineData("missions.geojson")]
    public void An_archive_and_its_own_exports_are_the_same_missions(string export)
    {
        using var json = JsonDocument.Parse(CommandLine.Run("compare", fixture.Folder, Path.Combine(fixture.Folder, export), "--json").Output);
        Assert.Equal(4, json.RootElement.GetProperty("both").GetArrayLength());
        Assert.Equal(0, json.RootElement.GetProperty("onlyA").GetArrayLength());
        Assert.Equal(0, json.RootElement.GetProperty("onlyB").GetArrayLength());
        Assert.Equal(2, json.RootElement.GetProperty("b").GetProperty("uncounted").GetInt32());
        Assert.All(json.RootElement.GetProperty("both").EnumerateArray(), static p => Assert.True(p.GetProperty("score").GetProperty("total").GetDouble() > 0.89));
    }

    [Fact]
    public void What_the_archive_holds_as_possible_or_declared_explains_what_only_the_party_has()
    {
        var more = Write("more.csv", "start,end,icao24\n2025-02-03T04:00Z,2025-02-03T08:00Z,ae7777\n2025-02-02T04:00Z,2025-02-02T08:00Z,\n");
        var run = CommandLine.Run("compare", fixture.Folder, more);
        Assert.Contains("confidence: if the other list counted possible missions too", run.Output, StringComparison.Ordinal);
        Assert.Contains("not heard: if the other list counted flights too that only their operator declared", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_archive_that_heard_nobody_there_could_not_have_heard_them()
    {
        using var deaf = new ArchiveFixture();
        deaf.Add(ArchiveFixture.Flight("ae1234", Instant.FromUtc(2025, 2, 2, 3, 0), Instant.FromUtc(2025, 2, 2, 9, 0)) with { Mission = new("surveillance", "surveillance", null, 0.99, []) });
        deaf.Build(Instant.FromUtc(2025, 2, 20, 12, 0));
        Assert.Contains("not heard: only those at places and hours", CommandLine.Run("compare", fixture.Folder, deaf.Folder).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_cannot_be_used_are_told_and_a_list_without_any_is_refused()
    {
        var half = CommandLine.Run("compare", fixture.Folder, Write("half.csv", "date\n2025-02-02\nyesterday\n"));
        Assert.Equal(0, half.ExitCode);
        Assert.Contains("1 row could not be used", half.Error, StringComparison.Ordinal);
        Assert.Equal(1, CommandLine.Run("compare", fixture.Folder, Write("none.csv", "date\nyesterday\n")).ExitCode);
        Assert.Equal(1, CommandLine.Run("compare", fixture.Folder, "no-such.csv").ExitCode);
        Assert.Equal(2, CommandLine.Run("compare", fixture.Folder, party, "--time-zone", "Mars").ExitCode);
        Assert.Equal(3, CommandLine.Run("compare", fixture.Folder, Path.GetTempPath()).ExitCode);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(fixture.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
