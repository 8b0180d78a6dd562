using Atalaya.Earth.Zones;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Patterns;

/// <summary>A point of the way over the sea.</summary>
/// <param name="Report">Index in the flight's track.</param>
/// <param name="Heard">Seconds heard since the stretch began: of a silence only as much counts as a shore may be left for.</param>
/// <param name="X">Metres east.</param>
/// <param name="Y">Metres north.</param>
/// <param name="OffShore">Metres to the nearest shore or baseline.</param>
internal readonly record struct ShorePoint(int Report, double Heard, double X, double Y, double OffShore);

/// <summary>A flight's way over the sea within reach of a shore, some seconds apart, cut where it is over land, too far out, or silent.</summary>
internal static class ShoreWay
{
    // What is under the way is asked so often, before any distance is measured.
    private const long GlanceMilliseconds = 450_000;

    /// <summary>The same in seconds.</summary>
    public const double GlanceSeconds = GlanceMilliseconds / 1000.0;

    // A shore may be crossed for so long: a cape, an island, a river's mouth.
    private const double LandSeconds = 240;

    // A longer silence ends a stretch: the brief of this project names gaps of 20 minutes.
    private const double SilenceSeconds = 1200;

    // A way that does not get so far in an hour follows no shore worth the name: a fifth of a light aircraft's hour.
    private const double LeastExtentMetres = 50_000;

    /// <summary>Whether an hour on end may be flown along a shore: over the sea, bent, to somewhere, and not told by another shape. A look each seven minutes and a half, and no distance to a shore.</summary>
    public static bool MayFollow(Track track, List<Pattern> shapes, ZoneMap zones, PatternRules rules)
    {
        var follower = zones.Follow(Claim.LowWater);
        var times = track.Times;
        var glances = (int)(1000 * rules.CoastSeconds / GlanceMilliseconds);
        List<ShorePoint> run = [];
        var (shape, over) = (0, 0);
        for (var i = 0; i < times.Length; i = After(times, i, times[i] + GlanceMilliseconds))
        {
            while (shape < shapes.Count && shapes[shape].LastIndex < i)
                shape++;
            if (shape < shapes.Count && shapes[shape].FirstIndex <= i && shapes[shape].Kind != PatternKind.Calibration)
                continue;
            if (follower.Find(track.Latitudes[i], track.Longitudes[i], out _).Kind != ZoneKind.Territory)
            {
                run.Add(new(i, 0, 0, 0, 0));
                over = 0;
            }
            else if (++over > 1)
            {
                if (MayBe(run, glances, track, rules))
                    return true;
                run.Clear();

                // Too little is left.
                if (times[^1] - times[i] < (glances - 2) * GlanceMilliseconds)
                    return false;
            }
        }

        return MayBe(run, glances, track, rules);
    }

    /// <summary>The first report from such a time on, by halving: reports are many and glances few.</summary>
    private static int After(ReadOnlySpan<long> times, int i, long time)
    {
        var at = times[i..].BinarySearch(time);
        return i + Math.Max(1, at < 0 ? ~at : at);
    }

    private static bool MayBe(List<ShorePoint> run, int glances, Track track, PatternRules rules)
    {
        if (run.Count < glances - 1)
            return false;
        var plane = LocalPlane.About(track.Latitudes, track.Longitudes);
        for (var k = 0; k < run.Count; k++)
        {
            var (x, y) = plane.Project(track.Latitudes[run[k].Report], track.Longitudes[run[k].Report]);
            run[k] = run[k] with { X = x, Y = y };
        }

        return Extent(run) >= LeastExtentMetres && new ShoreSums(run).FromLine(0, run.Count - 1) >= 0.5 * rules.CoastBendMetres;
    }

    private static double Extent(List<ShorePoint> run)
        => Math.Max(run.Max(static p => p.X) - run.Min(static p => p.X), run.Max(static p => p.Y) - run.Min(static p => p.Y));

    /// <summary>The stretches, each with three points or more.</summary>
    public static List<List<ShorePoint>> Stretches(Track track, LocalPlane plane, ZoneMap zones, double stepSeconds, PatternRules rules)
    {
        // One point over land is never the end of a stretch.
        var most = Math.Max(LandSeconds + stepSeconds, 2.2 * stepSeconds);
        List<List<ShorePoint>> stretches = [];
        List<ShorePoint> stretch = [];
        var times = track.Times;
        var next = long.MinValue;
        for (var i = 0; i < times.Length; i = After(times, i, next))
        {
            next = Math.Max(next, times[i] + 1);
            if ((track.Flags[i] & ReportFlags.OnGround) != 0)
                continue;
            next = times[i] + (long)(1000 * stepSeconds);
            var offShore = zones.MetresOffShore(track.Latitudes[i], track.Longitudes[i], Claim.LowWater);
            if (offShore < 0 || offShore > rules.CoastReachMetres)
                continue;
            var (x, y) = plane.Project(track.Latitudes[i], track.Longitudes[i]);
            var away = stretch.Count == 0 ? 0 : (times[i] - times[stretch[^1].Report]) / 1000.0;
            if (away > most && (away > SilenceSeconds || WasHeard(times, stretch[^1].Report, i, most - stepSeconds)))
            {
                Close();
                stretch = [];
            }

            var heard = stretch.Count == 0 ? 0 : stretch[^1].Heard + Math.Min(away, most);
            stretch.Add(new(i, heard, x, y, offShore));
        }

        Close();
        return stretches;

        void Close()
        {
            if (stretch.Count >= 3 && stretch[^1].Heard >= rules.CoastSeconds - (2 * stepSeconds))
                stretches.Add(stretch);
        }
    }

    /// <summary>Whether the aircraft was heard between two reports, and not beside a shore: then it left it.</summary>
    private static bool WasHeard(ReadOnlySpan<long> times, int first, int last, double seconds)
    {
        var silent = 0L;
        for (var i = first + 1; i <= last; i++)
            silent = Math.Max(silent, times[i] - times[i - 1]);
        return times[last] - times[first] - silent > 1000 * seconds;
    }
}
