using NodaTime;

namespace Atalaya.Reconstruction;

/// <summary>Where the RC-135's track begins and ends.</summary>
public enum Rc135Origin
{
    /// <summary>Heard only beyond the territorial sea of California, out and back: the part of the flight that the public accounts describe.</summary>
    Coast,

    /// <summary>Heard from take-off at Offutt to landing there, so with the hours over the United States that a flight from Nebraska has.</summary>
    Offutt,
}

/// <summary>What to reconstruct. The same options always give the same bytes, whatever the number of threads.</summary>
public sealed record ReconstructionOptions
{
    private readonly int missions = 18;
    private readonly double ordinaryTraffic = 1;

    /// <summary>Seed of everything that is invented.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Missions in the ten days, 0 to 60; the default is what CNN counted (10 February 2025).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 60.</exception>
    public int Missions
    {
        get => missions;
        init => missions = value is >= 0 and <= 60 ? value : throw new ArgumentOutOfRangeException(nameof(Missions), value, "From 0 to 60 missions.");
    }

    /// <summary>Where the RC-135's track begins and ends.</summary>
    public Rc135Origin Rc135From { get; init; } = Rc135Origin.Coast;

    /// <summary>Share of the full amount of ordinary traffic, more than 0, at most 1. Every kind of flight stays, with fewer of each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not more than 0, or more than 1.</exception>
    public double OrdinaryTraffic
    {
        get => ordinaryTraffic;
        init => ordinaryTraffic = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(OrdinaryTraffic), value, "More than 0, at most 1.");
    }

    /// <summary>First UTC day to reconstruct; what lies before it is left out. The default is the whole baseline.</summary>
    public LocalDate FirstDay { get; init; } = Winter2025.BaselineStart;

    /// <summary>Worker threads; 0 means one a core.</summary>
    public int Threads { get; init; }
}

/// <summary>How far a reconstruction is.</summary>
/// <param name="AircraftDone">Aircraft whose files are handed over.</param>
/// <param name="AircraftTotal">Aircraft in all.</param>
/// <param name="Reports">Position reports written so far.</param>
public readonly record struct ReconstructionProgress(int AircraftDone, int AircraftTotal, long Reports);

/// <summary>What a reconstruction holds.</summary>
/// <param name="Files">Files handed over.</param>
/// <param name="Reports">Position reports in them, operator tracks included.</param>
/// <param name="OrdinaryFlights">Flights that are no missions.</param>
/// <param name="BaselineMissions">Missions of the year before the ten days.</param>
/// <param name="WindowMissions">Missions of the ten days.</param>
/// <param name="OperatorFlights">Flights that only their operator's tracks show.</param>
public sealed record ReconstructionSummary(int Files, long Reports, int OrdinaryFlights, int BaselineMissions, int WindowMissions, int OperatorFlights);
