using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Plumes.Simulation;

/// <summary>Makes readings and wind of a plan, by Lagrangian particles in a wandering wind. It shares no dispersion with the inversion.</summary>
public static class PlumeSimulator
{
    /// <summary>Instant 0 of every simulation, in s from 1970-01-01 UTC: 2026-06-01 12:00.</summary>
    public const double EpochSeconds = 1_780_315_200;

    // A mean is taken over instants this far apart: the large eddies last several times as long.
    private const double InstantSeconds = 2;

    // A beam is asked at so many places at each instant, shifted from instant to instant by the golden section, so that a minute's
    // mean rests on thirty times as many.
    private const int BeamPlaces = 12;
    private const double GoldenSection = 0.6180339887498949;

    private enum Stream : ulong
    {
        Particles = 1,
        Air,
        Background,
        Noise,
        Anemometer,
    }

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SimulatedCase Run(SimulationPlan plan, CancellationToken cancellation = default)
    {
        var rows = Rows(plan);
        var enhancement = new double[rows.Count];
        var air = Air(plan);
        foreach (var plume in Plumes(plan, air))
        {
            for (var i = 0; i < rows.Count; i++)
            {
                if (i % 256 == 0)
                    cancellation.ThrowIfCancellationRequested();
                enhancement[i] += Concentration(plan, plume, rows[i]);
            }
        }

        var perPart = plan.Gas.KilogramsPerCubicMetrePerPartPerMillion(plan.Kelvin, plan.Pascal);
        for (var i = 0; i < enhancement.Length; i++)
            enhancement[i] /= perPart;
        return new(plan, Readings(plan, rows, enhancement), Wind(plan, air), enhancement);
    }

    /// <summary>The true wind of a plan.</summary>
    internal static AirMotion Air(SimulationPlan plan)
    {
        // The slowest air of a plume that reaches the farthest sensor left so long before.
        var before = Math.Min(7200, (60 + (2.5 * Reach(plan) / plan.Wind.MetresPerSecond)) * 2);
        return new(plan.Wind, before, plan.Seconds + 1, new(plan.Seed, (ulong)Stream.Air));
    }

    /// <summary>The plumes of a plan's sources.</summary>
    internal static IReadOnlyList<MovingPlume> Plumes(SimulationPlan plan, AirMotion air)
    {
        var small = plan.Wind.SigmaSide * Math.Sqrt(plan.Wind.SmallShare);
        var walk = new ParticleWalk(plan.Layer, small, plan.Wind.SmallSeconds);
        return [.. plan.Sources.Select((s, i) => new MovingPlume(s, air, ParticlePlume.Of(
            walk, plan.Layer, s.Place.Z, s.WidthMetres, 1.3 * Reach(plan), plan.Particles, new(plan.Seed, ((ulong)Stream.Particles << 8) + (ulong)i))))];
    }

    private static double Concentration(SimulationPlan plan, MovingPlume plume, in Row row)
    {
        var sensor = plan.Sensors[row.Sensor];
        if (row.Averaging == 0)
            return plume.At(row.Seconds, row.From, row.From.Z);
        var count = Math.Max(1, (int)Math.Round(row.Averaging / InstantSeconds));
        var height = 0.5 * (row.From.Z + row.To.Z);
        double sum = 0;
        for (var k = 0; k < count; k++)
        {
            var seconds = row.Seconds + ((k + 0.5) * row.Averaging / count);
            if (sensor is not OpenPath)
            {
                sum += plume.At(seconds, row.From, height);
                continue;
            }

            var shift = k * GoldenSection % 1;
            double path = 0;
            for (var j = 0; j < BeamPlaces; j++)
            {
                var part = (j + shift) / BeamPlaces;
                path += plume.At(seconds, Between(row.From, row.To, part), height);
            }

            sum += path / BeamPlaces;
        }

        return sum / count;
    }

    private readonly record struct Row(double Seconds, double Averaging, int Sensor, Spot From, Spot To);

    private static List<Row> Rows(SimulationPlan plan)
    {
        var rows = new List<Row>();
        for (var s = 0; s < plan.Sensors.Count; s++)
        {
            if (plan.Sensors[s] is CarriedSensor carried)
            {
                rows.AddRange(carried.Places.Select(p => new Row(p.Seconds, 0, s, p.Place, p.Place)));
                continue;
            }

            var (from, to) = plan.Sensors[s] is OpenPath beam ? (beam.From, beam.To) : (((FixedPoint)plan.Sensors[s]).Place, ((FixedPoint)plan.Sensors[s]).Place);
            for (var k = 0; (k + 1) * plan.AveragingSeconds <= plan.Seconds + 1e-9; k++)
                rows.Add(new(k * plan.AveragingSeconds, plan.AveragingSeconds, s, from, to));
        }

        return [.. rows.OrderBy(static r => r.Seconds)];
    }

