using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Atalaya.Accords.Log;
using Atalaya.Node.Storage;

namespace Atalaya.Node.Tests.Storage;

public sealed class KilledProcessTests : IDisposable
{
    private const int Rounds = 6;
    private readonly string _folder = Directory.CreateTempSubdirectory("atalaya-killed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_process_killed_in_the_midst_of_appending_loses_nothing_that_it_answered_for()
    {
        var random = new Random(20260203);
        var acknowledged = new Dictionary<ulong, string>();
        SignedHead? last = null;
        for (var round = 0; round < Rounds; round++)
        {
            last = Killed(random.Next(40, 400), acknowledged) ?? last;
            using var storage = new FileLogStorage(_folder);
            var log = AppendLog.Open(storage, Child.Signer, Child.Rules);
            var size = log.Head.Checkpoint.Size;
            Assert.True(log.Head.Note.TryVerify([Child.Signer.Verifier], out _, out _));
            foreach (var (index, digest) in acknowledged)
                Assert.Equal(digest, Convert.ToHexString(SHA256.HashData(log.Entry(index)!.Value.Span)));
            Assert.Equal(ProofVerdict.Holds, log.ProveConsistency(last!.Checkpoint.Size, size)!.Check(last.Checkpoint.Root, log.Head.Checkpoint.Root));
            Assert.Empty(LogAudit.Run(log, log.Head.Checkpoint));
        }

        Assert.True(acknowledged.Count > Rounds * 40, $"{acknowledged.Count} acknowledged");
    }

    /// <summary>Lets a child append until it answered so often, and kills it while it goes on. Gives the largest head it answered with.</summary>
    private SignedHead? Killed(int answers, Dictionary<ulong, string> acknowledged)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(KilledProcessTests).Assembly.Location]) { RedirectStandardOutput = true };
        if (!Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.Ordinal))
            start.ArgumentList.Clear();
        start.Environment[Child.FolderVariable] = _folder;
        using var child = Process.Start(start)!;
        SignedHead? last = null;
        for (var i = 0; child.StandardOutput.ReadLine() is { } line; i++)
        {
            if (i == answers)
                child.Kill(); // SIGKILL; what it had said before is still read
            if (line.Split(' ') is not [var index, var digest, var note] || !SignedHead.TryParse(Convert.FromBase64String(note), out var head, out _))
                continue; // the last line may be cut
            Assert.True(acknowledged.TryAdd(ulong.Parse(index, CultureInfo.InvariantCulture), digest));
            last = last is null || head.Checkpoint.Size > last.Checkpoint.Size ? head : last;
        }

        child.WaitForExit();
        Assert.NotEqual(0, child.ExitCode);
        return last;
    }
}
