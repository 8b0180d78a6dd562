using System.Globalization;
using System.Resources;
using System.Text.Json;
using System.Text.RegularExpressions;
using Atalaya.Cli.Answers;
using Atalaya.Testing;

namespace Atalaya.Cli.Tests;

public sealed partial class ReasonTextTests
{
    private static readonly ResourceManager Texts = new("Atalaya.Cli.Resources.ReasonText", typeof(ReasonText).Assembly);

    [Fact]
    public void Every_reason_that_the_judge_can_give_has_a_text_in_both_languages_with_the_same_places()
    {
        var folder = Path.Combine(TestData.RepositoryRoot, "src", "Atalaya.Flights", "Missions");
        var codes = new[] { "MissionJudge.cs", "PatternEvidence.cs", "RoleEvidence.cs" }
            .SelectMany(f => Code().Matches(File.ReadAllText(Path.Combine(folder, f)))).Select(static m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(codes.Count > 40, $"only {codes.Count} codes found in the sources");
        foreach (var code in codes)
        {
            var english = Texts.GetResourceSet(CultureInfo.InvariantCulture, true, true)!.GetString(code);
            var spanish = Texts.GetResourceSet(CultureInfo.GetCultureInfo("es"), true, false)?.GetString(code);
            Assert.True(english is not null && spanish is not null, $"{code} lacks a text");
            Assert.Equal(Place().Matches(english).Select(static m => m.Value).Order(), Place().Matches(spanish).Select(static m => m.Value).Order());
        }
    }

    [Fact]
    public void Numbers_take_the_shape_of_the_readers_language()
    {
        object[] values = [80.25, 6.5, 100.0];
        Assert.Equal("Racetrack with legs of 80 km, 6.5 laps in 100 minutes.", ReasonText.Render("long-racetrack", values, CultureInfo.GetCultureInfo("en")));
        Assert.Equal("Hipódromo con tramos de 80 km, 6,5 vueltas en 100 minutos.", ReasonText.Render("long-racetrack", values, CultureInfo.GetCultureInfo("es")));
    }

    [Fact]
    public void Values_from_an_archives_JSON_are_taken_as_they_are()
    {
        using var json = JsonDocument.Parse("""[80.25, 6.5, 100, "P8"]""");
        var values = json.RootElement.EnumerateArray().ToList();
        Assert.Equal("Racetrack with legs of 80 km, 6.5 laps in 100 minutes.", ReasonText.Render("long-racetrack", values.Take(3), CultureInfo.InvariantCulture));
        Assert.Equal("The type (P8) is flown for maritime patrol.", ReasonText.Render("role-maritime-patrol", values.Skip(3), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_code_of_another_version_is_shown_with_its_values()
    {
        Assert.Equal("new-reason: 3, x", ReasonText.Render("new-reason", new object[] { 3, "x" }, CultureInfo.InvariantCulture));
        Assert.Equal("new-reason", ReasonText.Render("new-reason", Array.Empty<object>(), CultureInfo.InvariantCulture));
        Assert.Equal("long-racetrack: 80", ReasonText.Render("long-racetrack", new object[] { 80 }, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("(?<!=)\"([a-z]+(?:-[a-z]+)*)\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"\{\d[^}]*\}")]
    private static partial Regex Place();
}
