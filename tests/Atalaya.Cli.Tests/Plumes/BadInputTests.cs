using System.CommandLine;
using System.Text.RegularExpressions;
using Atalaya.Cli.Commands;
using Atalaya.Cli.Language;
using Atalaya.Cli.Plumes;
using Atalaya.Cli.Screen;
using Atalaya.Cli.Tests.Commands;
using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Inference;

namespace Atalaya.Cli.Tests.Plumes;

/// <summary>Bad input from files to words, through the inference itself: named in both languages, and no confident answer.</summary>
public sealed partial class BadInputTests : IDisposable
{
    private static readonly Lazy<BadInput> Sound = new(static () => Simulated("fixed-points", 24, 11));
    private static readonly Lazy<BadInput> Long = new(static () => Simulated("fixed-points", 60, 4));
    private static readonly Lazy<BadInput> Beams = new(static () => Simulated("beams", 24, 11));
    private static readonly Lazy<BadInput> Drone = new(static () => Simulated("drone-curtain", null, 3));

    private readonly string folder = Directory.CreateTempSubdirectory("atalaya-bad-input-").FullName;

    public static TheoryData<string> Names => [.. BadInputCases.All.Select(static c => c.Name)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Bad_input_is_named_in_both_languages_and_yields_no_confident_answer(string name)
    {
        var made = BadInputCases.All.Single(c => c.Name == name);
        var input = made.Change((made.Set switch { "long" => Long, "beams" => Beams, "drone" => Drone, _ => Sound }).Value);
        PlumeAnswer? answer = null;
        foreach (var (language, words, doubt) in new[] { ("en", made.English, "Not a confident answer"), ("es", made.Spanish, "No es una respuesta fiable") })
        {
            var (code, output) = Locate(input, language, ref answer);
            Assert.Contains(words, output, StringComparison.OrdinalIgnoreCase);
            if (code != ExitCode.NothingUsable)
                Assert.Contains(doubt, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void There_are_at_least_thirty_cases() => Assert.True(BadInputCases.All.Count >= 30);

    [Theory]
    [InlineData("sound")]
    [InlineData("beams")]
    [InlineData("drone")]
    public void The_input_that_the_cases_damage_is_not_doubted_itself(string set)
    {
        PlumeAnswer? answer = null;
        var (code, output) = Locate((set switch { "beams" => Beams, "drone" => Drone, _ => Sound }).Value, "en", ref answer);
        Assert.Equal(0, code);
        Assert.DoesNotContain("Not a confident answer", output, StringComparison.Ordinal);
    }

    // The second language tells the answer of the first.
    private (int Code, string Output) Locate(BadInput input, string language, ref PlumeAnswer? known)
    {
        var arguments = new List<string> { "locate", Path.Combine(folder, "readings.csv"), "--sources", "1", "--threads", "2", "--out", Path.Combine(folder, "out") };
        input.Write(folder, arguments);
        using var output = new StringWriter();
        var wording = Wording.Of(language);
        var context = new CommandContext(new Terminal { Output = output, Error = output }, wording, "", TestContext.Current.CancellationToken);
        var answer = known;
        var command = LocateCommand.Build(context, (readings, wind, request, progress, cancellation) => answer ??= PlumeLocator.Locate(readings, wind, request, progress, cancellation));
        try
        {
            var code = new RootCommand { command }.Parse([.. arguments]).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = output });
            return (code, Plain(output.ToString()));
        }
        catch (CommandException problem)
        {
            return (problem.ExitCode, problem.Tell(wording));
        }
        finally
        {
            known = answer;
        }
    }

    private static string Plain(string text) => Space().Replace(text, " ");

    private static BadInput Simulated(string setup, int? minutes, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("atalaya-sound-").FullName;
        try
        {
            string[] length = minutes is { } some ? ["--minutes", some.ToString(System.Globalization.CultureInfo.InvariantCulture)] : [];
            Assert.Equal(0, CommandLine.Run(["simulate", "plume", "--setup", setup, "--seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture), "--sources", "1", "--out", folder, .. length]).ExitCode);
            var places = new[] { "sensors.csv", "beams.csv" }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
            return new(MadeSheet.Read(Path.Combine(folder, "readings.csv")), MadeSheet.Read(Path.Combine(folder, "wind.csv")), places is null ? null : MadeSheet.Read(places));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
