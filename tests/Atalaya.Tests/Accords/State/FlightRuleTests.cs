using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Testing;
using NodaTime;
using static Atalaya.Testing.TwoLogs;

namespace Atalaya.Tests.Accords.State;

/// <summary>From guidance over a request to a grant and a mission.</summary>
public sealed class FlightRuleTests : IDisposable
{
    private static readonly Condition Higher = new(ConditionKind.HeightAtLeast, 20_000, null, null);
    private readonly TwoLogs logs = new();
    private readonly RecordDigest mxGuidance;

    public FlightRuleTests() => mxGuidance = logs.FileGuidance().Mx;

    [Fact]
    public void Effective_guidance_is_what_both_sides_permit()
    {
        var both = logs.State.GuidanceInForce(InFlight)!;

        Assert.Equal([SurveyTask.EmissionSurvey, SurveyTask.WeatherMeasurement], both.Tasks);
        Assert.Equal([new HeightBand(0, 45_000, HeightDatum.Wgs84)], both.Bands);
        Assert.Null(logs.State.GuidanceInForce(Start - Duration.FromSeconds(1)));
        Assert.Null(logs.State.GuidanceInForce(Start + Duration.FromDays(181)));
    }

    [Fact]
    public void A_flight_counts_as_cleared_only_with_decision_approval_proofs_and_cosignature()
    {
        var request = logs.Ask();
        Assert.Equal([ClearanceGap.NotGranted], logs.State.IsCleared(request, InFlight, null).Gaps);
        var decision = logs.Say("liaison 1", Decision(request, ClearanceOutcome.Grant, logs.Pair(Mx)) with { Clearance = FormCode.From("MX-1"), Window = Cleared });
        Assert.Equal([ClearanceGap.NotGranted], logs.State.IsCleared(request, InFlight, null).Gaps);
        logs.Approve("liaison 2", Mx, decision);
        logs.Exchange();

        Assert.Equal(FlightStage.Cleared, logs.State.Flight(request, InFlight)!.Stage);
        Assert.Equal([ClearanceGap.NoProof], logs.State.IsCleared(request, InFlight, null).Gaps);
        Assert.Equal([ClearanceGap.NotCosigned], logs.State.IsCleared(request, InFlight, logs.Evidence(decision)).Gaps);
        var good = logs.Evidence(decision, Cosigner.OtherSide);
        Assert.True(logs.State.IsCleared(request, InFlight, good).IsCleared);
        foreach (var wrong in new[]
        {
            good with { Decision = good.Approval }, good with { Approval = good.Decision }, good with { Decision = good.Decision with { Log = Us } },
            good with { Decision = good.Decision with { Index = good.Decision.Index + 1 } }, good with { Approval = good.Approval with { TreeSize = good.Approval.Index } },
        })
        {
            Assert.Equal([ClearanceGap.ProofOfAnother], logs.State.IsCleared(request, InFlight, wrong).Gaps);
        }

        Assert.Equal([ClearanceGap.OutsideWindow], logs.State.IsCleared(request, Cleared.Start - Duration.FromSeconds(1), good).Gaps);
        Assert.Equal([ClearanceGap.OutsideWindow], logs.State.IsCleared(request, Cleared.End, good).Gaps);
        Assert.Equal([ClearanceGap.NotRequested], logs.State.IsCleared(decision, InFlight, good).Gaps);
    }

    [Fact]
    public void A_grant_with_conditions_waits_for_the_requester_and_cuts_the_volumes()
    {
        var request = logs.Ask();
        var grant = logs.Grant(request, "MX-1", Higher);
        Assert.Equal(ClearanceStage.ConcurrencePending, logs.State.Flight(request, InFlight)!.Grant!.Stage);
        Assert.Equal(FlightStage.Submitted, logs.State.Flight(request, InFlight)!.Stage);
        Assert.Contains(new PendingItem(Us, PendingKind.ConcurrenceDue, grant), logs.State.Pending(InFlight));
        Assert.Contains(ClearanceGap.NotConcurred, logs.State.IsCleared(request, InFlight, logs.Evidence(grant, Cosigner.ThirdParty)).Gaps);

        logs.Say("liaison 1", new Concurrence(Header(Us), grant, ConcurrenceAnswer.Accept, null));

        var status = logs.State.Flight(request, InFlight)!.Grant!;
        Assert.Equal(ClearanceStage.Granted, status.Stage);
        Assert.Equal((20_000, 25_000, Flight), (status.Volumes.Single().Band.LowerFeet, status.Volumes.Single().Band.UpperFeet, status.Volumes.Single().Time));
        Assert.True(logs.State.IsCleared(request, InFlight, logs.Evidence(grant, Cosigner.ThirdParty)).IsCleared);
        Expect(logs.Say("liaison 2", new Concurrence(Header(Us), grant, ConcurrenceAnswer.Decline, null)), RecordEffect.Refused, AccordRule.AlreadyAnswered);
    }

