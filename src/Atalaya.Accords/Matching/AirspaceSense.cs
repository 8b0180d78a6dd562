using Atalaya.Earth;
using Atalaya.Earth.Zones;

namespace Atalaya.Accords.Matching;

/// <summary>Whether a report needs the host's leave.</summary>
internal enum Need
{
    /// <summary>No: own or a third state's airspace, or nobody's, under every claim and with the margin.</summary>
    No,
    /// <summary>It is nearer than its margin to a line on whose other side the answer would be another.</summary>
    Uncertain,
    /// <summary>Under one claim it does, under another it does not.</summary>
    ClaimsDiffer,
    /// <summary>Yes, under every claim and with the margin.</summary>
    Yes,
}

/// <summary>Asks the zone map under every claim, along a way.</summary>
internal sealed class AirspaceSense
{
    // Beyond this no margin reaches (the widest is the seaward one, 12 NM).
    private const double WidestMarginMetres = 30_000;

    private static readonly Claim[] Claims = Enum.GetValues<Claim>();

    private readonly ZoneMap zones;
    private readonly string host;
    private readonly ZoneFollower[] followers;

    public AirspaceSense(ZoneMap zones, string host) =>
        (this.zones, this.host, followers) = (zones, host, [.. Claims.Select(zones.Follow)]);

    public Need At(double latitude, double longitude)
    {
        var (all, none) = (true, true);
        for (var claim = 0; claim < Claims.Length; claim++)
        {
            var isHost = followers[claim].Find(latitude, longitude, out var sure).Sovereign == host;
            if (!sure && !IsSure(new(latitude, longitude), Claims[claim], isHost))
                return Need.Uncertain;
            all &= isHost;
            none &= !isHost;
        }

        return all ? Need.Yes : none ? Need.No : Need.ClaimsDiffer;
    }

    /// <summary>Whether an aircraft may have been in the host's airspace between two places outside it, had it flown so many metres.</summary>
    public bool MayReach(Position from, Position to, double metres) =>
        Claims.Any(claim =>
        {
            // The margin is part of the airspace here: silence must be told from the safe side.
            var (before, marginBefore) = zones.Approach(from, claim, host, metres + WidestMarginMetres);
            var (after, marginAfter) = zones.Approach(to, claim, host, metres + WidestMarginMetres);
            return Math.Max(0, before - marginBefore) + Math.Max(0, after - marginAfter) <= metres;
        });

    // The line that makes the zone uncertain may part others from each other, or the host's land from its own waters.
    private bool IsSure(Position place, Claim claim, bool isHost)
    {
        if (!isHost)
        {
            var (metres, margin) = zones.Approach(place, claim, host, WidestMarginMetres);
            return metres > margin;
        }

        var answer = zones.Find(place, claim);
        return answer.LineKind is ZoneLineKind.Coast or ZoneLineKind.StraightBaseline
            && zones.SovereignsWithin(place, claim, answer.MarginMetres).All(s => s == host);
    }
}