    private static ReadingTable Readings(SimulationPlan plan, List<Row> rows, double[] enhancement)
    {
        var habit = plan.Background;
        var random = new SimulationRandom(plan.Seed, (ulong)Stream.Background);
        var offsets = plan.Sensors.Select(_ => habit.OffsetPartsPerMillion * random.Normal()).ToArray();
        var wander = random.Wander((int)plan.Seconds + 2, 1, habit.WanderSeconds);
        var noise = new SimulationRandom(plan.Seed, (ulong)Stream.Noise);
        var values = rows.Select((r, i) =>
        {
            var reading = habit.PartsPerMillion + (habit.DriftPartsPerMillion * r.Seconds / plan.Seconds)
                + (habit.WanderPartsPerMillion * wander[Math.Min((int)(r.Seconds + (0.5 * r.Averaging)), wander.Length - 1)])
                + offsets[r.Sensor] + enhancement[i] + (habit.NoisePartsPerMillion * noise.Normal());
            return noise.Uniform() < habit.MissingShare ? double.NaN : reading;
        }).ToArray();
        return new ReadingTable
        {
            Frame = LocalFrame.Metres,
            Sensors = [.. plan.Sensors.Select(static s => new Sensor(s.Name, s is OpenPath, s is CarriedSensor))],
            HasDate = true,
            Seconds = [.. rows.Select(static r => EpochSeconds + r.Seconds)],
            AveragingSeconds = plan.Sensors.All(static s => s is CarriedSensor) ? 0 : plan.AveragingSeconds,
            SensorOf = [.. rows.Select(static r => r.Sensor)],
            From = [.. rows.Select(static r => r.From)],
            To = [.. rows.Select(static r => r.To)],
            Kelvin = [.. rows.Select(_ => plan.Kelvin)],
            Pascal = [.. rows.Select(_ => plan.Pascal)],
            Gases = [new(plan.Gas, values)],
        };
    }

    private static WindTable Wind(SimulationPlan plan, AirMotion air)
    {
        var how = plan.Measurement;
        var random = new SimulationRandom(plan.Seed, (ulong)Stream.Anemometer);
        var count = (int)Math.Ceiling(plan.Seconds / how.AveragingSeconds);
        double[] east = new double[count], north = new double[count], cross = new double[count], up = new double[count], friction = new double[count];
        double crossError = random.LogNormal(how.TurbulenceError), upError = random.LogNormal(how.TurbulenceError), frictionError = random.LogNormal(how.TurbulenceError);
        var obukhovError = random.LogNormal(2 * how.TurbulenceError);
        for (var i = 0; i < count; i++)
        {
            var (meanEast, meanNorth, sigma) = Felt(air, i * how.AveragingSeconds, how.AveragingSeconds);
            var turned = (how.DirectionBiasDegrees + (how.DirectionErrorDegrees * random.Normal())) * Math.PI / 180;
            var scale = how.SpeedFactor * random.LogNormal(how.SpeedError);
            var (sin, cos) = Math.SinCos(turned);
            (east[i], north[i]) = (scale * ((meanEast * cos) - (meanNorth * sin)), scale * ((meanEast * sin) + (meanNorth * cos)));
            var strength = Math.Sqrt((meanEast * meanEast) + (meanNorth * meanNorth)) / plan.Wind.MetresPerSecond;
            cross[i] = sigma * crossError;
            up[i] = strength * plan.Layer.SigmaUpAt(plan.Wind.HeightMetres) * upError * random.LogNormal(0.1);
            friction[i] = strength * plan.Layer.FrictionVelocity * frictionError * random.LogNormal(0.1);
        }

        return new WindTable
        {
            Seconds = [.. Enumerable.Range(0, count).Select(i => EpochSeconds + (i * how.AveragingSeconds))],
            AveragingSeconds = how.AveragingSeconds,
            Placement = how.Placement,
            HeightMetres = plan.Wind.HeightMetres,
            East = east,
            North = north,
            SigmaCross = how.TellsSigmas ? cross : null,
            SigmaUp = how.TellsSigmas ? up : null,
            FrictionVelocity = how.TellsSimilarity ? friction : null,
            ObukhovLength = how.TellsSimilarity ? [.. friction.Select(_ => plan.Layer.ObukhovLength * obukhovError)] : null,
            Stability = how.TellsClass ? [.. friction.Select(_ => PlumePriors.ClassOf(plan.Layer.InverseObukhov))] : null,
            RoughnessMetres = how.TellsSimilarity ? plan.Layer.RoughnessMetres : double.NaN,
        };
    }

    // Mean and crosswind spread of what the anemometer feels, once a second.
    private static (double East, double North, double Sigma) Felt(AirMotion air, double from, double seconds)
    {
        var felt = Enumerable.Range(0, Math.Max(1, (int)seconds)).Select(k => air.FeltAt(from + k)).ToList();
        double east = felt.Average(static f => f.East), north = felt.Average(static f => f.North);
        var speed = Math.Sqrt((east * east) + (north * north));
        return (east, north, Math.Sqrt(felt.Average(f => Math.Pow(((f.North * east) - (f.East * north)) / speed, 2))));
    }

    // How far in m any reading is from any place where a source may be.
    private static double Reach(SimulationPlan plan)
    {
        double farthest = 20;
        foreach (var place in plan.Sensors.SelectMany(Ends))
        {
            foreach (var source in plan.Sources)
                farthest = Math.Max(farthest, place.PlaneDistance(source.Place));
        }

        return farthest;
    }

    private static IEnumerable<Spot> Ends(SimulatedSensor sensor) => sensor switch
    {
        FixedPoint point => [point.Place],
        OpenPath beam => [beam.From, beam.To],
        CarriedSensor carried => carried.Places.Select(static p => p.Place),
        _ => [],
    };

    private static Spot Between(Spot from, Spot to, double part) =>
        new(from.X + (part * (to.X - from.X)), from.Y + (part * (to.Y - from.Y)), from.Z + (part * (to.Z - from.Z)));
}
