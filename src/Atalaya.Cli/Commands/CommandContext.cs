using Atalaya.Cli.Language;
using Atalaya.Cli.Screen;

namespace Atalaya.Cli.Commands;

/// <summary>What every command needs.</summary>
/// <param name="Terminal">Where the program runs.</param>
/// <param name="Wording">In which language it speaks.</param>
/// <param name="CommandLine">The command line as given, for the record of the run.</param>
/// <param name="Cancellation">Ctrl-C.</param>
internal sealed record CommandContext(Terminal Terminal, Wording Wording, string CommandLine, CancellationToken Cancellation)
{
    /// <summary>A text of the command line.</summary>
    public string Say(string key) => Wording.Text(TextArea.Command, key);
}
