using System.Text.Json;
using Atalaya.Archive.Corrections;
using Atalaya.Archive.Tests.Analysis;
using Atalaya.Flights.Tracks;
using NJsonSchema;
using NodaTime;

namespace Atalaya.Archive.Tests.Corrections;

public sealed class CorrectorTests : IDisposable
{
    private static readonly Instant Now = Instant.FromUtc(2025, 2, 20, 12, 0);
    private static readonly Correction Wrong = new("none", "training", "It circled over its own field.", "A. Analyst");
    private readonly string root = Directory.CreateTempSubdirectory("atalaya-corrector-").FullName;

    /// <summary>A flight of two days: from the evening over midnight.</summary>
    private static readonly IReadOnlyList<Report> Night =
        new FlownTrack(MadeInput.Day + Duration.FromHours(20), 32.7, -117.2).Stand(6).ClimbTo(22_000, 200, 15).Fly(90, 190).Orbit(9, 8).Fly(150, 180).ClimbTo(300, 10, 15).Stand(5).Reports;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_correction_counts_and_what_the_program_said_stays_beside_it()
    {
        var folder = Analyze("one", Days(0, 1));
        var id = Flights(folder).Single().FlightId;
        var program = Flights(folder).Single().Mission;
        Corrector.Correct(folder, id, new("surveillance", null, "A watch over the strait.", "B. Analyst"), Now);
        var mission = Flights(folder).Single().Mission;
        Assert.Equal(("surveillance", "surveillance", "B. Analyst"), (mission.Class, mission.Activity, mission.CorrectedBy));
        Assert.Equal((program.Class, program.Activity), (mission.Program!.Class, mission.Program.Activity));
        Assert.Equal(program.Confidence, mission.Confidence);
        Assert.Equal(program.Reasons.Count, mission.Reasons.Count);
    }

    [Fact]
    public void A_later_correction_stands_beside_the_earlier_and_the_latest_counts()
    {
        var folder = Analyze("two", Days(0, 1));
        var id = Flights(folder).Single().FlightId;
        Corrector.Correct(folder, id, new("surveillance", null, "first", "A"), Now);
        Corrector.Correct(folder, id, Wrong, Now + Duration.FromHours(1));
        var mission = Flights(folder).Single().Mission;
        Assert.Equal(["first", Wrong.Because], mission.Corrections.Select(static c => c.Because));
        Assert.Equal(("none", "training"), (mission.Class, mission.Activity));
        using var archive = ArchiveReader.Open(folder);
        Assert.Empty(archive.Missions());
        Assert.Single(archive.Corrected());
    }

    [Fact]
    public void It_survives_the_same_input_again_and_other_rules()
    {
        var folder = Analyze("again", Days(0, 1));
        Corrector.Correct(folder, Flights(folder).Single().FlightId, Wrong, Now);
        var exported = File.ReadAllText(Path.Combine(folder, "flights.jsonl"));
        Days(0, 1).Analyze(folder);
        Assert.Equal(exported, File.ReadAllText(Path.Combine(folder, "flights.jsonl")));
        Days(0, 1).Analyze(folder, static o => o with { KeepAll = true });
        Assert.Equal(exported, File.ReadAllText(Path.Combine(folder, "flights.jsonl")));
        Assert.False(Assert.Single(Flights(folder).Single().Mission.Corrections).IsForEarlierVersion);
    }

    [Fact]
    public void More_input_that_changes_the_flight_keeps_it_as_made_for_an_earlier_version()
    {
        var folder = Analyze("more", Days(0));
        var before = Flights(folder).Single();
        Corrector.Correct(folder, before.FlightId, Wrong, Now);
        Days(1).Analyze(folder);
        var after = Flights(folder).Single();
        Assert.NotEqual(before.TrackDigest, after.TrackDigest);
        var correction = Assert.Single(after.Mission.Corrections);
        Assert.True(correction.IsForEarlierVersion);
        Assert.Equal(before.TrackDigest, correction.TrackDigest);
        Assert.Equal("none", after.Mission.Class);
    }

    [Fact]
    public void It_goes_with_a_flight_that_earlier_input_gives_another_name()
    {
        var folder = Analyze("renamed", Days(1));
        var before = Flights(folder).Single();
        Corrector.Correct(folder, before.FlightId, Wrong, Now);
        Days(0).Analyze(folder);
        var after = Flights(folder).Single();
        Assert.NotEqual(before.FlightId, after.FlightId);
        var correction = Assert.Single(after.Mission.Corrections);
        Assert.Equal((before.FlightId, after.FlightId), (correction.MadeFor, correction.FlightId));
        Assert.True(correction.IsForEarlierVersion);
    }

