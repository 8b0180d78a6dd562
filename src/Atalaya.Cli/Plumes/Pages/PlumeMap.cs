using System.Globalization;
using System.Text;
using Atalaya.Cli.Paper;
using Atalaya.Plumes.Answers;
using Atalaya.Plumes.Readings;
using Atalaya.Plumes.Winds;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>Draws one map.</summary>
internal sealed class PlumeMap(PlumePageContext page, string name, PlumeView view, Enhancement enhancement)
{
    // What a sheet can show; a million readings are thinned to their extremes.
    private const int MostReadings = 5000, MostArrows = 26;

    private readonly Markup markup = page.Markup;
    private readonly PlumeFinding finding = page.Finding;
    private readonly PlumeLabels labels = new(view);

    /// <summary>Whether known emitters lie on it.</summary>
    public bool HasEmitters { get; private set; }

    /// <summary>Whether arrows show the wind along the way.</summary>
    public bool HasArrows { get; private set; }

    /// <summary>Draws it.</summary>
    public void Draw()
    {
        string width = Markup.Px(view.Width), height = Markup.Px(view.Height);
        page.OpenPicture(name, "map", page.Say("map-title"), view.Width, view.Height);
        markup.Open("clipPath", "id", name + "-c");
        markup.Empty("rect", "width", width, "height", height);
        markup.Close();
        markup.Open("g", "clip-path", $"url(#{name}-c)");
        markup.Empty("rect", "class", "ground", "width", width, "height", height);
        MapMesh.Draw(page, view, labels);
        var rose = labels.FreeCorner(Points(), WindRose.Side + 14, WindRose.Height + 14);
        labels.Take(rose.X, rose.Y, WindRose.Side + 14, WindRose.Height + 14);
        Area();
        Moving();
        Fixed();
        foreach (var source in finding.Answer.Sources)
            Region("r90", source.Region90);
        foreach (var source in finding.Answer.Sources)
            Region("r50", source.Region50);
        Sources();
        Emitters();
        SensorNames();
        WindRose.Draw(page, finding.Wind, rose.X + 7, rose.Y + 7);
        MapMesh.Scale(page, view);
        markup.Close();
        markup.Empty("rect", "class", "frame", "width", width, "height", height);
        markup.Close();
    }

    private IEnumerable<(double X, double Y)> Points()
    {
        var readings = finding.Readings;
        var step = Math.Max(1, readings.Count / 2000);
        for (var i = 0; i < readings.Count; i += step)
        {
            if (readings.From[i].IsFinite)
                yield return view.Place(readings.From[i].X, readings.From[i].Y);
            if (readings.To[i].IsFinite)
                yield return view.Place(readings.To[i].X, readings.To[i].Y);
        }

        foreach (var ring in finding.Answer.Sources.SelectMany(static s => s.Region90.Rings))
        {
            foreach (var (x, y) in ring)
                yield return view.Place(x, y);
        }
    }

    private void Area()
    {
        if (finding.Request.Area is not { } area)
            return;
        var (left, top) = view.Place(area.West, area.North);
        var (right, bottom) = view.Place(area.East, area.South);
        markup.Empty("rect", "class", "searched", "x", Markup.Px(left), "y", Markup.Px(top), "width", Markup.Px(Math.Max(0, right - left)), "height", Markup.Px(Math.Max(0, bottom - top)));
    }

    // The way, then the readings on it, the strongest on top.
    private void Moving()
    {
        var readings = finding.Readings;
        var rows = Enumerable.Range(0, readings.Count).Where(i => readings.Sensors[readings.SensorOf[i]] is { IsMoving: true } && readings.From[i].IsFinite).ToList();
        if (rows.Count == 0)
            return;
        markup.Open("g", "class", "moving");
        foreach (var sensor in rows.GroupBy(i => readings.SensorOf[i]))
        {
            var all = sensor.ToList();
            var path = new StringBuilder();
            var stride = Math.Max(1, all.Count / MostReadings);
            for (var i = 0; i < all.Count; i += stride)
            {
                var (x, y) = view.Place(readings.From[all[i]].X, readings.From[all[i]].Y);
                path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{x:0.#} {y:0.#}");
            }

            markup.Empty("path", "class", "way", "d", path.ToString());
        }

        var kept = Thinning.Extremes([.. rows.Select(i => enhancement.Values[i])], MostReadings).Select(k => rows[k]).ToList();
        for (var level = 0; level < Enhancement.Classes; level++)
        {
            var dots = new StringBuilder();
            foreach (var i in kept.Where(i => enhancement.ClassOf(enhancement.Values[i]) == level))
            {
                var (x, y) = view.Place(readings.From[i].X, readings.From[i].Y);
                dots.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}h0");
            }

            if (dots.Length > 0)
                markup.Empty("path", "class", Colour(level), "d", dots.ToString());
        }

        if (finding.Wind.Placement == WindPlacement.OnBoard && finding.Wind.Count > 0)
            Arrows(rows);
        markup.Close();
    }

