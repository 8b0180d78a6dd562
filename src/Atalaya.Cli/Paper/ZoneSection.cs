using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Maps;

namespace Atalaya.Cli.Paper;

/// <summary>Minutes per zone under both claims.</summary>
internal static class ZoneSection
{
    public static void Write(PageContext page)
    {
        if (page.Answer.Missions.Count == 0)
            return;
        page.Section("zones");
        page.Paragraph(page.Say("zones-intro"));
        Map(page);
        var counted = page.Answer.Counted.ToList();
        if (counted.Count > 0)
            Table(page, page.Wording.Count(TextArea.Page, "zones-counted", counted.Count), counted);
        var apart = page.Answer.Missions.Except(counted).ToList();
        if (apart.Count > 0)
            Table(page, page.Wording.Count(TextArea.Page, "zones-apart", apart.Count), apart);
        page.Markup.Close();
    }

    /// <summary>The waters that the claims divide differently, where a mission went near.</summary>
    private static void Map(PageContext page)
    {
        // Read once: each look at a mission's positions goes to the archive's files.
        var near = page.Answer.Missions.Select(m => (Mission: m, Positions: page.Positions(m)))
            .Where(m => m.Positions.Any(p => page.Ground.MayClaimsDiffer(TrackStretch.PositionOf(p)))).ToList();
        if (near.Count == 0)
            return;
        page.Markup.Open("figure");
        var content = ClaimsMap.Draw(page.Markup, page.Ground, page.Wording, ClaimsMap.Baja, near, PageContext.FullWidth);
        page.Markup.Open("figcaption");
        page.Markup.Text(page.Say("claims-caption"));
        Legend.Write(page, content, overview: true);
        page.Markup.Close();
        page.Markup.Close();
    }

    private static void Table(PageContext page, string caption, IReadOnlyList<FlightRecord> flights)
    {
        page.OpenTable(
            caption, page.Say("col-state"), page.Say("col-zone"),
            "#" + page.Say("col-low-water"), "#" + page.Say("col-uncertain"), "#" + page.Say("col-mexico"), "#" + page.Say("col-uncertain"));
        foreach (var zone in ZoneMinutes.Sum(flights))
        {
            page.Row(
                zone.Sovereign is { } sovereign ? page.Wording.Country(sovereign) : page.Wording.Term("zone.nobody"),
                page.Wording.Term("zone." + zone.Kind),
                Minutes(page, zone.LowWater.Certain), Minutes(page, zone.LowWater.Uncertain), Minutes(page, zone.Mexico.Certain), Minutes(page, zone.Mexico.Uncertain));
        }

        page.CloseTable();
    }

    /// <summary>Minutes as a cell: one decimal below ten, so that a short stay does not read as none.</summary>
    public static string Minutes(PageContext page, double minutes) => "#" + page.Wording.Number(minutes, minutes is > 0 and < 10 ? 1 : 0);
}
