using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Atalaya.Cli.Commands;
using Atalaya.Earth.Zones;

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

    [Theory]
    [InlineData("21.5,-120,33.5,-104.5", 21.5, -120, 33.5, -104.5)]
    [InlineData("50N, 170E, 56N, 160W", 50, 170, 56, -160)]
    public void A_box_is_read(string text, double south, double west, double north, double east) =>
        Assert.Equal(new(south, west, north, east), ZoneMapOption.ParseBox(text)!.Value);

    [Theory]
    [InlineData("33,-120,21,-104")]
    [InlineData("21,-120,33")]
    [InlineData("21,-120,33,x")]
    [InlineData("21,-120,91,0")]
    [InlineData("21,-190,33,0")]
    public void What_is_no_box_is_refused(string text) => Assert.Null(ZoneMapOption.ParseBox(text));

    [Theory]
    [InlineData("zone")]
    [InlineData("zone", "30")]
    [InlineData("zone", "30", "-114", "--map", "1,1,2,2", "--out", "x")]
    [InlineData("zone", "--map", "1,1,2,2")]
    [InlineData("zone", "30", "-114", "--out", "x")]
    public void Neither_a_place_nor_a_map_is_an_error(params string[] words)
    {
        var (code, text) = Run("es-MX", words);
        Assert.NotEqual(0, code);
        Assert.Contains("LAT LON", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_of_zones_says_where_answers_are_uncertain()
    {
        var folder = Directory.CreateTempSubdirectory("atalaya-zone-map-").FullName;
        try
        {
            var (code, _) = Run("en-US", "zone", "--map", "29.5,-115,31.5,-113", "--out", Path.Combine(folder, "gulf"));
            Assert.Equal(0, code);
            Assert.Equal(["gulf.geojson", "gulf.svg"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            var picture = System.Xml.Linq.XDocument.Load(Path.Combine(folder, "gulf.svg"));
            Assert.Contains(picture.Descendants(), static e => (string?)e.Attribute("class") == "margin" && e.Attribute("d") is not null);
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "gulf.geojson")));
            foreach (var feature in json.RootElement.GetProperty("features").EnumerateArray().Where(static f => f.GetProperty("properties").GetProperty("kind").GetString() == "uncertain"))
                AssertSaysWhatTheMapSays(feature);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>An area is right where it is farther than a sample from its own edge.</summary>
    private static void AssertSaysWhatTheMapSays(JsonElement feature)
    {
        var claim = feature.GetProperty("properties").GetProperty("claim").GetString() == "MEX" ? Claim.Mexico : Claim.LowWater;
        var rings = feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().SelectMany(static p => p.EnumerateArray())
            .Select(static r => r.EnumerateArray().Select(static c => (X: c[0].GetDouble(), Y: c[1].GetDouble())).ToList()).ToList();
        Assert.All(rings, static r => Assert.Equal(r[0], r[^1]));
        Assert.NotEmpty(rings);
        var (agreed, asked) = (0, 0);
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++)
        {
            var (x, y) = (-115 + (2 * random.NextDouble()), 29.5 + (2 * random.NextDouble()));
            var inside = rings.Sum(r => Crossings(r, x, y)) % 2 == 1;
            ZoneMap.Shipped.Find(y, x, claim, out var isCertain);
            asked++;
            agreed += inside == !isCertain ? 1 : 0;
        }

        Assert.True(agreed > 0.97 * asked, $"{agreed} of {asked} agree");
    }

    private static int Crossings(List<(double X, double Y)> ring, double x, double y)
    {
        var count = 0;
        for (var i = 1; i < ring.Count; i++)
        {
            if (ring[i].Y > y != ring[i - 1].Y > y && x < ((ring[i - 1].X - ring[i].X) * (y - ring[i].Y) / (ring[i - 1].Y - ring[i].Y)) + ring[i].X)
                count++;
        }

        return count;
    }

    private static (int Code, string Text) Run(string culture, params string[] words)
    {
        var output = new StringWriter();
        var root = new RootCommand { ZoneCommand.Create(CultureInfo.GetCultureInfo(culture)) };
        var code = root.Parse(words).Invoke(new InvocationConfiguration { Output = output, Error = output });
        return (code, output.ToString());
    }
}
