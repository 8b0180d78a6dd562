namespace Atalaya.Flights.Tracks;

/// <summary>Says what is known of the ends of a flight that was not heard on the ground there.</summary>
internal sealed class FlightEnds(Track flight, CuttingRules rules, IReadOnlyList<long> inputEdges)
{
    public FlightEnd Departure() => At(0, 1);

    public FlightEnd Arrival() => At(flight.Count - 1, -1);

    private FlightEnd At(int index, int inward)
    {
        if ((flight.Flags[index] & ReportFlags.OnGround) != 0)
            return FlightEnd.Ground;
        if (IsNearEdge(flight.Times[index], inward))
            return FlightEnd.InputEdge;
        return IsSlopingToGround(index, inward) ? FlightEnd.Ground : FlightEnd.NotHeard;
    }

    /// <summary>Whether the input was clipped soon after the last report, or shortly before the first.</summary>
    private bool IsNearEdge(long time, int inward)
    {
        foreach (var edge in inputEdges)
        {
            var beyond = inward > 0 ? time - edge : edge - time;
            if (beyond >= 0 && beyond <= rules.EdgeMinutes * 60_000)
                return true;
        }

        return false;
    }

    /// <summary>Low for this flight, and lower towards its end.</summary>
    private bool IsSlopingToGround(int index, int inward)
    {
        var highest = float.NegativeInfinity;
        foreach (var altitude in flight.AltitudesFeet)
            highest = altitude > highest ? altitude : highest;
        var end = float.NaN;
        var inside = float.NaN;
        for (var i = index; i >= 0 && i < flight.Count && Math.Abs(flight.Times[i] - flight.Times[index]) <= rules.TrendMinutes * 60_000; i += inward)
        {
            var altitude = flight.AltitudesFeet[i];
            if (float.IsNaN(altitude))
                continue;
            if (float.IsNaN(end))
                end = altitude;
            inside = altitude;
        }

        return end <= rules.ApproachFeet && end <= highest * rules.ApproachShare && (inside > end || end <= rules.LowestLowFeet);
    }
}
