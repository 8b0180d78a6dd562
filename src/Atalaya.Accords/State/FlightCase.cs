using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;
using NodaTime;

namespace Atalaya.Accords.State;

/// <summary>A flight that was asked for, with its versions.</summary>
internal sealed class FlightCase(Entry request, StateCode requester)
{
    public Entry Request => request;

    public StateCode Requester => requester;

    public List<VersionCase> Versions { get; } = [];

    public VersionCase Latest => Versions[^1];

    public Entry? Withdrawal { get; set; }

    public FlightStage StageAt(Instant now)
    {
        if (Withdrawal is not null)
            return FlightStage.Withdrawn;
        var latest = Latest;
        if (latest.Grant is { } grant)
        {
            return grant.StageAt(now) switch
            {
                ClearanceStage.Granted => FlightStage.Cleared,
                ClearanceStage.ConcurrencePending => Versions.Count > 1 ? FlightStage.Amended : FlightStage.Submitted,
                _ => FlightStage.Lapsed,
            };
        }

        if (latest.Decision is not null)
            return FlightStage.Refused;
        if (now >= latest.Plan.Span.End)
            return FlightStage.Lapsed;
        return latest.Counter is not null ? FlightStage.Countered
            : Versions.Count > 1 ? FlightStage.Amended
            : FlightStage.Submitted;
    }
}

/// <summary>One version of what is asked: the request or an amendment.</summary>
internal sealed class VersionCase(FlightCase flight, Entry entry, FlightPlan plan)
{
    public FlightCase Flight => flight;

    public Entry Entry => entry;

    public FlightPlan Plan => plan;

    public Entry? Counter { get; set; }

    public Entry? Decision { get; set; }

    public GrantCase? Grant { get; set; }
}

/// <summary>A grant, and what came of it.</summary>
internal sealed class GrantCase(VersionCase version, Entry entry, ClearanceDecision decision)
{
    public VersionCase Version => version;

    public Entry Entry => entry;

    public ClearanceDecision Decision => decision;

    public Window Window => decision.Window!.Value;

    public Entry? Answer { get; set; }

    public Entry? Revocation { get; set; }

    public MissionStage Mission { get; set; }

    public bool IsConcurred => decision.Conditions.IsEmpty || Answer?.Record is Concurrence { Answer: ConcurrenceAnswer.Accept };

    public ClearanceStage StageAt(Instant now) =>
        Revocation is not null ? ClearanceStage.Revoked
        : Answer?.Record is Concurrence { Answer: ConcurrenceAnswer.Decline } ? ClearanceStage.Declined
        : now >= Window.End ? ClearanceStage.Expired
        : IsConcurred ? ClearanceStage.Granted
        : ClearanceStage.ConcurrencePending;
}
