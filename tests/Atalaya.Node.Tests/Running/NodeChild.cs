using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Atalaya.Node.Folders;
using Atalaya.Node.Http;

namespace Atalaya.Node.Tests.Running;

/// <summary>This test program as a node or a witness in a process of its own, to be killed.</summary>
internal sealed class NodeChild : IDisposable
{
    private const string FolderVariable = "ATALAYA_TEST_RUN_NODE";
    private Process? _process;

    public NodeChild(string folder) => Folder = folder;

    public string Folder { get; }

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Starts it, and waits until it listens.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(NodeChild).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (!Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.Ordinal))
            start.ArgumentList.Clear();
        start.Environment[FolderVariable] = Folder;
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        var said = _process.StandardOutput.ReadLine();
        if (said != "up")
            Assert.Fail($"{Folder}: {said} {_process.StandardOutput.ReadToEnd()}");
    }

    /// <summary>SIGKILL, wherever it is.</summary>
    public void Kill()
    {
        if (_process is null)
            return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose() => Kill();

    // The runner of the tests owns Main.
    [ModuleInitializer]
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } folder)
            return;
        try
        {
            Run(folder).GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            Console.Out.WriteLine(e);
        }

        Environment.Exit(1);
    }

    private static async Task Run(string folder)
    {
        var phrase = Encoding.UTF8.GetBytes(TwoFolders.Passphrase);
        if (File.Exists(Path.Combine(folder, "witness.json")))
        {
            await using var witness = await WitnessServer.StartAsync(WitnessFolder.Open(folder), phrase, TimeProvider.System, CancellationToken.None);
            await Wait();
            return;
        }

        await using var server = await NodeServer.StartAsync(NodeFolder.Open(folder), phrase, TimeProvider.System, CancellationToken.None);
        await Wait();
        static async Task Wait()
        {
            Console.Out.WriteLine("up");
            Console.Out.Flush();
            // A child whose parent is gone goes too.
            await Task.Run(static () => Console.In.ReadToEnd());
        }
    }
}