    private void Arrows(List<int> rows)
    {
        const double Length = 26;
        var (wind, readings) = (finding.Wind, finding.Readings);
        var fastest = Enumerable.Range(0, wind.Count).Select(i => Speed(wind, i)).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        if (fastest <= 0)
            return;
        var path = new StringBuilder();
        for (var n = 0; n < Math.Min(MostArrows, rows.Count); n++)
        {
            var row = rows[(int)((long)(rows.Count - 1) * n / Math.Max(1, MostArrows - 1)) % rows.Count];
            var at = Array.BinarySearch(wind.Seconds, readings.Seconds[row]);
            at = Math.Clamp(at < 0 ? ~at - 1 : at, 0, wind.Count - 1);
            if (!double.IsFinite(Speed(wind, at)))
                continue;
            var (x, y) = view.Place(readings.From[row].X, readings.From[row].Y);
            path.Append(WindRose.Arrow(x, y, x + (Length * wind.East[at] / fastest), y - (Length * wind.North[at] / fastest), 4.5));
        }

        HasArrows = path.Length > 0;
        if (HasArrows)
            markup.Empty("path", "class", "wind-arrow thin", "d", path.ToString());
    }

    // Sensors that stand still and beams, coloured by the mean of their readings above a tenth from the top: what they saw of the plume.
    private void Fixed()
    {
        foreach (var (sensor, from, to, value) in FixedSensors())
        {
            var (x, y) = view.Place(from.X, from.Y);
            var colour = Colour(enhancement.ClassOf(value));
            if (sensor.IsBeam)
            {
                var (farX, farY) = view.Place(to.X, to.Y);
                markup.Empty("path", "class", "beam " + colour, "d", string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}L{farX:0.#} {farY:0.#}"));
                markup.Empty("circle", "class", "beam-end", "cx", Markup.Px(x), "cy", Markup.Px(y), "r", "2.6");
                markup.Empty("circle", "class", "beam-end", "cx", Markup.Px(farX), "cy", Markup.Px(farY), "r", "1.8");
                continue;
            }

            markup.Empty("circle", "class", "sensor-dot", "cx", Markup.Px(x), "cy", Markup.Px(y), "r", "5.2");
            markup.Empty("path", "class", "sensor-core " + colour, "d", string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}h0"));
        }
    }

    private IEnumerable<(Sensor Sensor, Spot From, Spot To, double Value)> FixedSensors()
    {
        var readings = finding.Readings;
        foreach (var group in Enumerable.Range(0, readings.Count).Where(i => !readings.Sensors[readings.SensorOf[i]].IsMoving && readings.From[i].IsFinite).GroupBy(i => readings.SensorOf[i]).OrderBy(static g => g.Key))
        {
            var first = group.First();
            var values = group.Select(i => enhancement.Values[i]).Where(double.IsFinite).OrderDescending().ToList();
            var value = values.Count == 0 ? double.NaN : values.Take(Math.Max(1, values.Count / 10)).Average();
            yield return (readings.Sensors[group.Key], readings.From[first], readings.To[first], value);
        }
    }

    private void SensorNames()
    {
        foreach (var (sensor, from, to, _) in FixedSensors())
        {
            // Beams often begin at one instrument: their names stand at the far ends.
            var place = sensor.IsBeam ? to : from;
            if (view.Holds(place.X, place.Y))
                labels.Label(page, "sensor-name", sensor.Name, view.Place(place.X, place.Y), 9, 8);
        }
    }

    private void Region(string style, SourceRegion region)
    {
        if (finding.Request.KnownPlace is not null)
            return;
        var path = new StringBuilder();
        foreach (var ring in region.Rings)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                var (x, y) = view.Place(ring[i].X, ring[i].Y);
                path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{x:0.#} {y:0.#}");
            }

            path.Append('Z');
        }

        if (path.Length > 1)
            markup.Empty("path", "class", style, "d", path.ToString());
    }

    private void Sources()
    {
        for (var i = 0; i < finding.Answer.Sources.Count; i++)
        {
            var (x, y) = view.Place(finding.Answer.Sources[i].X, finding.Answer.Sources[i].Y);
            var cross = string.Create(CultureInfo.InvariantCulture, $"M{x - 5:0.#} {y - 5:0.#}l10 10M{x + 5:0.#} {y - 5:0.#}l-10 10");
            markup.Empty("path", "class", "source-halo", "d", cross);
            markup.Empty("path", "class", "source-mark", "d", cross);
            labels.Take(x - 6, y - 6, 12, 12);
            var rate = PlumeWords.Rate(finding.Answer.Sources[i].KilogramsPerHour.Median, page.Wording) + " kg/h";
            labels.Label(page, "source-name", finding.Answer.Sources.Count == 1 ? rate : page.Wording.Number(i + 1) + ": " + rate, (x, y), 11, 11);
        }
    }

    private void Emitters()
    {
        foreach (var emitter in finding.Request.KnownEmitters.Where(e => view.Holds(e.X, e.Y)))
        {
            HasEmitters = true;
            var (x, y) = view.Place(emitter.X, emitter.Y);
            markup.Empty("rect", "class", "emitter", "x", Markup.Px(x - 4), "y", Markup.Px(y - 4), "width", "8", "height", "8");
            labels.Take(x - 5, y - 5, 10, 10);
            labels.Label(page, "emitter-name", emitter.Name, (x, y), 9, 8);
        }
    }

    private static double Speed(WindTable wind, int row) => Math.Sqrt((wind.East[row] * wind.East[row]) + (wind.North[row] * wind.North[row]));

    private static string Colour(int level) => "e" + level.ToString(CultureInfo.InvariantCulture);
}
