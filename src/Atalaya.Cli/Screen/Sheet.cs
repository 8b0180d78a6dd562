using Spectre.Console;

namespace Atalaya.Cli.Screen;

/// <summary>Tables and paragraphs on the terminal.</summary>
internal sealed class Sheet
{
    private readonly IAnsiConsole console;
    private readonly Terminal terminal;

    public Sheet(Terminal terminal)
    {
        this.terminal = terminal;
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.Watched ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal.Watched ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Output),
        });
        console.Profile.Width = terminal.Width;
    }

    /// <summary>A heading.</summary>
    public void Heading(string text)
    {
        console.WriteLine();
        console.Write(new Text(text, new Style(decoration: Decoration.Bold)));
        console.WriteLine();
    }

    /// <summary>A paragraph, broken at the width; nothing where there is nothing to say.</summary>
    public void Say(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        console.Write(new Text(Clean(text)));
        console.WriteLine();
    }

    /// <summary>A table. A column whose heading begins with <c>#</c> holds numbers.</summary>
    public void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = terminal.Watched ? TableBorder.Rounded : TableBorder.Simple };
        foreach (var heading in headings)
        {
            var column = new TableColumn(new Text(heading.TrimStart('#')));
            if (heading.StartsWith('#'))
                column.RightAligned().NoWrap();
            table.AddColumn(column);
        }

        foreach (var row in rows)
            table.AddRow(row.Select(static cell => new Text(Clean(cell))));
        console.Write(table);
    }

    // Names come from the air: a control character must not reach the terminal.
    private static string Clean(string text) =>
        text.Any(char.IsControl) ? new string([.. text.Select(static c => char.IsControl(c) && c != '\n' ? '\uFFFD' : c)]) : text;
}