    [Fact]
    public void Declined_conditions_end_the_grant_and_a_grant_without_any_needs_no_answer()
    {
        var (one, two) = (logs.Ask(), logs.Ask());
        var (with, without) = (logs.Grant(one, "MX-1", Higher), logs.Grant(two, "MX-2"));
        logs.Say("liaison 1", new Concurrence(Header(Us), with, ConcurrenceAnswer.Decline, null));

        Assert.Equal(FlightStage.Lapsed, logs.State.Flight(one, InFlight)!.Stage);
        Assert.Equal(ClearanceStage.Declined, logs.State.Flight(one, InFlight)!.Grant!.Stage);
        Expect(logs.Say("liaison 1", new Concurrence(Header(Us), without, ConcurrenceAnswer.Accept, null)), RecordEffect.Refused, AccordRule.ConcurrenceNotNeeded);
    }

    [Fact]
    public void A_revocation_counts_at_once_and_without_a_second_officer()
    {
        var request = logs.Ask();
        var grant = logs.Grant(request);
        var evidence = logs.Evidence(grant, Cosigner.OtherSide);
        var revocation = logs.Say("liaison 1", Decision(request, ClearanceOutcome.Revoke, logs.Pair(Mx)) with { Revokes = grant });

        Expect(revocation, RecordEffect.InEffect, null);
        Assert.Equal([ClearanceGap.Revoked], logs.State.IsCleared(request, InFlight, evidence).Gaps);
        Assert.Equal((FlightStage.Lapsed, ClearanceStage.Revoked), (logs.State.Flight(request, InFlight)!.Stage, logs.State.Flight(request, InFlight)!.Grant!.Stage));
        Expect(logs.Say("liaison 2", Decision(request, ClearanceOutcome.Revoke, logs.Pair(Mx)) with { Revokes = grant }), RecordEffect.Refused, AccordRule.ClearanceRevoked);
    }

    [Fact]
    public void A_revocation_before_the_approval_keeps_the_grant_from_ever_counting()
    {
        var request = logs.Ask();
        var grant = logs.Say("liaison 1", Decision(request, ClearanceOutcome.Grant, logs.Pair(Mx)) with { Clearance = FormCode.From("MX-1"), Window = Cleared });
        logs.Say("liaison 2", Decision(request, ClearanceOutcome.Revoke, logs.Pair(Mx)) with { Revokes = grant });
        logs.Approve("liaison 2", Mx, grant);

        Assert.Equal(ClearanceStage.Revoked, logs.State.Flight(request, InFlight)!.Grant!.Stage);
    }

    [Fact]
    public void Each_version_is_decided_once_and_a_refusal_stands()
    {
        var request = logs.Ask();
        var refusal = logs.Agree("liaison", Decision(request, ClearanceOutcome.Refuse, logs.Pair(Mx)));
        var grant = logs.Grant(request);

        Assert.Equal(FlightStage.Refused, logs.State.Flight(request, InFlight)!.Stage);
        Expect(grant, RecordEffect.Refused, AccordRule.AlreadyDecided);
        Assert.Equal(refusal, logs.State.RulingOf(grant)!.Against);
    }

    [Fact]
    public void An_amendment_takes_the_request_s_place_and_its_clearance_does_not_pass_on()
    {
        var request = logs.Ask();
        var grant = logs.Grant(request);
        var evidence = logs.Evidence(grant, Cosigner.OtherSide);
        var amendment = logs.Agree("liaison", new Amendment(Header(Us), request, Plan(logs.Pair(Us)) with { Tasks = [SurveyTask.WeatherMeasurement] }));
        logs.Exchange();

        Assert.Equal(FlightStage.Amended, logs.State.Flight(request, InFlight)!.Stage);
        Assert.Equal([ClearanceGap.NotGranted], logs.State.IsCleared(request, InFlight, evidence).Gaps);
        Expect(logs.Agree("liaison", new Amendment(Header(Us), request, Plan(logs.Pair(Us)))), RecordEffect.Refused, AccordRule.NotLatestVersion);
        Expect(logs.Move(grant, MissionMove.Activate), RecordEffect.Refused, AccordRule.NotLatestVersion);
        logs.Grant(amendment, "MX-2");
        Assert.Equal((FlightStage.Cleared, amendment), (logs.State.Flight(request, InFlight)!.Stage, logs.State.Flight(request, InFlight)!.Latest));
    }

