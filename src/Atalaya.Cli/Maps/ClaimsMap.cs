using System.Text;
using Atalaya.Archive.Records;
using Atalaya.Cli.Language;
using Atalaya.Cli.Paper;
using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Tracks;

namespace Atalaya.Cli.Maps;

/// <summary>Zones under both claims with the margins of their lines, and tracks over them.</summary>
internal static class ClaimsMap
{
    /// <summary>Baja California and the Gulf, where Mexico's claim differs from the low-water line.</summary>
    public static GeoBox Baja { get; } = new(21.5, -120, 33.5, -104.5);

    /// <summary>Draws a box.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="ground">Where coasts, limits and margins come from.</param>
    /// <param name="wording">In which language.</param>
    /// <param name="box">What to show.</param>
    /// <param name="tracks">Flights to draw, with their kept positions; may be none.</param>
    /// <param name="width">Width of the sheet.</param>
    /// <returns>What the sheet shows, for its legend.</returns>
    public static MapContent Draw(
        Markup markup, IMapGround ground, Wording wording, GeoBox box, IReadOnlyList<(FlightRecord Flight, IReadOnlyList<Report> Reports)> tracks, double width)
    {
        var view = View(box, width);
        var sheet = new MapSheet(markup, view, wording, "claims");
        sheet.Begin(wording.Text(TextArea.Page, "claims-title"), wording.Count(TextArea.Page, "claims-desc", tracks.Count), ground, finely: true);
        var (gaps, transit) = (false, false);
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (flight, reports) in tracks)
        {
            foreach (var stretch in TrackStretch.Cut(flight, reports))
            {
                var path = new StringBuilder();
                Outline.AppendLine(path, view, stretch.Points);
                if (path.Length == 0)
                    continue;
                var kind = stretch.Gap || stretch.Pattern < 0 ? null : flight.Patterns[stretch.Pattern].Kind;
                gaps |= stretch.Gap;
                transit |= !stretch.Gap && kind is null;
                if (kind is not null)
                    kinds.Add(kind);
                sheet.Path(stretch.Gap ? "gap thin" : kind is null ? "transit thin" : "pattern thin pt-" + kind, path.ToString());
            }
        }

        sheet.End();
        return new(sheet.Shown, [.. kinds.Order(StringComparer.Ordinal)], gaps, transit, sheet.ShowsMargins, sheet.ShowsDifference);
    }

    /// <summary>A sheet that shows a box.</summary>
    public static MapView View(GeoBox box, double width)
    {
        var east = box.East < box.West ? box.East + 360 : box.East;
        var points = new List<Position>();
        for (var i = 0; i <= 8; i++)
        {
            var longitude = box.West + ((east - box.West) * i / 8);
            points.Add(new(box.South, longitude));
            points.Add(new(box.North, longitude));
        }

        return MapView.Around(points, width, width * 0.3, width * 1.35, 1_000);
    }
}
