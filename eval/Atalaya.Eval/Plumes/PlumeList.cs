using System.Globalization;

namespace Atalaya.Eval.Plumes;

/// <summary>What the loaders made of the sets, with the checks that a mistake of direction, unit or boundary would fail.</summary>
internal static class PlumeList
{
    public static bool Run(string data, TextWriter text)
    {
        text.WriteLine("| set | experiment | release | rows | sensors | minutes | wind m/s (toward) | σ cross | range m | truth x, y, z | kg/h | ppm min / median / max | plume on the right side | |");
        text.WriteLine("|---|---|---|--:|--:|--:|---|--:|---|---|--:|---|--:|---|");
        List<PlumeCase> cases = [.. PlumeSets.Read(data)];
        foreach (var c in cases)
            text.WriteLine(Line(c));
        text.WriteLine();
        return Check(data, cases, text);
    }

    /// <summary>
    /// Mean of the readings whose sensor lies downwind of the source (within 30°, for beams by their middle), less the mean of those that lie
    /// upwind (beyond 90°), in ppm: negative where wind or frame are turned about. NaN where no such readings exist.
    /// </summary>
    public static double DownwindExcess(PlumeCase c)
    {
        if (c.TruthSpot is not { } source)
            return double.NaN;
        double down = 0, up = 0;
        int downs = 0, ups = 0;
        var ppm = c.Readings.Gases[0].PartsPerMillion;
        for (var i = 0; i < c.Readings.Count; i++)
        {
            var at = Array.BinarySearch(c.Wind.Seconds, c.Readings.Seconds[i]);
            at = at >= 0 ? at : Math.Clamp(~at - 1, 0, c.Wind.Count - 1);
            var (east, north) = (c.Wind.East[at], c.Wind.North[at]);
            var (x, y) = (((c.Readings.From[i].X + c.Readings.To[i].X) / 2) - source.X, ((c.Readings.From[i].Y + c.Readings.To[i].Y) / 2) - source.Y);
            var cosine = ((x * east) + (y * north)) / (Math.Sqrt((x * x) + (y * y)) * Math.Sqrt((east * east) + (north * north)));
            if (cosine > 0.866)
                (down, downs) = (down + ppm[i], downs + 1);
            else if (cosine < 0)
                (up, ups) = (up + ppm[i], ups + 1);
        }

        return downs == 0 || ups == 0 ? double.NaN : (down / downs) - (up / ups);
    }

    private static string Line(PlumeCase c)
    {
        double[] ppm = [.. c.Readings.Gases[0].PartsPerMillion.Order()];
        var speed = Enumerable.Range(0, c.Wind.Count).Average(i => Math.Sqrt((c.Wind.East[i] * c.Wind.East[i]) + (c.Wind.North[i] * c.Wind.North[i])));
        var toward = Math.Atan2(c.Wind.East.Sum(), c.Wind.North.Sum()) * 180 / Math.PI;
        var sigma = c.Wind.SigmaCross is { } s ? s.Average().ToString("F2", CultureInfo.InvariantCulture) : "";
        var (near, far) = c.Range();
        var spot = c.TruthSpot is { } t ? string.Create(CultureInfo.InvariantCulture, $"{t.X:F2}, {t.Y:F2}, {t.Z:F1}") : "";
        var minutes = (c.Readings.Seconds[^1] - c.Readings.Seconds[0] + c.Readings.AveragingSeconds) / 60;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {c.Set} | {c.Experiment} | {c.Release} | {c.Readings.Count} | {c.Readings.Sensors.Count} | {minutes:F0} | {speed:F1} ({(toward + 360) % 360:F0}°) | {sigma} | {near:F0} to {far:F0} | {spot} | {c.TruthKilogramsPerHour:F3} | {ppm[0]:F2} / {ppm[ppm.Length / 2]:F2} / {ppm[^1]:F2} | {DownwindExcess(c):F2} | {c.Note}{(c.IsCounted ? "" : "; shown only")} |");
    }

    private static bool Check(string data, List<PlumeCase> cases, TextWriter text)
    {
        var chilbolton = Path.Combine(data, "emissions", ChilboltonSet.Name);
        var good = true;
        void Hold(string what, bool holds, double figure)
        {
            good &= holds;
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(holds ? "holds " : "FAILS ")} {what} ({figure:G4})"));
        }

        var minute = ChilboltonSet.MinuteMismatch(chilbolton);
        Hold("Chilbolton: the one-minute rows are the raw beams' means over their minutes, median difference in ppm", minute < 1e-4, minute);
        var turn = ChilboltonSet.WindMismatchDegrees(chilbolton);
        Hold("Chilbolton: the raw sonic, turned, blows where the one-minute file says, degrees", turn < 3, turn);
        var joined = cases.First(static c => c.Release == "joined");
        var parts = cases.Where(static c => c.Set == ChilboltonSet.Name && c.IsCounted).Sum(static c => c.Readings.Count);
        Hold("Chilbolton: the three releases together are the joined one, rows", parts == joined.Readings.Count, parts);
        var winds = GinninderraSet.MostWindsOfOneTime(Path.Combine(data, "emissions", GinninderraSet.Name));
        Hold("Ginninderra: one time has one wind and one rate", winds == 1, winds);
        var group = MetecSet.FarthestFromItsGroup(Path.Combine(data, "emissions", MetecSet.Name));
        Hold("METEC: each release lies by its group of equipment, m", group < 15, group);
        var releases = cases.Count(static c => c.Set == MetecSet.Name && c.HasPlume && c.IsCounted);
        Hold("METEC: six releases", releases == 6, releases);
        foreach (var set in cases.Where(static c => c.HasPlume && !c.RateOnly).GroupBy(static c => c.Set))
        {
            double[] excess = [.. set.Select(DownwindExcess).Where(static e => !double.IsNaN(e)).Order()];
            var wrong = excess.Count(static e => e <= 0);
            Hold($"{set.Key}: more gas downwind of the source than upwind, cases that say otherwise of {excess.Length}", wrong * 5 <= excess.Length, wrong);
        }

        foreach (var run in cases.Where(static c => c.RateOnly))
            PrairieGrassSet.HoldCentroid(run, Hold);
        var unordered = cases.Count(static c => Falls(c.Readings.Seconds) || Falls(c.Wind.Seconds));
        Hold("all: times do not fall, tables that do", unordered == 0, unordered);
        var range = cases.Where(static c => c.Set != PrairieGrassSet.Name).SelectMany(static c => c.Readings.Gases[0].PartsPerMillion).Count(static p => p is < 0.5 or > 500);
        Hold("methane between 0.5 and 500 ppm, readings outside", range == 0, range);
        return good;
    }

    private static bool Falls(double[] times)
    {
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] < times[i - 1])
                return true;
        }

        return false;
    }
}
