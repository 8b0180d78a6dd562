using Atalaya.Accords.Records;
using Atalaya.Earth;

namespace Atalaya.Accords.Matching;

/// <summary>How a report stands to the clearances of its flight.</summary>
/// <param name="IsInside">Inside a volume at its time, with the margins.</param>
/// <param name="IsInTime">Whether any volume is open at that time.</param>
/// <param name="Flight">Position of the clearance that is nearest, −1 for none.</param>
/// <param name="Metres">How far beyond the sides of it.</param>
/// <param name="Feet">How far above or below it.</param>
/// <param name="Seconds">How far from the time of the nearest.</param>
/// <param name="IsHeightCompared">Whether the height could be compared.</param>
internal readonly record struct Standing(bool IsInside, bool IsInTime, int Flight, double Metres, double Feet, double Seconds, bool IsHeightCompared);

/// <summary>Holds reports against the volumes of several clearances: who is inside any of them has leave.</summary>
internal sealed class LeaveSense(IReadOnlyList<ClearedFlight> flights, MatchRules rules)
{
    public Standing At(ObservedTrack track, int index)
    {
        var position = new Position(track.Latitudes[index], track.Longitudes[index]);
        var seconds = track.Times[index] / 1000.0;
        var nearestInTime = new Standing(false, false, -1, 0, 0, double.PositiveInfinity, false);
        Standing? nearest = null;
        for (var flight = 0; flight < flights.Count; flight++)
        {
            foreach (var volume in flights[flight].Volumes)
            {
                var off = SecondsOff(volume.Time, seconds);
                if (off > rules.TimeMarginSeconds)
                {
                    if (off < nearestInTime.Seconds)
                        nearestInTime = nearestInTime with { Flight = flight, Seconds = off };
                    continue;
                }

                var metres = VolumeDistance.Metres(volume.Area, position);
                var feet = VolumeDistance.Feet(volume.Band, track.HeightsFeet[index], track.IsGeometric[index]);
                var inside = metres <= rules.PositionMarginMetres && (feet ?? 0) <= rules.HeightMarginFeet;
                var here = new Standing(inside, true, flight, metres > rules.PositionMarginMetres ? metres : 0, feet > rules.HeightMarginFeet ? feet.Value : 0, 0, feet is not null);
                if (nearest is not { } known || IsBetter(here, known))
                    nearest = here;
            }
        }

        return nearest ?? nearestInTime;
    }

    private static bool IsBetter(Standing one, Standing other) =>
        one.IsInside != other.IsInside ? one.IsInside : Far(one) < Far(other) || (Far(one) == Far(other) && one.IsHeightCompared && !other.IsHeightCompared);

    private static double Far(Standing standing) => Math.Max(standing.Metres, standing.Feet * Units.MetresPerFoot);

    private static double SecondsOff(Window window, double seconds) =>
        Math.Max(0, Math.Max(window.Start.ToUnixTimeSeconds() - seconds, seconds - window.End.ToUnixTimeSeconds()));
}
