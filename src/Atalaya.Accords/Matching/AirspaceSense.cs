using Atalaya.Earth;
using Atalaya.Earth.Zones;

namespace Atalaya.Accords.Matching;

/// <summary>Whether a report needs the host's leave.</summary>
internal enum Need
{
    /// <summary>No: own or a third state's airspace, or nobody's, under every claim and with the margin.</summary>
    No,
    /// <summary>It is nearer to a line than its margin.</summary>
    Uncertain,
    /// <summary>Under one claim it does, under another it does not.</summary>
    ClaimsDiffer,
    /// <summary>Yes, under every claim and with the margin.</summary>
    Yes,
}

/// <summary>Asks the zone map under every claim, along a way.</summary>
internal sealed class AirspaceSense
{
    private static readonly Claim[] Claims = Enum.GetValues<Claim>();

    private readonly ZoneMap zones;
    private readonly string host;
    private readonly ZoneFollower[] followers;

    public AirspaceSense(ZoneMap zones, string host) =>
        (this.zones, this.host, followers) = (zones, host, [.. Claims.Select(zones.Follow)]);

    public Need At(double latitude, double longitude)
    {
        var (all, none, certain) = (true, true, true);
        foreach (var follower in followers)
        {
            var isHost = follower.Find(latitude, longitude, out var sure).Sovereign == host;
            all &= isHost;
            none &= !isHost;
            certain &= sure;
        }

        return !certain ? Need.Uncertain : all ? Need.Yes : none ? Need.No : Need.ClaimsDiffer;
    }

    /// <summary>Whether an aircraft may have been in the host's airspace between two places outside it, had it flown so many metres.</summary>
    public bool MayReach(Position from, Position to, double metres) =>
        Claims.Any(claim =>
        {
            // The margin is part of the airspace here: silence must be told from the safe side.
            var (before, marginBefore) = zones.Approach(from, claim, host, metres);
            var (after, marginAfter) = zones.Approach(to, claim, host, metres);
            return Math.Max(0, before - marginBefore) + Math.Max(0, after - marginAfter) <= metres;
        });
}
