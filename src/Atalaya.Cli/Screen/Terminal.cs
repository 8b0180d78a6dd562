namespace Atalaya.Cli.Screen;

/// <summary>Where the program is run: what it writes to, whether a person watches, and what the surroundings say.</summary>
public sealed record Terminal
{
    /// <summary>Standard output: answers.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error: progress and errors, so that an answer can be piped.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches standard output; tables then use the terminal's width and its box letters.</summary>
    public bool Watched { get; init; }

    /// <summary>Whether a person watches standard error; progress is then one line that changes.</summary>
    public bool ProgressWatched { get; init; }

    /// <summary>Columns of a line.</summary>
    public int Width { get; init; } = 120;

    /// <summary>Looks up an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Watched = !Console.IsOutputRedirected,
        ProgressWatched = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected ? 120 : Math.Clamp(Console.WindowWidth, 60, 200),
        Variable = Environment.GetEnvironmentVariable,
    };
}
