using Atalaya.Node.Storage;

namespace Atalaya.Node.Folders;

/// <summary>Files that people may read and change; whole under their name, or not there.</summary>
internal static class DurableText
{
    public static void Place(string path, ReadOnlySpan<byte> content)
    {
        using (var file = new FileStream(path + ".part", FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path, overwrite: true);
        FolderSync.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
