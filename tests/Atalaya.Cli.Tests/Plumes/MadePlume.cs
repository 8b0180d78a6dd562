using Atalaya.Cli.Plumes;
using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Cli.Tests.Plumes;

/// <summary>Made-up findings, the same each time: what the outputs are told, whatever an inference would say.</summary>
internal static class MadePlume
{
    public static LocalFrame Tijuana { get; } = new(new Earth.Position(32.4451, -116.8823));

    /// <summary>Six sensors that stand still and two beams about sources.</summary>
    public static PlumeFinding Fixed(int sources, bool onEarth = false, params PlumeFlag[] flags)
    {
        var frame = onEarth ? Tijuana : LocalFrame.Metres;
        var shift = onEarth ? 0 : 60;
        List<Sensor> sensors = [.. Enumerable.Range(1, 6).Select(static i => new Sensor("S" + i, false, false)), new("B1", true, false), new("B2", true, false)];
        Spot[] from = [.. Enumerable.Range(0, 6).Select(i => new Spot(shift + (38 * Math.Sin(i * 1.05)), shift + (34 * Math.Cos(i * 1.05)), 2)), new(shift - 40, shift - 30, 1.5), new(shift - 40, shift - 30, 1.5)];
        Spot[] to = [.. from[..6], new(shift + 45, shift + 8, 1.5), new(shift + 10, shift + 48, 1.5)];
        const int Minutes = 120;
        var rows = Enumerable.Range(0, Minutes).SelectMany(m => Enumerable.Range(0, sensors.Count).Select(s => (Minute: m, Sensor: s))).ToArray();
        double Plume(int minute, int sensor) => sources * Math.Exp(-Math.Pow((sensor - 3 - (2.2 * Math.Sin(minute / 9.0))) / 1.1, 2)) * (0.9 + (0.3 * Math.Cos(minute * 1.7)));
        double Noise(int minute, int sensor) => 0.02 * Math.Sin((minute * 12.9898) + (sensor * 78.233)) * 1.7;
        var start = onEarth ? 1_760_000_000.0 : 0;
        var estimates = Enumerable.Range(0, sources).Select(i => Estimate(shift + 8.9 + (i * 21), shift + 12.7 - (i * 16), 1.4 / (i + 1))).ToList();
        var readings = new ReadingTable
        {
            Frame = frame,
            Sensors = sensors,
            HasDate = onEarth,
            Seconds = [.. rows.Select(r => start + (r.Minute * 60.0))],
            AveragingSeconds = 60,
            SensorOf = [.. rows.Select(static r => r.Sensor)],
            From = [.. rows.Select(r => from[r.Sensor])],
            To = [.. rows.Select(r => to[r.Sensor])],
            Kelvin = [.. rows.Select(static _ => 290.0)],
            Pascal = [.. rows.Select(static _ => 1e5)],
            Gases = [new(Gas.Methane, [.. rows.Select(r => 1.95 + Plume(r.Minute, r.Sensor) + Noise(r.Minute, r.Sensor))])],
        };
        var fit = rows.Select(r => new FitPoint(start + (r.Minute * 60.0), r.Sensor, 1.95 + Plume(r.Minute, r.Sensor) + Noise(r.Minute, r.Sensor), 1.95 + (0.97 * Plume(r.Minute, r.Sensor)), 1.95 + (0.004 * r.Sensor), 0.025 + (0.12 * Plume(r.Minute, r.Sensor)))).ToList();
        return Finding(readings, Breeze(start, Minutes, 60, 2.9, 1.2), estimates, fit, PlumeMethod.Blocks, flags);
    }

    /// <summary>An aircraft that crosses a plume, with readings each second.</summary>
    public static PlumeFinding Crossing(int seconds = 1800)
    {
        const double Start = 1_760_000_000;
        Spot At(int t) => new((-1500 + (((t % 120) - 60) * 4)) * Math.Cos(0.5) + (700 * Math.Sin(t / 120 * 0.35)), 900 * Math.Sin(t / 60.0 * Math.PI), 90 + (t / 120 * 8));
        double Plume(int t) => 2.4 * Math.Exp(-Math.Pow((At(t).Y - 150) / 90, 2)) * (t % 240 > 120 ? 1 : 0.6);
        var spots = Enumerable.Range(0, seconds).Select(At).ToArray();
        var readings = new ReadingTable
        {
            Frame = Tijuana,
            Sensors = [new("picarro", false, true)],
            HasDate = true,
            Seconds = [.. Enumerable.Range(0, seconds).Select(static t => Start + t)],
            AveragingSeconds = 0,
            SensorOf = new int[seconds],
            From = spots,
            To = spots,
            Kelvin = [.. Enumerable.Repeat(288.0, seconds)],
            Pascal = [.. Enumerable.Repeat(9.6e4, seconds)],
            Gases = [new(Gas.Methane, [.. Enumerable.Range(0, seconds).Select(t => 1.98 + Plume(t) + (0.03 * Math.Sin(t * 12.9)))])],
        };
        var wind = Breeze(Start, seconds, 1, -4.5, -1.1);
        var onBoard = new WindTable { Seconds = wind.Seconds, AveragingSeconds = 0, Placement = WindPlacement.OnBoard, HeightMetres = double.NaN, East = wind.East, North = wind.North };
        var fit = Enumerable.Range(0, seconds / 20).Select(k => new FitPoint(Start + (k * 20), 0, 2 + Plume(k * 20), 2 + (0.9 * Plume(k * 20)), 2, 0.1 + (0.2 * Plume(k * 20)))).ToList();
        return Finding(readings, onBoard, [Estimate(220, 150, 64, 6)], fit, PlumeMethod.Crossings, PlumeFlag.SteadyWind, PlumeFlag.TurbulenceAssumed);
    }

