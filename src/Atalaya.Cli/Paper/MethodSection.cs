namespace Atalaya.Cli.Paper;

/// <summary>How it was done, and what may not be concluded.</summary>
internal static class MethodSection
{
    private static readonly string[] Notes =
        ["method-heard", "method-gaps", "method-judged", "method-zones", "method-claims", "method-test", "method-private", "method-scope", "method-map"];

    public static void Write(PageContext page)
    {
        page.Section("method");
        page.Markup.Open("ul");
        foreach (var note in Notes)
            page.Markup.Element("li", page.Say(note));
        page.Markup.Close();
        page.Markup.Close();
    }
}
