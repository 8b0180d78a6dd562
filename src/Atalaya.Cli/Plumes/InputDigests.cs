using System.Security.Cryptography;

namespace Atalaya.Cli.Plumes;

/// <summary>Hashes of input files.</summary>
internal static class InputDigests
{
    /// <summary>The digest of each file, in order.</summary>
    public static IReadOnlyList<InputDigest> Of(IEnumerable<string> paths) => [.. paths.Select(Of)];

    private static InputDigest Of(string path)
    {
        using var file = File.OpenRead(path);
        return new(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(file)), file.Length);
    }
}
