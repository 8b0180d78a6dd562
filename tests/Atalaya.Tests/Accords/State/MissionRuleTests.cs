using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Testing;
using NodaTime;
using static Atalaya.Testing.TwoLogs;

namespace Atalaya.Tests.Accords.State;

/// <summary>Missions, affirmations, rule tables, disputes.</summary>
public sealed class MissionRuleTests : IDisposable
{
    private static readonly PolicyTable Table = new(
    [
        new([new(PolicyFact.TasksPermitted, false)], PolicyOutcome.MustRefuse),
        new([new(PolicyFact.NoOverlap, false)], PolicyOutcome.OfficerDecides),
        new([], PolicyOutcome.MayGrant),
    ]);

    private readonly TwoLogs logs;

    public MissionRuleTests()
    {
        logs = new();
        logs = new() { Terms = new(logs.Terms.Sides[0], logs.Terms.Sides[1], [Table]) };
        logs.FileGuidance();
    }

    [Theory]
    [InlineData("activate end", MissionStage.Ended, null)]
    [InlineData("activate nonconforming activate", MissionStage.Activated, null)]
    [InlineData("activate nonconforming contingent end", MissionStage.Ended, null)]
    [InlineData("nonconforming", MissionStage.Nonconforming, null)]
    [InlineData("contingent activate", MissionStage.Contingent, AccordRule.IllegalMove)]
    [InlineData("activate activate", MissionStage.Activated, AccordRule.IllegalMove)]
    [InlineData("end end", MissionStage.Ended, AccordRule.IllegalMove)]
    [InlineData("end activate", MissionStage.Ended, AccordRule.IllegalMove)]
    [InlineData("contingent nonconforming", MissionStage.Contingent, AccordRule.IllegalMove)]
    public void A_mission_moves_as_F3548_says(string moves, MissionStage stage, AccordRule? rule)
    {
        var request = logs.Ask();
        var grant = logs.Grant(request);
        RecordDigest last = default;
        foreach (var move in moves.Split(' '))
        {
            Assert.True(Words.TryRead<MissionMove>(move, out var word));
            last = logs.Move(grant, word);
        }

        Assert.Equal(stage, logs.State.Flight(request, InFlight)!.Grant!.Mission);
        Assert.Equal(rule, logs.State.RulingOf(last)!.Rule);
    }

    [Fact]
    public void A_mission_begins_only_with_the_grant_in_the_operator_s_own_log_and_inside_the_window()
    {
        var request = logs.Ask();
        var grant = logs.Agree("liaison", Decision(request, ClearanceOutcome.Grant, logs.Pair(Mx)) with { Clearance = FormCode.From("MX-1"), Window = Cleared });
        Expect(logs.Move(grant, MissionMove.Activate), AccordRule.NotCleared);
        logs.Exchange();
        Expect(logs.Move(grant, MissionMove.Activate, Cleared.End), AccordRule.OutsideWindow);
        Expect(logs.Move(grant, MissionMove.Activate, Cleared.Start - Duration.FromSeconds(1)), AccordRule.OutsideWindow);
        Expect(logs.Move(grant, MissionMove.Activate), null);
        Expect(logs.Say("operator", new MissionState(Header(Us), RecordDigest.Of("x"u8), MissionMove.Activate, InFlight, logs.Pair(Us), null)), AccordRule.ReferenceMissing);
        Expect(logs.Say("operator", new MissionState(Header(Mx), grant, MissionMove.End, InFlight, logs.Pair(Mx), null)), AccordRule.ReferenceWrong);
    }

    [Fact]
    public void A_mission_under_conditions_begins_only_after_they_were_accepted()
    {
        var request = logs.Ask();
        var grant = logs.Grant(request, "MX-1", new Condition(ConditionKind.DaylightOnly, null, null, null));
        var early = logs.Move(grant, MissionMove.Activate);
        logs.Say("liaison 1", new Concurrence(Header(Us), grant, ConcurrenceAnswer.Accept, null));
        var after = logs.Move(grant, MissionMove.Activate, InFlight + Duration.FromMinutes(1));

        Expect(early, AccordRule.NotCleared);
        Expect(after, null);
    }

    [Fact]
    public void A_revocation_that_crossed_the_start_leaves_a_mission_to_end_and_one_that_was_seen_forbids_it()
    {
        var (one, two) = (logs.Ask(), logs.Ask());
        var (first, second) = (logs.Grant(one), logs.Grant(two, "MX-2"));
        logs.Say("liaison 1", Decision(one, ClearanceOutcome.Revoke, logs.Pair(Mx)) with { Revokes = first });
        logs.Say("liaison 1", Decision(two, ClearanceOutcome.Revoke, logs.Pair(Mx)) with { Revokes = second });
        var crossed = logs.Move(first, MissionMove.Activate);
        logs.Exchange();
        var seen = logs.Move(second, MissionMove.Activate);

        Expect(crossed, null);
        Expect(seen, AccordRule.ClearanceRevoked);
        Assert.Contains(new PendingItem(Us, PendingKind.EndDue, first), logs.State.Pending(InFlight));
        Assert.DoesNotContain(new PendingItem(Us, PendingKind.EndDue, second), logs.State.Pending(InFlight));
    }

