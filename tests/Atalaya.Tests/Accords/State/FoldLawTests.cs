using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using Atalaya.Testing;
using CsCheck;
using NodaTime;
using static Atalaya.Testing.TwoLogs;

namespace Atalaya.Tests.Accords.State;

/// <summary>Laws of the fold over drawn histories: order of arrival tells nothing, and no flight is cleared that should not be.</summary>
public sealed class FoldLawTests
{
    private const int Acts = 16;

    [Fact]
    public void Any_order_of_arrival_folds_to_one_state() =>
        Histories.Sample(
            static history =>
            {
                var (steps, seed) = history;
                using var logs = Play(steps);
                var records = logs.Records.ToList();
                var expected = AccordState.Fold(logs.Terms, records);
                var shuffled = new Random(seed);
                for (var i = 0; i < 4; i++)
                {
                    var order = records.ToArray();
                    shuffled.Shuffle(order);
                    // Some come twice.
                    var state = AccordState.Fold(logs.Terms, [.. order, .. order.Take(shuffled.Next(order.Length))]);
                    Assert.Equal(expected.Fingerprint, state.Fingerprint);
                    Assert.Equal(expected.Pending(InFlight).AsEnumerable(), state.Pending(InFlight));
                }
            },
            iter: 150);

    [Fact]
    public void Nothing_counts_as_cleared_without_two_officers_of_the_host_a_live_request_and_proofs() =>
        Histories.Sample(
            static history =>
            {
                using var logs = Play(history.Steps);
                var state = logs.State;
                foreach (var flight in state.Flights(InFlight).Where(static f => f.Grant is not null))
                {
                    Assert.False(state.IsCleared(flight.Request, InFlight, null).IsCleared);
                    var check = state.IsCleared(flight.Request, InFlight, logs.Evidence(flight.Grant!.Decision, Cosigner.ThirdParty));
                    if (!check.IsCleared)
                        continue;
                    var (decision, approval) = (state.RulingOf(flight.Grant!.Decision)!, state.RulingOf(flight.Grant.Approval)!);
                    Assert.Equal((RecordEffect.InEffect, RecordEffect.InEffect), (decision.Effect, approval.Effect));
                    Assert.NotEqual(decision.Signer, approval.Signer);
                    Assert.Equal((Mx, Mx), (decision.Log, approval.Log));
                    Assert.Equal((FlightStage.Cleared, ClearanceStage.Granted), (flight.Stage, flight.Grant.Stage));
                    Assert.Null(state.GuidanceInForce(InFlight)!.BreachOf(flight.Plan));
                    Assert.DoesNotContain(logs.Records, r => r.Record is Withdrawal w && w.Request == flight.Request && state.RulingOf(r.Digest)!.Effect == RecordEffect.InEffect);
                    Assert.DoesNotContain(logs.Records, r => r.Record is ClearanceDecision { Outcome: ClearanceOutcome.Revoke } d && d.Revokes == flight.Grant.Decision && state.RulingOf(r.Digest)!.Effect == RecordEffect.InEffect);
                }
            },
            iter: 150);

    [Fact]
    public void Histories_come_to_cleared_flights_and_to_many_rules()
    {
        var rules = new HashSet<AccordRule?>();
        var cleared = 0;
        for (var seed = 0; seed < 120; seed++)
        {
            var random = new Random(seed);
            using var logs = Play([.. Enumerable.Range(0, 24).Select(_ => (random.Next(Acts), random.Next(1000)))]);
            var state = logs.State;
            rules.UnionWith(state.Rulings.Select(static r => r.Rule));
            cleared += state.Flights(InFlight).Count(static f => f.Stage == FlightStage.Cleared);
        }

        Assert.True(cleared >= 10, $"{cleared} cleared");
        Assert.True(rules.Count > 12, string.Join(", ", rules));
    }

    [Fact]
    public void A_record_that_is_missing_does_not_change_what_the_others_are_worth_once_it_has_come()
    {
        using var logs = Play([(0, 0), (2, 0), (4, 0), (15, 0), (8, 0)]);
        var records = logs.Records.ToList();
        var expected = AccordState.Fold(logs.Terms, records).Fingerprint;

        foreach (var missing in records)
        {
            var partial = AccordState.Fold(logs.Terms, records.Where(r => r != missing));
            Assert.DoesNotContain(partial.Rulings, static r => r.Rule == AccordRule.IndexTaken);
            Assert.Equal(expected, AccordState.Fold(logs.Terms, [.. records.Where(r => r != missing), missing]).Fingerprint);
        }
    }

