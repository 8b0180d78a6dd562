using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Atalaya.Cli.Commands;

namespace Atalaya.Cli.Tests.Zones;

/// <summary>The <c>zone</c> command as a person types it.</summary>
public sealed class ZoneCommandTests
{
    [Theory]
    [InlineData("30.5", 30.5)]
    [InlineData("-114.0", -114)]
    [InlineData("114.0W", -114)]
    [InlineData("114,5O", -114.5)]
    [InlineData("30°30'N", 30.5)]
    [InlineData("30°30'36\"S", -30.51)]
    [InlineData("−12.5", -12.5)]
    public void Degrees_are_read_as_people_write_them(string text, double degrees) =>
        Assert.Equal(degrees, ZoneCommand.ParseDegrees(text)!.Value, 9);

    [Theory]
    [InlineData("")]
    [InlineData("north")]
    [InlineData("30°61'N")]
    [InlineData("NaN")]
    [InlineData("1e3")]
    [InlineData("12 13")]
    public void What_is_no_angle_is_refused(string text) => Assert.Null(ZoneCommand.ParseDegrees(text));

    [Fact]
    public void Both_claims_answer_and_their_difference_is_said()
    {
        var (code, text) = Run("en-US", "zone", "30.5", "-114.0");
        Assert.Equal(0, code);
        Assert.Contains("Claim low-water: international airspace", text, StringComparison.Ordinal);
        Assert.Contains("Claim MEX: internal waters of MEX", text, StringComparison.Ordinal);
        Assert.Contains("The claims differ here", text, StringComparison.Ordinal);
        Assert.Contains("Source:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_comes_in_Spanish_too()
    {
        var (_, text) = Run("es-MX", "zone", "19.43", "-99.13");
        Assert.Contains("territorio de MEX", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Claim", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_the_claim_asked_for_with_its_line()
    {
        var (code, text) = Run("en-US", "zone", "31.8", "-117.6", "--claim", "MEX", "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(text);
        var answer = Assert.Single(json.RootElement.GetProperty("answers").EnumerateArray());
        Assert.Equal("MEX", answer.GetProperty("claim").GetString());
        Assert.Equal("international", answer.GetProperty("kind").GetString());
        Assert.Equal("territorial-sea-limit", answer.GetProperty("line").GetProperty("kind").GetString());
        Assert.True(answer.GetProperty("line").GetProperty("metres").GetDouble() > 0);
        Assert.NotEmpty(answer.GetProperty("line").GetProperty("source").GetString()!);
    }

    [Theory]
    [InlineData("91", "0")]
    [InlineData("x", "0")]
    [InlineData("0", "400")]
    public void A_position_off_the_globe_is_an_error_that_says_what_to_write(string latitude, string longitude)
    {
        var (code, text) = Run("en-US", "zone", latitude, longitude);
        Assert.NotEqual(0, code);
        Assert.Matches("-90|-360", text);
    }

    private static (int Code, string Text) Run(string culture, params string[] words)
    {
        var output = new StringWriter();
        var root = new RootCommand { ZoneCommand.Create(CultureInfo.GetCultureInfo(culture)) };
        var code = root.Parse(words).Invoke(new InvocationConfiguration { Output = output, Error = output });
        return (code, output.ToString());
    }
}
