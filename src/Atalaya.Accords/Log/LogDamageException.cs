namespace Atalaya.Accords.Log;

/// <summary>What a log or a witness kept is not what it wrote, or not all of it: it signs nothing until a person has looked.</summary>
/// <param name="path">Which file.</param>
/// <param name="fault">What is wrong with it, and where.</param>
public sealed class LogDamageException(string path, LogFault fault)
    : Exception($"{path}: {fault.Reason} in {fault.Field} at byte {fault.ByteOffset}")
{
    /// <summary>Which file, relative to the storage.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong, and where.</summary>
    public LogFault Fault { get; } = fault;
}
