using Atalaya.Accords.Records;
using NodaTime;

namespace Atalaya.Accords.State;

/// <summary>What waits for somebody.</summary>
internal static class PendingItems
{
    public static IEnumerable<PendingItem> Of(AccordTerms terms, AccordFold fold, Instant now)
    {
        foreach (var entry in fold.Entries)
        {
            if (entry.Record is { } record && terms.Has(record.Header.Side) && entry.Effect != RecordEffect.Refused)
            {
                if (entry.Rule == AccordRule.ApprovalMissing)
                    yield return new(record.Header.Side, PendingKind.ApprovalDue, entry.Digest);
                // The side in whose log it is missing takes the copy.
                if (!entry.IsPaired)
                    yield return new(entry.IndexIn(record.Header.Side) is null ? record.Header.Side : terms.Other(record.Header.Side), PendingKind.CopyDue, entry.Digest);
            }
        }

        foreach (var flight in fold.Flights)
        {
            foreach (var item in OfFlight(flight, now))
                yield return item;
        }

        foreach (var grant in fold.Grants.Values.Where(g => IsLoose(g, now)))
            yield return new(grant.Version.Flight.Requester, PendingKind.EndDue, grant.Entry.Digest);
        foreach (var dispute in fold.Disputes.Where(static d => d.Stage == DisputeStage.Open))
            yield return new(terms.Other(dispute.RaisedBy), PendingKind.DisputeDue, dispute.Entry.Digest);
        foreach (var (state, side) in fold.Sides)
        {
            var today = now.InUtc().Date;
            if (side.InForce(now) is not { } guidance)
                yield return new(state, PendingKind.GuidanceDue, null);
            else if (!side.Signed.Values.Any(e => e.Counts && e.Record is Affirmation affirmation && affirmation.Day == today && affirmation.Guidance == guidance.Digest))
                yield return new(state, PendingKind.AffirmationDue, guidance.Digest);
        }
    }

    private static IEnumerable<PendingItem> OfFlight(FlightCase flight, Instant now)
    {
        var (stage, latest) = (flight.StageAt(now), flight.Latest);
        if (stage is FlightStage.Submitted or FlightStage.Amended && latest.Grant is { } grant)
            yield return new(flight.Requester, PendingKind.ConcurrenceDue, grant.Entry.Digest);
        else if (stage == FlightStage.Countered)
            yield return new(flight.Requester, PendingKind.CounterDue, latest.Counter!.Digest);
        else if (stage is FlightStage.Submitted or FlightStage.Amended)
            yield return new(latest.Plan.Host, PendingKind.DecisionDue, latest.Entry.Digest);
    }

    // Under way, as its operator says, while nothing stands behind it any more.
    private static bool IsLoose(GrantCase grant, Instant now) =>
        grant.Mission is MissionStage.Activated or MissionStage.Nonconforming or MissionStage.Contingent
        && (grant.Version.Flight.Withdrawal is not null || grant.Version.Flight.Latest != grant.Version || grant.StageAt(now) != ClearanceStage.Granted);
}
