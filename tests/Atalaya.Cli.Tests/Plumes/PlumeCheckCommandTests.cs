using System.Text.Json.Nodes;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Tests.Commands;
using Atalaya.Plumes.Checks;
using Atalaya.Plumes.Feeds;
using Atalaya.Testing;

namespace Atalaya.Cli.Tests.Plumes;

/// <summary><c>plume check</c> says what it understood, in both languages, and whether an inference can begin.</summary>
public sealed class PlumeCheckCommandTests
{
    [Theory]
    [InlineData("en", "24 readings of 2 sensors", "An inference can begin.")]
    [InlineData("es", "24 lecturas de 2 sensores", "Se puede empezar una inferencia.")]
    public void Usable_input_is_told_in_both_languages(string language, params string[] expected)
    {
        var run = CommandLine.Run("plume", "check", Example("beams"), "--sensors", Example("beams-ends"), "--lang", language);
        Assert.Equal(0, run.ExitCode);
        Assert.All(expected, text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("{", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Beams_without_their_ends_are_not_usable()
    {
        var run = CommandLine.Run("plume", "check", Example("beams"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--sensors", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_as_JSON()
    {
        var run = CommandLine.Run("plume", "check", Example("block"), "--wind", Example("block-wind"), "--where", "run=5", "--gas", "so2", "--json");
        var json = JsonNode.Parse(run.Output)!;
        Assert.True((bool)json["usable"]!);
        Assert.Equal((13, 1), ((int)json["readings"]!["rows"]!, (int)json["wind"]!["rows"]!));
    }

    [Theory]
    [InlineData("--cloud", "nine")]
    [InlineData("--at", "somewhere")]
    [InlineData("--where", "run")]
    [InlineData("--time-zone", "Nowhere/Land")]
    [InlineData("--wind-height", "-3")]
    public void A_value_that_is_not_understood_is_named(string option, string value)
    {
        var run = CommandLine.Run("plume", "check", Example("drone"), option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Equal(1, CommandLine.Run("plume", "check", "/nowhere/readings.csv").ExitCode);

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Every_finding_assumption_fault_and_column_has_words(string language)
    {
        var wording = Wording.Of(language);
        var keys = Enum.GetValues<CheckKind>().Select(static v => "finding." + PlumeCheckWords.Kebab(v))
            .Concat(Enum.GetValues<Assumption>().Select(static v => "assumed." + PlumeCheckWords.Kebab(v)))
            .Concat(Enum.GetValues<InputFaultReason>().Select(static v => "fault." + PlumeCheckWords.Kebab(v)))
            .Concat(Enum.GetValues<PlumeColumn>().Select(static v => "column." + PlumeCheckWords.Kebab(v)))
            .Concat(Enum.GetValues<CheckWeight>().Select(static v => "weight." + PlumeCheckWords.Kebab(v)));
        Assert.All(keys, key => Assert.NotNull(wording.Find(TextArea.PlumeCheck, key)));
    }

    private static string Example(string name) => Path.Combine(TestData.RepositoryRoot, "docs", "formats", "plume-examples", name + ".csv");
}
