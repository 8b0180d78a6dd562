using System.Text;
using Atalaya.Cli.Tests.Commands;
using Atalaya.Node.Folders;
using Atalaya.Node.Http;

namespace Atalaya.Cli.Tests.Accords;

/// <summary>The demonstration, run once for all tests of it; its nodes can be started again.</summary>
public sealed class AccordDemo : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly Lazy<CommandLine> run;

    public AccordDemo() => run = new(() => CommandLine.Run("demo", "accord", "--out", Folder, "--lang", "en"));

    public string Folder => Path.Combine(scratch.Path, "accord");

    public string PassphraseFile => Path.Combine(Folder, "nodes", "passphrase");

    internal CommandLine Run => run.Value;

    public string Node(string side) => Path.Combine(Folder, "nodes", side);

    /// <summary>Starts the nodes and the witness again, as they were left, with the clock of this machine.</summary>
    public async Task<IReadOnlyList<IAsyncDisposable>> StartAsync(CancellationToken cancellation)
    {
        _ = Run;
        var passphrase = await File.ReadAllBytesAsync(PassphraseFile, cancellation);
        var witness = await WitnessServer.StartAsync(WitnessFolder.Open(Node("witness")), passphrase, TimeProvider.System, cancellation);
        var mx = await NodeServer.StartAsync(NodeFolder.Open(Node("mx")), passphrase, TimeProvider.System, cancellation);
        var us = await NodeServer.StartAsync(NodeFolder.Open(Node("us")), passphrase, TimeProvider.System, cancellation);
        for (var i = 0; i < 600 && !(mx.Engine.IsConfirmed && us.Engine.IsConfirmed); i++)
            await Task.Delay(100, cancellation);
        Assert.True(mx.Engine.IsConfirmed && us.Engine.IsConfirmed, Encoding.UTF8.GetString("the nodes did not find each other again"u8));
        return [us, mx, witness];
    }

    public void Dispose() => scratch.Dispose();
}
