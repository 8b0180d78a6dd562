using Atalaya.Archive.Records;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Archive.Tests.Analysis;

public sealed class AnalyzerTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("atalaya-analyzer-").FullName;

    /// <summary>Takes off in the evening, loiters over midnight, lands in the morning; twice, the second time three days later.</summary>
    private static readonly IReadOnlyList<Report> Night =
    [
        .. new FlownTrack(MadeInput.Day + Duration.FromHours(21), 32.7, -117.2)
            .Stand(6).ClimbTo(22_000, 200, 15).Fly(40, 190).Orbit(9, 8).Silent(35, 180).Fly(120, 150).ClimbTo(300, 10, 15).Stand(5).Reports,
        .. new FlownTrack(MadeInput.Day + Duration.FromHours(90), 32.7, -117.2).Stand(6).ClimbTo(22_000, 200, 15).Fly(40, 190).ClimbTo(300, 10, 15).Stand(5).Reports,
    ];

    /// <summary>Ordinary traffic along the same way, in flight at midnight too.</summary>
    private static readonly IReadOnlyList<Report> Airliner =
        new FlownTrack(MadeInput.Day + Duration.FromHours(20.5), 34, -117).ClimbTo(35_000, 190, 20).Fly(260, 170, 440).Reports;

    [Fact]
    public void A_flight_over_midnight_is_one_flight_whether_its_days_come_together_or_in_either_order()
    {
        var together = Analyze("together", Days(0, 1, 3));
        var forward = Analyze("forward", Days(0), Days(1), Days(3));
        var backward = Analyze("backward", Days(3), Days(1), Days(0));

        Assert.Equal(Exported(together), Exported(forward));
        Assert.Equal(Exported(together), Exported(backward));
        var flights = Flights(together).Where(static f => f.Identity == "a00001").ToList();
        Assert.Equal(2, flights.Count);
        Assert.Equal(new LocalDate(2025, 2, 3), flights[0].Start.InUtc().Date);
        Assert.Equal(new LocalDate(2025, 2, 4), flights[0].End.InUtc().Date);
        Assert.Single(flights[0].Gaps);
        Assert.Contains(flights[0].Patterns, static p => p.Kind == "orbit");
        Assert.Empty(Revisions(together));
        Assert.Contains(Revisions(forward), static r => r.Why == "continued");
        Assert.Equal(Stored(together), Stored(backward));
    }

    [Fact]
    public void The_same_input_again_changes_nothing_but_the_list_of_runs()
    {
        var folder = Analyze("again", Days(0, 1, 3));
        var (exported, stored) = (Exported(folder), Stored(folder));

        var input = Days(0, 1, 3);
        var second = input.Analyze(folder);

        Assert.Equal(0, input.PartsRead);
        Assert.Equal(second.Files, second.FilesUnchanged);
        Assert.Equal((0, 0, 0), (second.Reports, second.FlightsAdded, second.FlightsRevised));
        Assert.Equal(exported, Exported(folder));
        Assert.Equal(stored, Stored(folder));
        using var archive = ArchiveReader.Open(folder);
        Assert.Equal(["complete", "complete"], archive.Summary().Runs.Select(static r => r.Outcome));
    }

    [Fact]
    public void Exports_are_the_same_whether_written_along_with_the_run_or_from_the_tables()
    {
        var folder = Analyze("along", Days(0), Days(1, 3));
        var along = Exported(folder);
        Assert.Contains("\"reasons\":[{", along, StringComparison.Ordinal);

        using (var store = Atalaya.Archive.Storage.ArchiveStore.Open(folder))
            Atalaya.Archive.Exports.ExportWriter.WriteAll(store);

        Assert.Equal(along, Exported(folder));
        Assert.Empty(Directory.GetFiles(folder, "*.part"));
    }

    [Fact]
    public void Other_rules_derive_the_same_input_anew_without_doubling_anything()
    {
        var folder = Analyze("rules", Days(0, 1, 3));
        var before = Stored(folder);

        var result = Days(0, 1, 3).Analyze(folder, static o => o with { KeepAll = true });

        Assert.Equal((0, 0), (result.FlightsAdded, result.FlightsRevised));
        Assert.Equal(before, Stored(folder));
        using var archive = ArchiveReader.Open(folder);
        Assert.All(archive.Flights(), f => Assert.Equal(f.Points, archive.Positions(f.FlightId).Count));
    }

    [Fact]
    public void Parts_that_overlap_in_time_give_the_same_spells_in_any_order()
    {
        var (even, odd) = (Night.Where(static (_, i) => i % 2 == 0).ToList(), Night.Where(static (_, i) => i % 2 == 1).ToList());
        var one = Analyze("one", new MadeInput().AddRows("a00001", "all.csv", Night));
        var two = Analyze("two", new MadeInput().AddRows("a00001", "odd.csv", odd).AddRows("a00001", "even.csv", even));

        Assert.Equal(Flights(one).Select(static f => f.TrackDigest), Flights(two).Select(static f => f.TrackDigest));
        Assert.Equal(2, Flights(two).Count);
    }

    [Fact]
    public void Rows_in_two_files_that_meet_in_flight_are_one_flight_after_two_runs()
    {
        var (first, second) = (Night.Take(500).ToList(), Night.Skip(500).ToList());
        var one = Analyze("one", new MadeInput().AddRows("a00001", "a.csv", first).AddRows("a00001", "b.csv", second));
        var two = Analyze("two", new MadeInput().AddRows("a00001", "b.csv", second), new MadeInput().AddRows("a00001", "a.csv", first));

        Assert.Equal(Exported(one), Exported(two));
    }

    [Fact]
    public void A_fuller_file_of_the_same_day_takes_the_place_of_the_first_and_a_poorer_one_does_not()
    {
        // Three flights a day with long stops: the first two are over when the poorer file ends.
        var day = new List<Report>();
        for (var hour = 1; hour <= 17; hour += 8)
            day.AddRange(new FlownTrack(MadeInput.Day + Duration.FromHours(hour), 32.7, -117.2).Stand(6).ClimbTo(22_000, 200, 15).Fly(40, 190).ClimbTo(300, 10, 15).Stand(5).Reports);
        var poorer = day.Take((int)(day.Count * 0.8)).ToList();
        var whole = Analyze("whole", new MadeInput().AddDay("a00001", 0, day));
        var fuller = Analyze("fuller", new MadeInput().AddDay("a00001", 0, poorer), new MadeInput().AddDay("a00001", 0, day));
        var thinner = Analyze("thinner", new MadeInput().AddDay("a00001", 0, day), new MadeInput().AddDay("a00001", 0, poorer));

        Assert.Equal(3, Flights(whole).Count);
        Assert.Equal(Exported(whole), Exported(fuller));
        Assert.Equal(Exported(whole), Exported(thinner));
    }

    [Fact]
    public void Stopping_leaves_a_consistent_archive_that_the_next_run_completes()
    {
        var together = Analyze("together", Days(0, 1, 3));
        var folder = Path.Combine(root, "stopped");
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.True(Days(0, 1, 3).AnalyzeUntil(folder, null, stop.Token).Cancelled);
        Assert.Empty(Flights(folder));
        Days(0, 1, 3).Analyze(folder);

        Assert.Equal(Exported(together), Exported(folder));
        using var archive = ArchiveReader.Open(folder);
        Assert.Equal(["interrupted", "complete"], archive.Summary().Runs.Select(static r => r.Outcome));
    }

    [Fact]
    public void Two_runs_at_once_are_refused()
    {
        var folder = Path.Combine(root, "locked");
        Directory.CreateDirectory(folder);
        using var held = Atalaya.Archive.Storage.RunLock.Take(folder);

        Assert.Equal("in-use", Assert.Throws<ArchiveException>(() => Days(0).Analyze(folder)).Reason);
    }

    [Fact]
    public void Only_the_time_asked_for_is_read()
    {
        var folder = Path.Combine(root, "window");
        Days(0, 1, 3).Analyze(folder, static o => o with { Since = MadeInput.Day + Duration.FromDays(2), Until = MadeInput.Day + Duration.FromDays(5) });

        Assert.Equal(["a00001"], Flights(folder).Select(static f => f.Identity));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static MadeInput Days(params int[] days)
    {
        var input = new MadeInput();
        foreach (var day in days)
            input.AddDay("a00001", day, Night).AddDay("a00002", day, Airliner);
        return input;
    }

    private string Analyze(string name, params MadeInput[] runs)
    {
        var folder = Path.Combine(root, name);
        foreach (var run in runs)
            run.Analyze(folder);
        return folder;
    }

    private static List<FlightRecord> Flights(string folder)
    {
        using var archive = ArchiveReader.Open(folder);
        return [.. archive.Flights()];
    }

    private static IReadOnlyList<RevisionRecord> Revisions(string folder)
    {
        using var archive = ArchiveReader.Open(folder);
        return archive.Revisions();
    }

    private static string Exported(string folder) =>
        string.Join('\n', new[] { "flights.jsonl", "missions.geojson", "missions.csv" }.Select(name => File.ReadAllText(Path.Combine(folder, name))));

    private static string Stored(string folder) => ArchiveContent.Of(folder);
}
