using System.Globalization;
using System.Text;
using Atalaya.Archive.Records;
using Atalaya.Cli.Language;
using Atalaya.Cli.Paper;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Cli.Maps;

/// <summary>One flight on a map: its track by pattern, gaps dashed, start and end, the hours along it.</summary>
internal static class MissionMap
{
    private const double LeastMetres = 60_000;
    private const double TickSize = 8.5;

    /// <summary>Draws a flight.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="ground">Where coasts and limits come from.</param>
    /// <param name="wording">In which language.</param>
    /// <param name="name">Name of the picture, unique in the document.</param>
    /// <param name="title">What a reader who cannot see is told.</param>
    /// <param name="flight">The flight.</param>
    /// <param name="reports">Its kept positions, two or more.</param>
    /// <param name="width">Width of the sheet.</param>
    /// <returns>What the sheet shows, for its legend.</returns>
    public static MapContent Draw(Markup markup, IMapGround ground, Wording wording, string name, string title, FlightRecord flight, IReadOnlyList<Report> reports, double width)
    {
        var view = MapView.Around([.. reports.Select(TrackStretch.PositionOf)], width, width * 0.6, width * 0.8, LeastMetres);
        var sheet = new MapSheet(markup, view, wording, name);
        var description = wording.Text(TextArea.Page, "map-desc", wording.Span(flight.Start, flight.End), wording.Number(flight.Patterns.Count), wording.Number(flight.Gaps.Count));
        sheet.Begin(title, description, ground);
        var stretches = TrackStretch.Cut(flight, reports);
        var placed = stretches.Select(s => Outline.Thin([.. s.Points.Select(view.Place)])).ToList();
        Tracks(sheet, flight, stretches, placed);
        Badges(markup, sheet, flight, stretches, placed);
        Ends(markup, sheet, wording, reports);
        Hours(markup, sheet, wording, flight, reports);
        sheet.End();
        return new(sheet.Shown, [.. flight.Patterns.Select(static p => p.Kind).Distinct()], stretches.Any(static s => s.Gap), stretches.Any(static s => s is { Gap: false, Pattern: < 0 }), sheet.ShowsMargins, sheet.ShowsDifference);
    }

    private static void Tracks(MapSheet sheet, FlightRecord flight, IReadOnlyList<TrackStretch> stretches, List<IReadOnlyList<(double X, double Y)>> placed)
    {
        foreach (var group in stretches.Select(static (s, i) => (Stretch: s, Index: i)).GroupBy(static s => (s.Stretch.Gap, s.Stretch.Pattern)).OrderBy(static g => g.Key.Pattern))
        {
            var path = new StringBuilder();
            foreach (var (_, index) in group)
            {
                Outline.Append(path, placed[index], close: false);
                sheet.Board.TakeLine(placed[index], 1.5);
            }

            if (!group.Key.Gap)
                sheet.Path("casing", path.ToString());
            sheet.Path(group.Key.Gap ? "gap" : group.Key.Pattern < 0 ? "transit" : "pattern pt-" + flight.Patterns[group.Key.Pattern].Kind, path.ToString());
        }
    }

    private static void Badges(Markup markup, MapSheet sheet, FlightRecord flight, IReadOnlyList<TrackStretch> stretches, List<IReadOnlyList<(double X, double Y)>> placed)
    {
        const double Size = 13, Tries = 12;
        for (var pattern = 0; pattern < flight.Patterns.Count; pattern++)
        {
            var points = stretches.Select(static (s, i) => (s, i)).Where(s => s.s.Pattern == pattern).SelectMany(s => placed[s.i]).ToList();
            for (var i = 0; i < Tries && points.Count > 0; i++)
            {
                var (x, y) = points[(int)(points.Count * i / Tries)];
                if (sheet.Board.Find(x, y, Size, Size, 5) is not { } place)
                    continue;
                string centreX = Markup.Px(place.X + (Size / 2)), centreY = Markup.Px(place.Y + (Size / 2));
                markup.Empty("circle", "class", "badge pb-" + flight.Patterns[pattern].Kind, "cx", centreX, "cy", centreY, "r", "6.5");
                markup.Element("text", (pattern + 1).ToString(CultureInfo.InvariantCulture), "class", "badge-text", "x", centreX, "y", Markup.Px(place.Y + (Size / 2) + 3.1));
                break;
            }
        }
    }

    private static void Ends(Markup markup, MapSheet sheet, Wording wording, IReadOnlyList<Report> reports)
    {
        var (startX, startY) = sheet.View.Place(TrackStretch.PositionOf(reports[0]));
        var (endX, endY) = sheet.View.Place(TrackStretch.PositionOf(reports[^1]));
        markup.Empty("rect", "class", "end", "x", Markup.Px(endX - 3), "y", Markup.Px(endY - 3), "width", "6", "height", "6");
        markup.Empty("circle", "class", "start", "cx", Markup.Px(startX), "cy", Markup.Px(startY), "r", "5.5");
        sheet.Board.Take(startX - 5, startY - 5, 10, 10);
        sheet.Board.Take(endX - 5, endY - 5, 10, 10);
        sheet.Label("tick-text strong", Time(wording, reports[0].Time), startX, startY, TickSize, 7);
        sheet.Label("tick-text strong", Time(wording, reports[^1].Time), endX, endY, TickSize, 7);
    }

    private static void Hours(Markup markup, MapSheet sheet, Wording wording, FlightRecord flight, IReadOnlyList<Report> reports)
    {
        long[] steps = [10, 15, 30, 60, 120, 180, 360, 720, 1440];
        long first = reports[0].Time, last = reports[^1].Time;
        var step = steps.FirstOrDefault(s => (last - first) / (s * 60_000) <= 9, steps[^1]) * 60_000;
        for (var time = ((first / step) + 1) * step; time < last; time += step)
        {
            if (TrackStretch.At(flight, reports, time) is not { } position)
                continue;
            var (x, y) = sheet.View.Place(position);
            markup.Empty("circle", "class", "tick", "cx", Markup.Px(x), "cy", Markup.Px(y), "r", "1.8");
            sheet.Label("tick-text", Time(wording, time), x, y, TickSize, 4.5);
        }
    }

    private static string Time(Wording wording, long milliseconds) => Wording.Clock(Instant.FromUnixTimeMilliseconds(milliseconds));
}
