using System.CommandLine;
using System.Globalization;
using Atalaya.Archive;
using Atalaya.Archive.Records;
using Atalaya.Cli.Language;
using Atalaya.Cli.Maps;
using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Tracks;

namespace Atalaya.Cli.Commands;

/// <summary><c>zone --map BOX --out FILE</c>: the lines of a part of the Earth with their margins, as GeoJSON and as a picture.</summary>
internal sealed class ZoneMapOption
{
    private readonly CultureInfo culture;

    public ZoneMapOption(CultureInfo culture)
    {
        this.culture = culture;
        Box = new Option<GeoBox?>("--map")
        {
            Description = ZoneWords.Of("help-map", culture),
            HelpName = ZoneWords.Of("box", culture),
            CustomParser = result =>
            {
                if (ParseBox(result.Tokens[0].Value) is { } box)
                    return box;
                result.AddError(string.Format(culture, ZoneWords.Of("error-box", culture), result.Tokens[0].Value));
                return null;
            },
        };
        File = new Option<string?>("--out") { Description = ZoneWords.Of("help-map-out", culture), HelpName = "FILE" };
        Archive = new Option<string?>("--missions") { Description = ZoneWords.Of("help-map-missions", culture), HelpName = "DIR" };
    }

    /// <summary>What to draw.</summary>
    public Option<GeoBox?> Box { get; }

    /// <summary>Where to: <c>.geojson</c>, <c>.svg</c>, or neither for both.</summary>
    public Option<string?> File { get; }

    /// <summary>An archive whose missions are drawn into the picture.</summary>
    public Option<string?> Archive { get; }

    /// <summary>Reads <c>SOUTH,WEST,NORTH,EAST</c> in degrees; null where it is no box. One whose west exceeds its east crosses the antimeridian.</summary>
    internal static GeoBox? ParseBox(string text)
    {
        var parts = text.Split([',', ';'], StringSplitOptions.TrimEntries);
        if (parts.Length != 4)
            return null;
        var degrees = parts.Select(ZoneCommand.ParseDegrees).ToArray();
        if (degrees is not [{ } south, { } west, { } north, { } east])
            return null;
        var isBox = Position.IsLatitude(south) && Position.IsLatitude(north) && south < north && Math.Abs(west) <= 180 && Math.Abs(east) <= 180 && west != east;
        return isBox ? new GeoBox(south, west, north, east) : null;
    }

    /// <summary>Writes the files and says which.</summary>
    public int Draw(ParseResult parsed, IReadOnlyList<Claim> claims)
    {
        var (box, name) = (parsed.GetRequiredValue(Box)!.Value, parsed.GetRequiredValue(File)!);
        var output = parsed.InvocationConfiguration.Output;
        var ending = Path.GetExtension(name).ToLowerInvariant();
        if (ending != ".svg")
            Write(ending is ".geojson" or ".json" ? name : name + ".geojson", file => ClaimsGeoJson.Write(file, ZoneMap.Shipped, box, claims), output);
        if (ending is not (".geojson" or ".json"))
            Write(ending == ".svg" ? name : name + ".svg", file => Picture(file, box, parsed.GetValue(Archive)), output);
        return ExitCode.Done;
    }

    private void Picture(Stream file, GeoBox box, string? folder)
    {
        var wording = Wording.Of(culture.TwoLetterISOLanguageName == "es" ? "es" : "en");
        if (folder is null)
        {
            ClaimsPicture.Write(file, new ZoneGround(ZoneMap.Shipped), wording, box, [], null);
            return;
        }

        using var archive = ArchiveReader.Open(folder);
        var missions = archive.Missions().Where(static m => m.Mission.Class == Answers.FlightWords.Surveillance).Select(m => (m, archive.Positions(m.FlightId))).ToList();
        var note = archive.Summary().Reconstruction ? wording.Text(TextArea.Page, "claims-reconstruction") : null;
        ClaimsPicture.Write(file, new ZoneGround(ZoneMap.Shipped), wording, box, missions, note);
    }

    /// <summary>Written beside and renamed, so that a file with the name is whole.</summary>
    private void Write(string path, Action<Stream> fill, TextWriter output)
    {
        var beside = path + ".new";
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
                fill(file);
            System.IO.File.Move(beside, path, overwrite: true);
        }
        catch
        {
            System.IO.File.Delete(beside);
            throw;
        }

        output.WriteLine(string.Format(culture, ZoneWords.Of("map-at", culture), Path.GetFullPath(path)));
    }
}
