using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Patterns;
using Atalaya.Flights.Tempo;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;

namespace Atalaya.Cli.Tests.Language;

/// <summary>Both languages say the same things.</summary>
public sealed partial class WordingTests
{
    private static readonly string Folder = Path.Combine(TestData.RepositoryRoot, "src", "Atalaya.Cli");

    public static TheoryData<string> Areas =>
        [.. Directory.GetFiles(Path.Combine(Folder, "Resources"), "*Text.resx").Select(static f => Path.GetFileNameWithoutExtension(f))];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Both_languages_have_the_same_keys_with_the_same_places(string area)
    {
        var (english, spanish) = (Texts(area), Texts(area + ".es"));
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), spanish.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, pair => Assert.Equal(Places(pair.Value), Places(spanish[pair.Key])));
        Assert.All(english.Concat(spanish), static pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value), pair.Key));
    }

    [Theory]
    [InlineData(TextArea.Page)]
    [InlineData(TextArea.Screen)]
    [InlineData(TextArea.Command)]
    [InlineData(TextArea.Tempo)]
    [InlineData(TextArea.Compare)]
    [InlineData(TextArea.Term)]
    [InlineData(TextArea.Locate)]
    [InlineData(TextArea.Simulate)]
    [InlineData(TextArea.Accord)]
    [InlineData(TextArea.Node)]
    public void No_text_is_left_over(TextArea area)
    {
        // Used: named whole in the code; or, for a family such as pattern.orbit, by its prefix; the rule's words are named by the flights.
        var code = string.Concat(Sources("Atalaya.Cli").Concat(Sources("Atalaya.Flights")).Concat(Sources("Atalaya.Archive")).Select(File.ReadAllText));
        var unused = Texts(area + "Text").Keys.Where(key =>
        {
            var stem = Plural().Replace(key, "");
            var family = key.LastIndexOf('.') is > 0 and var dot ? key[..(dot + 1)] : null;
            return !code.Contains($"\"{stem}\"", StringComparison.Ordinal)
                && !(family is not null && code.Contains($"\"{family}\"", StringComparison.Ordinal))
                && !(family is not null && code.Contains($"\"{family}{{", StringComparison.Ordinal))
                && !Dashed(code, stem);
        });
        Assert.Empty(unused);
    }

    [Fact]
    public void No_text_that_the_page_asks_for_is_missing()
    {
        var known = Texts("PageText").Keys.Select(static k => Plural().Replace(k, "")).ToHashSet(StringComparer.Ordinal);
        var asked = Sources("Atalaya.Cli").Where(static f => f.Contains("Paper", StringComparison.Ordinal)).SelectMany(static f => SayCall().Matches(File.ReadAllText(f))).Select(static m => m.Groups[1].Value).Distinct();
        Assert.DoesNotContain(asked, key => !key.EndsWith('-') && !key.EndsWith('.') && !known.Contains(key));
    }

    [Theory]
    [InlineData("zones-counted", "Minutos de 1 misión contada", "Minutos de las 2 misiones contadas")]
    [InlineData("zones-apart", "Minutos de 1 misión que la regla deja fuera", "Minutos de las 2 misiones que la regla deja fuera")]
    [InlineData("overview-desc", "1 misión, sobre", "2 misiones, sobre")]
    [InlineData("tile-window", "misión, feb", "misiones, feb")]
    public void One_mission_is_not_said_as_several(string key, string one, string two)
    {
        var wording = Wording.Of("es");
        Assert.StartsWith(one, wording.Count(TextArea.Page, key, 1, "feb"), StringComparison.Ordinal);
        Assert.StartsWith(two, wording.Count(TextArea.Page, key, 2, "feb"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_word_of_the_domain_has_a_text()
    {
        var words = Kebab<PatternKind>("pattern.").Concat(Kebab<Activity>("activity.")).Concat(Kebab<MissionClass>("class.")).Concat(Kebab<Basis>("basis."))
            .Concat(Kebab<ZoneKind>("zone.")).Concat(Kebab<FlightEnd>("end.")).Concat(Kebab<FaultReason>("fault.")).Concat(Kebab<CleaningReason>("cleaning."));
        var known = Texts("TermText");
        Assert.DoesNotContain(words, word => !known.ContainsKey(word));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Every_counting_rule_can_be_said(string language)
    {
        var wording = Wording.Of(language);
        foreach (var day in Enum.GetValues<MissionDay>())
        {
            foreach (var claim in Enum.GetValues<Claim>())
            {
                ZoneFilter?[] filters =
                [
                    null, new([], null, claim), new([ZoneKind.Territory, ZoneKind.InternalWaters, ZoneKind.TerritorialSea], "MEX", claim, 2.5), new([ZoneKind.International], null, claim, 10),
                ];
                foreach (var filter in filters)
                {
                    var rule = new CountingRule { Day = day, TimeZone = "America/Tijuana", Zone = filter, IncludePossible = filter is null, Bases = Enum.GetValues<Basis>() };
                    var sentence = RuleWords.Sentence(rule, wording);
                    Assert.DoesNotContain("{", sentence, StringComparison.Ordinal);
                    Assert.EndsWith(".", sentence, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void Numbers_and_dates_follow_the_language()
    {
        Wording english = Wording.Of("en"), spanish = Wording.Of("es"), spain = Wording.Of("es", "es-ES");
        var day = new NodaTime.LocalDate(2025, 1, 28);
        Assert.Equal("28 Jan 2025", english.Date(day));
        Assert.Equal("28 ene 2025", spanish.Date(day));
        Assert.Equal("12,345", english.Number(12_345L));
        Assert.Equal("12,345", spanish.Number(12_345L));
        Assert.Equal("2,50", spain.Number(2.5, 2));
        Assert.Equal("México", spanish.Country("MEX"));
        Assert.Equal("XXX", spanish.Country("XXX"));
        Assert.Equal("p < 0.0001", english.Probability(3e-9));
    }

    [Fact]
    public void A_locale_that_nobody_knows_is_English_and_breaks_nothing() =>
        Assert.Equal("en", Wording.OfLocale(static name => name == "LC_ALL" ? "xx_!!.latin1@weird" : null).Code);

    private static IEnumerable<string> Kebab<T>(string prefix) where T : struct, Enum =>
        Enum.GetNames<T>().Select(name => prefix + string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString(CultureInfo.InvariantCulture))));

    // "stage-" + x, "legend-" + x and "faults" + "-none" are put together in the code.
    private static bool Dashed(string code, string stem)
    {
        for (var dash = stem.IndexOf('-', StringComparison.Ordinal); dash > 0; dash = stem.IndexOf('-', dash + 1))
        {
            var (head, tail) = (stem[..dash], stem[dash..]);
            if (code.Contains($"\"{head}-\" +", StringComparison.Ordinal) || (code.Contains($"\"{head}\"", StringComparison.Ordinal) && code.Contains($"+ \"{tail}\"", StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(static f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static Dictionary<string, string> Texts(string file) =>
        XDocument.Load(Path.Combine(Folder, "Resources", file + ".resx")).Root!.Elements("data").ToDictionary(static d => d.Attribute("name")!.Value, static d => d.Element("value")!.Value);

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(static m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\.(one|other)$")]
    private static partial Regex Plural();

    [GeneratedRegex(@"(?:page\.Say|TextArea\.Page,)\s*\(?\s*""([\w.-]+)""")]
    private static partial Regex SayCall();
}
