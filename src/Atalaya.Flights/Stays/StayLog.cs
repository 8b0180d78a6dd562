using Atalaya.Earth.Zones;
using NodaTime;

namespace Atalaya.Flights.Stays;

/// <summary>Puts pieces of time together to stays.</summary>
internal sealed class StayLog(StayRules rules)
{
    private readonly List<Open> stays = [];

    private readonly record struct Open(Zone Zone, long Start, long End, long Certain, long Uncertain);

    /// <summary>Adds a piece that follows the last one; a piece that does not touch it begins a stay of its own.</summary>
    public void Add(ZoneState state, long start, long end)
    {
        if (end <= start)
            return;
        var piece = state.IsCertain ? new Open(state.Zone, start, end, end - start, 0) : new Open(state.Zone, start, end, 0, end - start);
        if (stays.Count > 0 && Touches(stays[^1], piece) && stays[^1].Zone == piece.Zone)
        {
            stays[^1] = Together(stays[^1], piece);
            return;
        }

        if (IsFlicker(piece))
        {
            var flicker = stays[^1];
            piece = Together(piece, flicker);
            stays.RemoveAt(stays.Count - 1);
            stays[^1] = Together(stays[^1], piece);
            return;
        }

        stays.Add(piece);
    }

    public void CopyTo(List<Stay> target, Claim claim)
    {
        foreach (var stay in stays)
        {
            target.Add(new(
                stay.Zone, claim, Instant.FromUnixTimeMilliseconds(stay.Start), Instant.FromUnixTimeMilliseconds(stay.End),
                stay.Certain / 60_000d, stay.Uncertain / 60_000d));
        }
    }

    private static bool Touches(in Open before, in Open after) => before.End == after.Start;

    private static Open Together(in Open a, in Open b) =>
        new(a.Zone, Math.Min(a.Start, b.Start), Math.Max(a.End, b.End), a.Certain + b.Certain, a.Uncertain + b.Uncertain);

    /// <summary>Whether the last stay was never certain, short, and lies between the one before it and this piece of the same zone.</summary>
    private bool IsFlicker(in Open piece) =>
        stays.Count > 1
        && stays[^1].Certain == 0
        && stays[^1].End - stays[^1].Start < rules.FlickerMinutes * 60_000
        && stays[^2].Zone == piece.Zone
        && Touches(stays[^1], piece)
        && Touches(stays[^2], stays[^1]);
}
