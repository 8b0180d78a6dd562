using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Checks;
using Atalaya.Plumes.Feeds;
using Atalaya.Plumes.Inference;
using Atalaya.Plumes.Readings;
using NodaTime;

namespace Atalaya.Cli.Plumes;

/// <summary>What is told of an answer in words that a person can act on.</summary>
internal static class PlumeWords
{
    private const TextArea Area = TextArea.Locate;

    // A chance of this much or more is told as what would have been detected.
    private const double Likely = 0.9;

    private const int MostChecks = 12;

    private static readonly string[] Compass = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

    /// <summary>A flag's or method's name as files have it.</summary>
    public static string Kebab(Enum value) =>
        string.Concat(value.ToString().Select(static (c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>A flag in a sentence.</summary>
    public static string Flag(PlumeFlag flag, Wording wording) => wording.Text(Area, "flag." + Kebab(flag));

    /// <summary>What to do about a flag.</summary>
    public static string Remedy(PlumeFlag flag, Wording wording) => wording.Text(Area, "remedy." + Kebab(flag));

    /// <summary>A gas's name; its symbol where we know no name.</summary>
    public static string Gas(Gas gas, Wording wording) => wording.Find(Area, "gas." + gas.Symbol) ?? gas.Symbol.ToUpperInvariant();

    /// <summary>A stage of the inference.</summary>
    public static string Stage(LocateStage stage, Wording wording) => wording.Text(Area, "stage." + Kebab(stage));

    /// <summary>The answer in sentences, the most important first; one a paragraph.</summary>
    public static IReadOnlyList<string> Headline(PlumeFinding finding, Wording wording) =>
        finding.IsDoubtful ? [wording.Text(Area, "doubtful"), .. Stated(finding, wording)] : Stated(finding, wording);

    private static string[] Stated(PlumeFinding finding, Wording wording)
    {
        var answer = finding.Answer;
        var gas = Gas(answer.Gas, wording);
        if (!finding.IsAnswered)
            return [wording.Text(Area, "no-answer", gas)];
        if (!answer.Detection.IsDetected)
            return [wording.Text(Area, "nothing", gas, wording.Probability(answer.Detection.PValue)), Chance(answer.ProbabilityOfDetection, wording)];
        if (answer.Sources.Count == 0)
            return [wording.Text(Area, "no-place", gas, wording.Probability(answer.Detection.PValue))];
        var found = finding.Request.KnownPlace is null
            ? wording.Text(Area, "found", gas, Count(answer.Sources.Count, wording), Chance(finding, answer.Sources.Count, wording))
            : wording.Text(Area, "found-known", gas, wording.Probability(answer.Detection.PValue));
        if (answer.Sources.Count == 1)
            return [wording.Text(Area, "found-one", found, Source(finding, answer.Sources[0], wording))];
        return [found + ".", .. answer.Sources.Select((s, i) => wording.Text(Area, "found-each", wording.Number(i + 1), Source(finding, s, wording)))];
    }

    /// <summary>The other numbers of sources that are not out of the question.</summary>
    public static string? OtherCounts(PlumeFinding finding, Wording wording)
    {
        const double Negligible = 0.02;
        var answer = finding.Answer;
        var others = Enumerable.Range(0, answer.SourceCount.Count)
            .Where(k => k != answer.Sources.Count && answer.SourceCount[k] >= Negligible)
            .Select(k => wording.Text(Area, "other-count", Count(k, wording), wording.Number(answer.SourceCount[k], 2))).ToList();
        return answer.Sources.Count == 0 || others.Count == 0 || finding.Request.KnownPlace is not null ? null : wording.Text(Area, "other-counts", string.Join(", ", others));
    }

    /// <summary>A number of sources.</summary>
    public static string Count(int sources, Wording wording) => wording.Find(Area, "count." + sources.ToString(System.Globalization.CultureInfo.InvariantCulture)) ?? wording.Text(Area, "count.many", wording.Number(sources));

    /// <summary>Where a source lies, its region and its rate.</summary>
    public static string Source(PlumeFinding finding, SourceEstimate source, Wording wording)
    {
        var rate = source.KilogramsPerHour;
        var place = finding.Request.KnownPlace is null
            ? wording.Text(Area, "place", Beside(finding.Readings, source, wording), Coordinates(finding.Readings.Frame, source.X, source.Y, wording), Size(source.Region90, wording))
            : wording.Text(Area, "place-known", Coordinates(finding.Readings.Frame, source.X, source.Y, wording));
        return wording.Text(Area, "source", place, Rate(rate.P05, wording), Rate(rate.P95, wording), Rate(rate.Median, wording));
    }

    /// <summary>Distance and direction from the nearest place of a sensor.</summary>
    public static string Beside(ReadingTable readings, SourceEstimate source, Wording wording)
    {
        if (NearestReading.Of(readings, source.X, source.Y) is not { } near)
            return wording.Text(Area, "beside-nothing");
        double east = source.X - near.Place.X, north = source.Y - near.Place.Y;
        var way = Compass[(int)Math.Round(((Math.Atan2(east, north) * 180 / Math.PI) + 360) % 360 / 45) % 8];
        return wording.Text(Area, "beside", Metres(Math.Sqrt((east * east) + (north * north)), wording), wording.Text(Area, "way." + way), Named(readings, near, wording));
    }

    /// <summary>A place in the coordinates of the input.</summary>
    public static string Coordinates(LocalFrame frame, double x, double y, Wording wording)
    {
        if (!frame.IsOnEarth)
            return wording.Text(Area, "xy", wording.Number(x, 1), wording.Number(y, 1));
        var position = frame.ToPosition(x, y);
        return wording.Text(Area, "latlon", wording.Number(position.Latitude, 5), wording.Number(position.Longitude, 5));
    }

    /// <summary>Length and width of a region.</summary>
    public static string Size(SourceRegion region, Wording wording)
    {
        var (length, width) = RegionShape.Sides(region);
        return wording.Text(Area, region.Rings.Count > 1 ? "size-parts" : "size", Side(length, wording), Side(width, wording), wording.Number(region.Rings.Count));
    }

    /// <summary>A distance in m, or km from ten on.</summary>
    public static string Metres(double metres, Wording wording) =>
        metres >= 10_000 ? wording.Number(metres / 1000, 1) + " km" : wording.Number(metres, metres < 10 ? 1 : 0) + " m";

    /// <summary>A rate in kg/h with two or three figures.</summary>
    public static string Rate(double value, Wording wording)
    {
        if (!double.IsFinite(value) || value == 0)
            return wording.Number(value, 0);
        var decimals = 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return wording.Number(value, Math.Clamp(decimals, 0, 9));
    }

    /// <summary>What the readings would have shown.</summary>
    public static string Chance(IReadOnlyList<DetectionChance> chances, Wording wording)
    {
        if (chances.Count == 0)
            return wording.Text(Area, "chance-unknown");
        var distances = chances.Select(static c => c.DistanceMetres).Distinct().Order().ToList();

        // The middle distance says most; where nothing was likely to be seen there, nearer ones.
        for (var i = distances.Count / 2; i >= 0; i--)
        {
            var seen = chances.Where(c => c.DistanceMetres == distances[i] && c.Probability >= Likely).OrderBy(static c => c.KilogramsPerHour).ToList();
            if (seen.Count > 0)
                return wording.Text(Area, "chance", Rate(seen[0].KilogramsPerHour, wording), Metres(seen[0].DistanceMetres, wording), Share(seen[0].Probability, wording));
        }

        var best = chances.MaxBy(static c => c.Probability);
        return wording.Text(Area, "chance-low", Rate(best.KilogramsPerHour, wording), Metres(best.DistanceMetres, wording), Share(best.Probability, wording));
    }

    /// <summary>The gas that explains the signal second best; nothing where only one was measured.</summary>
    public static string? RunnerUp(PlumeAnswer answer, Wording wording) =>
        answer.RunnerUp is { } second ? wording.Text(Area, "runner-up", Gas(second.Gas, wording), wording.Probability(second.PValue)) : null;

    /// <summary>The known emitters inside a region, or the nearest one; nothing where none was named.</summary>
    public static string? Emitters(PlumeFinding finding, Wording wording)
    {
        if (finding.Request.KnownEmitters.Count == 0)
            return null;
        if (finding.Answer.Sources.Count == 0)
            return wording.Count(Area, "emitters-only", finding.Request.KnownEmitters.Count);
        var near = KnownNear.All(finding);
        var inside = near.Where(static e => e.InRegion90).ToList();
        return inside.Count > 0
            ? wording.Text(Area, "emitters-inside", string.Join(", ", inside.Select(e => wording.Text(Area, "emitter", e.Emitter.Name, Metres(e.DistanceMetres, wording)))))
            : wording.Text(Area, "emitters-outside", near[0].Emitter.Name, Metres(near[0].DistanceMetres, wording));
    }

    /// <summary>What was found in the input before any inference, sensor by sensor, the gravest first, and what of it could not be used; notes are left to the flags.</summary>
    public static IReadOnlyList<string> Checks(PlumeFinding finding, Wording wording) => finding.Input is { } input
        ? [.. finding.Checks.Where(static c => c.Weight != CheckWeight.Note).Select(c => PlumeCheckWords.Finding(c, input, wording)).Distinct().Take(MostChecks), .. finding.Faults.Take(MostChecks).Select(f => Fault(f, input, wording))]
        : [];

    // The first of its kind says where; where several were found their number follows.
    private static string Fault(InputFaultCount count, PlumeInput input, Wording wording)
    {
        var first = input.Faults.FirstOrDefault(f => f.Source == count.Source && f.Reason == count.Reason);
        var text = first is null ? Path.GetFileName(count.Source) + ": " + PlumeCheckWords.Reason(count.Reason, wording) : PlumeCheckWords.Fault(first with { Source = Path.GetFileName(first.Source) }, wording);
        return count.Count > 1 ? text + " × " + wording.Number(count.Count) : text;
    }

    /// <summary>To which flight the readings belong; nothing where none was asked for.</summary>
    public static string? Flight(PlumeFinding finding, Wording wording)
    {
        if (finding.Flight is not { } flight)
            return null;
        var text = flight.GivesPlaces
            ? wording.Text(Area, "flight-gives", flight.FlightId, wording.Number(flight.Joined))
            : wording.Text(Area, "flight-agrees", flight.FlightId, wording.Number(flight.Joined), Metres(flight.MedianMetres, wording));
        var left = flight.InGaps + flight.Outside > 0 ? " " + wording.Text(Area, flight.GivesPlaces ? "flight-left" : "flight-apart", wording.Number(flight.InGaps), wording.Number(flight.Outside)) : "";
        var sea = flight.GivesPlaces && double.IsNaN(flight.GroundMetres) ? " " + wording.Text(Area, "flight-sea") : "";
        return text + left + sea;
    }

    /// <summary>A time of the readings: of the day where they bear a date, else in seconds.</summary>
    public static string Time(ReadingTable readings, double seconds, Wording wording)
    {
        if (!readings.HasDate)
            return wording.Text(Area, "at-seconds", wording.Number(seconds, 0));
        var time = Instant.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000)).InUtc();
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}:{time.Second:00} UTC");
    }

