using Atalaya.Reconstruction;

namespace Atalaya.Eval.Reconstructions;

/// <summary>Writes a reconstruction under a folder.</summary>
internal sealed class FolderSink(string folder) : IReconstructionSink
{
    public void Accept(string path, ReadOnlySpan<byte> content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }
}
