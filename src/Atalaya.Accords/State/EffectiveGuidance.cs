using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;

namespace Atalaya.Accords.State;

/// <summary>What both sides' guidance allows: the intersection. Nothing that only one of them allows is allowed.</summary>
/// <param name="First">Digest of one side's.</param>
/// <param name="FirstVersion">One side's.</param>
/// <param name="Second">Digest of the other's.</param>
/// <param name="SecondVersion">The other's.</param>
public sealed record EffectiveGuidance(RecordDigest First, GuidanceVersion FirstVersion, RecordDigest Second, GuidanceVersion SecondVersion)
{
    /// <summary>Tasks that both permit.</summary>
    public ImmutableArray<SurveyTask> Tasks => [.. FirstVersion.Tasks.Intersect(SecondVersion.Tasks).Order()];

    /// <summary>Purposes that both permit.</summary>
    public ImmutableArray<Purpose> Purposes => [.. FirstVersion.Purposes.Intersect(SecondVersion.Purposes).Order()];

    /// <summary>Heights that both permit, over each datum that both name.</summary>
    public ImmutableArray<HeightBand> Bands =>
    [
        .. from one in FirstVersion.Bands
           join other in SecondVersion.Bands on one.Datum equals other.Datum
           let lower = Math.Max(one.LowerFeet, other.LowerFeet)
           let upper = Math.Min(one.UpperFeet, other.UpperFeet)
           where lower < upper
           orderby one.Datum
           select new HeightBand(lower, upper, one.Datum),
    ];

    /// <summary>When both are valid; null for never.</summary>
    public Window? Validity
    {
        get
        {
            var (one, other) = (FirstVersion.Validity, SecondVersion.Validity);
            return one.Overlaps(other) ? new(one.Start > other.Start ? one.Start : other.Start, one.End < other.End ? one.End : other.End) : null;
        }
    }

    /// <summary>The first thing in which a flight goes beyond it, in the order of the list; null where it stays inside.</summary>
    public GuidanceBreach? BreachOf(FlightPlan plan) =>
        Enum.GetValues<GuidanceBreach>().Where(b => !Holds(b, plan)).Select(static b => (GuidanceBreach?)b).FirstOrDefault();

    internal bool Holds(GuidanceBreach limit, FlightPlan plan) => Holds(limit, plan, FirstVersion) && Holds(limit, plan, SecondVersion);

    private static bool Holds(GuidanceBreach limit, FlightPlan plan, GuidanceVersion guidance) => limit switch
    {
        GuidanceBreach.Task => plan.Tasks.All(t => guidance.Tasks.Contains(t)),
        GuidanceBreach.Purpose => guidance.Purposes.Contains(plan.Purpose),
        GuidanceBreach.Area => plan.Volumes.All(v => Areas.Cover(guidance.Areas, v.Area)),
        GuidanceBreach.Height => plan.Volumes.All(v => guidance.Bands.Any(b => b.Contains(v.Band))),
        GuidanceBreach.Hours => plan.Volumes.All(v => guidance.Hours.Covers(v.Time)),
        GuidanceBreach.Validity => plan.Volumes.All(v => guidance.Validity.Contains(v.Time)),
        _ => false,
    };
}
