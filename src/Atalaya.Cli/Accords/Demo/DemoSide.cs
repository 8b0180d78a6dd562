using System.Security.Cryptography;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Node.Engine;
using Atalaya.Node.Folders;
using Atalaya.Node.Http;
using NodaTime;

namespace Atalaya.Cli.Accords.Demo;

/// <summary>One side of the demonstration: the folder with its keys, drawn anew in each run, its officers, and its node as it runs.</summary>
internal sealed class DemoSide : IAsyncDisposable
{
    private readonly Dictionary<string, OfficerSigner> officers = [];
    private readonly DemoClock clock;
    private NodeServer? server;

    public DemoSide(StateCode state, DemoClock clock, string path, int port, ReadOnlySpan<byte> passphrase)
    {
        this.clock = clock;
        var name = state.Text.ToLowerInvariant();
        Files = NodeFolder.Create(path, state, $"accord.example/{name}", $"127.0.0.1:{port}", passphrase, publishSeconds: 60);
        foreach (var officer in NodeFolder.OfficerNames)
            officers[officer] = Files.OpenOfficer(officer, passphrase);
    }

    /// <summary>The node's folder.</summary>
    public NodeFolder Files { get; }

    public StateCode State => Files.State;

    /// <summary>The node as the others know it.</summary>
    public NodeParty Party => Node.Settings.Own;

    public NodeEngine Node => server?.Engine ?? throw new InvalidOperationException("The node does not run.");

    /// <summary>Every head that was published, with the cosignatures that it had when it was last seen.</summary>
    public Dictionary<ulong, SignedHead> Heads { get; } = [];

    /// <summary>The side with its founding keys.</summary>
    public AccordSide Founding => Node.Settings.Terms.Sides.First(s => s.State == State);

    /// <summary>The state in lower case: its part of what is published.</summary>
    public string Folder => State.Text.ToLowerInvariant();

    public async Task StartAsync(ReadOnlyMemory<byte> passphrase, CancellationToken cancellation) =>
        server = await NodeServer.StartAsync(Files, passphrase, clock, cancellation).ConfigureAwait(false);

    public RecordHeader Header(StateCode other) => new(State, [.. new[] { State, other }.Order()], Instant.FromUnixTimeSeconds(clock.Now.ToUnixTimeSeconds()));

    /// <summary>An officer signs a record and hands it to the node.</summary>
    /// <param name="officer">As <see cref="NodeFolder.OfficerNames"/> has it.</param>
    /// <param name="record">What is said.</param>
    /// <exception cref="DemoException">The node did not take it.</exception>
    public RecordDigest Say(string officer, AccordRecord record)
    {
        var signed = RecordCatalogue.Seal(record, officers[officer], RandomNumberGenerator.Fill);
        if (signed.Value is not { } whole)
            throw new DemoException($"{record.Kind}: {signed.Fault}");
        var answer = Node.Submit(whole.ToBytes());
        return answer.Refusal == NodeRefusal.None ? whole.Digest : throw new DemoException($"{State} {record.Kind}: {answer.Refusal} {answer.Ruling?.Rule} {answer.Ruling?.Breach} {answer.Fault}");
    }

    /// <summary>The first officer of an office says it, the second approves.</summary>
    public RecordDigest Agree(string office, AccordRecord record)
    {
        var digest = Say(office + "-1", record);
        Say(office + "-2", new Approval(record.Header, digest, ApprovalAnswer.Approve));
        return digest;
    }

    /// <summary>Lets the node carry what there is to carry, and notes the head that it published last.</summary>
    public void Turn()
    {
        server!.Wake();
        if (Node.Published is { } head && head.Checkpoint.Size > 0)
            Heads[head.Checkpoint.Size] = head;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync().ConfigureAwait(false);
        foreach (var officer in officers.Values)
            officer.Dispose();
    }
}

/// <summary>The demonstration met what must not happen; a fault of ours.</summary>
internal sealed class DemoException(string facts) : Exception(facts);
