namespace Atalaya.Cli.Tests.Commands;

/// <summary>The command line as a person meets it: help, languages, mistakes.</summary>
public sealed class CommandLineTests
{
    private static readonly string[] Commands = ["demo", "analyze", "missions", "tempo", "zone", "report"];

    [Fact]
    public void Help_names_every_command_in_English()
    {
        var run = CommandLine.Run("--help");
        Assert.Equal(0, run.ExitCode);
        Assert.All(Commands, c => Assert.Contains(c, run.Output, StringComparison.Ordinal));
        Assert.Contains("surveillance missions", run.Output, StringComparison.Ordinal);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--lang", "es")]
    [InlineData("--lang=es", "--help")]
    public void Help_speaks_Spanish_when_asked(string first, string second)
    {
        var run = CommandLine.Run(first, second, "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("misiones de vigilancia", run.Output, StringComparison.Ordinal);
        Assert.Contains("Uso:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("es_MX.UTF-8", "misiones")]
    [InlineData("es", "misiones")]
    [InlineData("en_GB.UTF-8", "missions")]
    [InlineData("C.UTF-8", "missions")]
    [InlineData("de_DE.UTF-8", "missions")]
    public void Without_the_option_the_locale_decides(string locale, string word) =>
        Assert.Contains(word == "misiones" ? "misiones de vigilancia" : "surveillance missions", CommandLine.RunIn(locale, "--help").Output, StringComparison.Ordinal);

    [Fact]
    public void The_option_overrules_the_locale() =>
        Assert.Contains("surveillance missions", CommandLine.RunIn("es_MX.UTF-8", "--lang", "en", "--help").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("fly")]
    [InlineData("analyze", "x")]
    [InlineData("--lang", "fr", "--help-me")]
    [InlineData("missions")]
    [InlineData("tempo", "d", "--window", "2025-02-06..2025-01-28")]
    [InlineData("tempo", "d", "--window", "yesterday")]
    [InlineData("tempo", "d", "--baseline-rate", "-1/month")]
    [InlineData("tempo", "d", "--baseline-rate", "NaN/month")]
    [InlineData("tempo", "d", "--baseline-rate", "1/fortnight")]
    [InlineData("tempo", "d", "--baseline-rate", "1/month", "--baseline", "2024-01-01..2024-02-01")]
    [InlineData("tempo", "d", "--day", "local:Nowhere/Atlantis")]
    [InlineData("tempo", "d", "--day", "local")]
    [InlineData("missions", "d", "--class", "none")]
    [InlineData("analyze", ".", "--out", "o", "--keep", "nothing")]
    [InlineData("analyze", ".", "--out", "o", "--since", "2025-02-30")]
    [InlineData("analyze", ".", "--out", "o", "--since", "2025-02-02", "--until", "2025-02-01")]
    [InlineData("analyze", ".", "--out", "o", "--units", "altitude=fathoms")]
    [InlineData("analyze", ".", "--out", "o", "--columns", "height")]
    [InlineData("analyze", ".", "--out", "o", "--columns", "colour=c")]
    [InlineData("analyze", ".", "--out", "o", "--time-zone", "Nowhere/Atlantis")]
    [InlineData("analyze", ".", "--out", "o", "--threads", "-1")]
    [InlineData("analyze", ".", "--out", "o", "--threads", "many")]
    [InlineData("analyze", ".", "--out", "o", "--near", "Mexico")]
    [InlineData("analyze", ".", "--out", "o", "--basis", "rumour")]
    [InlineData("zone", "91", "0")]
    [InlineData("zone", "north", "0")]
    [InlineData("demo", "--missions", "61")]
    [InlineData("demo", "--missions", "-1")]
    [InlineData("demo", "--seed", "one")]
    public void What_is_not_understood_ends_with_2_and_says_so(params string[] arguments)
    {
        foreach (var language in new[] { "en_US", "es_MX" })
        {
            var run = CommandLine.RunIn(language, arguments);
            Assert.Equal(2, run.ExitCode);
            Assert.StartsWith("atalaya: ", run.Error, StringComparison.Ordinal);
            Assert.Empty(run.Output);
        }

        Assert.False(Directory.Exists("o"), "nothing may be written");
    }

    [Theory]
    [InlineData("en", "international")]
    [InlineData("es", "aguas interiores")]
    public void A_position_is_answered_under_both_claims_in_the_language_asked_for(string language, string words)
    {
        var run = CommandLine.Run("zone", "30.5", "-114.0", "--lang", language);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("MEX", run.Output, StringComparison.Ordinal);
        Assert.Contains("low-water", run.Output, StringComparison.Ordinal);
        Assert.Contains(words, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_does_not_exist_is_named_and_nothing_is_written()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var run = CommandLine.Run("analyze", "/nowhere/at/all", "--out", folder);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("/nowhere/at/all", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("missions")]
    [InlineData("tempo")]
    [InlineData("report")]
    public void A_folder_without_an_archive_is_told_with_what_to_do_next(string command)
    {
        var folder = Directory.CreateTempSubdirectory("atalaya-cli-").FullName;
        try
        {
            var english = CommandLine.Run(command, folder);
            Assert.Equal(3, english.ExitCode);
            Assert.Contains(folder, english.Error, StringComparison.Ordinal);
            Assert.Contains("atalaya analyze", english.Error, StringComparison.Ordinal);
            Assert.Contains("Ejecute antes", CommandLine.Run(command, folder, "--lang", "es").Error, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_demonstration_does_not_write_into_a_folder_that_holds_something_else()
    {
        var folder = Directory.CreateTempSubdirectory("atalaya-cli-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "mine.txt"), "mine");
            var run = CommandLine.Run("demo", "--out", folder);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(folder, run.Error, StringComparison.Ordinal);
            Assert.Single(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
