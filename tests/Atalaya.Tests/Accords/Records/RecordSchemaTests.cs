using System.Text;
using System.Text.Json.Nodes;
using Atalaya.Accords.Records;
using Atalaya.Testing;
using CsCheck;
using NJsonSchema;

namespace Atalaya.Tests.Accords.Records;

/// <summary>Holds the documented schemas and the code together.</summary>
public sealed class RecordSchemaTests
{
    public static TheoryData<RecordKind> Kinds => [.. Enum.GetValues<RecordKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_schema_takes_what_the_code_writes(RecordKind kind)
    {
        var schema = await Schema(kind);
        LawfulRecords.Of(kind).Sample(
            record =>
            {
                var json = Encoding.UTF8.GetString(RecordCatalogue.Write(record));
                Assert.True(schema.Validate(json) is { Count: 0 }, $"{string.Join("; ", schema.Validate(json))} in {json}");
            },
            iter: 60,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_example_is_read_and_keeps_to_the_schema_and_has_its_members_in_order(RecordKind kind)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "examples", Words.Of(kind) + ".json"), TestContext.Current.CancellationToken);

        Assert.Empty((await Schema(kind)).Validate(text));
        var read = RecordCatalogue.Read(kind, Encoding.UTF8.GetBytes(text));
        Assert.True(read.Value is not null, read.Fault?.ToString());
        Assert.Equal(JsonNode.Parse(text)!.ToJsonString(), JsonNode.Parse(RecordCatalogue.Write(read.Value!))!.ToJsonString());
        Assert.Equal(JsonNode.Parse(await Text(kind))!["required"]!.AsArray().Select(static n => n!.GetValue<string>()), RecordCatalogue.Fields(read.Value!).Select(static f => f.Name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_record_without_any_one_of_its_members_is_refused_by_both(RecordKind kind)
    {
        var schema = await Schema(kind);
        var lawful = JsonNode.Parse(UnlawfulRecords.Lawful(kind))!.AsObject();
        foreach (var name in lawful.Select(static m => m.Key))
        {
            var less = lawful.DeepClone().AsObject();
            less.Remove(name);
            Assert.NotEmpty(schema.Validate(less.ToJsonString()));
            Assert.NotNull(RecordCatalogue.Read(kind, Encoding.UTF8.GetBytes(less.ToJsonString())).Fault);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_the_code_takes_the_schema_takes_even_where_values_were_exchanged(RecordKind kind)
    {
        var schema = await Schema(kind);
        var taken = 0;
        (from one in LawfulRecords.Of(kind)
         from other in LawfulRecords.Of(kind)
         from at in Gen.Int[0, 60]
         select (one, other, at)).Sample(
            t =>
            {
                var (mine, theirs) = (RecordCatalogue.Fields(t.one), RecordCatalogue.Fields(t.other));
                var chosen = t.at % mine.Length;
                var json = "{" + string.Join(',', mine.Select((f, i) => $"\"{f.Name}\":{Encoding.UTF8.GetString((i == chosen ? theirs : mine)[i].Value.Span)}")) + "}";
                if (RecordCatalogue.Read(kind, Encoding.UTF8.GetBytes(json)).Value is null)
                    return;
                taken++;
                Assert.Empty(schema.Validate(json));
            },
            iter: 40,
            threads: 1);
        Assert.True(taken > 0);
    }

    [Fact]
    public async Task The_closed_lists_of_the_schemas_are_those_of_the_code()
    {
        var request = JsonNode.Parse(await Text(RecordKind.FlightRequest))!["properties"]!;
        var decision = JsonNode.Parse(await Text(RecordKind.ClearanceDecision))!["properties"]!;
        var seen = JsonNode.Parse(await Text(RecordKind.ObservedMission))!["properties"]!;

        Same<SurveyTask>(request["tasks"]!["items"]!);
        Same<Purpose>(request["purpose"]!);
        Same<Sensor>(request["sensors"]!["items"]!);
        Same<Armament>(request["armament"]!);
        Same<Lethal>(request["lethal"]!);
        Same<HeightDatum>(request["volumes"]!["items"]!["properties"]!["band"]!["properties"]!["datum"]!);
        Same<ClearanceOutcome>(decision["outcome"]!);
        Same<ConditionKind>(decision["conditions"]!["items"]!["properties"]!["kind"]!);
        Same<TrackBasis>(seen["basis"]!);
        Same<MatchVerdict>(seen["verdict"]!);
        Same<DoubtReason>(seen["doubt"]!);
        Same<ConcurrenceAnswer>(JsonNode.Parse(await Text(RecordKind.Concurrence))!["properties"]!["answer"]!);
        Same<ApprovalAnswer>(JsonNode.Parse(await Text(RecordKind.Approval))!["properties"]!["answer"]!);
        Same<MissionMove>(JsonNode.Parse(await Text(RecordKind.MissionState))!["properties"]!["move"]!);
        Same<KeyAct>(JsonNode.Parse(await Text(RecordKind.KeyEvent))!["properties"]!["act"]!);
        Same<OfficerRole>(JsonNode.Parse(await Text(RecordKind.KeyEvent))!["properties"]!["role"]!);
        Same<AffirmationWord>(JsonNode.Parse(await Text(RecordKind.Affirmation))!["properties"]!["word"]!);
        Same<PolicyOutcome>(JsonNode.Parse(await Text(RecordKind.PolicyDecision))!["properties"]!["outcome"]!);
        Same<PolicyFact>(JsonNode.Parse(await Text(RecordKind.PolicyDecision))!["properties"]!["inputs"]!["items"]!["properties"]!["fact"]!);
    }

    private static string Folder => Path.Combine(TestData.RepositoryRoot, "docs", "formats", "records");

    private static void Same<T>(JsonNode schema)
        where T : struct, Enum =>
        Assert.Equal(Words.All<T>(), schema["enum"]!.AsArray().Where(static n => n is not null).Select(static n => n!.GetValue<string>()).Order(StringComparer.Ordinal));

    private static Task<string> Text(RecordKind kind) => File.ReadAllTextAsync(Path.Combine(Folder, Words.Of(kind) + ".schema.json"), TestContext.Current.CancellationToken);

    private static Task<JsonSchema> Schema(RecordKind kind) => JsonSchema.FromFileAsync(Path.Combine(Folder, Words.Of(kind) + ".schema.json"), TestContext.Current.CancellationToken);
}
