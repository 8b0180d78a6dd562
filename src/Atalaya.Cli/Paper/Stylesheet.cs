namespace Atalaya.Cli.Paper;

/// <summary>The page's style, from <c>Paper/report.css</c>, with what depends on the language.</summary>
internal static class Stylesheet
{
    /// <summary>The style of maps alone, from <c>Paper/map.css</c>, for a picture that stands by itself.</summary>
    public static string OfMaps => Read("map.css");

    /// <summary>The style. It holds none of the characters that XML would escape, so that HTML and XML readers see the same.</summary>
    public static string Of(PageContext page)
    {
        var mark = page.Answer.Summary.Reconstruction ? page.Say("reconstruction").ToUpper(page.Wording.Culture) : "";
        return Read("report.css").Replace("/*maps*/", OfMaps, StringComparison.Ordinal).Replace("/*mark*/", mark, StringComparison.Ordinal).Replace("/*page*/", page.Say("page-word"), StringComparison.Ordinal);
    }

    /// <summary>The style of a page on sources: that of the report with <c>Paper/plume.css</c>.</summary>
    /// <param name="page">The word for a printed page.</param>
    public static string OfSources(string page) =>
        Read("report.css").Replace("/*maps*/", OfMaps + Read("plume.css"), StringComparison.Ordinal).Replace("/*mark*/", "", StringComparison.Ordinal).Replace("/*page*/", page, StringComparison.Ordinal);

    private static string Read(string name)
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("Atalaya.Cli.Paper." + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