    private static Gen<((int Act, int Pick)[] Steps, int Seed)> Histories =>
        Gen.Select(Gen.Select(Gen.Int[0, Acts - 1], Gen.Int[0, 999]).Array[4, 30], Gen.Int[0, 1_000_000]);

    // Officers do what they may and what they may not, in any order, with exchanges in between.
    private static TwoLogs Play((int Act, int Pick)[] steps)
    {
        var logs = new TwoLogs();
        var (mx, _) = logs.FileGuidance();
        List<RecordDigest> requests = [], grants = [], drafts = [], disputes = [];
        var number = 0;
        T? Pick<T>(List<T> among, int pick)
            where T : struct => among.Count == 0 ? null : among[pick % among.Count];
        foreach (var (act, pick) in steps)
        {
            if (logs.State.GuidanceToName(Us, InFlight) is not { } pair)
                break;
            var mine = new GuidancePair(pair.Other, pair.Own);
            switch (act)
            {
                case 0 or 1:
                    requests.Add(logs.Agree("liaison", new FlightRequest(Header(Us), Plan(pair) with { Tasks = [pick % 5 == 0 ? SurveyTask.RadioRelay : SurveyTask.EmissionSurvey] })));
                    break;
                case 2 or 3 or 4 when Pick(requests, pick) is { } asked:
                    Condition[] conditions = pick % 3 == 0 ? [new(ConditionKind.DaylightOnly, null, null, null)] : [];
                    grants.Add(logs.Agree("liaison", Decision(asked, ClearanceOutcome.Grant, mine) with { Clearance = FormCode.From($"MX-{number++ % 12}"), Window = Cleared, Conditions = [.. conditions] }));
                    break;
                case 5 when Pick(requests, pick) is { } asked:
                    drafts.Add(logs.Say("liaison 1", Decision(asked, ClearanceOutcome.Refuse, mine)));
                    break;
                case 6 when Pick(requests, pick) is { } asked:
                    requests.Add(logs.Agree("liaison", new Amendment(Header(Us), asked, Plan(pair))));
                    break;
                case 7 when Pick(requests, pick) is { } asked:
                    logs.Say("liaison 2", new Withdrawal(Header(Us), asked, null));
                    break;
                case 8 when Pick(grants, pick) is { } granted:
                    logs.Say("operator", new MissionState(Header(Us), granted, (MissionMove)(pick % 4), InFlight, pair, null));
                    break;
                case 9 when Pick(grants, pick) is { } granted && Pick(requests, pick) is { } asked:
                    logs.Say("liaison 1", Decision(asked, ClearanceOutcome.Revoke, mine) with { Revokes = granted });
                    break;
                case 10 when Pick(grants, pick) is { } granted:
                    logs.Say("liaison 1", new Concurrence(Header(Us), granted, pick % 4 == 0 ? ConcurrenceAnswer.Decline : ConcurrenceAnswer.Accept, null));
                    break;
                case 11 when Pick(drafts, pick) is { } draft:
                    logs.Approve(pick % 2 == 0 ? "liaison 1" : "liaison 2", Mx, draft);
                    break;
                case 12:
                    mx = logs.Agree("authority", Guidance(Mx, mx) with { Validity = new(Start + Duration.FromHours(pick % 80), Start + Duration.FromDays(100)) });
                    break;
                case 13 when Pick(requests, pick) is { } asked:
                    disputes.Add(logs.Say("observer", new Dispute(Header(pick % 2 == 0 ? Mx : Us), [asked], Pick(disputes, pick), FreeText.From("contested"))));
                    break;
                case 14:
                    logs.Say("custodian 1", new KeyEvent(Header(pick % 2 == 0 ? Mx : Us), KeyAct.Revoke, logs.Officer(pick % 2 == 0 ? Mx : Us, "liaison 2").Key, OfficerRole.Liaison, null));
                    break;
                default:
                    logs.Receive(pick % 2 == 0 ? Mx : Us);
                    break;
            }
        }

        logs.Exchange();
        return logs;
    }
}
