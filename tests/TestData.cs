using System.Runtime.CompilerServices;

namespace Atalaya.Testing;

/// <summary>Finds the shared data. Where it is missing a test is skipped by name, or fails if ATALAYA_REQUIRE_DATA=1.</summary>
internal static class TestData
{
    /// <summary>Root of the repository, from where this file was compiled.</summary>
    public static string RepositoryRoot { get; } = Path.GetFullPath(Path.Combine(ThisFolder(), ".."));

    /// <summary>Path of a file or folder of the shared data.</summary>
    public static string Find(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("ATALAYA_DATA") is { Length: > 0 } named
            ? named
            : Path.Combine(RepositoryRoot, "..", "shared", "data");
        var path = Path.GetFullPath(Path.Combine([root, .. parts]));
        if (!File.Exists(path) && !Directory.Exists(path))
            Missing($"the shared data file {string.Join('/', parts)}", "ATALAYA_REQUIRE_DATA");
        return path;
    }

    /// <summary>Path of an outside program, or a skip that names it; a failure if ATALAYA_REQUIRE_TOOLS=1.</summary>
    public static string Tool(string name)
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
                return path;
        }

        Missing($"the program {name} (./test --all installs it)", "ATALAYA_REQUIRE_TOOLS");
        return name;
    }

    /// <summary>Skips the test where something from outside is missing, or fails it if ATALAYA_REQUIRE_TOOLS=1.</summary>
    public static void Need(bool there, string what)
    {
        if (!there)
            Missing($"{what} (./test --all installs it)", "ATALAYA_REQUIRE_TOOLS");
    }

    private static void Missing(string what, string variable)
    {
        Assert.False(Environment.GetEnvironmentVariable(variable) == "1", $"{what} is required and missing");
        Assert.Skip($"needs {what}");
    }

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
