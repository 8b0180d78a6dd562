using Atalaya.Archive.Records;
using Atalaya.Cli.Language;
using Atalaya.Cli.Paper;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Tracks;

namespace Atalaya.Cli.Maps;

/// <summary>Zones under both claims as one SVG file, with its legend.</summary>
internal static class ClaimsPicture
{
    private const double Width = 1000;
    private const double Head = 46;
    private const double Row = 20;

    /// <summary>Draws a box.</summary>
    /// <param name="to">The file.</param>
    /// <param name="ground">Where coasts, limits and margins come from.</param>
    /// <param name="wording">In which language.</param>
    /// <param name="box">What to show.</param>
    /// <param name="tracks">Flights to draw, with their kept positions; may be none.</param>
    /// <param name="note">What must be said of the flights, or null.</param>
    public static void Write(
        Stream to, IMapGround ground, Wording wording, GeoBox box, IReadOnlyList<(FlightRecord Flight, IReadOnlyList<Report> Reports)> tracks, string? note)
    {
        string Say(string key) => wording.Text(TextArea.Page, key);
        using var markup = new Markup(to, "http://www.w3.org/2000/svg");
        var height = ClaimsMap.View(box, Width).Height;
        var foot = ((tracks.Count > 0 ? 6 : 4) * Row) + 34;
        markup.Open("svg", "viewBox", $"0 0 {Markup.Px(Width)} {Markup.Px(Head + height + foot)}", "width", Markup.Px(Width), "font-family", "'Source Sans 3', 'Liberation Sans', Helvetica, Arial, sans-serif");
        markup.Element("style", Stylesheet.OfMaps);
        markup.Empty("rect", "width", "100%", "height", "100%", "fill", "#fff");
        markup.Element("text", Say("claims-title"), "x", "2", "y", "19", "font-size", "18", "font-weight", "700", "fill", "#1b1f23");
        markup.Element("text", note ?? Say("claims-attribution"), "x", "2", "y", "37", "font-size", "12", "fill", note is null ? "#565e66" : "#7a1f12");
        markup.Open("svg", "y", Markup.Px(Head), "width", Markup.Px(Width), "height", Markup.Px(height));
        var content = ClaimsMap.Draw(markup, ground, wording, box, tracks, Width);
        markup.Close();
        markup.Open("g", "font-size", "12", "fill", "#1b1f23");
        var items = LineStyle.All.Where(l => content.Lines.Contains(l.Kind)).Select(l => (l.Style, Text: Say("legend-" + l.Style)))
            .Concat(content.Patterns.Select(p => (Style: "pattern thin pt-" + p, Text: wording.Term("pattern." + p))))
            .Concat(content.Transit ? [("transit", Say("legend-transit"))] : [])
            .Concat(content.Gaps ? [("gap", Say("legend-gap"))] : [])
            .Concat(content.Areas.Select(a => (Style: a, Text: Say("legend-" + a)))).ToList();
        for (var i = 0; i < items.Count; i++)
        {
            double x = (i % 2 * Width / 2) + 4, y = Head + height + 18 + (i / 2 * Row);
            if (content.Areas.Contains(items[i].Style))
                markup.Empty("rect", "class", items[i].Style, "x", Markup.Px(x), "y", Markup.Px(y - 9), "width", "34", "height", "10");
            else
                markup.Empty("path", "class", items[i].Style, "d", $"M{Markup.Px(x)} {Markup.Px(y - 4)}h34");
            markup.Element("text", items[i].Text, "x", Markup.Px(x + 42), "y", Markup.Px(y));
        }

        markup.Close();
        if (note is not null)
            markup.Element("text", Say("claims-attribution"), "x", Markup.Px(Width / 2 + 4), "y", Markup.Px(Head + height + foot - 6), "font-size", "11", "fill", "#565e66");
        markup.Close();
    }
}