    [Fact]
    public void A_host_that_saw_the_amendment_or_the_withdrawal_cannot_decide_the_old_version()
    {
        var (one, two) = (logs.Ask(), logs.Ask());
        var amendment = logs.Agree("liaison", new Amendment(Header(Us), one, Plan(logs.Pair(Us))));
        var withdrawal = logs.Say("liaison 1", new Withdrawal(Header(Us), two, null));
        logs.Exchange();

        var (onOld, onClosed) = (logs.Grant(one), logs.Grant(two, "MX-2"));
        Expect(onOld, RecordEffect.Refused, AccordRule.NotLatestVersion);
        Assert.Equal(amendment, logs.State.RulingOf(onOld)!.Against);
        Expect(onClosed, RecordEffect.Refused, AccordRule.FlightClosed);
        Assert.Equal(withdrawal, logs.State.RulingOf(onClosed)!.Against);
    }

    [Fact]
    public void A_counter_waits_for_the_requester_and_allows_nothing()
    {
        var request = logs.Ask();
        var counter = logs.Say("liaison 1", new Counter(Header(Mx), request, Plan(logs.Pair(Us)).Volumes, null));

        Assert.Equal(FlightStage.Countered, logs.State.Flight(request, InFlight - Duration.FromDays(1))!.Stage);
        Assert.Contains(new PendingItem(Us, PendingKind.CounterDue, counter), logs.State.Pending(InFlight));
        Assert.Equal([ClearanceGap.NotGranted], logs.State.IsCleared(request, InFlight, null).Gaps);
        Assert.Equal(FlightStage.Lapsed, logs.State.Flight(request, Flight.End)!.Stage);
    }

    [Fact]
    public void Only_the_host_decides_and_only_the_requester_withdraws_and_a_number_is_used_once()
    {
        var (one, two) = (logs.Ask(), logs.Ask());
        logs.Grant(one);

        Expect(logs.Agree("liaison", Decision(one, ClearanceOutcome.Refuse, logs.Pair(Us)) with { Header = Header(Us) }), RecordEffect.Refused, AccordRule.ReferenceWrong);
        Expect(logs.Say("liaison 1", new Withdrawal(Header(Mx), one, null)), RecordEffect.Refused, AccordRule.ReferenceWrong);
        Expect(logs.Grant(two), RecordEffect.Refused, AccordRule.ClearanceNumberTaken);
        Expect(logs.Grant(RecordDigest.Of("nothing"u8), "MX-9"), RecordEffect.Waiting, AccordRule.ReferenceMissing);
        Expect(logs.Agree("liaison", Decision(two, ClearanceOutcome.Grant, logs.Pair(Mx)) with { Clearance = FormCode.From("MX-3"), Window = new(Flight.End, Flight.End + Duration.FromHours(1)) }), RecordEffect.Refused, AccordRule.WindowMissesFlight);
    }

    [Theory]
    [InlineData(GuidanceBreach.Task)]
    [InlineData(GuidanceBreach.Purpose)]
    [InlineData(GuidanceBreach.Area)]
    [InlineData(GuidanceBreach.Height)]
    public void A_request_outside_the_intersection_is_refused_with_what_is_outside(GuidanceBreach breach)
    {
        var request = logs.Ask(plan => breach switch
        {
            GuidanceBreach.Task => plan with { Tasks = [SurveyTask.RadioRelay] },
            GuidanceBreach.Purpose => plan with { Purpose = Purpose.DesignationEvidence },
            GuidanceBreach.Area => plan with { Volumes = [plan.Volumes[0] with { Area = new CircleArea(new(32.9, -112), 20_000) }] },
            _ => plan with { Volumes = [plan.Volumes[0] with { Band = new(18_000, 25_000, HeightDatum.MeanSeaLevel) }] },
        });

        Expect(request, RecordEffect.Refused, AccordRule.OutsideGuidance);
        Assert.Equal(breach, logs.State.RulingOf(request)!.Breach);
    }

