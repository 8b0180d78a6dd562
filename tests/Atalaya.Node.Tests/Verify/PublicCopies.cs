using System.Runtime.InteropServices;

namespace Atalaya.Node.Tests.Verify;

/// <summary>Copies of a published folder, each changed in something. What is unchanged is one file under many names, so that hundreds of copies take no room.</summary>
internal sealed partial class PublicCopies : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("atalaya-public-").FullName;
    private readonly SampleLogs _sample;
    private int _copies;

    public PublicCopies(SampleLogs sample)
    {
        _sample = sample;
        foreach (var (path, content) in sample.Files)
            Write(Path.Combine(_root, "good"), path, content);
        File.WriteAllBytes(Path.Combine(_root, "good.trust"), sample.Trust);
    }

    /// <summary>Folder and trust file of the unchanged copy.</summary>
    public (string Folder, string Trust) Good => (Path.Combine(_root, "good"), Path.Combine(_root, "good.trust"));

    /// <summary>Makes a changed copy.</summary>
    public (string Folder, string Trust) Make(Mutation mutation)
    {
        var folder = Path.Combine(_root, $"{_copies++:000}");
        foreach (var path in _sample.Files.Keys.Where(p => !mutation.Files.ContainsKey(p)))
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Assert.Equal(0, Link(Path.Combine(Good.Folder, path), target));
        }

        foreach (var (path, content) in mutation.Files.Where(static f => f.Value is not null))
            Write(folder, path, content!);
        if (mutation.Trust is null)
            return (folder, Good.Trust);
        File.WriteAllBytes(folder + ".trust", mutation.Trust);
        return (folder, folder + ".trust");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static void Write(string folder, string path, byte[] content)
    {
        var target = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, content);
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Link(string from, string to);
}
