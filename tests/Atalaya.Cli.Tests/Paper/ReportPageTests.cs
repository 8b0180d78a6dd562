using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Maps;
using Atalaya.Cli.Paper;
using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Tracks;

namespace Atalaya.Cli.Tests.Paper;

/// <summary>The printed answer.</summary>
public sealed partial class ReportPageTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void The_page_is_well_formed_and_names_its_language(string language)
    {
        var page = XDocument.Parse(Page(language));
        Assert.Equal(language, page.Root!.Attribute("lang")!.Value);
        Assert.Single(page.Descendants("h1"));
        Assert.All(page.Descendants("table"), t => Assert.Single(t.Elements("caption")));
        Assert.All(page.Descendants("th"), h => Assert.Contains(h.Attribute("scope")!.Value, new[] { "col", "row" }));
        Assert.All(page.Descendants("svg").Where(s => (string?)s.Attribute("role") == "img"), s => Assert.NotEmpty(s.Element("title")!.Value));
    }

    [Fact]
    public void The_page_refers_to_nothing_outside_and_runs_nothing()
    {
        var page = XDocument.Parse(Page("en"));
        Assert.DoesNotContain(page.Descendants(), static e => e.Name.LocalName is "script" or "img" or "link" or "iframe" or "object" or "embed" or "image" or "use");
        Assert.DoesNotContain(page.Descendants().Attributes(), static a => a.Name.LocalName is "src" or "href" or "action" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotMatch("https?:", page.ToString());
        Assert.DoesNotMatch(@"@import|url\((?!#)", page.ToString());
    }

    [Fact]
    public void Every_mission_has_a_map_and_every_name_in_the_document_is_unique()
    {
        var answer = Sample.Answer();
        var page = XDocument.Parse(Page("es"));
        var maps = page.Descendants("article").Select(a => a.Descendants("svg").Count(s => (string?)s.Attribute("class") == "map")).ToList();
        Assert.Equal(answer.Missions.Count, maps.Count);
        Assert.All(maps, count => Assert.Equal(1, count));
        var names = page.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void A_gap_is_drawn_dashed_and_apart_from_what_was_heard()
    {
        var page = XDocument.Parse(Page("en"));
        var withGap = page.Descendants("article").Where(a => a.Descendants("path").Any(p => (string?)p.Attribute("class") == "gap" && p.Parent!.Parent!.Name == "svg")).ToList();
        Assert.Single(withGap);
        Assert.Contains("R135", withGap[0].Element("h3")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Reconstruction")]
    [InlineData("es", "Reconstrucción")]
    public void A_reconstruction_says_so_in_the_title_at_the_top_on_every_sheet_and_at_the_head_of_every_printed_page(string language, string word)
    {
        var page = XDocument.Parse(Page(language));
        Assert.StartsWith(word, page.Descendants("title").First().Value, StringComparison.Ordinal);
        Assert.Contains(word, page.Descendants("header").Single().Value, StringComparison.Ordinal);
        Assert.All(page.Descendants("article"), a => Assert.Contains(word, a.Element("h3")!.Value, StringComparison.Ordinal));
        Assert.Contains($"content: \"{word.ToUpperInvariant()}\"", page.Descendants("style").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_reconstruction_does_not_say_so() =>
        Assert.DoesNotContain("reconstruction", Body(Page("en", Sample.Answer(reconstruction: false))), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Private_aircraft_are_not_named()
    {
        var page = Page("en");
        Assert.DoesNotContain("N123XY", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a1b2c3", page, StringComparison.Ordinal);
        Assert.DoesNotContain("N987PV", page, StringComparison.Ordinal);
        Assert.DoesNotContain("PC12", page, StringComparison.Ordinal);
        Assert.Contains("civil, not named", page, StringComparison.Ordinal);
        Assert.Contains("only counted here", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_the_air_cannot_break_the_page()
    {
        var answer = Sample.Answer();
        var hostile = answer.Missions.Select(static m => m with { Callsigns = ["<script>alert(1)</script>\u0000\ud800&\""], Type = "]]>" }).ToList();
        var page = XDocument.Parse(Page("en", answer with { Missions = hostile }));
        Assert.Empty(page.Descendants("script"));
        Assert.Contains("<script>alert(1)</script>", page.Descendants("article").First().Element("h3")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_answer_gives_the_same_bytes() => Assert.Equal(Page("es"), Page("es"));

    [Fact]
    public void An_archive_without_missions_still_gives_a_page()
    {
        var answer = Sample.Answer();
        var page = XDocument.Parse(Page("en", answer with { Missions = [], Possible = [], Coverage = [] }));
        Assert.Empty(page.Descendants("article"));
        Assert.Contains("No flight was judged surveillance.", page.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mission_whose_positions_were_not_kept_says_so_instead_of_a_map()
    {
        var answer = Sample.Answer();
        var page = XDocument.Parse(Render("en", answer, static _ => []));
        Assert.DoesNotContain(page.Descendants("svg"), static s => (string?)s.Attribute("class") == "map");
        Assert.Contains("--keep all", page.Descendants("article").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Forty_missions_stay_below_five_megabytes()
    {
        var answer = Sample.Answer();
        var many = Enumerable.Range(0, 40).Select(i => answer.Missions[i % answer.Missions.Count] with { }).ToList();
        Assert.InRange(Encoding.UTF8.GetByteCount(Page("en", answer with { Missions = many })), 100_000, 5_000_000);
    }

    [Fact]
    public void Both_languages_hold_the_same_figures()
    {
        static List<string> Figures(string page) => [.. XDocument.Parse(page).Descendants("td").Where(static c => (string?)c.Attribute("class") == "n").Select(static c => Digits().Replace(c.Value, ""))];
        Assert.Equal(Figures(Page("en")), Figures(Page("es")));
    }

    private static string Body(string page) => page[page.IndexOf("<body", StringComparison.Ordinal)..];

    private static string Page(string language, Answer? answer = null)
    {
        var shown = answer ?? Sample.Answer();
        return Render(language, shown, static flight => Sample.Positions[flight.FlightId]);
    }

    private static string Render(string language, Answer answer, Func<FlightRecord, IReadOnlyList<Report>> positions)
    {
        using var stream = new MemoryStream();
        ReportPage.Write(stream, answer, positions, new Island(), Wording.Of(language), "test", TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [GeneratedRegex("[^0-9]")]
    private static partial Regex Digits();

    /// <summary>A square of land and one limit: enough ground for a test.</summary>
    private sealed class Island : IMapGround
    {
        public IEnumerable<DrawnLine> Draw(GeoBox box, double toleranceDegrees) =>
        [
            new(DrawnLineKind.Land, "MEX", [new(20, -118), new(20, -105), new(32, -105), new(32, -118), new(20, -118)]),
            new(DrawnLineKind.TerritorialSeaLimit, null, [new(19.8, -118.2), new(32.2, -118.2)]),
        ];

        public bool IsUncertain(Position position) => Math.Abs(position.Longitude + 118.2) < 0.01;

        public bool MayClaimsDiffer(Position position) => position.Latitude < 32;

        public bool DoClaimsDiffer(Position position) => position.Latitude < 21;
    }
}
