using Atalaya.Archive.Records;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tempo;
using Atalaya.Flights.Tracks;

namespace Atalaya.Cli.Answers;

/// <summary>The words in which the archive writes what the domain holds as enumerations, and back.</summary>
internal static class FlightWords
{
    /// <summary>Class of a mission.</summary>
    public const string Surveillance = "surveillance";

    /// <summary>Class of what may be one.</summary>
    public const string Possible = "possible";

    /// <summary>Basis of a track that its operator gave.</summary>
    public const string Operator = "operator";

    /// <summary>Mexico's claim.</summary>
    public const string ClaimMexico = "MEX";

    /// <summary>The claim by the low-water line.</summary>
    public const string ClaimLowWater = "low-water";

    /// <summary>Kind of airspace that is nobody's.</summary>
    public const string International = "international";

    /// <summary>What counting needs to know of a flight.</summary>
    public static MissionEntry Entry(FlightRecord flight) => new(
        flight.FlightId,
        flight.Mission.Class switch { Surveillance => MissionClass.Surveillance, Possible => MissionClass.Possible, _ => MissionClass.None },
        flight.Basis switch { "radar" => Basis.Radar, Operator => Basis.Operator, "reported" => Basis.Reported, _ => Basis.Heard },
        flight.Start,
        flight.End,
        [.. flight.Stays.Select(static s => new Stay(new(Kind(s.Kind), s.Sovereign), ClaimOf(s.Claim), s.Start, s.End, s.Minutes, s.UncertainMinutes))]);

    /// <summary>The claim of a word.</summary>
    public static Claim ClaimOf(string word) => word == ClaimMexico ? Claim.Mexico : Claim.LowWater;

    /// <summary>The word of a claim.</summary>
    public static string Word(Claim claim) => claim == Claim.Mexico ? ClaimMexico : ClaimLowWater;

    private static ZoneKind Kind(string word) => word switch
    {
        "territory" => ZoneKind.Territory,
        "internal-waters" => ZoneKind.InternalWaters,
        "territorial-sea" => ZoneKind.TerritorialSea,
        _ => ZoneKind.International,
    };
}
