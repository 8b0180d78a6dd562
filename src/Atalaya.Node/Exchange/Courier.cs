using Atalaya.Accords.Log;
using Atalaya.Node.Engine;
using NodaTime;

namespace Atalaya.Node.Exchange;

/// <summary>
/// Carries between a node and the others: asks what they know of its log after a start, publishes on time, fetches cosignatures, delivers,
/// asks for what was missed, and compares what witnesses saw. Each round does what is due; who is not reached is tried again in the next.
/// </summary>
/// <param name="engine">The node.</param>
/// <param name="peer">The way to the other side; null where there is none (an air gap).</param>
/// <param name="thirds">The way to each third witness.</param>
public sealed class Courier(NodeEngine engine, IPeerLink? peer, IReadOnlyDictionary<NoteVerifierKey, IWitnessLink> thirds)
{
    private readonly Dictionary<string, (Instant At, bool Reached)> _done = new(StringComparer.Ordinal);

    private NodeRules Rules => engine.Settings.Rules;

    /// <summary>Does what is due. Never throws for what the others do or fail to do.</summary>
    /// <exception cref="IOException">A write of this node's failed.</exception>
    public async Task RunOnceAsync(CancellationToken cancellation = default)
    {
        // Third witnesses first: what the other side adds to a restored log must stand on what they saw.
        foreach (var (seat, link) in thirds)
            await Try("ask " + seat.Name, Rules.RetryAfter, () => AskAsync(seat, link, cancellation)).ConfigureAwait(false);
        await Try("ask peer", Rules.RetryAfter, () => AskPeerAsync(cancellation)).ConfigureAwait(false);
        _ = engine.PublishIfDue();
        await Try("push", Rules.RetryAfter, () => PushAsync(cancellation)).ConfigureAwait(false);
        foreach (var seat in engine.Seats)
        {
            var link = seat == engine.Settings.Peer.Witness ? peer : thirds.GetValueOrDefault(seat);
            if (link is not null)
                await Try("cosign " + seat.Name, Rules.RetryAfter, () => CosignAsync(seat, link, cancellation)).ConfigureAwait(false);
        }

        engine.Settle();
        await Try("pull", Rules.PullEvery, () => PullAsync(cancellation)).ConfigureAwait(false);
        // A clearance waits for the head that covers it: then that is asked for in each round.
        foreach (var (seat, link) in thirds)
            await Try("view " + seat.Name, engine.AwaitsHead ? Duration.Zero : Rules.PullEvery, () => CompareAsync(seat, link, cancellation)).ConfigureAwait(false);
        engine.Settle();
    }

    // A step gives whether it had something to do; then it waits its time before the next, and another where nobody was reached.
    private async Task Try(string step, Duration wait, Func<Task<bool>> act)
    {
        var now = engine.Now;
        // A clock that was set back must not make a step wait longer than its time.
        if (_done.TryGetValue(step, out var last) && last.At <= now && now - last.At < (last.Reached ? wait : Rules.RetryAfter))
            return;
        try
        {
            if (await act().ConfigureAwait(false))
                _done[step] = (now, true);
            else
                _done.Remove(step);
        }
        catch (LinkException)
        {
            _done[step] = (now, false);
        }
    }

    private async Task<bool> AskAsync(NoteVerifierKey seat, IWitnessLink link, CancellationToken cancellation)
    {
        if (!engine.NeedsAsking(seat))
            return false;
        engine.TakeKnownHead(seat, await link.GetCheckpointAsync(engine.Settings.Own.Origin, cancellation).ConfigureAwait(false));
        return engine.NeedsAsking(seat);
    }

    private async Task<bool> AskPeerAsync(CancellationToken cancellation)
    {
        var seat = engine.Settings.Peer.Witness;
        if (peer is null || !engine.NeedsAsking(seat))
            return false;
        engine.TakeKnown(await peer.GetKnownAsync(cancellation).ConfigureAwait(false));
        return engine.NeedsAsking(seat);
    }

    private async Task<bool> CosignAsync(NoteVerifierKey seat, IWitnessLink link, CancellationToken cancellation)
    {
        if (engine.CosignRequest(seat) is not { } request)
            return false;
        var answer = await link.AddCheckpointAsync(request.ToBytes(), cancellation).ConfigureAwait(false);
        if (!engine.TakeCosignature(seat, request, answer))
            return answer.Status != 200;
        engine.TakeKnownHead(seat, await link.GetCheckpointAsync(engine.Settings.Own.Origin, cancellation).ConfigureAwait(false));
        engine.TakeForks(ForkList.Read((await link.GetForksAsync(engine.Settings.Own.Origin, cancellation).ConfigureAwait(false)).Body.Span));
        return false;
    }

    private async Task<bool> PushAsync(CancellationToken cancellation)
    {
        while (peer is not null && engine.NextParcel() is { } parcel)
        {
            if (!engine.TakeReceipt(await peer.PostParcelAsync(parcel.ToBytes(), cancellation).ConfigureAwait(false)))
                return true;
        }

        return false;
    }

    private async Task<bool> PullAsync(CancellationToken cancellation)
    {
        while (peer is not null)
        {
            var before = engine.PeerSizes.Size;
            var answer = await peer.GetParcelAsync(before, cancellation).ConfigureAwait(false);
            if (answer.Status != 200)
                break;
            _ = engine.Receive(answer.Body, ParcelWay.Wire);
            if (engine.PeerSizes.Size <= before)
                break;
        }

        return true;
    }

    private async Task<bool> CompareAsync(NoteVerifierKey seat, IWitnessLink link, CancellationToken cancellation)
    {
        var origin = engine.Settings.Peer.Origin;
        var view = await link.GetCheckpointAsync(origin, cancellation).ConfigureAwait(false);
        // A witness that has no time is asked again as one that was not reached.
        if (view.Status is 429 or >= 500)
            throw new LinkException($"{seat.Name}: {view.Status}");
        engine.TakeWitnessView(seat, view);
        if (engine.GossipRequest(seat) is { } request)
        {
            // Whoever shows one head here and another there is found out by the witness that holds both.
            var answer = await link.AddCheckpointAsync(request.ToBytes(), cancellation).ConfigureAwait(false);
            if (answer.Status == 200)
                engine.TakeWitnessView(seat, await link.GetCheckpointAsync(origin, cancellation).ConfigureAwait(false));
            else
                engine.TakeForks(ForkList.Read((await link.GetForksAsync(origin, cancellation).ConfigureAwait(false)).Body.Span));
        }

        return true;
    }
}
