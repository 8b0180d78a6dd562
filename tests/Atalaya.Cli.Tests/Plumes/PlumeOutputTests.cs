using System.Text.Json;
using System.Text.Json.Nodes;
using Atalaya.Cli.Plumes;
using Atalaya.Plumes.Answers;
using Atalaya.Testing;
using NJsonSchema;
using ParquetSharp;

namespace Atalaya.Cli.Tests.Plumes;

/// <summary>The files for machines.</summary>
public sealed class PlumeOutputTests
{
    public static TheoryData<int, bool> Cases => new() { { 0, false }, { 1, false }, { 2, false }, { 0, true }, { 1, true }, { 2, true } };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_result_keeps_to_its_schema(int sources, bool onEarth)
    {
        var schema = await Schema();
        Assert.Empty(schema.Validate(Result(MadePlume.WithEmitters(MadePlume.Fixed(sources, onEarth, Enum.GetValues<PlumeFlag>())))));
    }

    [Fact]
    public async Task A_refusal_keeps_to_the_schema_and_states_nothing()
    {
        var text = Result(MadePlume.Refused(PlumeFlag.NoWind, PlumeFlag.TimesApart));
        Assert.Empty((await Schema()).Validate(text));
        var json = JsonNode.Parse(text)!;
        Assert.False(json["answered"]!.GetValue<bool>());
        Assert.Null(json["detected"]);
        Assert.Equal("no answer possible", json["statement"]!.GetValue<string>());
        Assert.Empty(json["sourceCount"]!.AsObject());
        Assert.Equal(["no-wind", "times-apart"], json["flags"]!.AsArray().Select(static f => f!["code"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("gas", null)]
    [InlineData("seed", "one")]
    [InlineData("statement", "a clandestine lab")]
    [InlineData("surprise", "")]
    public async Task A_broken_result_is_refused_by_the_schema(string member, string? value)
    {
        var json = JsonNode.Parse(Result(MadePlume.Fixed(1)))!;
        json[member] = value;
        Assert.NotEmpty((await Schema()).Validate(json.ToJsonString()));
    }

    [Fact]
    public void The_same_finding_gives_the_same_bytes() =>
        Assert.Equal(Result(MadePlume.Fixed(2, onEarth: true)), Result(MadePlume.Fixed(2, onEarth: true)));

    [Fact]
    public void Sources_stand_in_the_metres_of_the_input_or_in_degrees()
    {
        var metres = JsonNode.Parse(Result(MadePlume.Fixed(1)))!["sources"]![0]!;
        Assert.Equal(68.9, metres["x"]!.GetValue<double>());
        Assert.Equal(72.7, metres["y"]!.GetValue<double>());
        Assert.Equal(1.4, metres["rateKgPerHour"]!["median"]!.GetValue<double>());
        var degrees = JsonNode.Parse(Result(MadePlume.Fixed(1, onEarth: true)))!["sources"]![0]!;
        Assert.Equal(32.44521, degrees["latitude"]!.GetValue<double>(), 1e-4);
        Assert.Null(degrees["x"]);
        var ring = degrees["region90"]!["coordinates"]![0]!.AsArray();
        Assert.Equal(ring[0]!.ToJsonString(), ring[^1]!.ToJsonString());
        Assert.InRange(ring[0]![0]!.GetValue<double>(), -117, -116);
    }

    [Fact]
    public void Sources_as_GeoJSON_keep_to_RFC_7946_on_the_Earth()
    {
        var json = JsonNode.Parse(GeoJson(MadePlume.WithEmitters(MadePlume.Fixed(2, onEarth: true))))!;
        Assert.Equal("FeatureCollection", json["type"]!.GetValue<string>());
        foreach (var forbidden in new[] { "coordinates", "geometries", "geometry", "properties", "crs" })
            Assert.Null(json[forbidden]);
        var features = json["features"]!.AsArray();
        Assert.Equal(2 + 6 + 2, features.Count);
        foreach (var region in features.Where(static f => f!["properties"]!["kind"]!.GetValue<string>() == "region"))
        {
            var ring = region!["geometry"]!["coordinates"]![0]!.AsArray().Select(static p => (X: p![0]!.GetValue<double>(), Y: p[1]!.GetValue<double>())).ToList();
            Assert.Equal(ring[0], ring[^1]);
            var area = ring.Zip(ring.Skip(1)).Sum(static p => (p.First.X * p.Second.Y) - (p.Second.X * p.First.Y));
            Assert.True(area > 0, "outer rings run counter-clockwise");
        }
    }

    [Fact]
    public void GeoJSON_in_plain_metres_says_so()
    {
        var json = JsonNode.Parse(GeoJson(MadePlume.Fixed(1)))!;
        Assert.Equal("metres", json["coordinateUnits"]!.GetValue<string>());
        Assert.NotNull(json["coordinateNote"]);
        Assert.Equal(68.9, json["features"]![0]!["geometry"]!["coordinates"]![0]!.GetValue<double>());
    }

    [Theory]
    [InlineData(2, true, 9)]
    [InlineData(1, false, 7)]
    [InlineData(0, false, 7)]
    public void The_posterior_is_Parquet_with_its_origin_in_its_metadata(int sources, bool onEarth, int columns)
    {
        var finding = MadePlume.Fixed(sources, onEarth);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            PosteriorFile.Write(path, finding);
            using var file = new ParquetFileReader(path);
            Assert.Equal(columns, file.FileMetaData.NumColumns);
            Assert.Equal(finding.Answer.Posterior.Count, file.FileMetaData.NumRows);
            Assert.Equal("plumes-test", file.FileMetaData.KeyValueMetadata["atalaya.methodVersion"]);
            Assert.Contains(new string('a', 64), file.FileMetaData.KeyValueMetadata["atalaya.inputs"], StringComparison.Ordinal);
            using var group = file.RowGroup(0);
            using var rates = group.Column(columns - 2).LogicalReader<double>();
            Assert.Equal(finding.Answer.Posterior.Select(static d => d.KilogramsPerHour), rates.ReadAll((int)file.FileMetaData.NumRows));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Every_file_bears_version_seed_inputs_and_command_line()
    {
        foreach (var text in new[] { Result(MadePlume.Fixed(1)), GeoJson(MadePlume.Fixed(1)) })
        {
            using var json = JsonDocument.Parse(text);
            Assert.Equal("plumes-test", json.RootElement.GetProperty("methodVersion").GetString());
            Assert.Equal(7, json.RootElement.GetProperty("seed").GetInt32());
            Assert.Equal(2, json.RootElement.GetProperty("inputs").GetArrayLength());
            Assert.StartsWith("atalaya locate", json.RootElement.GetProperty("commandLine").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Files_that_were_not_published_are_not_left()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using (var staged = new StagedFolder(folder))
            staged.Write("result.json", static file => file.WriteByte(1));
        Assert.False(Directory.Exists(folder));
        Directory.CreateDirectory(folder);
        try
        {
            File.WriteAllText(Path.Combine(folder, "result.json"), "old");
            using (var staged = new StagedFolder(folder))
                staged.Write("result.json", static file => file.WriteByte(1));
            Assert.Equal("old", File.ReadAllText(Assert.Single(Directory.GetFiles(folder))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Result(PlumeFinding finding) => Text(to => ResultJson.Write(to, finding));

    private static string GeoJson(PlumeFinding finding) => Text(to => SourcesGeoJson.Write(to, finding));

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Task<JsonSchema> Schema() =>
        JsonSchema.FromFileAsync(Path.Combine(TestData.RepositoryRoot, "docs", "formats", "plume-result.schema.json"), TestContext.Current.CancellationToken);
}