    [Fact]
    public void Another_archive_takes_corrections_over_once_and_keeps_those_whose_flight_it_lacks()
    {
        var folder = Analyze("from", Days(0, 1));
        Corrector.Correct(folder, Flights(folder).Single().FlightId, Wrong, Now);
        var lines = File.ReadAllLines(Path.Combine(folder, "corrections.jsonl"));
        var other = Analyze("to", Days(0, 1));
        Assert.Equal((1, 1), Corrector.TakeOver(other, [.. lines, "{}"]));
        Assert.Equal((0, 0), Corrector.TakeOver(other, lines));
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "flights.jsonl")), File.ReadAllText(Path.Combine(other, "flights.jsonl")));
        var stranger = Analyze("stranger", new MadeInput().AddDay("b00002", 0, [.. Night.Where(static r => r.Time < MadeInput.Day.ToUnixTimeMilliseconds() + 86_400_000)]));
        Assert.Equal((1, 0), Corrector.TakeOver(stranger, lines));
        using var archive = ArchiveReader.Open(stranger);
        Assert.Null(Assert.Single(archive.Corrections()).FlightId);
        Assert.Empty(archive.Corrected());
    }

    [Fact]
    public async Task Exports_carry_the_mark_and_keep_to_their_schemas()
    {
        var folder = Analyze("exports", Days(0, 1));
        Corrector.Correct(folder, Flights(folder).Single().FlightId, new("surveillance", "surveillance", "Seen, \"twice\"", "Ana Ñ."), Now);
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Atalaya.Testing.TestData.RepositoryRoot, "docs", "formats", "flight.schema.json"), TestContext.Current.CancellationToken);
        var line = File.ReadAllLines(Path.Combine(folder, "flights.jsonl")).Single();
        Assert.Empty(schema.Validate(line));
        Assert.NotEmpty(schema.Validate(line.Replace("\"earlierVersion\":false", "\"earlierVersion\":\"no\"", StringComparison.Ordinal)));
        using var json = JsonDocument.Parse(line);
        Assert.Equal("Ana Ñ.", json.RootElement.GetProperty("mission").GetProperty("correctedBy").GetString());
        Assert.EndsWith(",Ana Ñ.," + Flights(folder).Single().Mission.Program!.Class, File.ReadAllLines(Path.Combine(folder, "missions.csv"))[1], StringComparison.Ordinal);
        var correction = await JsonSchema.FromFileAsync(Path.Combine(Atalaya.Testing.TestData.RepositoryRoot, "docs", "formats", "correction.schema.json"), TestContext.Current.CancellationToken);
        Assert.All(File.ReadAllLines(Path.Combine(folder, "corrections.jsonl")), l => Assert.Empty(correction.Validate(l)));
    }

    [Fact]
    public void A_beginning_of_a_name_is_enough_where_it_means_one_flight()
    {
        var folder = Analyze("names", Days(0, 1).AddDay("a00002", 0, Night.Where(static r => r.Time < MadeInput.Day.ToUnixTimeMilliseconds() + 86_400_000).ToList()));
        Assert.NotNull(Corrector.Correct(folder, "a00001", Wrong, Now).Made);
        Assert.Equal(2, Corrector.Correct(folder, "a0000", Wrong, Now).Candidates.Count);
        Assert.Empty(Corrector.Correct(folder, "nobody", Wrong, Now).Candidates);
        Assert.Equal("no-archive", Assert.Throws<ArchiveException>(() => Corrector.Correct(root, "a00001", Wrong, Now)).Reason);
    }

    private static MadeInput Days(params int[] days)
    {
        var input = new MadeInput();
        foreach (var day in days)
        {
            var start = MadeInput.Day.ToUnixTimeMilliseconds() + (day * 86_400_000L);
            input.AddDay("a00001", day, [.. Night.Where(r => r.Time >= start && r.Time < start + 86_400_000)]);
        }

        return input;
    }

    private string Analyze(string name, MadeInput input)
    {
        var folder = Path.Combine(root, name);
        input.Analyze(folder);
        return folder;
    }

    private static IReadOnlyList<Records.FlightRecord> Flights(string folder)
    {
        using var archive = ArchiveReader.Open(folder);
        return [.. archive.Flights()];
    }
}
