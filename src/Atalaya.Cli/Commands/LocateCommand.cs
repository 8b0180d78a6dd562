using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Plumes;
using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Checks;
using Atalaya.Plumes.Feeds;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Cli.Commands;

/// <summary><c>locate READINGS</c>: from readings and wind to sources with bounds.</summary>
internal sealed class LocateCommand
{
    private const double LeastFalseAlarm = 1e-4, MostFalseAlarm = 0.5;
    private const int MostThreads = 1024, MostSources = 5;

    private readonly CommandContext context;
    private readonly PlumeInference inference;
    private readonly PlumeInputOptions input;
    private readonly Option<string?> area, at, known, flight, output;
    private readonly Option<ulong> seed;
    private readonly Option<int> threads, sources;
    private readonly Option<double> falseAlarm;

    private LocateCommand(CommandContext context, PlumeInference inference)
    {
        (this.context, this.inference, input) = (context, inference, new(context));
        area = Text("--area", "A,B,C,D");
        at = Text("--at", "X,Y");
        known = Text("--known", "FILE");
        flight = Text("--flight", "DIR[:FLIGHT]");
        output = Text("--out", "DIR");
        seed = new("--seed") { Description = Say("opt.seed"), HelpName = "N", DefaultValueFactory = static _ => 1 };
        threads = new("--threads") { Description = Say("opt.threads"), HelpName = "N" };
        sources = new("--sources") { Description = Say("opt.sources"), HelpName = "N", DefaultValueFactory = static _ => MostSources };
        falseAlarm = new("--false-alarm")
        {
            Description = Say("opt.false-alarm"),
            HelpName = "P",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= LeastFalseAlarm and <= MostFalseAlarm)
                    return value;
                result.AddError(context.Wording.Text(TextArea.Locate, "wrong-value", "--false-alarm", text));
                return default;
            },
            DefaultValueFactory = static _ => 0.01,
        };
        threads.Validators.Add(result => Range(result, 0, MostThreads));
        sources.Validators.Add(result => Range(result, 0, MostSources));
    }

    /// <summary>The command.</summary>
    /// <param name="context">Where and in which language.</param>
    /// <param name="inference">What answers; null: <c>PlumeLocator.Locate</c>.</param>
    public static Command Build(CommandContext context, PlumeInference? inference = null)
    {
        var locate = new LocateCommand(context, inference ?? PlumeLocator.Locate);
        var command = new Command("locate", locate.Say("locate"));
        locate.input.AddTo(command);
        foreach (var option in (Option[])[locate.area, locate.at, locate.known, locate.flight, locate.output, locate.seed, locate.threads, locate.falseAlarm, locate.sources])
            command.Add(option);
        command.SetAction(locate.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var folder = parsed.GetValue(output);
        if (folder is not null)
            AnalysisRun.RefuseFile(folder);
        var read = input.Read(parsed, placesFollow: parsed.GetValue(flight) is not null);
        var files = input.Files(parsed).Select(static f => f.Path).ToList();
        if (parsed.GetValue(known) is { } emitters)
            files.Add(emitters);
        var readings = read.Readings ?? NoReadings;
        var wind = read.Wind ?? NoWind;
        FlightJoin? join = null;
        if (parsed.GetValue(flight) is { } archive && readings.Count > 0)
        {
            (readings, join) = FlightJoiner.Join(readings, archive, input.Options(parsed).GroundAltitudeMetres ?? double.NaN);

            // Wind that stands beside readings of a sensor that flew was measured where it was.
            if (join.GivesPlaces && input.Files(parsed).All(static f => f.Role != PlumeFileRole.Wind) && input.Options(parsed).WindPlacement is null)
                wind = OnBoard(wind);
        }

        var request = Request(parsed, readings);
        var checks = InputChecks.Check(readings, wind, request.Gas);
        var unanswered = new PlumeFinding
        {
            Readings = readings,
            Wind = wind,
            Request = request,
            Answer = LocateRun.Refused(request, [.. checks.Where(static c => c.Weight != CheckWeight.Note).Select(static c => c.Flag).Distinct()]),
            Input = read,
            Checks = checks,
            Inputs = InputDigests.Of(files),
            CommandLine = CanonicalLine.Of(parsed, "locate", ["--out", "--threads", "--lang"]),
            Flight = join,
        };
        if (checks.Any(static c => c.Weight == CheckWeight.Blocking))
            return LocateRun.Tell(context, unanswered, folder);
        var answer = LocateRun.Ask(context, unanswered, inference);
        return LocateRun.Tell(context, unanswered with { Answer = answer with { Flags = [.. answer.Flags.Concat(checks.Select(static c => c.Flag)).Distinct()] } }, folder);
    }

    private static WindTable OnBoard(WindTable wind) => new()
    {
        Seconds = wind.Seconds,
        AveragingSeconds = wind.AveragingSeconds,
        Placement = WindPlacement.OnBoard,
        HeightMetres = wind.HeightMetres,
        East = wind.East,
        North = wind.North,
        Up = wind.Up,
        SigmaCross = wind.SigmaCross,
        SigmaUp = wind.SigmaUp,
        FrictionVelocity = wind.FrictionVelocity,
        ObukhovLength = wind.ObukhovLength,
        MixingHeight = wind.MixingHeight,
        Stability = wind.Stability,
        RoughnessMetres = wind.RoughnessMetres,
    };

    private LocateRequest Request(ParseResult parsed, ReadingTable readings) => new(Gas(parsed, readings))
    {
        Area = Area(parsed, readings.Frame),
        KnownPlace = Place(parsed, readings.Frame),
        KnownEmitters = Emitters(parsed, readings.Frame),
        MostSources = parsed.GetValue(sources),
        FalseAlarmRate = parsed.GetValue(falseAlarm),
        Seed = parsed.GetValue(seed),
        Threads = parsed.GetValue(threads) is > 0 and var named ? named : Environment.ProcessorCount,
    };

    // Methane where it was measured, else the first gas; what was named must be there.
    private Gas Gas(ParseResult parsed, ReadingTable readings)
    {
        var measured = readings.Gases.Select(static g => g.Gas).ToList();
        if (input.Gas(parsed) is not { } symbol)
            return measured.FirstOrDefault(static g => g.Symbol == Atalaya.Plumes.Readings.Gas.Methane.Symbol) ?? measured.FirstOrDefault() ?? Atalaya.Plumes.Readings.Gas.Methane;
        if (measured.Count == 0)
            return Atalaya.Plumes.Readings.Gas.Find(symbol) ?? Atalaya.Plumes.Readings.Gas.Methane;
        return measured.FirstOrDefault(g => string.Equals(g.Symbol, symbol, StringComparison.OrdinalIgnoreCase))
            ?? throw new CommandException(ExitCode.NothingUsable, "locate-gas", parsed.GetRequiredValue(input.Readings), symbol, string.Join(", ", measured.Select(static g => g.Symbol)));
    }

    private SearchArea? Area(ParseResult parsed, LocalFrame frame)
    {
        if (parsed.GetValue(area) is not { } text)
            return null;
        var numbers = Numbers(text);
        if (numbers.Count != 4 || Spot(frame, numbers[0], numbers[1]) is not { } low || Spot(frame, numbers[2], numbers[3]) is not { } high || low.X >= high.X || low.Y >= high.Y)
            throw WrongPlace("--area", text, frame);
        return new(low.X, low.Y, high.X, high.Y);
    }

    private Spot? Place(ParseResult parsed, LocalFrame frame)
    {
        if (parsed.GetValue(at) is not { } text)
            return null;
        var numbers = Numbers(text);
        if (numbers.Count is not (2 or 3) || Spot(frame, numbers[0], numbers[1]) is not { } spot)
            throw WrongPlace("--at", text, frame);
        return spot with { Z = numbers.Count == 3 ? numbers[2] : 0 };
    }

    private IReadOnlyList<KnownEmitter> Emitters(ParseResult parsed, LocalFrame frame)
    {
        if (parsed.GetValue(known) is not { } path)
            return [];
        if (!File.Exists(path))
            throw new CommandException(ExitCode.NothingUsable, "no-such-path", path);
        using var file = File.OpenRead(path);
        try
        {
            var read = KnownEmitterFile.Read(file, frame);
            if (read.Unusable.Count > 0)
                context.Terminal.Error.WriteLine(context.Wording.Count(TextArea.Locate, "known-unusable", read.Unusable.Count, path, read.Unusable[0]));
            return read.Emitters;
        }
        catch (FormatException)
        {
            throw new CommandException(ExitCode.NothingUsable, "known-unreadable", path, frame.IsOnEarth ? "name, latitude, longitude" : "name, x, y");
        }
    }

    private static List<double> Numbers(string text)
    {
        var numbers = text.Split([',', ';'], StringSplitOptions.TrimEntries).Select(ZoneCommand.ParseDegrees).ToList();
        return numbers.TrueForAll(static n => n is not null) ? [.. numbers.Select(static n => n!.Value)] : [];
    }

    private static Spot? Spot(LocalFrame frame, double first, double second)
    {
        if (!frame.IsOnEarth)
            return new(first, second, 0);
        return Earth.Position.IsLatitude(first) && second is >= -360 and <= 360 ? frame.ToSpot(new(first, second), 0) : null;
    }

    private CommandException WrongPlace(string option, string text, LocalFrame frame) =>
        new(ExitCode.Usage, "wrong-place", option, text, Say(frame.IsOnEarth ? "units-degrees" : "units-metres"));

    private void Range(OptionResult result, int least, int most)
    {
        if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) || value < least || value > most))
            result.AddError(context.Wording.Text(TextArea.Locate, "wrong-value", result.Option.Name, result.Tokens[0].Value));
    }

    private static ReadingTable NoReadings { get; } = new() { Frame = LocalFrame.Metres, Sensors = [], HasDate = false, Seconds = [], AveragingSeconds = 0, SensorOf = [], From = [], To = [], Kelvin = [], Pascal = [], Gases = [] };

    private static WindTable NoWind { get; } = new() { Seconds = [], AveragingSeconds = 0, Placement = WindPlacement.Station, HeightMetres = double.NaN, East = [], North = [] };

    private Option<string?> Text(string name, string help) => new(name) { Description = Say("opt." + name.TrimStart('-')), HelpName = help };

    private string Say(string key) => context.Wording.Text(TextArea.Locate, key);
}
