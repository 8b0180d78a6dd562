using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atalaya.Cli.Language;
using Atalaya.Flights.Comparison;
using Atalaya.Flights.Tempo;
using NodaTime;
using NodaTime.Text;

namespace Atalaya.Cli.Answers;

/// <summary>A comparison as JSON: <c>docs/formats/comparison.schema.json</c>.</summary>
internal static class CompareJson
{
    /// <summary>The whole comparison. Names are English in either language; the texts of rules are in the reader's.</summary>
    public static string Of(ListComparison comparison, DateInterval? days, Wording wording)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            List(json, "a", comparison.A);
            List(json, "b", comparison.B);
            Days(json, "window", days);
            json.WriteBoolean("reconstruction", comparison.A.IsReconstruction || comparison.B.IsReconstruction);
            json.WriteString("ruleOfArchives", RuleWords.Sentence(CountingRule.Default, wording));
            Array(json, "both", comparison.Both, (j, pair) => Pair(j, pair, comparison.Dates.FirstOrDefault(d => ReferenceEquals(d.Pair, pair)), wording));
            Array(json, "onlyA", comparison.OnlyA, (j, d) => Difference(j, d, wording));
            Array(json, "onlyB", comparison.OnlyB, (j, d) => Difference(j, d, wording));
            json.WriteStartObject("whole");
            json.WriteString("appliedTo", comparison.AppliedToA ? "a" : "b");
            json.WriteNumber("tried", comparison.Tried);
            json.WriteNumber("found", comparison.Found);
            Array(json, "timeZones", comparison.TimeZones, static (j, z) => j.WriteStringValue(z));
            Array(json, "combinations", comparison.Combinations, (j, c) => Combination(j, c, wording));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void List(Utf8JsonWriter json, string name, MissionList list)
    {
        json.WriteStartObject(name);
        json.WriteString("name", list.Name);
        json.WriteString("kind", list.Kind switch { ListKind.Archive => "archive", ListKind.GeoJson => "geojson", _ => "csv" });
        json.WriteNumber("missions", list.Missions.Count);
        json.WriteNumber("uncounted", list.Uncounted.Count);
        json.WriteNumber("faults", list.Faults.Count);
        json.WriteEndObject();
    }

    private static void Pair(Utf8JsonWriter json, MissionPair pair, DateDifference? dates, Wording wording)
    {
        json.WriteStartObject();
        Mission(json, "a", pair.A);
        Mission(json, "b", pair.B);
        json.WriteStartObject("score");
        json.WriteNumber("total", Math.Round(pair.Score.Total, 4));
        Number(json, "aircraft", pair.Score.Aircraft);
        json.WriteNumber("time", Math.Round(pair.Score.Time, 4));
        Number(json, "place", pair.Score.Place);
        json.WriteEndObject();
        json.WriteBoolean("ambiguous", pair.IsAmbiguous);
        Numbers(json, "othersOfA", pair.OthersOfA);
        Numbers(json, "othersOfB", pair.OthersOfB);
        if (dates is null)
        {
            json.WriteNull("dates");
        }
        else
        {
            json.WriteStartObject("dates");
            json.WriteString("a", LocalDatePattern.Iso.Format(dates.DayOfA));
            json.WriteString("b", LocalDatePattern.Iso.Format(dates.DayOfB));
            json.WriteBoolean("stated", dates.Reasons.Count > 0);
            Array(json, "reasons", dates.Reasons, (j, r) => Rule(j, r, wording));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Difference(Utf8JsonWriter json, Difference difference, Wording wording)
    {
        json.WriteStartObject();
        Mission(json, "mission", difference.Mission);
        json.WriteBoolean("stated", difference.Reasons.Count > 0);
        Array(json, "reasons", difference.Reasons, (j, r) =>
        {
            j.WriteStartObject();
            j.WriteString("kind", Kebab(CompareWords.KindOf(r.Rules)));
            j.WriteString("effect", r.AppliedToOther ? "brings-in" : "leaves-out");
            j.WriteNumber("missions", r.Missions);
            Array(j, "rules", r.Rules, (k, rule) => Rule(k, rule, wording));
            j.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Combination(Utf8JsonWriter json, Combination combination, Wording wording)
    {
        json.WriteStartObject();
        Array(json, "rules", combination.Rules, (j, r) => Rule(j, r, wording));
        json.WriteNumber("count", combination.Count);
        json.WriteBoolean("explainsCount", combination.ExplainsCount);
        json.WriteNumber("unexplained", combination.Unexplained);
        Numbers(json, "leftOver", combination.LeftOver);
        Numbers(json, "lost", combination.Lost);
        json.WriteNumber("misdated", combination.Misdated);
        json.WriteEndObject();
    }

    private static void Rule(Utf8JsonWriter json, ListRule rule, Wording wording)
    {
        json.WriteStartObject();
        json.WriteString("kind", Kebab(rule.Kind));
        json.WriteString("rule", rule.Words.Code);
        json.WriteString("text", CompareWords.Rule(rule, wording));
        json.WriteEndObject();
    }

    private static void Mission(Utf8JsonWriter json, string name, ListedMission mission)
    {
        json.WriteStartObject(name);
        json.WriteNumber("number", mission.Number);
        json.WriteString("name", mission.Name);
        json.WriteString("icao24", mission.Icao24);
        json.WriteString("registration", mission.Registration);
        json.WriteString("type", mission.Type);
        Array(json, "callsigns", mission.Callsigns, static (j, c) => j.WriteStringValue(c));
        json.WriteString("day", LocalDatePattern.Iso.Format(mission.Span.ListDay));
        json.WriteString("start", mission.Span.IsDayOnly ? null : InstantPattern.ExtendedIso.Format(mission.Span.Start));
        json.WriteString("end", mission.Span.IsDayOnly ? null : InstantPattern.ExtendedIso.Format(mission.Span.End));
        json.WriteString("place", mission.Place);
        json.WriteString("correctedBy", mission.CorrectedBy);
        json.WriteEndObject();
    }

    private static void Days(Utf8JsonWriter json, string name, DateInterval? days)
    {
        if (days is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("from", LocalDatePattern.Iso.Format(days.Start));
        json.WriteString("to", LocalDatePattern.Iso.Format(days.End));
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, IReadOnlyList<ListedMission> missions) =>
        Array(json, name, missions, static (j, m) => j.WriteNumberValue(m.Number));

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, Math.Round(number, 4));
        else
            json.WriteNull(name);
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }

    private static string Kebab(DifferenceKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
