using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Node.Folders;
using Atalaya.Node.Http;
using NodaTime;

namespace Atalaya.Cli.Accords.Demo;

/// <summary>Two nodes and a witness that neither side runs, on this machine's loopback, each over TLS 1.3 with the others' keys pinned.</summary>
internal sealed class DemoNetwork : IAsyncDisposable
{
    // A quarter of a minute of the demonstration's time pass in each turn, so that nobody waits a minute for a head.
    private static readonly Duration Step = Duration.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly WitnessServer witness;

    private DemoNetwork(DemoClock clock, DemoSide mx, DemoSide us, WitnessServer witness) => (Clock, Mx, Us, this.witness) = (clock, mx, us, witness);

    public DemoClock Clock { get; }

    public DemoSide Mx { get; }

    public DemoSide Us { get; }

    /// <summary>Key of the witness that neither side runs.</summary>
    public NoteVerifierKey Third => Mx.Node.Settings.ThirdWitnesses[0];

    /// <summary>Makes the three folders, lets them know each other as people would by handing files over, and starts them.</summary>
    public static async Task<DemoNetwork> StartAsync(string folder, DemoClock clock, CancellationToken cancellation)
    {
        var passphrase = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "passphrase"), passphrase, cancellation).ConfigureAwait(false);
        var ports = FreePorts(3);
        var mx = new DemoSide(StateCode.From("MX"), clock, Path.Combine(folder, "mx"), ports[0], passphrase);
        var us = new DemoSide(StateCode.From("US"), clock, Path.Combine(folder, "us"), ports[1], passphrase);
        var court = WitnessFolder.Create(Path.Combine(folder, "witness"), "witness.example/court", $"127.0.0.1:{ports[2]}", passphrase);
        foreach (var (side, other) in new[] { (mx, us), (us, mx) })
        {
            side.Files.Pair(other.Files.PairingPath);
            side.Files.AddWitness(court.PublicPath);
            court.AddLog(side.Files.PairingPath);
        }

        var witness = await WitnessServer.StartAsync(court, passphrase, clock, cancellation).ConfigureAwait(false);
        await mx.StartAsync(passphrase, cancellation).ConfigureAwait(false);
        await us.StartAsync(passphrase, cancellation).ConfigureAwait(false);
        return new(clock, mx, us, witness);
    }

    /// <summary>Lets both nodes carry what there is to carry until something holds.</summary>
    /// <exception cref="DemoException">It never does.</exception>
    public void Settle(string what, Func<bool> holds, CancellationToken cancellation)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(since) > Patience)
                throw new DemoException($"{what} did not come about in {Patience}");
            Clock.Advance(Step);
            Mx.Turn();
            Us.Turn();
            _ = cancellation.WaitHandle.WaitOne(Pause);
            cancellation.ThrowIfCancellationRequested();
        }

        Mx.Turn();
        Us.Turn();
    }

    /// <summary>Until each node has what the other said, nothing waits, and each heard the other lately.</summary>
    public void Exchange(CancellationToken cancellation) => Settle(
        "exchange",
        () => IsAtRest(Mx) && IsAtRest(Us) && Mx.Node.State.Fingerprint == Us.Node.State.Fingerprint,
        cancellation);

    public async ValueTask DisposeAsync()
    {
        await Mx.DisposeAsync().ConfigureAwait(false);
        await Us.DisposeAsync().ConfigureAwait(false);
        await witness.DisposeAsync().ConfigureAwait(false);
    }

    private static bool IsAtRest(DemoSide side) =>
        side.Node.IsConfirmed && side.Node.Outbox.Count == 0 && side.Node.LastHeard is { } heard && side.Node.Now - heard < Duration.FromMinutes(3);

    // Each must know where the others listen before any of them does.
    private static int[] FreePorts(int count)
    {
        var held = Enumerable.Range(0, count).Select(static _ =>
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return listener;
        }).ToList();
        int[] ports = [.. held.Select(static l => ((IPEndPoint)l.LocalEndpoint).Port)];
        foreach (var listener in held)
            listener.Dispose();
        return ports;
    }
}
