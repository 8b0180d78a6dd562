using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Atalaya.Cli.Language;
using Atalaya.Cli.Plumes;
using Atalaya.Cli.Plumes.Pages;
using Atalaya.Plumes.Answers;
using Atalaya.Testing;

namespace Atalaya.Cli.Tests.Plumes;

/// <summary>The page on sources.</summary>
public sealed partial class PlumePageTests
{
    public static TheoryData<string, int> Cases => new() { { "en", 0 }, { "es", 0 }, { "en", 1 }, { "es", 1 }, { "en", 2 }, { "es", 2 } };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_page_is_well_formed_and_names_its_language(string language, int sources)
    {
        foreach (var finding in new[] { MadePlume.Fixed(sources), MadePlume.WithEmitters(MadePlume.Fixed(sources, true, Enum.GetValues<PlumeFlag>())) })
        {
            var page = XDocument.Parse(Page(finding, language));
            Assert.Equal(language, page.Root!.Attribute("lang")!.Value);
            Assert.Single(page.Descendants("h1"));
            Assert.All(page.Descendants("table"), t => Assert.Single(t.Elements("caption")));
            Assert.All(page.Descendants("svg").Where(s => (string?)s.Attribute("role") == "img"), s => Assert.NotEmpty(s.Element("title")!.Value));
            var names = page.Descendants().Attributes("id").Select(a => a.Value).ToList();
            Assert.Equal(names.Count, names.Distinct().Count());
            Assert.DoesNotContain("NaN", page.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_page_refers_to_nothing_outside_and_runs_nothing()
    {
        var page = XDocument.Parse(Page(MadePlume.WithEmitters(MadePlume.Fixed(1)), "en"));
        Assert.DoesNotContain(page.Descendants(), static e => e.Name.LocalName is "script" or "img" or "link" or "iframe" or "object" or "embed" or "image" or "use");
        Assert.DoesNotContain(page.Descendants().Attributes(), static a => a.Name.LocalName is "src" or "href" or "action" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotMatch("https?:", page.ToString());
        Assert.DoesNotMatch(@"@import|url\((?!#)", page.ToString());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void A_flight_is_drawn_with_a_closer_map_of_its_source(string language)
    {
        var page = XDocument.Parse(Page(MadePlume.Crossing(), language));
        Assert.Equal(2, page.Descendants("svg").Count(static s => (string?)s.Attribute("class") == "map"));
        Assert.Contains(page.Descendants("path"), static p => ((string?)p.Attribute("class"))?.StartsWith("wind-arrow thin", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("en", "No confident answer")]
    [InlineData("es", "no es posible una respuesta fiable")]
    public void A_refusal_says_why_and_shows_no_number_of_an_answer(string language, string words)
    {
        var page = XDocument.Parse(Page(MadePlume.Refused(PlumeFlag.NoWind), language));
        Assert.Contains(words, page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants("dl"), static d => (string?)d.Attribute("class") == "tiles");
        Assert.Contains("--wind", page.Descendants("ul").First(static u => (string?)u.Attribute("class") == "cautions").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_word_for_what_emits_is_never_used()
    {
        foreach (var language in new[] { "en", "es" })
        {
            foreach (var sources in new[] { 0, 1, 2 })
            {
                var text = XDocument.Parse(Page(MadePlume.Fixed(sources), language)).Root!.Element("body")!.Value;
                Assert.DoesNotMatch(Lab(), text);
            }
        }
    }

    [Fact]
    public void A_million_readings_stay_below_two_megabytes() =>
        Assert.InRange(Encoding.UTF8.GetByteCount(Page(MadePlume.Crossing(1_000_000), "en")), 50_000, 2_000_000);

    [Fact]
    public void The_same_finding_gives_the_same_bytes() => Assert.Equal(Page(MadePlume.Fixed(2), "es"), Page(MadePlume.Fixed(2), "es"));

    [Fact]
    public void Every_flag_gas_way_and_stage_has_its_words_and_no_text_that_is_asked_for_is_missing()
    {
        foreach (var wording in new[] { Wording.Of("en"), Wording.Of("es") })
        {
            foreach (var flag in Enum.GetValues<PlumeFlag>())
                Assert.All(new[] { PlumeWords.Flag(flag, wording), PlumeWords.Remedy(flag, wording) }, static t => Assert.EndsWith(".", t, StringComparison.Ordinal));
            Assert.All(Enum.GetValues<Atalaya.Plumes.Inference.LocateStage>(), s => Assert.NotEmpty(PlumeWords.Stage(s, wording)));
            Assert.All(Atalaya.Plumes.Readings.Gas.All, g => Assert.NotNull(wording.Find(TextArea.Locate, "gas." + g.Symbol)));
            Assert.All(Enum.GetValues<PlumeMethod>(), m => Assert.NotNull(wording.Find(TextArea.Locate, "method." + PlumeWords.Kebab(m))));
            var folder = Path.Combine(TestData.RepositoryRoot, "src", "Atalaya.Cli");
            var asked = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(static f => f.Contains("Plumes", StringComparison.Ordinal) || f.EndsWith("LocateCommand.cs", StringComparison.Ordinal))
                .SelectMany(static f => Asked().Matches(File.ReadAllText(f))).Select(static m => m.Groups[1].Value).Distinct().Where(static k => !k.EndsWith('.'));
            Assert.All(asked, key => Assert.True((wording.Find(TextArea.Locate, key) ?? wording.Find(TextArea.Locate, key + ".one")) is not null, key));
        }
    }

    [Fact]
    public void Pages_can_be_put_by_for_looking_at()
    {
        if (Environment.GetEnvironmentVariable("ATALAYA_PAGES") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        (string Name, PlumeFinding Finding)[] pages =
        [
            ("two", MadePlume.WithEmitters(MadePlume.Fixed(2, false, PlumeFlag.SteadyWind, PlumeFlag.AirAssumed))), ("one", MadePlume.Fixed(1, true)),
            ("none", MadePlume.Fixed(0)), ("flight", MadePlume.Crossing()), ("refused", MadePlume.Refused(PlumeFlag.NoWind, PlumeFlag.TimesApart)),
        ];
        foreach (var (name, finding) in pages)
        {
            foreach (var language in new[] { "en", "es" })
                File.WriteAllText(Path.Combine(folder, $"{name}-{language}.html"), Page(finding, language));
        }
    }

    private static string Page(PlumeFinding finding, string language)
    {
        using var stream = new MemoryStream();
        PlumePage.Write(stream, finding, Wording.Of(language), "test", TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [GeneratedRegex(@"\b(lab|labs|laborator\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Lab();

    [GeneratedRegex(@"(?:page\.Say|TextArea\.Locate,|Text\(Area,|Count\(Area,|\bSay)\s*\(?\s*""([\w.-]+)""")]
    private static partial Regex Asked();
}
