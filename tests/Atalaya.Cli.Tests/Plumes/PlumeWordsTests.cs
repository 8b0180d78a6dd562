using Atalaya.Cli.Commands;
using Atalaya.Cli.Language;
using Atalaya.Cli.Plumes;
using Atalaya.Cli.Screen;
using Atalaya.Plumes.Answers;

namespace Atalaya.Cli.Tests.Plumes;

/// <summary>What a person is told at the end, and how the program ends.</summary>
public sealed class PlumeWordsTests
{
    [Theory]
    [InlineData("en", "Emission consistent with methane: one source (P = 0.94), 32 m south of sensor S1 (x 68.9, y 72.7), 90% region 14 × 6.0 m, 0.91 to 2.1 kg/h (median 1.4).")]
    [InlineData("es", "Emisión compatible con metano: una fuente (P = 0.94), a 32 m al sur de el sensor S1")]
    public void One_source_is_told_in_a_sentence(string language, string words)
    {
        var finding = MadePlume.Fixed(1);
        var nearest = NearestReading.Of(finding.Readings, 68.9, 72.7)!.Value;
        var told = PlumeWords.Headline(finding, Wording.Of(language))[0];
        Assert.Equal(words.Split(',')[0], told.Split(',')[0]);
        Assert.Contains(finding.Readings.Sensors[nearest.Sensor].Name, told, StringComparison.Ordinal);
        Assert.DoesNotContain("de el ", told, StringComparison.Ordinal);
        Assert.Contains("14 × 6.0 m", told, StringComparison.Ordinal);
        Assert.Contains("2.1 kg/h", told, StringComparison.Ordinal);
        Assert.Contains("1.4", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sources_are_told_one_by_one()
    {
        var told = PlumeWords.Headline(MadePlume.Fixed(2), Wording.Of("en"));
        Assert.Equal(3, told.Count);
        Assert.Equal("Emission consistent with methane: two sources (P = 0.81).", told[0]);
        Assert.StartsWith("1: ", told[1], StringComparison.Ordinal);
        Assert.StartsWith("2: ", told[2], StringComparison.Ordinal);
        Assert.Equal("Not out of the question: one source (P = 0.17), three sources (P = 0.02).", PlumeWords.OtherCounts(MadePlume.Fixed(2), Wording.Of("en")));
    }

    [Fact]
    public void Nothing_found_says_what_would_have_been()
    {
        var told = PlumeWords.Headline(MadePlume.Fixed(0), Wording.Of("en"));
        Assert.Equal("No emission consistent with methane was detected (p = 0.400).", told[0]);
        Assert.Equal("A source of 1.0 kg/h at 40 m would have been detected with probability 0.92.", told[1]);
    }

    [Theory]
    [InlineData(0, 25, "north of")]
    [InlineData(20, 20, "north-east of")]
    [InlineData(-25, 0.5, "west of")]
    [InlineData(-1, -25, "south of")]
    public void Directions_are_those_of_the_compass(double east, double north, string words)
    {
        var finding = MadePlume.Fixed(1);
        var sensor = finding.Readings.From[0];
        var readings = ReadingRows.WithPlaces(finding.Readings, [.. finding.Readings.From.Select(_ => sensor)], finding.Readings.Frame);
        Assert.Contains(words, PlumeWords.Beside(readings, MadePlume.Estimate(sensor.X + east, sensor.Y + north, 1), Wording.Of("en")), StringComparison.Ordinal);
    }

    [Fact]
    public void Emitters_inside_a_region_are_named_and_the_nearest_one_otherwise()
    {
        var finding = MadePlume.WithEmitters(MadePlume.Fixed(1));
        Assert.Contains("inside a 90% region: landfill <El Sol> (at 1.0 m)", PlumeWords.Emitters(finding, Wording.Of("en")), StringComparison.Ordinal);
        var away = finding with { Request = finding.Request with { KnownEmitters = [finding.Request.KnownEmitters[1]] } };
        Assert.Contains("the nearest is farm, at 38 m", PlumeWords.Emitters(away, Wording.Of("en")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void An_answer_ends_with_0_and_leaves_four_files_and_a_refusal_ends_with_1_and_leaves_them_too(string language)
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            foreach (var (finding, code) in new[] { (MadePlume.Fixed(2, true, PlumeFlag.PoorFit), ExitCode.Done), (MadePlume.Fixed(0), ExitCode.Done), (MadePlume.Crossing(), ExitCode.Done), (MadePlume.Refused(PlumeFlag.NoVariation), ExitCode.NothingUsable) })
            {
                using var output = new StringWriter();
                Assert.Equal(code, LocateRun.Tell(Context(output, language), finding, folder));
                Assert.Equal(["plume.html", "posterior.parquet", "result.json", "sources.geojson"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
                Assert.DoesNotContain("{", output.ToString(), StringComparison.Ordinal);
                Assert.Contains(folder, output.ToString().Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Without_a_folder_nothing_is_written_and_that_is_said()
    {
        using var output = new StringWriter();
        Assert.Equal(0, LocateRun.Tell(Context(output, "en"), MadePlume.Fixed(1), null));
        Assert.Contains("--out", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_writing_leaves_nothing()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var output = new StringWriter();
        var stopped = Context(output, "en") with { Cancellation = new(canceled: true) };
        Assert.Throws<OperationCanceledException>(() => LocateRun.Tell(stopped, MadePlume.Fixed(1), folder));
        Assert.False(Directory.Exists(folder));
        Assert.Empty(output.ToString());
    }

    private static CommandContext Context(StringWriter output, string language) =>
        new(new Terminal { Output = output, Error = output }, Wording.Of(language), "atalaya locate", TestContext.Current.CancellationToken);
}
