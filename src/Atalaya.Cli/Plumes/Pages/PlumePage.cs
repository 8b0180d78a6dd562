using Atalaya.Cli.Language;
using Atalaya.Cli.Paper;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary><c>plume.html</c>: one self-contained HTML file without scripts or references, fit for screen, print and readers that read aloud.</summary>
internal static class PlumePage
{
    /// <summary>Writes the page. The same arguments give the same bytes.</summary>
    /// <param name="to">Where to; stays open.</param>
    /// <param name="finding">What to tell.</param>
    /// <param name="wording">In which language.</param>
    /// <param name="version">Version of the program.</param>
    /// <param name="cancellation">Stops the writing between two sections.</param>
    public static void Write(Stream to, PlumeFinding finding, Wording wording, string version, CancellationToken cancellation = default)
    {
        using var markup = new Markup(to);
        var page = new PlumePageContext(markup, finding, wording);
        var title = page.Say("title", PlumeWords.Gas(finding.Answer.Gas, wording));
        markup.DocumentType();
        markup.Open("html", "lang", wording.Code);
        markup.Open("head");
        markup.Empty("meta", "charset", "utf-8");
        markup.Element("title", title);
        markup.Empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        markup.Empty("meta", "name", "generator", "content", "Atalaya " + version);
        markup.Element("style", Stylesheet.OfSources(page.Say("page-word")));
        markup.Close();
        markup.Open("body");
        markup.Open("header");
        markup.Element("p", "Atalaya", "class", "brand");
        markup.Element("h1", title);
        page.Paragraph(Taken(page), "small");
        markup.Close();
        markup.Open("main");
        Action<PlumePageContext>[] sections =
        [
            AnswerSection.Write, MapSection.Write, SourceSection.Write, CautionSection.Write, FitSection.Write, ChanceSection.Write, EmitterSection.Write, ProvenanceSection.Write,
        ];
        foreach (var section in sections)
        {
            cancellation.ThrowIfCancellationRequested();
            section(page);
            markup.Line();
        }

        markup.Close();
        markup.Element("footer", page.Say("footer", version, finding.Answer.MethodVersion));
        markup.Close();
        markup.Close();
    }

    private static string Taken(PlumePageContext page)
    {
        var (readings, wording) = (page.Finding.Readings, page.Wording);
        var name = page.Finding.Inputs.Count > 0 ? page.Finding.Inputs[0].Name : "–";
        if (readings.Count == 0)
            return name;
        var span = readings.HasDate
            ? wording.Span(NodaTime.Instant.FromUnixTimeMilliseconds((long)(readings.Seconds[0] * 1000)), NodaTime.Instant.FromUnixTimeMilliseconds((long)(readings.Seconds[^1] * 1000))) + " UTC"
            : wording.Length(NodaTime.Duration.FromSeconds(readings.Seconds[^1] - readings.Seconds[0]));
        return page.Say("taken", name, wording.Count(page.Area, "taken-readings", readings.Count), wording.Count(page.Area, "taken-sensors", readings.Sensors.Count), span);
    }
}
