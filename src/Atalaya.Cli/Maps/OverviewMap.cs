using System.Globalization;
using System.Text;
using Atalaya.Archive.Records;
using Atalaya.Cli.Language;
using Atalaya.Cli.Paper;
using Atalaya.Flights.Tracks;

namespace Atalaya.Cli.Maps;

/// <summary>All missions on one map, each with its number.</summary>
internal static class OverviewMap
{
    private const double LeastMetres = 200_000;
    private const double NumberSize = 9;

    /// <summary>Draws the missions.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="ground">Where coasts and limits come from.</param>
    /// <param name="wording">In which language.</param>
    /// <param name="title">What a reader who cannot see is told.</param>
    /// <param name="missions">The missions in the order of their numbers, from 1.</param>
    /// <param name="positions">A mission's kept positions.</param>
    /// <param name="width">Width of the sheet.</param>
    /// <returns>What the sheet shows; null where no mission has a position, and nothing was drawn.</returns>
    public static MapContent? Draw(
        Markup markup, IMapGround ground, Wording wording, string title, IReadOnlyList<FlightRecord> missions, Func<FlightRecord, IReadOnlyList<Report>> positions, double width)
    {
        var tracks = missions.Select(m => TrackStretch.Cut(m, positions(m))).ToList();
        var points = tracks.SelectMany(static t => t).SelectMany(static s => s.Points).ToList();
        if (points.Count == 0)
            return null;
        var view = MapView.Around(points, width, width * 0.5, width * 0.64, LeastMetres);
        var sheet = new MapSheet(markup, view, wording, "overview");
        sheet.Begin(title, wording.Count(TextArea.Page, "overview-desc", missions.Count), ground);
        var placed = new List<(int Number, bool Declared, List<(double X, double Y)> Points)>();
        for (var i = 0; i < missions.Count; i++)
            placed.Add((i + 1, missions[i].Basis == Answers.FlightWords.Operator, Track(sheet, missions[i], tracks[i])));
        foreach (var (number, declared, line) in placed)
            Number(markup, sheet, number, declared, line);
        sheet.End();
        return new(
            sheet.Shown,
            [.. missions.SelectMany(static m => m.Patterns).Select(static p => p.Kind).Distinct().Order(StringComparer.Ordinal)],
            tracks.Any(static t => t.Any(static s => s.Gap)),
            tracks.Any(static t => t.Any(static s => s is { Gap: false, Pattern: < 0 })),
            sheet.ShowsMargins, sheet.ShowsDifference);
    }

    private static List<(double X, double Y)> Track(MapSheet sheet, FlightRecord mission, IReadOnlyList<TrackStretch> stretches)
    {
        var marked = new List<(double X, double Y)>();
        foreach (var group in stretches.GroupBy(s => (s.Gap, Kind: s.Pattern < 0 ? null : mission.Patterns[s.Pattern].Kind)))
        {
            var path = new StringBuilder();
            foreach (var stretch in group)
            {
                var points = Outline.Thin([.. stretch.Points.Select(sheet.View.Place)]);
                Outline.Append(path, points, close: false);
                if (group.Key.Kind is not null)
                    marked.AddRange(points);
            }

            sheet.Path(group.Key.Gap ? "gap thin" : group.Key.Kind is { } kind ? "pattern thin pt-" + kind : "transit thin", path.ToString());
        }

        return marked.Count > 0 ? marked : [.. stretches.SelectMany(static s => s.Points).Select(sheet.View.Place)];
    }

    // The number stands beside the mission's patterns, since the ways out and back lie on one another.
    private static void Number(Markup markup, MapSheet sheet, int number, bool declared, List<(double X, double Y)> line)
    {
        const int Tries = 16;
        var text = number.ToString(CultureInfo.InvariantCulture);
        var width = LabelBoard.WidthOf(text, NumberSize) + 5;
        for (var i = 0; i < Tries && line.Count > 0; i++)
        {
            var (x, y) = line[line.Count * i / Tries];
            if (sheet.Board.Find(x, y, width, 12, 5) is not { } place)
                continue;
            markup.Empty("rect", "class", declared ? "number declared" : "number", "x", Markup.Px(place.X), "y", Markup.Px(place.Y), "width", Markup.Px(width), "height", "12", "rx", "3");
            markup.Element("text", text, "class", "number-text", "x", Markup.Px(place.X + (width / 2)), "y", Markup.Px(place.Y + 9.2));
            return;
        }
    }
}
