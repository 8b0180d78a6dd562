using System.Security.Cryptography;
using System.Text;
using Atalaya.Cli.Language;
using Atalaya.Node.Keys;

namespace Atalaya.Cli.Commands;

/// <summary>The passphrase of key files: from a file, the environment, or asked for. Never from the command line, which other users of the machine can read.</summary>
internal static class Passphrase
{
    /// <summary>Environment variable that holds it.</summary>
    public const string Variable = "ATALAYA_PASSPHRASE";

    private const int LongestFile = 4096;

    /// <summary>Gets it. The last line feed of a file is not part of it.</summary>
    /// <param name="context">The command.</param>
    /// <param name="file">The file of <c>--passphrase-file</c>; null for none.</param>
    /// <param name="isNew">Whether it is to protect new keys, and so must not be too short.</param>
    public static byte[] Get(CommandContext context, string? file, bool isNew)
    {
        var phrase = file is not null ? OfFile(file)
            : context.Terminal.Variable(Variable) is { Length: > 0 } set ? Encoding.UTF8.GetBytes(set)
            : Console.IsInputRedirected ? throw new CommandException(ExitCode.Usage, "no-passphrase", Variable)
            : Ask(context);
        return !isNew || phrase.Length >= KeyFile.ShortestPassphrase ? phrase : throw new CommandException(ExitCode.Usage, "passphrase-short", KeyFile.ShortestPassphrase);
    }

    private static byte[] OfFile(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > LongestFile)
            throw new CommandException(ExitCode.NothingUsable, "no-such-path", path);
        var bytes = File.ReadAllBytes(path);
        var length = bytes.AsSpan().TrimEnd("\r\n"u8).Length;
        var phrase = bytes[..length];
        CryptographicOperations.ZeroMemory(bytes);
        return phrase;
    }

    private static byte[] Ask(CommandContext context)
    {
        context.Terminal.Error.Write(context.Wording.Text(TextArea.Node, "passphrase"));
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
                typed.Length--;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        context.Terminal.Error.WriteLine();
        return Encoding.UTF8.GetBytes(typed.ToString());
    }
}
