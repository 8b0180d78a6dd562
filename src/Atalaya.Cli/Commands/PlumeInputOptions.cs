using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Atalaya.Cli.Language;
using Atalaya.Earth;
using Atalaya.Plumes.Feeds;
using Atalaya.Plumes.Winds;

namespace Atalaya.Cli.Commands;

/// <summary>The options by which every command of plumes takes its readings and wind.</summary>
internal sealed class PlumeInputOptions
{
    private readonly CommandContext context;
    private readonly Option<string?> wind, sensors, gas, windUnit, windAt, at, from, to, timeZone;
    private readonly Option<string[]> unit, where, map;
    private readonly Option<double?> windHeight, roughness, windAxes, cloud, average, groundAltitude, sensorHeight;

    public PlumeInputOptions(CommandContext context)
    {
        this.context = context;
        Readings = new("READINGS") { Description = Say("arg.readings") };
        wind = Text("--wind", "FILE");
        sensors = Text("--sensors", "FILE");
        gas = Text("--gas", "ch4");
        unit = Pairs("--unit", "ch4=ppb");
        windUnit = Text("--wind-unit", "m/s|km/h|mph|kn");
        windUnit.AcceptOnlyFromAmong("m/s", "km/h", "mph", "kn");
        windHeight = Number("--wind-height", 0.01, 3000);
        windAxes = Number("--wind-axes", -360, 360);
        windAt = Text("--wind-at", "station|board");
        windAt.AcceptOnlyFromAmong("station", "board");
        roughness = Number("--roughness", 1e-6, 20);
        cloud = Number("--cloud", 0, 8);
        at = Text("--site", "LAT,LON");
        at.Validators.Add(result => Require(result, Place(result.GetValueOrDefault<string?>()) is not null));
        average = Number("--average", 0, 86_400);
        sensorHeight = Number("--sensor-height", 0, 20_000);
        groundAltitude = Number("--ground-altitude", -500, 9000);
        where = Pairs("--where", "COLUMN=VALUE");
        map = Pairs("--map", "WHAT=COLUMN");
        from = Text("--from", "TIME");
        to = Text("--to", "TIME");
        timeZone = Text("--time-zone", "IANA");
        timeZone.Validators.Add(result => Require(result, result.GetValueOrDefault<string?>() is not { } id || TimeZoneInfo.TryFindSystemTimeZoneById(id, out _)));
    }

    /// <summary>The file of readings.</summary>
    public Argument<string> Readings { get; }

    /// <summary>Adds the argument and the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Readings);
        foreach (var option in (Option[])[wind, sensors, gas, unit, windUnit, windHeight, windAxes, windAt, roughness, cloud, at, average, sensorHeight, groundAltitude, where, map, from, to, timeZone])
            command.Add(option);
    }

    /// <summary>The gas that was named, or null.</summary>
    public string? Gas(ParseResult parsed) => parsed.GetValue(gas);

    /// <summary>The files that were named, readings first.</summary>
    public IReadOnlyList<(string Path, PlumeFileRole Role)> Files(ParseResult parsed)
    {
        var files = new List<(string, PlumeFileRole)> { (parsed.GetRequiredValue(Readings), PlumeFileRole.Readings) };
        if (parsed.GetValue(wind) is { } windFile)
            files.Add((windFile, PlumeFileRole.Wind));
        if (parsed.GetValue(sensors) is { } sensorFile)
            files.Add((sensorFile, PlumeFileRole.Sensors));
        return files;
    }

    /// <summary>Reads the files that were named.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="placesFollow">Rows without a place are kept: it comes from elsewhere.</param>
    /// <exception cref="CommandException">One of them does not exist.</exception>
    public PlumeInput Read(ParseResult parsed, bool placesFollow = false)
    {
        var opened = new List<PlumeFile>();
        try
        {
            foreach (var (path, role) in Files(parsed))
            {
                if (!File.Exists(path))
                    throw new CommandException(ExitCode.NothingUsable, "no-such-path", path);
                opened.Add(new(path, File.OpenRead(path), role));
            }

            return PlumeReader.Read(opened, Options(parsed) with { PlacesFollow = placesFollow }, context.Cancellation);
        }
        finally
        {
            foreach (var file in opened)
                file.Content.Dispose();
        }
    }

    /// <summary>What the options say of the files.</summary>
    public PlumeReadOptions Options(ParseResult parsed) => new()
    {
        Gas = parsed.GetValue(gas),
        Columns = Dictionary(parsed.GetValue(map)),
        Units = Dictionary(parsed.GetValue(unit)),
        WindUnit = parsed.GetValue(windUnit),
        Where = [.. Split(parsed.GetValue(where)).Select(static pair => new RowFilter(pair.Name, pair.Value))],
        From = parsed.GetValue(from),
        To = parsed.GetValue(to),
        TimeZone = parsed.GetValue(timeZone) is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : null,
        AverageSeconds = parsed.GetValue(average),
        WindHeightMetres = parsed.GetValue(windHeight),
        RoughnessMetres = parsed.GetValue(roughness),
        WindAxesDegrees = parsed.GetValue(windAxes) ?? 0,
        WindPlacement = parsed.GetValue(windAt) switch { "board" => WindPlacement.OnBoard, "station" => WindPlacement.Station, _ => null },
        CloudOktas = parsed.GetValue(cloud),
        At = Place(parsed.GetValue(at)),
        GroundAltitudeMetres = parsed.GetValue(groundAltitude),
        SensorHeightMetres = parsed.GetValue(sensorHeight),
    };

    private static Dictionary<string, string> Dictionary(string[]? pairs)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Split(pairs))
            values[name] = value;
        return values;
    }

    // A pair each time the option is given; several may stand in one, with commas.
    private static IEnumerable<(string Name, string Value)> Split(string[]? pairs)
    {
        foreach (var pair in (pairs ?? []).SelectMany(static text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                yield return (pair[..equals].Trim(), pair[(equals + 1)..].Trim());
        }
    }

    private static Position? Place(string? text)
    {
        var parts = (text ?? "").Split(',', StringSplitOptions.TrimEntries);
        return parts.Length == 2 && ZoneCommand.ParseDegrees(parts[0]) is { } latitude && ZoneCommand.ParseDegrees(parts[1]) is { } longitude && Position.IsLatitude(latitude)
            ? new(latitude, longitude)
            : null;
    }

    private Option<string?> Text(string name, string help) => new(name) { Description = Say("opt." + name.TrimStart('-')), HelpName = help };

    private Option<string[]> Pairs(string name, string help)
    {
        var option = new Option<string[]>(name) { Description = Say("opt." + name.TrimStart('-')), HelpName = help };
        option.Validators.Add(result => Require(result, result.Tokens.All(static token => token.Value.Split(',').All(static pair => pair.IndexOf('=', StringComparison.Ordinal) is var at && at > 0 && at < pair.Length - 1))));
        return option;
    }

    private Option<double?> Number(string name, double least, double most)
    {
        var option = new Option<double?>(name) { Description = Say("opt." + name.TrimStart('-')), HelpName = "N" };
        option.CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
                return value;
            result.AddError(Wrong(name, result.Tokens[0].Value));
            return null;
        };
        return option;
    }

    private void Require(OptionResult result, bool isGood)
    {
        if (!isGood)
            result.AddError(Wrong(result.Option.Name, string.Join(' ', result.Tokens.Select(static token => token.Value))));
    }

    private string Wrong(string option, string value) => context.Wording.Text(TextArea.PlumeCheck, "wrong-value", option, value);

    private string Say(string key) => context.Wording.Text(TextArea.PlumeCheck, key);
}
