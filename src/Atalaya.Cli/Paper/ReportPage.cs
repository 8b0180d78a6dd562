using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Maps;
using Atalaya.Flights.Tracks;

namespace Atalaya.Cli.Paper;

/// <summary>The printed answer: one self-contained HTML file without scripts or references, fit for screen, print and readers that read aloud.</summary>
public static class ReportPage
{
    /// <summary>Writes the page. The same arguments give the same bytes.</summary>
    /// <param name="to">Where to; stays open.</param>
    /// <param name="answer">What to tell.</param>
    /// <param name="positions">A flight's kept positions in time order.</param>
    /// <param name="ground">Where maps take coasts and limits from.</param>
    /// <param name="wording">In which language.</param>
    /// <param name="version">Version of the program.</param>
    /// <param name="cancellation">Stops the writing between two sections.</param>
    public static void Write(
        Stream to, Answer answer, Func<FlightRecord, IReadOnlyList<Report>> positions, IMapGround ground, Wording wording, string version, CancellationToken cancellation = default)
    {
        using var markup = new Markup(to);
        var page = new PageContext(markup, answer, positions, ground, wording);
        var title = Title(answer, wording);
        markup.DocumentType();
        markup.Open("html", "lang", wording.Code);
        Head(page, title, version);
        markup.Open("body");
        Header(page, title);
        markup.Open("main");
        Action<PageContext>[] sections =
        [
            HeadlineSection.Write, TempoSection.Write, OverviewSection.Write, ZoneSection.Write, MissionListSection.Write, CoverageSection.Write,
            MissionSheets.Write, PossibleSection.Write, CorrectionSection.Write, GapSection.Write, InputSection.Write, MethodSection.Write,
        ];
        foreach (var section in sections)
        {
            cancellation.ThrowIfCancellationRequested();
            section(page);
            markup.Line();
        }

        markup.Close();
        markup.Element("footer", page.Say("footer", version));
        markup.Close();
        markup.Close();
    }

    private static string Title(Answer answer, Wording wording)
    {
        var days = answer.Tempo.Counts.Days;
        return days.Count == 0
            ? wording.Text(TextArea.Page, "title")
            : wording.Text(TextArea.Page, "title-days", wording.Days(days[0].From, days[^1].To));
    }

    private static void Head(PageContext page, string title, string version)
    {
        var markup = page.Markup;
        markup.Open("head");
        markup.Empty("meta", "charset", "utf-8");
        markup.Element("title", page.Answer.Summary.Reconstruction ? $"{page.Say("reconstruction")} – {title}" : title);
        markup.Empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        markup.Empty("meta", "name", "generator", "content", "Atalaya " + version);
        markup.Element("style", Stylesheet.Of(page));
        markup.Close();
    }

    private static void Header(PageContext page, string title)
    {
        var markup = page.Markup;
        markup.Open("header");
        markup.Element("p", "Atalaya", "class", "brand");
        markup.Element("h1", title);
        if (page.Answer.Summary.Reconstruction)
        {
            markup.Open("p", "class", "banner", "role", "note");
            markup.Element("strong", page.Say("reconstruction"));
            markup.Text(" " + page.Say("reconstruction-means"));
            markup.Close();
        }

        markup.Close();
    }
}
