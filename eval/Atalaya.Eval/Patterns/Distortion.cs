using Atalaya.Flights.Tracks;

namespace Atalaya.Eval.Patterns;

/// <summary>Makes a flight worse in a way that real feeds do.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Apply">Reports in, reports out.</param>
internal sealed record Distortion(string Name, Func<List<Report>, Random, List<Report>> Apply)
{
    public static IReadOnlyList<Distortion> All { get; } =
    [
        new("as it is", static (reports, _) => reports),
        new("thinned to 30 s", static (reports, _) => Thin(reports, 30_000)),
        new("thinned to 60 s", static (reports, _) => Thin(reports, 60_000)),
        new("100 m jitter", static (reports, random) => Jitter(reports, random, 100)),
        new("no track, no speed", static (reports, _) => reports.ConvertAll(static r => r with { TrackDegrees = float.NaN, GroundSpeedKnots = float.NaN, VerticalRateFeetPerMinute = float.NaN })),
        new("20% dropped in blocks", static (reports, random) => Drop(reports, random, 0.2)),
    ];

    public Flight Of(Flight flight, int seed)
    {
        var reports = new List<Report>(flight.Track.Count);
        for (var i = 0; i < flight.Track.Count; i++)
            reports.Add(flight.Track[i]);
        var builder = new TrackBuilder();
        foreach (var report in Apply(reports, new Random(seed)))
            builder.Add(report);
        return LabelledSets.Close(flight.Track.Aircraft.Identity, builder);
    }

    public static List<Report> Thin(List<Report> reports, long step)
    {
        var kept = new List<Report>();
        foreach (var report in reports)
        {
            if (kept.Count == 0 || report.Time - kept[^1].Time >= step)
                kept.Add(report);
        }

        return kept;
    }

    public static List<Report> Jitter(List<Report> reports, Random random, double metres)
        => reports.ConvertAll(r => r with
        {
            Latitude = r.Latitude + (Normal(random) * metres / 111_195),
            Longitude = r.Longitude + (Normal(random) * metres / (111_195 * Math.Cos(r.Latitude * Math.PI / 180))),
        });

    /// <summary>Silences of 30 s to 5 minutes at random, until so much of the time is gone.</summary>
    private static List<Report> Drop(List<Report> reports, Random random, double part)
    {
        if (reports.Count < 2)
            return reports;
        double total = reports[^1].Time - reports[0].Time, gone = 0;
        var silent = new List<(double From, double To)>();
        while (gone < part * total)
        {
            var length = Math.Min(30_000 + (random.NextDouble() * 270_000), part * total);
            var from = reports[0].Time + (random.NextDouble() * (total - length));
            if (silent.Any(s => from < s.To && s.From < from + length))
            {
                gone += 0.002 * total;
                continue;
            }

            silent.Add((from, from + length));
            gone += length;
        }

        return reports.FindAll(r => !silent.Any(s => r.Time > s.From && r.Time < s.To));
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
