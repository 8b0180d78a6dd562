using Atalaya.Node.Engine;
using Atalaya.Node.Exchange;
using NodaTime;

namespace Atalaya.Node.Tests.Histories;

/// <summary>The way from one machine to another. An answer that does not come in time is none.</summary>
internal abstract class SimLink(SimMachine from, int run)
{
    private static readonly Duration Patience = Duration.FromSeconds(6);

    protected Task<LinkAnswer> Ask(SimMachine to, Func<LinkAnswer> answer)
    {
        var world = from.World;
        var waiting = new TaskCompletionSource<LinkAnswer>();
        world.Carry(from.Name, to.Name, () => to.Do(() =>
        {
            var said = answer();
            world.Carry(to.Name, from.Name, () => IfAlive(() => waiting.TrySetResult(said)));
        }));
        world.After(Patience, () => IfAlive(() => waiting.TrySetException(new LinkException())));
        return waiting.Task;
    }

    private void IfAlive(Action act)
    {
        if (from.IsUp && from.Run == run)
            act();
    }
}

internal sealed class WitnessWay(SimMachine from, int run, SimWitness to) : SimLink(from, run), IWitnessLink
{
    /// <summary>Whether this witness hears of heads.</summary>
    public bool Hides { get; init; }

    public Task<LinkAnswer> AddCheckpointAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation) =>
        Hides ? Task.FromException<LinkAnswer>(new LinkException()) : Ask(to, () => to.AddCheckpoint(body));

    public Task<LinkAnswer> GetCheckpointAsync(string origin, CancellationToken cancellation) => Ask(to, () => to.Checkpoint(origin));

    public Task<LinkAnswer> GetForksAsync(string origin, CancellationToken cancellation) => Ask(to, () => to.Forks(origin));
}

/// <summary>The way to the other side's node, whichever of its machines answers now.</summary>
internal sealed class PeerWay(SimMachine from, int run, Func<SimNode> to) : SimLink(from, run), IPeerLink
{
    public Task<LinkAnswer> PostParcelAsync(ReadOnlyMemory<byte> parcel, CancellationToken cancellation)
    {
        var node = to();
        return Ask(node, () => Of(node.Engine.Receive(parcel, ParcelWay.Wire)));
    }

    public Task<LinkAnswer> GetParcelAsync(ulong after, CancellationToken cancellation)
    {
        var node = to();
        return Ask(node, () => new(200, node.Engine.ParcelAfter(after).ToBytes()));
    }

    public Task<LinkAnswer> GetKnownAsync(CancellationToken cancellation)
    {
        var node = to();
        return Ask(node, () => new(200, node.Engine.Known().ToBytes()));
    }

    public Task<LinkAnswer> AddCheckpointAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var node = to();
        return Ask(node, () =>
        {
            var answer = node.Engine.AddCheckpoint(body.Span);
            return new(answer.Status, answer.Body);
        });
    }

    public Task<LinkAnswer> GetCheckpointAsync(string origin, CancellationToken cancellation)
    {
        var node = to();
        return Ask(node, () => node.Engine.Cosigned(origin) is { } head ? new(200, head.Note.Bytes) : new(404, default));
    }

    public Task<LinkAnswer> GetForksAsync(string origin, CancellationToken cancellation)
    {
        var node = to();
        return Ask(node, () => new(200, ForkList.ToBytes(node.Engine.Forks.Where(f => f.Origin == origin))));
    }

    private static LinkAnswer Of(PeerAnswer answer) => new(answer.Status, answer.Body);
}
