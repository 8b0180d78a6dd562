namespace Atalaya.Cli.Tests.Plumes;

/// <summary>Readings, wind and places of sensors as a test gives them; null: there is no such file.</summary>
internal sealed record BadInput(MadeSheet Readings, MadeSheet? Wind, MadeSheet? Sensors)
{
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Stands for the readings where they are no table.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>Writes the files and adds them to a command line.</summary>
    public void Write(string folder, List<string> arguments)
    {
        var path = Path.Combine(folder, "readings.csv");
        if (Bytes is null)
            Readings.Write(path);
        else
            File.WriteAllBytes(path, Bytes);
        foreach (var (option, sheet) in new[] { ("wind", Wind), ("sensors", Sensors) })
        {
            if (sheet is null)
                continue;
            sheet.Write(Path.Combine(folder, option + ".csv"));
            arguments.AddRange(["--" + option, Path.Combine(folder, option + ".csv")]);
        }

        arguments.AddRange(Options);
    }
}

/// <summary>One way in which input is bad, and the words by which it is named.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="English">Words that must be told.</param>
/// <param name="Spanish">The same in Spanish.</param>
/// <param name="Change">Makes it of sound input.</param>
/// <param name="Set">Which sound input.</param>
internal sealed record BadInputCase(string Name, string English, string Spanish, Func<BadInput, BadInput> Change, string Set = "sound");
