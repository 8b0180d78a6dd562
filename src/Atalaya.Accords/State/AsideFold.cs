using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using NodaTime;

namespace Atalaya.Accords.State;

/// <summary>A dispute and its answers.</summary>
internal sealed class DisputeCase(Entry entry, StateCode raisedBy)
{
    public Entry Entry => entry;

    public StateCode RaisedBy => raisedBy;

    public Entry? Answer { get; set; }

    public Entry? Upheld { get; set; }

    public DisputeStage Stage => Upheld is not null ? DisputeStage.Standing : Answer is not null ? DisputeStage.Answered : DisputeStage.Open;
}

/// <summary>The records that change no flight: affirmations, policy decisions, observed missions, disputes.</summary>
internal sealed class AsideFold(
    AccordTerms terms,
    IReadOnlyDictionary<StateCode, SideFold> sides,
    Dictionary<RecordDigest, Entry> signed,
    References references,
    Dictionary<RecordDigest, VersionCase> versions,
    Dictionary<RecordDigest, GrantCase> grants,
    List<DisputeCase> disputes)
{
    private static readonly (PolicyFact Fact, GuidanceBreach[] Limits)[] Recomputed =
    [
        (PolicyFact.TasksPermitted, [GuidanceBreach.Task]),
        (PolicyFact.PurposePermitted, [GuidanceBreach.Purpose]),
        (PolicyFact.WithinAreas, [GuidanceBreach.Area]),
        (PolicyFact.WithinHeights, [GuidanceBreach.Height]),
        (PolicyFact.WithinHours, [GuidanceBreach.Hours, GuidanceBreach.Validity]),
    ];

    private readonly Dictionary<RecordDigest, (DisputeCase Case, StateCode Side)> said = [];

    /// <summary>The facts of a plan that follow from it and two guidances alone.</summary>
    public static IEnumerable<FactValue> Facts(FlightPlan plan, EffectiveGuidance guidance) =>
        Recomputed.Select(r => new FactValue(r.Fact, r.Limits.All(limit => guidance.Holds(limit, plan))))
            .Append(new FactValue(PolicyFact.FitsOneWindow, plan.Span.Length <= Window.LongestClearance));

    public void Run()
    {
        foreach (var (state, side) in sides)
        {
            foreach (var entry in side.Signed.Values.Where(static e => e.Counts).OrderBy(static e => e.SignedAt))
            {
                if (entry.Record is Affirmation affirmation)
                    Affirm(entry, affirmation, side);
                else if (entry.Record is PolicyDecision decision)
                    RunAgain(entry, decision);
                else if (entry.Record is ObservedMission { Decision: { } named })
                    references.Find(entry, named, grants);
                else if (entry.Record is Dispute { Answers: null })
                    Raise(entry, state);
            }
        }

        // An answer answers a dispute of the other side, and what upholds a dispute answers the answer: two steps, and the order of sides tells nothing.
        Answers(static d => d.Answer is null && d.Upheld is null, upholding: false);
        Answers(static d => d.Answer is not null && d.Upheld is null, upholding: true);
        foreach (var entry in Replies().Where(e => e.Counts && !said.ContainsKey(e.Digest)).ToList())
            references.Find(entry, ((Dispute)entry.Record!).Answers!.Value, said.ToDictionary(static p => p.Key, static p => p.Value.Case));
        foreach (var entry in Replies().Where(e => e.Counts && !said.ContainsKey(e.Digest)).ToList())
            entry.Refuse(AccordRule.AlreadyAnswered, ((Dispute)entry.Record!).Answers);
    }

    private static void Affirm(Entry entry, Affirmation affirmation, SideFold side)
    {
        var start = affirmation.Day.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        var end = start + Duration.FromDays(1) - Duration.FromSeconds(1);
        if (side.InForce(start, side.State, entry.SignedAt)?.Digest != affirmation.Guidance && side.InForce(end, side.State, entry.SignedAt)?.Digest != affirmation.Guidance)
            entry.Refuse(AccordRule.GuidanceNotCurrent, affirmation.Guidance);
    }

    private void RunAgain(Entry entry, PolicyDecision decision)
    {
        var table = terms.Tables.FirstOrDefault(t => t.Digest == decision.Table);
        if (references.Find(entry, decision.Request, versions) is not { } version)
            return;
        if (table is null || references.Effective(decision.Guidance) is not { } guidance)
            entry.Wait(AccordRule.ReferenceMissing, table is null ? decision.Table : decision.Guidance.Own);
        else if (table.Run(decision.Inputs) != (decision.Rule, decision.Outcome) || Facts(version.Plan, guidance).Except(decision.Inputs).Any())
            entry.Refuse(AccordRule.PolicyDiffers, decision.Request);
    }

    private void Raise(Entry entry, StateCode side)
    {
        var raised = new DisputeCase(entry, side);
        disputes.Add(raised);
        said[entry.Digest] = (raised, side);
    }

    private IEnumerable<Entry> Replies() =>
        signed.Values.Where(static e => e.Record is Dispute { Answers: not null }).OrderBy(static e => e.Record!.Header.Side).ThenBy(static e => e.SignedAt);

    private void Answers(Func<DisputeCase, bool> isOpen, bool upholding)
    {
        foreach (var entry in Replies().Where(e => e.Counts && !said.ContainsKey(e.Digest)).ToList())
        {
            var (side, named) = (entry.Record!.Header.Side, ((Dispute)entry.Record).Answers!.Value);
            if (!said.TryGetValue(named, out var answered) || !isOpen(answered.Case))
                continue;
            if (answered.Side == side)
            {
                entry.Refuse(AccordRule.ReferenceWrong, named);
                continue;
            }

            if (upholding && named == answered.Case.Answer!.Digest)
                answered.Case.Upheld = entry;
            else if (!upholding && named == answered.Case.Entry.Digest)
                answered.Case.Answer = entry;
            else
                continue;
            said[entry.Digest] = (answered.Case, side);
        }
    }
}
