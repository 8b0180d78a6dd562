using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Node.Engine;
using Atalaya.Node.Exchange;
using Atalaya.Node.Tests.Histories;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Node.Tests.Engines;

/// <summary>What a node promises, one promise at a time, on a network that does what it is told.</summary>
public sealed class EngineTests : IDisposable
{
    private readonly History _history = new(7, Trouble.None);
    private int _salt = 1_000_000;

    public EngineTests() => _history.Begin();

    private NodeEngine Mx => _history.Mx.Engine;

    private NodeEngine Us => _history.Us.Engine;

    public void Dispose() => _history.Dispose();

    [Fact]
    public void A_flight_counts_as_cleared_only_with_decision_approval_proofs_and_the_third_witnesss_cosignature()
    {
        Guide();
        _history.World.Block("US", "W");
        var (request, grant) = Grant(guide: false);
        Wait(10);
        Assert.Contains(ClearanceGap.NoProof, Us.IsCleared(request).Gaps);
        _history.World.Heal();
        Wait(30);
        Assert.True(Us.IsCleared(request).IsCleared);
        Assert.True(Us.Evidence(grant)!.Head.Note.TryVerify([SimWitness.Verifier], out _, out _));
        // The host can show the same of its own log.
        Assert.True(Mx.IsCleared(request).IsCleared);
    }

    [Fact]
    public void While_the_third_witness_is_not_reached_nothing_new_counts_as_cleared_and_that_is_an_alarm()
    {
        Guide();
        foreach (var node in new[] { "MX", "US" })
            _history.World.Block(node, "W");
        var (request, _) = Grant(guide: false);
        Wait(200);
        Assert.Contains(ClearanceGap.NoProof, Us.IsCleared(request).Gaps);
        Assert.Contains(Us.Alarms, static a => a.Kind == AlarmKind.WitnessUnreached);
        _history.World.Heal();
        Wait(30);
        Assert.True(Us.IsCleared(request).IsCleared);
    }

    [Fact]
    public void A_revocation_is_published_and_delivered_without_waiting_for_the_time()
    {
        var (request, grant) = Grant();
        Wait(45);
        Assert.True(Us.IsCleared(request).IsCleared);
        var said = Say(Mx, "liaison 1", Revocation(request, grant));
        Wait(2);
        Assert.True(Mx.Published!.Checkpoint.Size > said.Index);
        Assert.Contains(ClearanceGap.Revoked, Us.IsCleared(request).Gaps);
        Assert.Empty(Mx.Outbox);
    }

    [Fact]
    public void Cut_off_a_host_grants_nothing_a_clearance_in_force_ends_at_its_window_and_a_revocation_is_shown_undelivered()
    {
        var (request, grant) = Grant();
        Wait(45);
        var other = Ask();
        Wait(5);
        _history.World.Block("MX", "US");
        _history.World.Block("US", "MX");
        Wait(70);
        Assert.Equal(NodeRefusal.CutOff, Say(Mx, "liaison 1", Decision(other, "MX-2")).Refusal);
        Assert.True(Us.IsCleared(request).IsCleared);
        Assert.Contains(ClearanceGap.OutsideWindow, Us.IsCleared(request, TwoLogs.Cleared.End).Gaps);
        Assert.Equal(NodeRefusal.None, Say(Mx, "liaison 1", Revocation(request, grant)).Refusal);
        Wait(5);
        Assert.Contains(Mx.Outbox, static u => u is { TakesLeaveAway: true, Kind: RecordKind.ClearanceDecision });
        Assert.Contains(Mx.Alarms, static a => a.Kind == AlarmKind.RevocationUndelivered);
        Assert.Contains(Mx.Alarms, static a => a.Kind == AlarmKind.CutOff);
        _history.World.Heal();
        Wait(20);
        Assert.Contains(ClearanceGap.Revoked, Us.IsCleared(request).Gaps);
        Assert.DoesNotContain(Mx.Alarms, static a => a.Kind == AlarmKind.RevocationUndelivered);
    }

    [Fact]
    public void After_a_start_nothing_is_signed_before_the_others_were_asked_but_a_revocation_waits_durably()
    {
        var (request, grant) = Grant();
        Wait(45);
        _history.World.Block("MX", "W");
        _history.World.Block("MX", "US");
        _history.Mx.Crash();
        Wait(10);
        Assert.False(Mx.IsConfirmed);
        Assert.Equal(NodeRefusal.NotConfirmed, Say(Mx, "observer", new Dispute(TwoLogs.Header(TwoLogs.Mx), [request], null, FreeText.From("x"))).Refusal);
        var queued = Say(Mx, "liaison 1", Revocation(request, grant));
        Assert.Equal(NodeRefusal.Queued, queued.Refusal);
        _history.Mx.Crash();
        Wait(10);
        Assert.Contains(Mx.Outbox, u => u.Record == queued.Record && u.Index is null);
        _history.World.Heal();
        Wait(20);
        Assert.Contains(ClearanceGap.Revoked, Us.IsCleared(request).Gaps);
        Assert.Empty(Mx.Outbox);
    }

