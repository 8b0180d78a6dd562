using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Simulation;

/// <summary>The named set-ups.</summary>
public enum PlumeSetup
{
    /// <summary>Eight sensors around a site.</summary>
    FixedPoints,
    /// <summary>Seven beams that fan out from one instrument.</summary>
    Beams,
    /// <summary>A drone that flies stacked legs downwind.</summary>
    DroneCurtain,
    /// <summary>An aircraft that crosses the plume at several distances and heights.</summary>
    AircraftCrossings,
    /// <summary>An aircraft that flies stacked closed circles about the source.</summary>
    AircraftLoops,
    /// <summary>Ten sensors around a site with two sources.</summary>
    TwoSources,
    /// <summary>Eight sensors in a weak wind that turns within minutes, in rows of ten seconds.</summary>
    UnsteadyWind,
    /// <summary>Beams and, where a record is given, wind of the caller's own; two sources 20 to 60 m apart unless said.</summary>
    TwoAtSite,
}

/// <summary>What of a set-up is not to be drawn.</summary>
public sealed record SetupWishes
{
    /// <summary>Number of sources; null: the set-up's own.</summary>
    public int? Sources { get; init; }

    /// <summary>Rate of each source in kg/h; null: drawn.</summary>
    public double? KilogramsPerHour { get; init; }

    /// <summary>Minutes of readings of fixed sensors; null: the set-up's own.</summary>
    public int? Minutes { get; init; }

    /// <summary>A record that the wind follows; null: drawn.</summary>
    public WindRecord? Wind { get; init; }

    /// <summary>Beams of a site; null: the set-up's own.</summary>
    public IReadOnlyList<OpenPath>? Beams { get; init; }
}

/// <summary>Draws plans of the named set-ups.</summary>
public static class PlumeSetups
{
    private const double StationHeight = 3;
    private const int Minutes = 50;

    /// <summary>A plan of a set-up.</summary>
    /// <param name="setup">Which.</param>
    /// <param name="seed">Seed: the same seed gives the same plan.</param>
    /// <param name="wishes">What is not to be drawn.</param>
    public static SimulationPlan Draw(PlumeSetup setup, ulong seed, SetupWishes? wishes = null)
    {
        wishes ??= new();
        var random = new SimulationRandom(seed, 0x5E7_0000 + (ulong)setup);
        return setup switch
        {
            PlumeSetup.FixedPoints => Points(setup, seed, wishes, random, 8, 1, (2, 7), (8, 25)),
            PlumeSetup.TwoSources => Points(setup, seed, wishes, random, 10, 2, (2, 7), (12, 30)),
            PlumeSetup.UnsteadyWind => Points(setup, seed, wishes, random, 8, 1, (1, 2.5), (30, 60)),
            PlumeSetup.Beams or PlumeSetup.TwoAtSite => Beams(setup, seed, wishes, random),
            PlumeSetup.DroneCurtain => Drone(setup, seed, wishes, random),
            PlumeSetup.AircraftCrossings => Crossings(setup, seed, wishes, random),
            _ => Loops(setup, seed, wishes, random),
        };
    }

    private static SimulationPlan Points(
        PlumeSetup setup, ulong seed, SetupWishes wishes, SimulationRandom random, int sensors, int sources, (double Low, double High) speeds, (double Low, double High) wander)
    {
        var area = new SearchArea(-30, -30, 30, 30);
        var plan = Field(setup, seed, wishes, random, area, random.LogUniform(speeds.Low, speeds.High), random.Uniform(0, 360), wander, random.LogUniform(0.005, 0.03), 0.03);
        var unsteady = setup == PlumeSetup.UnsteadyWind;
        var first = random.Uniform(0, 360);
        return plan with
        {
            Sources = Sources(wishes, random, area, sources, (0.5, 20), 15),
            Sensors = [.. Enumerable.Range(0, sensors).Select(i => new FixedPoint(
                $"s{i + 1}", Around(0, 0, random.Uniform(42, 60), first + (360.0 / sensors * (i + random.Uniform(-0.25, 0.25))), random.Uniform(1.5, 3))))],
            Seconds = 60 * (wishes.Minutes ?? (unsteady ? 30 : Minutes)),
            AveragingSeconds = unsteady ? 10 : 60,
            Measurement = plan.Measurement with { AveragingSeconds = unsteady ? 10 : 60 },
            Wind = unsteady && wishes.Wind is null ? plan.Wind with { WanderSeconds = random.Uniform(60, 180), SpeedWander = random.Uniform(0.15, 0.3) } : plan.Wind,
        };
    }

