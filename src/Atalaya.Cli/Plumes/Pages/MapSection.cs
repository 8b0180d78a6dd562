using Atalaya.Cli.Paper;
using Atalaya.Plumes.Readings;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>The map: sensors or the way flown, readings, wind, regions; a closer one besides where the regions are small on the first.</summary>
internal static class MapSection
{
    // Regions smaller than this share of the map are drawn once more.
    private const double Small = 0.16;

    public static void Write(PlumePageContext page)
    {
        var (readings, answer) = (page.Finding.Readings, page.Finding.Answer);
        var seen = Enumerable.Range(0, readings.Count).SelectMany(i => new[] { readings.From[i], readings.To[i] }).Where(static s => s.IsFinite).ToList();
        var found = answer.Sources.SelectMany(static s => s.Region90.Rings.SelectMany(static r => r).Select(static p => new Spot(p.X, p.Y, 0)).Append(new Spot(s.X, s.Y, 0))).ToList();
        if (seen.Count + found.Count == 0)
            return;
        page.Section("map");
        var enhancement = Enhancement.Of(readings, page.Finding.Series);
        var whole = PlumeView.About([.. seen, .. found, .. Near(page.Finding, seen, found)], PlumePageContext.FullWidth);
        Figure(page, "map1", whole, enhancement, "map-caption");
        if (found.Count > 0)
        {
            var close = PlumeView.About(found, PlumePageContext.FullWidth);
            if (close.East - close.West < Small * (whole.East - whole.West))
                Figure(page, "map2", Wider(close), enhancement, "map-caption-close");
        }

        page.Markup.Close();
    }

    private static void Figure(PlumePageContext page, string name, PlumeView view, Enhancement enhancement, string caption)
    {
        page.Markup.Open("figure");
        var map = new PlumeMap(page, name, view, enhancement);
        map.Draw();
        MapLegend.Write(page, map, enhancement);
        page.Markup.Element("figcaption", page.Say(caption));
        page.Markup.Close();
    }

    // Emitters far from everything would shrink what matters.
    private static IEnumerable<Spot> Near(PlumeFinding finding, List<Spot> seen, List<Spot> found)
    {
        List<Spot> all = [.. seen, .. found];
        double west = all.Min(static p => p.X), east = all.Max(static p => p.X), south = all.Min(static p => p.Y), north = all.Max(static p => p.Y), reach = Math.Max(east - west, north - south) * 0.35;
        return finding.Request.KnownEmitters.Where(e => e.X > west - reach && e.X < east + reach && e.Y > south - reach && e.Y < north + reach).Select(static e => new Spot(e.X, e.Y, 0));
    }

    private static PlumeView Wider(PlumeView view)
    {
        double wide = (view.East - view.West) / 2, tall = (view.North - view.South) / 2;
        return view with { West = view.West - wide, East = view.East + wide, South = view.South - tall, North = view.North + tall };
    }
}
