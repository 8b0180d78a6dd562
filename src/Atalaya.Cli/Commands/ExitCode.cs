namespace Atalaya.Cli.Commands;

/// <summary>What the program's end says to a script.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The input could not be used at all.</summary>
    public const int NothingUsable = 1;

    /// <summary>The command was not understood.</summary>
    public const int Usage = 2;

    /// <summary>The archive or the disk refused.</summary>
    public const int Storage = 3;

    /// <summary>Interrupted (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
