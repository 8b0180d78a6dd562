using Atalaya.Accords.Log;
using Atalaya.Testing;

namespace Atalaya.Node.Tests.Histories;

/// <summary>What must hold, judged from the logs of the two nodes and what they hold as proof.</summary>
internal static class Invariants
{
    public static void DuringTrouble(History history)
    {
        NoteDelivered(history);
        foreach (var node in new[] { history.Mx, history.Us })
            node.Do(() => CheckCleared(history, node));
    }

    public static void AfterHealing(History history)
    {
        var (mx, us) = (history.Mx.Engine, history.Us.Engine);
        DuringTrouble(history);
        if (history.Forked is { } forked)
        {
            var honest = forked == history.Mx ? us : mx;
            if (ReallyForked(history, forked))
                Assert.Contains(honest.Forks, f => f.Origin == forked.Engine.Settings.Own.Origin && f.Verifies([forked.Engine.Settings.Own.Log]));
            Assert.DoesNotContain(honest.Forks, f => f.Origin == honest.Settings.Own.Origin);
            return;
        }

        Assert.Empty(mx.Forks);
        Assert.Empty(us.Forks);
        Assert.Empty(history.Witness.Witness.Forks);
        CheckAcknowledged(history);
        if (mx.Refusal != LogRefusal.None || us.Refusal != LogRefusal.None)
        {
            // Only what was set back stops, and it stops for good.
            Assert.Equal(LogRefusal.None, (history.Restored == history.Mx ? us : mx).Refusal);
            Assert.Equal(LogRefusal.BehindItsOwnHead, history.Restored!.Engine.Refusal);
            return;
        }

        Assert.Empty(mx.Outbox);
        Assert.Empty(us.Outbox);
        Assert.Equal(mx.State.Fingerprint, us.State.Fingerprint);
    }

    /// <summary>Notes for whose loss nobody could be excused: what the other side gave a receipt for.</summary>
    public static void NoteDelivered(History history)
    {
        foreach (var said in history.Officers.Said.Where(static s => !s.IsDelivered && s.Node.IsUp && s.Index is not null))
        {
            // A node that was set back has it neither in its log nor among what waits.
            said.IsDelivered = said.Node.Engine.Find(said.Record) is not null && said.Node.Engine.Outbox.All(u => u.Record != said.Record);
        }
    }

    private static void CheckCleared(History history, SimNode node)
    {
        var engine = node.Engine;
        foreach (var flight in engine.State.Flights(engine.Now))
        {
            var check = engine.IsCleared(flight.Request);
            if (!check.IsCleared)
                continue;
            var held = engine.Evidence(check.Decision!.Value);
            Assert.NotNull(held);
            if (!history.Checked.Add((node, held)))
                continue;
            var host = history.Mx;
            Assert.Equal(SimNode.Party(TwoLogs.Mx).Origin, held.Head.Checkpoint.Origin);
            Assert.True(held.Head.Note.TryVerify([SimNode.Party(TwoLogs.Mx).Log], out _, out _));
            Assert.True(held.Head.Note.TryVerify([SimWitness.Verifier], out _, out _));
            foreach (var leaf in new[] { held.Decision, held.Approval })
                Assert.Equal(ProofVerdict.Holds, leaf.Proof.Check(leaf.Leaf.Span, held.Head.Checkpoint.Root));
            // Before it counts, the decision stands in the host's own log, where the proof says.
            if (history.Forked != host && history.Restored != host && host.IsUp)
                Assert.True(host.Engine!.Tiles is AppendLog log && log.Entry(held.Decision.Proof.Index)!.Value.Span.SequenceEqual(held.Decision.Leaf.Span));
        }
    }

    private static void CheckAcknowledged(History history)
    {
        foreach (var said in history.Officers.Said)
        {
            var home = said.Node.Engine.Records().Any(r => r.Log == said.Node.State && r.Digest == said.Record && (said.Index is null || r.Index == (long)said.Index));
            var other = (said.Node == history.Mx ? history.Us : history.Mx).Engine;
            var there = other.Records().Any(r => r.Log == said.Node.State && r.Digest == said.Record);
            if (said.Node != history.Restored)
                Assert.True(home || said.Index is null, $"{said.Node.Name} lost {said.Record}");
            else if (said.IsDelivered)
                Assert.True(home || there, $"{said.Node.Name} and the other side lost {said.Record}");
        }
    }

    // Two machines that happened to say the same did not fork: the same leaves give the same heads.
    private static bool ReallyForked(History history, SimNode forked)
    {
        var other = forked == history.Mx ? history.Us : history.Mx;
        var seen = (int)other.Engine.PeerSizes.Verified;
        var shown = other.Engine.PeerHead?.Checkpoint.Root;
        var own = ((AppendLog)forked.Engine.Tiles).RootAt((ulong)seen);
        return seen > 0 && own is not null && own != shown;
    }
}