    /// <summary>A probability that never rounds up to certainty.</summary>
    public static string Share(double probability, Wording wording) => probability > 0.995 ? "> " + wording.Number(0.99, 2) : wording.Number(probability, 2);

    private static string Chance(PlumeFinding finding, int count, Wording wording) =>
        count < finding.Answer.SourceCount.Count ? Equal(Share(finding.Answer.SourceCount[count], wording)) : "–";

    private static string Equal(string share) => share[0] == '>' ? share : "= " + share;

    private static string Side(double metres, Wording wording) => wording.Number(metres, metres < 10 ? 1 : 0);

    private static string Named(ReadingTable readings, NearestReading near, Wording wording) => near.Kind switch
    {
        NearestKind.NearEnd => wording.Text(Area, "of-near-end", readings.Sensors[near.Sensor].Name),
        NearestKind.FarEnd => wording.Text(Area, "of-far-end", readings.Sensors[near.Sensor].Name),
        NearestKind.Moving when readings.Sensors.Count == 1 => wording.Text(Area, "of-only-moving", Time(readings, near.Seconds, wording)),
        NearestKind.Moving => wording.Text(Area, "of-moving", readings.Sensors[near.Sensor].Name, Time(readings, near.Seconds, wording)),
        _ => wording.Text(Area, "of-sensor", readings.Sensors[near.Sensor].Name),
    };
}