    /// <summary>Readings that allow no inference.</summary>
    public static PlumeFinding Refused(params PlumeFlag[] flags)
    {
        var finding = Fixed(0);
        return finding with { Answer = LocateRun.Refused(finding.Request, flags) };
    }

    public static PlumeFinding WithEmitters(PlumeFinding finding)
    {
        var first = finding.Answer.Sources.Count > 0 ? finding.Answer.Sources[0] : Estimate(0, 0, 1);
        return finding with { Request = finding.Request with { KnownEmitters = [new("landfill <El Sol>", first.X + 1, first.Y), new("farm", first.X - 31, first.Y + 22)] } };
    }

    public static SourceEstimate Estimate(double x, double y, double kilograms, double size = 1) => new(
        x, y, 0.4, new(kilograms, kilograms * 0.65, kilograms * 1.5), Ellipse(x, y, 3 * size, 1.3 * size), Ellipse(x, y, 5 * size, 2.1 * size), Ellipse(x, y, 7 * size, 3 * size))
    {
        Rate80 = (kilograms * 0.72, kilograms * 1.36),
        Rate50 = (kilograms * 0.84, kilograms * 1.18),
    };

    private static SourceRegion Ellipse(double x, double y, double along, double across)
    {
        const int Corners = 40;
        var (sin, cos) = Math.SinCos(0.5);
        return new(
            [[.. Enumerable.Range(0, Corners).Select(i => i * 2 * Math.PI / Corners).Select(a => (x + (along * Math.Cos(a) * cos) - (across * Math.Sin(a) * sin), y + (along * Math.Cos(a) * sin) + (across * Math.Sin(a) * cos)))]],
            Math.PI * along * across);
    }

    private static WindTable Breeze(double start, int rows, double step, double east, double north) => new()
    {
        Seconds = [.. Enumerable.Range(0, rows).Select(i => start + (i * step))],
        AveragingSeconds = step,
        Placement = WindPlacement.Station,
        HeightMetres = 3,
        East = [.. Enumerable.Range(0, rows).Select(i => east + (1.1 * Math.Sin(i / 9.0)))],
        North = [.. Enumerable.Range(0, rows).Select(i => north + (1.6 * Math.Cos(i / 13.0)))],
    };

    private static PlumeFinding Finding(ReadingTable readings, WindTable wind, List<SourceEstimate> sources, List<FitPoint> fit, PlumeMethod method, params PlumeFlag[] flags)
    {
        var request = new LocateRequest(Gas.Methane) { Seed = 7, Threads = 1 };
        double[] counts = sources.Count switch { 0 => [0.97, 0.03], 1 => [0, 0.94, 0.05, 0.01], _ => [0, 0.17, 0.81, 0.02] };
        var posterior = sources.SelectMany((s, i) => Enumerable.Range(0, 400).Select(k => new PosteriorDraw(
            sources.Count, i, s.X + (2.5 * Math.Sin(k * 2.4)), s.Y + (1.5 * Math.Cos(k * 1.7)), 0.4, s.KilogramsPerHour.Median * Math.Exp(0.25 * Normal((k + 0.5) / 400)), 1 / 400.0))).ToList();
        double[] rates = [0.1, 0.2, 0.5, 1, 2, 5], distances = [5, 10, 20, 40, 80, 160];
        var scale = method == PlumeMethod.Blocks ? 1 : 20;
        return new()
        {
            Readings = readings,
            Wind = wind,
            Request = request,
            Answer = new()
            {
                Gas = Gas.Methane,
                Method = method,
                Detection = sources.Count > 0 ? new(true, 3e-6, 0.01) : new(false, 0.4, 0.01),
                SourceCount = counts,
                Sources = sources,
                Flags = flags,
                ProbabilityOfDetection = [.. rates.SelectMany(q => distances.Select(d => new DetectionChance(q * scale, d * scale, 1 / (1 + Math.Pow(d / (90 * Math.Sqrt(q)), 3)))))],
                KnownEmitters = [],
                Posterior = posterior,
                Fit = fit,
                RunnerUp = (Gas.Find("c2h6")!, 0.31),
                MethodVersion = "plumes-test",
                Seed = 7,
            },
            Inputs = [new("readings.csv", new string('a', 64), 123_456), new("wind.csv", new string('b', 64), 4_567)],
            CommandLine = "atalaya locate readings.csv --wind wind.csv --seed 7",
        };
    }

    // A normal deviate of a quantile, near enough for a histogram.
    private static double Normal(double p) => Math.Log(p / (1 - p)) / 1.702;
}
