namespace Atalaya.Earth.Zones;

/// <summary>An exact answer in the numbers of the zone data.</summary>
internal struct ZoneVerdict
{
    /// <summary>What law governs.</summary>
    public ZoneKind Kind;

    /// <summary>State number; 0 for international.</summary>
    public int State;

    /// <summary>Distance to the deciding line in metres; infinite without one.</summary>
    public double MetresToLine;

    /// <summary>Margin of the deciding line in metres.</summary>
    public double MarginMetres;

    /// <summary>What the deciding line is.</summary>
    public ZoneLineKind LineKind;

    /// <summary>The coast, border or baseline that the deciding line is, or is measured from.</summary>
    public NearestLine Line;

    /// <summary>Nearest coast or baseline seen from the sea.</summary>
    public NearestLine Shore;

    /// <summary>Distance to the nearest line in metres, which is not the deciding one where another leaves more doubt.</summary>
    public double NearestMetres;

    /// <summary>Smallest distance to any line less that line's margin: within this many metres the answer is the same and certain.</summary>
    public double Clearance;

    /// <summary>Metres one may move before another rule applies, by which an answer may change although no line is near: the end of an agreed boundary, a margin that grows with the distance.</summary>
    public double RuleMetres;

    /// <summary>Metres around the point within which the zone, and whether it is certain, are the same.</summary>
    public readonly double SteadyMetres => Math.Min(RuleMetres, Math.Min(NearestMetres, Math.Abs(Clearance)));

    public static ZoneVerdict Of(ZoneKind kind, int state) => new()
    {
        Kind = kind,
        State = state,
        MetresToLine = double.PositiveInfinity,
        Clearance = double.PositiveInfinity,
        NearestMetres = double.PositiveInfinity,
        RuleMetres = double.PositiveInfinity,
        Line = NearestLine.None,
        Shore = NearestLine.None,
    };

    /// <summary>
    /// Takes a line into account. The nearest line decides, unless the position is within some line's margin: then the line
    /// that it is deepest inside of decides, because it is the reason for the doubt.
    /// </summary>
    public void Consider(double metres, double marginMetres, ZoneLineKind kind, NearestLine line)
    {
        var clearance = metres - marginMetres;
        var decides = clearance <= 0 || Clearance <= 0 ? clearance < Clearance : metres < MetresToLine;
        Clearance = Math.Min(Clearance, clearance);
        NearestMetres = Math.Min(NearestMetres, metres);
        if (decides)
            (MetresToLine, MarginMetres, LineKind, Line) = (metres, marginMetres, kind, line);
    }
}
