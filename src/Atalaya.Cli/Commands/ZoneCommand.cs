using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Atalaya.Earth;
using Atalaya.Earth.Zones;

namespace Atalaya.Cli.Commands;

/// <summary><c>atalaya zone LAT LON</c>: whose airspace a position lies in, under each claim.</summary>
internal static partial class ZoneCommand
{
    private const double MetresPerNauticalMile = 1852;

    /// <summary>The command, to be added to the root.</summary>
    /// <param name="culture">Language and number formats of help and answers.</param>
    internal static Command Create(CultureInfo culture)
    {
        var latitude = Degrees("LAT", "help-latitude", Position.IsLatitude, "error-latitude", culture);
        var longitude = Degrees("LON", "help-longitude", static d => d is >= -360 and <= 360, "error-longitude", culture);
        var claim = new Option<string>("--claim") { Description = ZoneWords.Of("help-claim", culture), DefaultValueFactory = static _ => "both" };
        claim.AcceptOnlyFromAmong("low-water", "MEX", "both");
        var json = new Option<bool>("--json") { Description = ZoneWords.Of("help-json", culture) };
        latitude.Arity = longitude.Arity = ArgumentArity.ZeroOrOne;
        var map = new ZoneMapOption(culture);
        var command = new Command("zone", ZoneWords.Of("help-zone", culture)) { latitude, longitude, claim, json, map.Box, map.File, map.Archive };
        command.Validators.Add(parsed =>
        {
            var hasPlace = parsed.GetResult(latitude) is { Tokens.Count: > 0 } && parsed.GetResult(longitude) is { Tokens.Count: > 0 };
            var hasMap = parsed.GetResult(map.Box) is not null && parsed.GetResult(map.File) is not null;
            if (hasPlace == hasMap || (!hasMap && (parsed.GetResult(map.Box) ?? parsed.GetResult(map.File) ?? parsed.GetResult(map.Archive)) is not null))
                parsed.AddError(ZoneWords.Of("error-place-or-map", culture));
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetResult(map.Box) is not null)
                return map.Draw(parsed, [.. Claims(parsed.GetValue(claim)!)]);
            var position = new Position(parsed.GetValue(latitude), parsed.GetValue(longitude));
            var answers = Claims(parsed.GetValue(claim)!).Select(c => ZoneMap.Shipped.Find(position, c)).ToList();
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                output.WriteLine(ToJson(position, answers));
            else
                WriteText(output, position, answers, culture);
            return 0;
        });
        return command;
    }

    private static Argument<double> Degrees(string name, string help, Func<double, bool> isValid, string error, CultureInfo culture) => new(name)
    {
        Description = ZoneWords.Of(help, culture),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (ParseDegrees(text) is { } degrees && isValid(degrees))
                return degrees;
            result.AddError(string.Format(culture, ZoneWords.Of(error, culture), text));
            return double.NaN;
        },
    };

    /// <summary>Reads <c>-114.0</c>, <c>114.0W</c>, <c>30°30'00"N</c>; null where it is neither.</summary>
    internal static double? ParseDegrees(string text)
    {
        var match = Written().Match(text.Trim().Replace(',', '.').Replace('−', '-'));
        if (!match.Success)
            return null;
        double Part(string name) => match.Groups[name].Success ? double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        double minutes = Part("m"), seconds = Part("s");
        if (minutes >= 60 || seconds >= 60)
            return null;
        var size = Part("d") + (minutes / 60) + (seconds / 3600);
        var isNegative = match.Groups["sign"].Value == "-" ^ match.Groups["side"].Value.ToUpperInvariant() is "S" or "W" or "O";
        return isNegative ? -size : size;
    }

    [GeneratedRegex("""^(?<sign>[-+]?)(?<d>\d+(\.\d*)?|\.\d+)°?(\s*(?<m>\d+(\.\d*)?)['′](\s*(?<s>\d+(\.\d*)?)["″])?)?\s*(?<side>[NSEWOnsewo]?)$""")]
    private static partial Regex Written();

    private static IEnumerable<Claim> Claims(string name) => name switch
    {
        "low-water" => [Claim.LowWater],
        "MEX" => [Claim.Mexico],
        _ => [Claim.LowWater, Claim.Mexico],
    };

    private static void WriteText(TextWriter output, Position position, List<ZoneAnswer> answers, CultureInfo culture)
    {
        string Text(string key, params object[] values) => string.Format(culture, ZoneWords.Of(key, culture), values);
        output.WriteLine(Text("position", position.Latitude, position.Longitude));
        foreach (var answer in answers)
        {
            output.WriteLine();
            var kind = Text("kind-" + CodeOf(answer.Zone.Kind));
            output.WriteLine(Text(answer.Zone.Sovereign is null ? "zone-free" : "zone-of", CodeOf(answer.Claim), kind, answer.Zone.Sovereign ?? ""));
            if (answer.Note != SeaNote.None)
                output.WriteLine("  " + Text("note-" + CodeOf(answer.Note), answer.NotedState ?? ""));
            if (answer.LineKind == ZoneLineKind.None)
            {
                output.WriteLine("  " + Text("no-line"));
                continue;
            }

            output.WriteLine("  " + Text("line-" + CodeOf(answer.LineKind), answer.MetresToLine / MetresPerNauticalMile, answer.MetresToLine / 1000, Math.Round((answer.BearingToLineDegrees + 360) % 360)));
            output.WriteLine("  " + Text("margin", answer.MarginMetres / MetresPerNauticalMile, answer.MarginMetres / 1000));
            output.WriteLine("  " + Text("source", ZoneMap.Shipped.DescribeLine(answer.Line).Source));
            output.WriteLine("  " + Text(answer.IsCertain ? "certain" : "uncertain"));
        }

        if (answers.Count == 2 && answers[0].Zone != answers[1].Zone)
        {
            output.WriteLine();
            output.WriteLine(Text("differ"));
        }
    }

    private static string ToJson(Position position, List<ZoneAnswer> answers) => JsonSerializer.Serialize(new
    {
        latitude = position.Latitude,
        longitude = position.Longitude,
        answers = answers.Select(a => new
        {
            claim = CodeOf(a.Claim),
            kind = CodeOf(a.Zone.Kind),
            sovereign = a.Zone.Sovereign,
            certain = a.IsCertain,
            note = a.Note == SeaNote.None ? null : CodeOf(a.Note),
            notedState = a.NotedState,
            line = a.LineKind == ZoneLineKind.None ? null : new
            {
                kind = CodeOf(a.LineKind),
                metres = Math.Round(a.MetresToLine, 1),
                nauticalMiles = Math.Round(a.MetresToLine / MetresPerNauticalMile, 3),
                bearingDegrees = Math.Round((a.BearingToLineDegrees + 360) % 360, 1),
                marginMetres = a.MarginMetres,
                key = a.Line,
                source = ZoneMap.Shipped.DescribeLine(a.Line).Source,
            },
        }),
    }, Indented);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string CodeOf(Claim claim) => claim == Claim.Mexico ? "MEX" : "low-water";

    private static string CodeOf(Enum value) => WordStart().Replace(value.ToString(), "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<=.)[A-Z]")]
    private static partial Regex WordStart();
}
