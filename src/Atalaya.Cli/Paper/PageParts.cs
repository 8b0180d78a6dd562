using Atalaya.Cli.Language;

namespace Atalaya.Cli.Paper;

/// <summary>What any page is put together from: sections, paragraphs, tables.</summary>
/// <param name="Markup">Where to.</param>
/// <param name="Wording">In which language.</param>
/// <param name="Area">Where its texts stand.</param>
internal abstract record PageParts(Markup Markup, Wording Wording, TextArea Area)
{
    /// <summary>Width of a figure over the whole page in sheet units: 186 mm of A4 at 96 dpi.</summary>
    public const double FullWidth = 700;

    /// <summary>A text of the page.</summary>
    public string Say(string key) => Wording.Text(Area, key);

    /// <summary>A text of the page with its places filled.</summary>
    public string Say(string key, params object[] values) => Wording.Text(Area, key, values);

    /// <summary>Opens a section with its heading.</summary>
    public void Section(string name)
    {
        Markup.Open("section", "id", name, "aria-labelledby", name + "-h");
        Markup.Element("h2", Say("h." + name), "id", name + "-h");
    }

    /// <summary>A paragraph; nothing where there is nothing to say.</summary>
    public void Paragraph(string? text, string? style = null)
    {
        if (!string.IsNullOrEmpty(text))
            Markup.Element("p", text, "class", style);
    }

    /// <summary>A figure of the answer with what it is.</summary>
    public void Tile(string figure, string words)
    {
        Markup.Open("div");
        Markup.Element("dt", words);
        Markup.Element("dd", figure);
        Markup.Close();
    }

    /// <summary>Opens a table with a caption and its column headings; a heading that begins with <c>#</c> is of a column of numbers.</summary>
    public void OpenTable(string caption, params ReadOnlySpan<string> headings)
    {
        Markup.Open("div", "class", "scroll");
        Markup.Open("table");
        Markup.Element("caption", caption);
        Markup.Open("thead");
        Markup.Open("tr");
        foreach (var heading in headings)
            Markup.Element("th", heading.TrimStart('#'), "scope", "col", "class", heading.StartsWith('#') ? "n" : null);
        Markup.Close();
        Markup.Close();
        Markup.Open("tbody");
    }

    /// <summary>A row; its first cell is its heading. A cell that begins with <c>#</c> is a number.</summary>
    public void Row(params ReadOnlySpan<string> cells)
    {
        Markup.Open("tr");
        for (var i = 0; i < cells.Length; i++)
        {
            var number = cells[i].StartsWith('#');
            var text = number ? cells[i][1..] : cells[i];
            if (i == 0)
                Markup.Element("th", text, "scope", "row", "class", number ? "n" : null);
            else
                Markup.Element("td", text, "class", number ? "n" : null);
        }

        Markup.Close();
    }

    /// <summary>Closes a table.</summary>
    public void CloseTable()
    {
        Markup.Close();
        Markup.Close();
        Markup.Close();
    }
}
