namespace Atalaya.Reconstruction;

/// <summary>Takes the files of a reconstruction; this room writes none itself.</summary>
public interface IReconstructionSink
{
    /// <summary>Takes one whole file. Called from several threads at once, once for each path, in no fixed order.</summary>
    /// <param name="path">Relative path with <c>/</c> between folders, such as <c>input/globe_history/2025/02/03/traces/01/trace_full_aef001.json</c>.</param>
    /// <param name="content">All bytes of the file; valid only during the call.</param>
    void Accept(string path, ReadOnlySpan<byte> content);
}
