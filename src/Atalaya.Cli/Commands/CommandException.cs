using Atalaya.Cli.Language;

namespace Atalaya.Cli.Commands;

/// <summary>A command that cannot go on, with the text that tells a person what happened, where, and what to do next.</summary>
/// <param name="exitCode">How the program ends.</param>
/// <param name="key">Key of the text in <see cref="TextArea.Command"/>.</param>
/// <param name="values">Values of its places.</param>
internal sealed class CommandException(int exitCode, string key, params object[] values) : Exception
{
    /// <summary>How the program ends.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The text in the person's language.</summary>
    public string Tell(Wording wording) => wording.Text(TextArea.Command, key, values);
}
