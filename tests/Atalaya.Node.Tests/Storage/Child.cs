using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Atalaya.Accords.Log;
using Atalaya.Node.Storage;

namespace Atalaya.Node.Tests.Storage;

/// <summary>This test program as a process that appends to a log without end and says what was acknowledged, to be killed in the midst of it.</summary>
internal static class Child
{
    /// <summary>Names the log's folder; set for a child only.</summary>
    public const string FolderVariable = "ATALAYA_TEST_APPEND_TO";

    private const int Writers = 6;

    public static NoteSigner Signer { get; } = new("log.example/child", NoteKeyType.Ed25519, new Ed25519Seed(SHA256.HashData("child"u8)));

    public static LogRules Rules { get; } = new() { FoldAfterEntries = 256 };

    // The runner of the tests owns Main.
    [ModuleInitializer]
    internal static void AppendIfAsked()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
            Append(folder);
    }

    private static void Append(string folder)
    {
        using var storage = new FileLogStorage(folder);
        var log = storage.Read("heads") is null ? AppendLog.Create(storage, Signer, Rules) : AppendLog.Open(storage, Signer, Rules);
        var output = Console.Out;
        var threads = Enumerable.Range(0, Writers).Select(writer => new Thread(() =>
        {
            var random = new Random((writer * 1_000_003) + (int)log.Head.Checkpoint.Size);
            while (true)
            {
                var entry = new byte[random.Next(1, 3000)];
                random.NextBytes(entry);
                // A thread of its own may wait: nothing else is done here.
                var answer = log.AppendAsync(entry).GetAwaiter().GetResult();
                lock (output)
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.Index} {Convert.ToHexString(SHA256.HashData(entry))} {Convert.ToBase64String(answer.Head!.Note.Bytes.Span)}"));
                    output.Flush();
                }
            }
        })).ToList();
        threads.ForEach(static t => t.Start());
        threads.ForEach(static t => t.Join());
    }
}
