namespace Atalaya.Cli.Paper;

/// <summary>The page's style, from <c>Paper/report.css</c>, with what depends on the language.</summary>
internal static class Stylesheet
{
    /// <summary>The style. It holds none of the characters that XML would escape, so that HTML and XML readers see the same.</summary>
    public static string Of(PageContext page)
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("Atalaya.Cli.Paper.report.css")!;
        using var reader = new StreamReader(stream);
        var mark = page.Answer.Summary.Reconstruction ? page.Say("reconstruction").ToUpper(page.Wording.Culture) : "";
        return reader.ReadToEnd().Replace("/*mark*/", mark, StringComparison.Ordinal).Replace("/*page*/", page.Say("page-word"), StringComparison.Ordinal);
    }
}