    [Fact]
    public void Guidance_that_changes_midway_is_asked_again_at_the_grant_at_the_start_and_now()
    {
        var (one, two) = (logs.Ask(), logs.Ask());
        var (pair, grant) = (logs.Pair(Mx), logs.Grant(two, "MX-2"));
        var evidence = logs.Evidence(grant, Cosigner.OtherSide);
        var before = logs.Pair(Us);
        logs.Agree("authority", Guidance(Mx, mxGuidance) with { Tasks = [SurveyTask.WeatherMeasurement], Validity = new(Start + Duration.FromHours(1), Start + Duration.FromDays(90)) });

        Expect(logs.Agree("liaison", Decision(one, ClearanceOutcome.Grant, pair) with { Clearance = FormCode.From("MX-1"), Window = Cleared }), RecordEffect.Refused, AccordRule.GuidanceNotCurrent);
        Expect(logs.Agree("liaison", Decision(one, ClearanceOutcome.Grant, logs.Pair(Mx)) with { Clearance = FormCode.From("MX-3"), Window = Cleared }), RecordEffect.Refused, AccordRule.OutsideGuidance);
        var check = logs.State.IsCleared(two, InFlight, evidence);
        Assert.Equal([ClearanceGap.OutsideGuidance], check.Gaps);
        Assert.Equal(GuidanceBreach.Task, check.Breach);
        logs.Exchange();
        Expect(logs.Say("operator", new MissionState(Header(Us), grant, MissionMove.Activate, InFlight, before, null)), RecordEffect.Refused, AccordRule.GuidanceNotCurrent);
        Expect(logs.Move(grant, MissionMove.Activate), RecordEffect.Refused, AccordRule.OutsideGuidance);
        Assert.Equal([GuidanceStage.Superseded, GuidanceStage.InForce, GuidanceStage.InForce], logs.State.Guidance(InFlight).Select(static g => g.Stage));
        Assert.Equal([GuidanceStage.InForce, GuidanceStage.Proposed, GuidanceStage.InForce], logs.State.Guidance(Start).Select(static g => g.Stage));
        Assert.Equal([GuidanceStage.Superseded, GuidanceStage.Expired, GuidanceStage.InForce], logs.State.Guidance(Start + Duration.FromDays(100)).Select(static g => g.Stage));
    }

    [Fact]
    public void A_volume_across_two_areas_that_touch_is_inside_their_union_and_one_across_a_slit_is_not()
    {
        static PolygonArea Strip(double west, double east) => new([new(30, west), new(30, east), new(32, east), new(32, west)]);
        var volume = new CircleArea(new(31, -112), 30_000);

        Assert.True(Areas.Cover([Strip(-114, -112), Strip(-112, -110)], volume));
        Assert.False(Areas.Cover([Strip(-114, -112.001), Strip(-112, -110)], volume));
        Assert.False(Areas.Cover([Strip(-114, -112)], volume));
        Assert.False(Areas.Cover([], volume));
        Assert.False(Areas.Cover([new CircleArea(new(31, -112), 30_000)], volume));
        Assert.True(Areas.Cover([new CircleArea(new(31, -112), 30_100)], volume));
    }

    [Theory]
    [InlineData(600, 900, 10, 0, 4 * 60, true)]
    [InlineData(600, 900, 10, 0, 5 * 60, true)]
    [InlineData(600, 900, 10, 0, 5 * 60 + 1, false)]
    [InlineData(600, 900, 9, 59, 60, false)]
    [InlineData(1380, 60, 23, 30, 60, true)]
    [InlineData(1380, 60, 0, 30, 30, true)]
    [InlineData(1380, 60, 0, 30, 31, false)]
    [InlineData(0, 0, 5, 0, 3000, true)]
    public void Hours_of_the_day_hold_over_midnight(int from, int until, int hour, int minute, int minutes, bool covered)
    {
        var start = Instant.FromUtc(2025, 2, 3, hour, minute);

        Assert.Equal(covered, new DailyHours(from, until).Covers(new(start, start + Duration.FromMinutes(minutes))));
    }

    [Fact]
    public void A_guidance_that_does_not_name_the_latest_is_refused()
    {
        Expect(logs.Agree("authority", Guidance(Mx)), RecordEffect.Refused, AccordRule.SupersedesWrong);
        Expect(logs.Agree("authority", Guidance(Mx, logs.Pair(Us).Own)), RecordEffect.Refused, AccordRule.SupersedesWrong);
    }

    public void Dispose() => logs.Dispose();

    private void Expect(RecordDigest digest, RecordEffect effect, AccordRule? rule)
    {
        var ruling = logs.State.RulingOf(digest)!;
        Assert.Equal((effect, rule), (ruling.Effect, ruling.Rule));
    }
}