    [Fact]
    public void A_day_without_affirmation_is_due_and_an_affirmation_of_what_is_not_in_force_is_refused()
    {
        var today = InFlight.InUtc().Date;
        Assert.Equal([Mx, Us], logs.State.Pending(InFlight).Where(static p => p.Kind == PendingKind.AffirmationDue).Select(static p => p.Side));

        Expect(logs.Say("node", new Affirmation(Header(Mx), logs.Pair(Mx).Own, today, AffirmationWord.InForceUnchanged)), null);
        Expect(logs.Say("node", new Affirmation(Header(Us), logs.Pair(Us).Other, today, AffirmationWord.InForceUnchanged)), AccordRule.GuidanceNotCurrent);
        Expect(logs.Say("node", new Affirmation(Header(Us), logs.Pair(Us).Own, today.PlusDays(-30), AffirmationWord.InForceUnchanged)), AccordRule.GuidanceNotCurrent);

        Assert.Equal([Us], logs.State.Pending(InFlight).Where(static p => p.Kind == PendingKind.AffirmationDue).Select(static p => p.Side));
        Assert.Equal([Mx, Us], logs.State.Pending(InFlight + Duration.FromDays(1)).Where(static p => p.Kind == PendingKind.AffirmationDue).Select(static p => p.Side));
        Assert.Equal([Mx, Us], logs.State.Pending(Start + Duration.FromDays(200)).Where(static p => p.Kind == PendingKind.GuidanceDue).Select(static p => p.Side));
    }

    [Fact]
    public void A_rule_table_says_the_same_again_and_what_it_did_not_say_is_refused()
    {
        var request = logs.Ask();
        var facts = logs.State.FactsOf(request, InFlight)!.Value;
        var (rule, outcome) = Table.Run(facts);
        Assert.Equal((2, PolicyOutcome.MayGrant), (rule, outcome));
        PolicyDecision Said(int row, PolicyOutcome what, ImmutableArray<FactValue> inputs) => new(Header(Mx), Table.Digest, request, logs.Pair(Mx), inputs, row, what);

        Expect(logs.Say("node", Said(rule, outcome, facts)), null);
        Expect(logs.Say("node", Said(rule, PolicyOutcome.MustRefuse, facts)), AccordRule.PolicyDiffers);
        Expect(logs.Say("node", Said(0, PolicyOutcome.MustRefuse, [facts[0] with { Holds = false }, .. facts[1..]])), AccordRule.PolicyDiffers);
        Expect(logs.Say("node", Said(rule, outcome, facts) with { Table = RecordDigest.Of("another"u8) }), AccordRule.ReferenceMissing);
    }

    [Fact]
    public void A_rule_table_is_named_by_its_bytes_and_its_last_row_matches_always()
    {
        var read = PolicyTable.Read(Table.Bytes.ToArray()).Value!;

        Assert.Equal(Table.Digest, read.Digest);
        Assert.NotEqual(Table.Digest, PolicyTable.Read("""{"rules":[{"when":[],"outcome":"may-grant"}]}"""u8.ToArray()).Value!.Digest);
        Assert.NotNull(PolicyTable.Read("""{"rules":[{"when":[{"fact":"no-overlap","holds":true}],"outcome":"may-grant"}]}"""u8.ToArray()).Fault);
        Assert.NotNull(PolicyTable.Read("""{"rules":[{"when":[{"fact":"is-target","holds":true}],"outcome":"may-grant"},{"when":[],"outcome":"must-refuse"}]}"""u8.ToArray()).Fault);
        Assert.NotNull(PolicyTable.Read("""{"rules":[{"when":[],"outcome":"may-strike"}]}"""u8.ToArray()).Fault);
        Assert.Throws<ArgumentException>(static () => new PolicyTable([]));
    }

    [Fact]
    public void Two_flights_that_meet_are_told_to_the_rule_table()
    {
        var (one, two) = (logs.Ask(), logs.Ask());
        logs.Grant(one);

        var facts = logs.State.FactsOf(two, InFlight)!.Value;

        Assert.Contains(new FactValue(PolicyFact.NoOverlap, false), facts);
        Assert.Equal((1, PolicyOutcome.OfficerDecides), Table.Run(facts));
    }

    [Fact]
    public void A_dispute_is_open_then_answered_then_standing()
    {
        var request = logs.Ask();
        RecordDigest Say(StateCode side, RecordDigest? answers, string claim) => logs.Say("observer", new Dispute(Header(side), [request], answers, FreeText.From(claim)));
        var raised = Say(Us, null, "not ours");
        Assert.Equal(DisputeStage.Open, logs.State.Disputes.Single().Stage);
        Assert.Contains(new PendingItem(Mx, PendingKind.DisputeDue, raised), logs.State.Pending(InFlight));

        Expect(Say(Us, raised, "we answer ourselves"), AccordRule.ReferenceWrong);
        var answer = Say(Mx, raised, "yours");
        Assert.Equal((DisputeStage.Answered, (RecordDigest?)answer), (logs.State.Disputes.Single().Stage, logs.State.Disputes.Single().Answer));
        Expect(Say(Mx, raised, "yours, again"), AccordRule.AlreadyAnswered);
        Say(Us, answer, "no");
        Assert.Equal(DisputeStage.Standing, logs.State.Disputes.Single().Stage);
        Expect(Say(Mx, RecordDigest.Of("nothing"u8), "to nobody"), AccordRule.ReferenceMissing);
    }

    [Fact]
    public void Mission_moves_need_no_clearance_to_tell_that_something_went_wrong()
    {
        var request = logs.Ask();
        var grant = logs.Grant(request);
        logs.Move(grant, MissionMove.Activate);
        logs.Say("liaison 1", new Withdrawal(Header(Us), request, null));

        Expect(logs.Move(grant, MissionMove.Nonconforming), null);
        Assert.Contains(new PendingItem(Us, PendingKind.EndDue, grant), logs.State.Pending(InFlight));
    }

    public void Dispose() => logs.Dispose();

    private void Expect(RecordDigest digest, AccordRule? rule) => Assert.Equal(rule, logs.State.RulingOf(digest)!.Rule);
}