    private static SimulationPlan Beams(PlumeSetup setup, ulong seed, SetupWishes wishes, SimulationRandom random)
    {
        var beams = wishes.Beams ?? [.. Enumerable.Range(0, 7).Select(i => new OpenPath(
            $"beam{i + 1}", new(0, 0, 1.6), Around(0, 0, random.Uniform(30, 95), 50 + (80.0 / 6 * i) + random.Uniform(-4, 4), 1.6)))];

        // Within the beams' own box and beside it, where a wind from that side brings the plume across them.
        var box = Box(beams);
        var area = wishes.Beams is null ? new SearchArea(-50, 10, 20, 70) : box;
        var minutes = wishes.Minutes ?? Minutes;
        var wind = wishes.Wind is { } record ? record with { FirstBlock = random.Whole(0, record.MetresPerSecond.Count - 1) } : null;
        var speed = wind?.MeanSpeed(minutes) ?? random.LogUniform(2, 7);
        var plan = Field(setup, seed, wishes with { Wind = wind }, random, area, speed, 25 * random.Normal(), (8, 25), random.LogUniform(0.005, 0.03), 0.03);
        return plan with
        {
            Sources = Sources(wishes, random, area, setup == PlumeSetup.TwoAtSite ? 2 : 1, (0.5, 20), 20),
            Sensors = [.. beams],
            Seconds = 60 * minutes,
            Wind = wind?.SideRatio is { } ratios ? plan.Wind with { SigmaSide = speed * ratios.Average() } : plan.Wind,
        };
    }

    private static SimulationPlan Drone(PlumeSetup setup, ulong seed, SetupWishes wishes, SimulationRandom random)
    {
        var area = new SearchArea(-40, -30, 30, 30);
        var plan = Field(setup, seed, wishes, random, area, random.LogUniform(2, 7), 12 * random.Normal(), (3, 10), random.LogUniform(0.005, 0.03), 0);
        var (x, half, spacing) = (random.Uniform(50, 110), random.Uniform(60, 90), random.Uniform(1.5, 3));
        return Carried(plan, [.. FlightPaths.Curtain(x, half, 1.5, spacing, random.Whole(9, 14), 2, 4)]) with
        {
            Sources = Sources(wishes, random, area, 1, (0.5, 40), 15),
        };
    }

    private static SimulationPlan Crossings(PlumeSetup setup, ulong seed, SetupWishes wishes, SimulationRandom random)
    {
        var area = new SearchArea(-800, -700, 400, 700);
        var plan = FieldByDay(setup, seed, wishes, random, area, 6 * random.Normal());
        double[] distances = [random.Uniform(700, 900), random.Uniform(1300, 1700), random.Uniform(2200, 2800), random.Uniform(3500, 4500)];
        return Carried(plan, [.. FlightPaths.Legs(distances, [random.Uniform(60, 90), random.Uniform(140, 200), random.Uniform(260, 340)], 1100, 0.35, 60)]) with
        {
            Sources = Sources(wishes, random, area, 1, (30, 1000), 100),
        };
    }

    private static SimulationPlan Loops(PlumeSetup setup, ulong seed, SetupWishes wishes, SimulationRandom random)
    {
        var area = new SearchArea(-400, -400, 400, 400);
        var plan = FieldByDay(setup, seed, wishes, random, area, random.Uniform(0, 360));
        var (radius, count) = (random.Uniform(800, 1200), random.Whole(12, 20));
        var top = random.Uniform(0.6, 1.0) * Math.Min(plan.Layer.DepthMetres, 900);
        return Carried(plan, [.. FlightPaths.Circles(0, 0, radius, random.Uniform(60, 90), top, count, 60)]) with
        {
            Sources = Sources(wishes, random, area, 1, (30, 1000), 100),
        };
    }

