using Atalaya.Earth;

namespace Atalaya.Reconstruction.Flying;

/// <summary>A figure as it was planned and flown: part of the truth.</summary>
/// <param name="Kind">Name of the shape, in the words of the glossary.</param>
/// <param name="Start">Seconds since 1970 UTC.</param>
/// <param name="End">Seconds since 1970 UTC.</param>
/// <param name="Centre">Its middle.</param>
/// <param name="LegMetres">Length of straight legs; NaN where it has none.</param>
/// <param name="AxisDegrees">Direction of the legs, 0 to 180; NaN where it has none.</param>
/// <param name="RadiusMetres">Radius; NaN where it has none.</param>
/// <param name="Laps">Times round, or lines.</param>
internal sealed record FlownFigure(string Kind, double Start, double End, Position Centre, double LegMetres, double AxisDegrees, double RadiusMetres, int Laps);

/// <summary>What one flight was planned to be, what was flown, and what of it was heard.</summary>
internal sealed class FlightLog
{
    public static readonly FlightLog None = new() { Activity = "", Callsign = "" };

    public required string Activity { get; init; }

    public required string Callsign { get; init; }

    public bool Mission { get; init; }

    /// <summary>What a reader of the truth file must know.</summary>
    public string? Note { get; init; }

    public double Start { get; set; }

    public double End { get; set; }

    public List<FlownFigure> Figures { get; } = [];

    public int Reports { get; private set; }

    public double FirstHeard { get; private set; }

    public double LastHeard { get; private set; }

    public void Heard(double time)
    {
        if (Reports++ == 0)
            FirstHeard = time;
        LastHeard = time;
    }
}
