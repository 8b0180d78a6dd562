using Atalaya.Cli.Language;
using Atalaya.Cli.Paper;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>What every section of the page on sources needs.</summary>
internal sealed record PlumePageContext(Markup Markup, PlumeFinding Finding, Wording Wording) : PageParts(Markup, Wording, TextArea.Locate)
{
    /// <summary>Opens a picture that a reader who cannot see is told about.</summary>
    public void OpenPicture(string name, string style, string title, double width, double height)
    {
        Markup.Open("svg", "class", style, "viewBox", $"0 0 {Markup.Px(width)} {Markup.Px(height)}", "role", "img", "aria-labelledby", name + "-t");
        Markup.Element("title", title, "id", name + "-t");
    }

    /// <summary>A text in a picture.</summary>
    public void Label(string style, string text, double x, double y) =>
        Markup.Element("text", text, "class", style, "x", Markup.Px(x), "y", Markup.Px(y));
}
