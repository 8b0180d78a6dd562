using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Maps;
using Atalaya.Flights.Tracks;

namespace Atalaya.Cli.Paper;

/// <summary>What every section of the page needs.</summary>
internal sealed record PageContext(Markup Markup, Answer Answer, Func<FlightRecord, IReadOnlyList<Report>> Positions, IMapGround Ground, Wording Wording)
{
    /// <summary>Width of a figure over the whole page in sheet units: 186 mm of A4 at 96 dpi.</summary>
    public const double FullWidth = 700;

    /// <summary>A text of the page.</summary>
    public string Say(string key) => Wording.Text(TextArea.Page, key);

    /// <summary>A text of the page with its places filled.</summary>
    public string Say(string key, params object[] values) => Wording.Text(TextArea.Page, key, values);

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

    /// <summary>A mission's number as it is printed everywhere.</summary>
    public int NumberOf(FlightRecord mission)
    {
        for (var i = 0; i < Answer.Missions.Count; i++)
        {
            if (ReferenceEquals(Answer.Missions[i], mission))
                return i + 1;
        }

        return 0;
    }
}
