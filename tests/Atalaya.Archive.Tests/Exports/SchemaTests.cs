using System.Text.Json.Nodes;
using Atalaya.Archive.Tests.Storage;
using Atalaya.Flights.Coverage;
using Atalaya.Flights.Tracks;
using Atalaya.Testing;
using NJsonSchema;
using NodaTime;

namespace Atalaya.Archive.Tests.Exports;

public sealed class SchemaTests : IDisposable
{
    private static readonly Instant Start = Instant.FromUtc(2025, 2, 3, 22, 0);
    private readonly ArchiveFixture fixture = new();

    public SchemaTests()
    {
        var mission = ArchiveReaderTests.Rich("a00001", Start);
        var reports = Enumerable.Range(0, 400).Select(static i => new Report(
            (Start + Duration.FromSeconds(i * 50)).ToUnixTimeMilliseconds(), 30, i < 200 ? 179 + (i * 0.006) - (i > 166 ? 360 : 0) : -179.8, 25_000)).ToList();
        var gap = mission.Gaps[0] with { Start = Instant.FromUnixTimeMilliseconds(reports[300].Time), End = Instant.FromUnixTimeMilliseconds(reports[301].Time) };
        fixture.Add(mission with { Gaps = [gap] }, reports, [new(new(60, -234, 4, 483_000), 60, 10)])
            .Add(ArchiveFixture.Flight("~a00002", Start, Start + Duration.FromMilliseconds(1)) with { Callsigns = [], MaxAltitudeFeet = null })
            .Add(ArchiveFixture.Flight("drone \"7\", blue", Start, Start + Duration.FromHours(1)) with
            {
                Basis = "operator",
                Icao24 = null,
                Mission = new("possible", "surveillance", null, 0.51, []),
            })
            .Build(Start);
    }

    [Fact]
    public async Task Every_line_of_flights_keeps_to_its_schema_and_broken_ones_are_refused()
    {
        var schema = await Schema("flight");
        var lines = File.ReadAllLines(Path.Combine(fixture.Folder, "flights.jsonl"));

        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Empty(schema.Validate(line)));
        var rich = lines.Single(static l => l.Contains("racetrack", StringComparison.Ordinal));
        foreach (var (path, value) in new (string, JsonNode?)[]
        {
            ("trackDigest", "ABC"), ("basis", "guessed"), ("start", "2025-02-03 22:00"), ("points", 1.5), ("mission.class", "maybe"), ("mission.confidence", 1.2),
            ("patterns.0.kind", "spiral"), ("patterns.0.geometry.turnBias", -2), ("stays.0.kind", "sea"), ("stays.0.minutes", "265"), ("gaps.0.end", null), ("invented", 1),
        })
        {
            Assert.True(schema.Validate(Changed(rich, path, value)).Count > 0, $"{path} = {value} was let through");
        }
    }

    [Fact]
    public async Task Missions_as_geojson_keep_to_their_schema_and_break_at_gaps_and_at_the_antimeridian()
    {
        var schema = await Schema("missions-geojson");
        var text = File.ReadAllText(Path.Combine(fixture.Folder, "missions.geojson"));

        Assert.Empty(schema.Validate(text));
        Assert.NotEmpty(schema.Validate(Changed(text, "features.0.geometry.type", "Point")));
        Assert.NotEmpty(schema.Validate(Changed(text, "features.0.properties.basis", "guessed")));
        var features = JsonNode.Parse(text)!["features"]!.AsArray();
        Assert.Equal(2, features.Count);
        var lines = features.Single(static f => f!["geometry"] is not null)!["geometry"]!["coordinates"]!.AsArray();
        Assert.Equal(3, lines.Count);
        Assert.Equal(180, lines[0]!.AsArray()[^1]![0]!.GetValue<double>());
        Assert.Equal(-180, lines[1]!.AsArray()[0]![0]!.GetValue<double>());
    }

    [Fact]
    public async Task Missions_as_csv_keep_to_their_schema()
    {
        var schema = await Schema("missions-csv");
        var rows = File.ReadAllText(Path.Combine(fixture.Folder, "missions.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var names = rows[0].Split(',');

        Assert.Equal(3, rows.Length);
        foreach (var row in rows.Skip(1))
        {
            // No cell of these rows but the drone's name holds a comma, and that one is quoted.
            var cells = row.Replace("\"drone \"\"7\"\", blue-", "drone-", StringComparison.Ordinal).Replace("Z\",", "Z,", StringComparison.Ordinal).Split(',');
            Assert.Equal(names.Length, cells.Length);
            var json = new JsonObject(names.Zip(cells).Select(static p => KeyValuePair.Create(p.First, (JsonNode?)JsonValue.Create(p.Second))));
            Assert.Empty(schema.Validate(json.ToJsonString()));
            json["confidence"] = "high";
            Assert.NotEmpty(schema.Validate(json.ToJsonString()));
        }
    }

    public void Dispose() => fixture.Dispose();

    private static Task<JsonSchema> Schema(string name) =>
        JsonSchema.FromFileAsync(Path.Combine(TestData.RepositoryRoot, "docs", "formats", name + ".schema.json"), TestContext.Current.CancellationToken);

    private static string Changed(string json, string path, JsonNode? value)
    {
        var root = JsonNode.Parse(json)!;
        var node = root;
        var steps = path.Split('.');
        foreach (var step in steps[..^1])
            node = int.TryParse(step, System.Globalization.CultureInfo.InvariantCulture, out var index) ? node[index]! : node[step]!;
        node[steps[^1]] = value;
        return root.ToJsonString();
    }
}
