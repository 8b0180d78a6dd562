using Atalaya.Earth.Geodesics;
using Atalaya.Flights.Missions;

namespace Atalaya.Flights.Comparison;

/// <summary>How well two listed missions can be one and the same.</summary>
/// <param name="Total">0 (cannot be) to 1.</param>
/// <param name="Aircraft">What the aircraft say, 0 to 1; null where they cannot be compared.</param>
/// <param name="Time">What the times say, 0 to 1.</param>
/// <param name="Place">What the places say, 0 to 1; null where they cannot be compared.</param>
public readonly record struct PairScore(double Total, double? Aircraft, double Time, double? Place)
{
    // What cannot be compared speaks neither for nor against: less than any agreement, more than a contradiction.
    private const double UnknownAircraft = 0.3, UnknownPlace = 0.5;
    private const double SameCallsign = 0.9, SameType = 0.6, OtherCallsign = 0.2;
    private const double SamePlaceName = 0.8;

    /// <summary>A pair that cannot be.</summary>
    public static PairScore None { get; }

    /// <summary>The score of a pair.</summary>
    public static PairScore Of(ListedMission a, ListedMission b, MatchRules rules)
    {
        if (AircraftOf(a, b, out var aircraft) is false)
            return None;
        var time = TimeOf(a.Span, b.Span, rules);

        // Without an aircraft that agrees nothing but the time holds a pair together: it must then overlap.
        if (time is not { } together || (together < 0.5 && aircraft is null or < SameType))
            return None;
        var place = PlaceOf(a, b, rules);
        if (place is 0 && aircraft is not 1)
            return None;
        return new(
            (rules.AircraftShare * (aircraft ?? UnknownAircraft)) + (rules.TimeShare * together) + (rules.PlaceShare * (place ?? UnknownPlace)),
            aircraft, together, place);
    }

    /// <summary>False where the aircraft are two.</summary>
    private static bool AircraftOf(ListedMission a, ListedMission b, out double? agreement)
    {
        agreement = null;
        if (a.Icao24 is { } one && b.Icao24 is { } other)
        {
            agreement = 1;
            return one == other;
        }

        if (a.Registration is { } left && b.Registration is { } right)
        {
            agreement = 1;
            return Plain(left) == Plain(right);
        }

        if (a.Type is { } typeA && b.Type is { } typeB)
        {
            string designatorA = AircraftTypes.Designator(typeA), designatorB = AircraftTypes.Designator(typeB);
            if (designatorA == designatorB)
                agreement = SameType;
            else if (IsKnown(designatorA) && IsKnown(designatorB))
                return false;
        }

        if (a.Callsigns.Count > 0 && b.Callsigns.Count > 0)
        {
            // A crew may change its callsign; a list may know only one of them.
            var same = a.Callsigns.Select(Plain).Intersect(b.Callsigns.Select(Plain)).Any();
            agreement = same ? SameCallsign : agreement ?? OtherCallsign;
        }

        return true;
    }

    private static double? TimeOf(MissionSpan a, MissionSpan b, MatchRules rules)
    {
        var shared = SharedMinutes(a, b);

        // A day that may be anyone's is likelier the UTC day than one that only overlaps it somewhere on earth.
        if (shared > 0 || (shared == 0 && !a.IsDayOnly && !b.IsDayOnly))
            return 0.5 + (0.25 * SharedPart(a, b)) + (0.25 * SharedPart(a.Likeliest, b.Likeliest));
        var hours = -shared / 60;
        return hours > rules.HoursApart ? null : 0.3 * (1 - (hours / rules.HoursApart));
    }

    private static double SharedMinutes(MissionSpan a, MissionSpan b) =>
        ((a.End < b.End ? a.End : b.End) - (a.Start > b.Start ? a.Start : b.Start)).TotalMinutes;

    private static double SharedPart(MissionSpan a, MissionSpan b)
    {
        // Of an instant, such as a sighting, the whole is shared or nothing.
        var shorter = Math.Min((a.End - a.Start).TotalMinutes, (b.End - b.Start).TotalMinutes);
        return shorter <= 0 ? (SharedMinutes(a, b) >= 0 ? 1 : 0) : Math.Clamp(SharedMinutes(a, b) / shorter, 0, 1);
    }

    private static double? PlaceOf(ListedMission a, ListedMission b, MatchRules rules)
    {
        if (a.Positions.Count > 0 && b.Positions.Count > 0)
        {
            var least = double.PositiveInfinity;
            foreach (var one in a.Positions)
            {
                foreach (var other in b.Positions)
                    least = Math.Min(least, Geodesic.DistanceMetres(one, other));
            }

            return 1 - Math.Clamp(((least / 1000) - rules.NearKilometres) / (rules.FarKilometres - rules.NearKilometres), 0, 1);
        }

        return a.Place is { } left && b.Place is { } right && string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase) ? SamePlaceName : null;
    }

    private static bool IsKnown(string designator) =>
        RoleTable.Shipped.Find(designator, true) is not null || RoleTable.Shipped.Find(designator, false) is not null;

    private static string Plain(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
