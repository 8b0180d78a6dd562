using Atalaya.Cli.Commands;
using Atalaya.Cli.Screen;

namespace Atalaya.Cli.Tests.Commands;

/// <summary>Runs command lines in this process and keeps what they said.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    public static CommandLine Run(params string[] arguments) => RunIn("C.UTF-8", arguments);

    public static CommandLine RunIn(string locale, params string[] arguments) => RunUntil(locale, arguments, TestContext.Current.CancellationToken);

    /// <summary>Runs a command that goes on until it is stopped.</summary>
    public static CommandLine RunUntil(string locale, string[] arguments, CancellationToken stop)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal { Output = output, Error = error, Variable = name => name == "LANG" ? locale : null };
        var exitCode = AtalayaCommand.Run(arguments, terminal, stop);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