    [Fact]
    public void What_breaks_a_rule_is_refused_with_the_rules_name_before_it_is_written()
    {
        Guide();
        var size = Mx.Size;
        var other = new FlightRequest(TwoLogs.Header(TwoLogs.Us), TwoLogs.Plan(Us.State.GuidanceToName(TwoLogs.Us, Us.Now)!.Value));
        var twice = Say(Mx, "authority 1", TwoLogs.Guidance(TwoLogs.Mx));
        var approved = Say(Mx, "authority 2", new Approval(TwoLogs.Header(TwoLogs.Mx), twice.Record!.Value, ApprovalAnswer.Approve));
        Assert.Equal(NodeRefusal.NotOwn, Say(Mx, "liaison 1", other).Refusal);
        Assert.Equal(AccordRule.SelfApproval, Say(Mx, "authority 1", new Approval(TwoLogs.Header(TwoLogs.Mx), twice.Record!.Value, ApprovalAnswer.Approve)).Ruling!.Rule);
        Assert.Equal(NodeRefusal.Unreadable, Mx.Submit("no record"u8.ToArray()).Refusal);
        Assert.NotEqual(NodeRefusal.None, Say(Mx, "operator", new MissionState(TwoLogs.Header(TwoLogs.Mx), twice.Record.Value, MissionMove.Activate, Mx.Now, new(twice.Record.Value, twice.Record.Value), null)).Refusal);
        Assert.Equal(approved.Index + 1, Mx.Size);
        Assert.NotNull(approved.Ruling);
        Assert.True(Mx.Size > size);
    }

    [Fact]
    public void A_silent_node_publishes_one_padding_an_interval_and_no_leaf_shows_that_it_says_nothing()
    {
        Wait(5);
        var first = Us.Published!.Checkpoint.Size;
        Wait(100);
        var grown = Us.Published!.Checkpoint.Size - first;
        Assert.InRange(grown, 4UL * 4, 6UL * 4);
        Assert.Equal(0UL, grown % 4);
        for (ulong index = 0; index < Us.Published.Checkpoint.Size; index++)
        {
            var leaf = ((Atalaya.Accords.Log.AppendLog)Us.Tiles).Entry(index)!.Value;
            Assert.NotNull(LeafBody.Read(leaf).Value);
        }
    }

    [Fact]
    public void A_record_that_stands_in_one_log_only_for_too_long_is_an_alarm_on_both_sides_of_a_broken_way()
    {
        Guide();
        _history.World.Block("MX", "US");
        _history.World.Block("US", "MX");
        var said = Ask();
        Wait(200);
        Assert.Contains(Us.Alarms, a => a.Kind == AlarmKind.Unpaired && a.Record == said);
        _history.World.Heal();
        Wait(20);
        Assert.DoesNotContain(Us.Alarms, static a => a.Kind == AlarmKind.Unpaired);
    }

    [Fact]
    public void A_parcel_for_another_or_from_another_or_too_old_is_refused_and_one_that_begins_too_late_is_told_where_to_begin()
    {
        Guide();
        var parcel = Us.ParcelAfter(0);
        int Status(Parcel p) => Mx.Receive(p.ToBytes(), ParcelWay.Wire).Status;
        Assert.Equal(200, Status(parcel));
        Assert.Equal(403, Status(parcel with { To = "atalaya.example/XX" }));
        Assert.Equal(403, Status(parcel with { From = "atalaya.example/XX" }));
        Assert.Equal(410, Status(parcel with { Expires = Us.Now - Duration.FromMinutes(11) }));
        Assert.Equal(409, Status(parcel with { First = 10_000, Frames = [] }));
        Assert.Equal(400, Mx.Receive("atalaya-parcel/v1\n"u8.ToArray(), ParcelWay.Wire).Status);
        Assert.Equal(400, Status(parcel with { First = Mx.PeerSizes.Size, Frames = [new(FrameKind.Record, "x"u8.ToArray())] }));
    }

    private void Wait(double seconds) => _history.World.Run(Duration.FromSeconds(seconds));

    private Submission Say(NodeEngine node, string officer, AccordRecord record) =>
        node.Submit(RecordCatalogue.Seal(record, _history.Accord.Officer(node.Settings.Own.State, officer), TestOfficers.Salts(_salt++)).Value!.ToBytes());

    private RecordDigest Agree(NodeEngine node, string role, AccordRecord record)
    {
        var said = Say(node, role + " 1", record);
        Assert.Equal(NodeRefusal.None, said.Refusal);
        Assert.Equal(NodeRefusal.None, Say(node, role + " 2", new Approval(TwoLogs.Header(node.Settings.Own.State), said.Record!.Value, ApprovalAnswer.Approve)).Refusal);
        return said.Record.Value;
    }

    private void Guide()
    {
        Wait(5);
        Agree(Mx, "authority", TwoLogs.Guidance(TwoLogs.Mx));
        Agree(Us, "authority", TwoLogs.Guidance(TwoLogs.Us));
        Wait(5);
    }

    private RecordDigest Ask()
    {
        var request = Agree(Us, "liaison", new FlightRequest(TwoLogs.Header(TwoLogs.Us), TwoLogs.Plan(Us.State.GuidanceToName(TwoLogs.Us, Us.Now)!.Value) with { Reference = FormCode.From($"US-{_salt}") }));
        Wait(5);
        return request;
    }

    private (RecordDigest Request, RecordDigest Grant) Grant(bool guide = true)
    {
        if (guide)
            Guide();
        var request = Ask();
        var grant = Agree(Mx, "liaison", Decision(request, "MX-1"));
        Wait(2);
        return (request, grant);
    }

    private ClearanceDecision Decision(RecordDigest request, string number) =>
        TwoLogs.Decision(request, ClearanceOutcome.Grant, Mx.State.GuidanceToName(TwoLogs.Mx, Mx.Now)!.Value) with { Clearance = FormCode.From(number), Window = TwoLogs.Cleared };

    private ClearanceDecision Revocation(RecordDigest request, RecordDigest grant) =>
        TwoLogs.Decision(request, ClearanceOutcome.Revoke, Mx.State.GuidanceToName(TwoLogs.Mx, Mx.Now)!.Value) with { Revokes = grant };
}