    private static SimulationPlan FieldByDay(PlumeSetup setup, ulong seed, SetupWishes wishes, SimulationRandom random, SearchArea area, double toward)
    {
        const double Height = 10;
        var speed = random.LogUniform(2.5, 8);
        var layer = PlumePriors.Layer(random, PlumePriors.InverseObukhovByDay(random), speed, Height);
        return Plan(setup, seed, wishes, random, area, layer, PlumePriors.Wind(random, layer, speed, Height, toward, (3, 10)), random.LogUniform(0.001, 0.005), 0);
    }

    private static SimulationPlan Field(
        PlumeSetup setup, ulong seed, SetupWishes wishes, SimulationRandom random, SearchArea area, double speed, double toward, (double Low, double High) wander, double noise, double offset)
    {
        var layer = PlumePriors.Layer(random, PlumePriors.InverseObukhov(random), speed, StationHeight);
        return Plan(setup, seed, wishes, random, area, layer, PlumePriors.Wind(random, layer, speed, StationHeight, toward, wander), noise, offset);
    }

    private static SimulationPlan Plan(
        PlumeSetup setup, ulong seed, SetupWishes wishes, SimulationRandom random, SearchArea area, SimulatedLayer layer, WindHabit wind, double noise, double offset) => new()
        {
            Name = NameOf(setup),
            Seed = seed,
            Sources = [],
            Area = area,
            Layer = layer,
            Wind = wind with { Record = wishes.Wind },
            Measurement = PlumePriors.Measurement(random, WindPlacement.Station, 60),
            Sensors = [],
            Seconds = 60 * (wishes.Minutes ?? Minutes),
            Background = PlumePriors.Background(random, noise, offset),
            Kelvin = random.Uniform(278, 303),
            Pascal = random.Uniform(95_000, 102_500),
        };

    /// <summary>A set-up's name on the command line and in files.</summary>
    public static string NameOf(PlumeSetup setup) => setup switch
    {
        PlumeSetup.FixedPoints => "fixed-points",
        PlumeSetup.Beams => "beams",
        PlumeSetup.DroneCurtain => "drone-curtain",
        PlumeSetup.AircraftCrossings => "aircraft-crossings",
        PlumeSetup.AircraftLoops => "aircraft-loops",
        PlumeSetup.TwoSources => "two-sources",
        PlumeSetup.UnsteadyWind => "unsteady-wind",
        _ => "two-at-site",
    };

    private static SimulationPlan Carried(SimulationPlan plan, IReadOnlyList<(double Seconds, Spot Place)> places) => plan with
    {
        Sensors = [new CarriedSensor("mobile", places)],
        Seconds = Math.Ceiling(places[^1].Seconds + 1),
        AveragingSeconds = 0,
    };

    // Places uniform in the area, rates uniform in the logarithm; two sources at least so far apart, and within a factor of four.
    private static List<EmissionSource> Sources(SetupWishes wishes, SimulationRandom random, SearchArea area, int count, (double Low, double High) rates, double apart)
    {
        var sources = new List<EmissionSource>();
        var first = random.LogUniform(rates.Low, rates.High);
        for (var tries = 0; sources.Count < (wishes.Sources ?? count); tries++)
        {
            var place = new Spot(random.Uniform(area.West, area.East), random.Uniform(area.South, area.North), PlumePriors.SourceHeight(random));
            var distance = sources.Count == 0 ? double.PositiveInfinity : sources.Min(s => s.Place.PlaneDistance(place));
            if (tries < 1000 && (distance < apart || (sources.Count > 0 && distance > 3 * apart)))
                continue;
            var rate = sources.Count == 0 ? first : first * random.LogUniform(0.5, 2);
            sources.Add(new(place, wishes.KilogramsPerHour ?? rate));
        }

        return sources;
    }

    private static SearchArea Box(IReadOnlyList<OpenPath> beams)
    {
        var ends = beams.SelectMany(static b => new[] { b.From, b.To }).ToList();
        return new(ends.Min(static e => e.X) - 10, ends.Min(static e => e.Y), ends.Max(static e => e.X) + 20, ends.Max(static e => e.Y));
    }

    private static Spot Around(double x, double y, double radius, double degrees, double height)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return new(x + (radius * cos), y + (radius * sin), height);
    }
}
