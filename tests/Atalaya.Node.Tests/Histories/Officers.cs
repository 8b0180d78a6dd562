using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Node.Engine;
using Atalaya.Testing;

namespace Atalaya.Node.Tests.Histories;

/// <summary>The officers of both sides: they look at what their own node shows, say something lawful about it, and remember what was acknowledged.</summary>
internal sealed class Officers(World world, TwoLogs accord)
{
    private int _salt = world.Seed * 1000;
    private int _number;

    /// <summary>What a node acknowledged: by which, where it stood, and whether the other side's receipt was seen.</summary>
    public List<Acknowledged> Said { get; } = [];

    public int Cleared { get; private set; }

    public void Act(SimNode node) => node.Do(() =>
    {
        var (engine, side) = (node.Engine, node.State);
        var now = engine.Now;
        var state = engine.State;
        if (!state.Guidance(now).Any(g => g.Guidance.Header.Side == side))
        {
            Approve(node, "authority 2", Say(node, "authority 1", TwoLogs.Guidance(side)));
            return;
        }

        foreach (var waiting in state.Pending(now).Where(i => i.Side == side && i.Kind == PendingKind.ApprovalDue).ToList())
            Approve(node, state.RulingOf(waiting.Record!.Value)!.Kind == RecordKind.GuidanceVersion ? "authority 2" : "liaison 2", waiting.Record);
        if (state.GuidanceToName(side, now) is not { } pair)
            return;
        var flights = state.Flights(now);
        if (side == TwoLogs.Us)
            Ask(node, flights, pair);
        else
            Answer(node, flights, pair);
    });

    private void Ask(SimNode node, IReadOnlyList<FlightStatus> flights, GuidancePair pair)
    {
        var cleared = flights.Where(f => node.Engine.IsCleared(f.Request).IsCleared).ToList();
        Cleared = Math.Max(Cleared, cleared.Count);
        if (cleared.Count > 0 && world.Chance(0.3))
            Say(node, "operator", new MissionState(TwoLogs.Header(TwoLogs.Us), cleared[0].Grant!.Decision, cleared[0].Grant!.Mission == MissionStage.Accepted ? MissionMove.Activate : MissionMove.End, node.Engine.Now, pair, null));
        else if (flights.Count < 5)
            Approve(node, "liaison 2", Say(node, "liaison 1", new FlightRequest(TwoLogs.Header(TwoLogs.Us), TwoLogs.Plan(pair) with { Reference = FormCode.From($"US-{world.Seed}-{_number++}") })));
        else if (world.Chance(0.1))
            Say(node, "liaison 1", new Withdrawal(TwoLogs.Header(TwoLogs.Us), flights[world.Random.Next(flights.Count)].Latest, null));
    }

    private void Answer(SimNode node, IReadOnlyList<FlightStatus> flights, GuidancePair pair)
    {
        var open = flights.Where(static f => f.Stage == FlightStage.Submitted).ToList();
        var granted = flights.Where(static f => f.Grant?.Stage == ClearanceStage.Granted).ToList();
        if (open.Count > 0)
        {
            var grant = world.Chance(0.85);
            var decision = TwoLogs.Decision(open[0].Latest, grant ? ClearanceOutcome.Grant : ClearanceOutcome.Refuse, pair);
            if (grant)
                decision = decision with { Clearance = FormCode.From($"MX-{_number++}"), Window = TwoLogs.Cleared };
            Approve(node, "liaison 2", Say(node, "liaison 1", decision));
        }
        else if (granted.Count > 0 && world.Chance(0.3))
        {
            var grant = granted[world.Random.Next(granted.Count)].Grant!;
            Say(node, "liaison 1", TwoLogs.Decision(node.Engine.State.Flights(node.Engine.Now).First(f => f.Grant?.Decision == grant.Decision).Latest, ClearanceOutcome.Revoke, pair) with { Revokes = grant.Decision });
        }
    }

    private void Approve(SimNode node, string officer, RecordDigest? record)
    {
        if (record is { } digest && world.Chance(0.9))
            Say(node, officer, new Approval(TwoLogs.Header(node.State), digest, ApprovalAnswer.Approve));
    }

    private RecordDigest? Say(SimNode node, string officer, AccordRecord record)
    {
        var signed = RecordCatalogue.Seal(record, accord.Officer(node.State, officer), TestOfficers.Salts(_salt++)).Value!;
        var answer = node.Engine.Submit(signed.ToBytes());
        world.Say($"{node.Name} {record.Kind} {signed.Digest.Hex[..8]}: {answer.Refusal} {answer.Index} {answer.Ruling?.Rule}");
        if (answer.Refusal is NodeRefusal.None or NodeRefusal.Queued)
            Said.Add(new(node, signed.Digest, answer.Index));
        return answer.Refusal == NodeRefusal.None ? signed.Digest : null;
    }
}

/// <summary>A record that a node acknowledged.</summary>
internal sealed record Acknowledged(SimNode Node, RecordDigest Record, ulong? Index)
{
    /// <summary>Whether the other side's receipt came while it stood so.</summary>
    public bool IsDelivered { get; set; }
}
