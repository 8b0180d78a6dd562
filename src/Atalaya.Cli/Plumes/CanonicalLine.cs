using System.CommandLine;
using System.CommandLine.Parsing;

namespace Atalaya.Cli.Plumes;

/// <summary>A command line as far as it bears on the answer, so that two runs on the same input leave the same record.</summary>
internal static class CanonicalLine
{
    /// <summary>The arguments in their order, without some options; of a file that exists only its name.</summary>
    /// <param name="parsed">The parsed line.</param>
    /// <param name="command">Name of the command.</param>
    /// <param name="without">Options that change no value, with their values.</param>
    public static string Of(ParseResult parsed, string command, IReadOnlyList<string> without)
    {
        var shown = new List<string> { "atalaya", command };
        var skips = false;
        foreach (var token in parsed.Tokens)
        {
            if (token.Type == TokenType.Option)
                skips = without.Contains(token.Value);
            if (skips || token.Type is TokenType.Command or TokenType.DoubleDash)
            {
                // An option that is left out takes one value with it.
                skips = skips && token.Type == TokenType.Option;
                continue;
            }

            shown.Add(Quoted(token.Type == TokenType.Argument ? Short(token.Value) : token.Value));
        }

        return string.Join(' ', shown);
    }

    private static string Short(string value)
    {
        if (File.Exists(value))
            return Path.GetFileName(value);
        if (Directory.Exists(value))
            return Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(value)));

        // An archive with one of its flights.
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Directory.Exists(value[..colon]) ? Short(value[..colon]) + value[colon..] : value;
    }

    private static string Quoted(string argument) =>
        argument.Length > 0 && !argument.Any(static c => char.IsWhiteSpace(c) || c is '"' or '\'') ? argument : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
