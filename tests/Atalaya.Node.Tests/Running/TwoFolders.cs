using System.Net;
using System.Net.Sockets;
using System.Text;
using Atalaya.Accords.Records;
using Atalaya.Node.Folders;

namespace Atalaya.Node.Tests.Running;

/// <summary>Folders of two paired nodes and a witness, made once: drawing keys under a passphrase takes its time on purpose.</summary>
public sealed class TwoFolders : IDisposable
{
    internal const string Passphrase = "correct horse battery staple";
    private readonly string _root = Directory.CreateTempSubdirectory("atalaya-nodes-").FullName;

    public TwoFolders()
    {
        var phrase = Encoding.UTF8.GetBytes(Passphrase);
        var mx = NodeFolder.Create(At("MX"), StateCode.From("MX"), "atalaya.example/mx", Address(), phrase, publishSeconds: 1);
        var us = NodeFolder.Create(At("US"), StateCode.From("US"), "atalaya.example/us", Address(), phrase, publishSeconds: 1);
        var witness = WitnessFolder.Create(At("W"), "witness.example/court", Address(), phrase);
        mx.Pair(us.PairingPath);
        us.Pair(mx.PairingPath);
        foreach (var node in new[] { mx, us })
        {
            node.AddWitness(witness.PublicPath);
            witness.AddLog(node.PairingPath);
        }
    }

    /// <summary>A folder of the three: MX, US or W.</summary>
    internal string At(string name) => Path.Combine(_root, name);

    /// <summary>A copy of the three folders, as they are before anything was said.</summary>
    internal string Copy()
    {
        var target = Directory.CreateTempSubdirectory("atalaya-nodes-").FullName;
        CopyFolder(_root, target);
        return target;
    }

    internal static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(static f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }
}

/// <summary>Tests that use the same ports and so run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class RunningNodes : ICollectionFixture<TwoFolders>
{
    public const string Name = "running nodes";
}
