using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tempo;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Flights.Comparison;

/// <summary>One mission as a list gives it. What the list does not say is null or empty, and no rule is tested on it.</summary>
public sealed record ListedMission
{
    /// <summary>Its place in its list, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The list's own name of it: a flight's name in lists of ours.</summary>
    public string? Name { get; init; }

    /// <summary>ICAO 24-bit address, six lower-case hex digits.</summary>
    public string? Icao24 { get; init; }

    /// <summary>Tail number as written.</summary>
    public string? Registration { get; init; }

    /// <summary>Type as written: an ICAO Doc 8643 designator, or a name such as <c>RC-135</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Callsigns.</summary>
    public IReadOnlyList<string> Callsigns { get; init; } = [];

    /// <summary>When it was flown.</summary>
    public required MissionSpan Span { get; init; }

    /// <summary>Where, as a text.</summary>
    public string? Place { get; init; }

    /// <summary>Where, as positions: of a track, or the one that a party gives.</summary>
    public IReadOnlyList<Position> Positions { get; init; } = [];

    /// <summary>How it was judged; a mission of a party's list is one because it stands there.</summary>
    public MissionClass Class { get; init; } = MissionClass.Surveillance;

    /// <summary>Probability that it is surveillance, 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>How its track is known.</summary>
    public Basis Basis { get; init; } = Basis.Reported;

    /// <summary>Where it was, under each claim.</summary>
    public IReadOnlyList<Stay>? Stays { get; init; }

    /// <summary>How long it was over or beside the waters of states, under each claim.</summary>
    public IReadOnlyList<SeaTime>? Seas { get; init; }

    /// <summary>Share of cells and hours along its way in which the other list's archive heard anybody, 0 to 1; null where the other list is no archive, or the way is not known.</summary>
    public double? HeardByOther { get; init; }

    /// <summary>Who corrected how it was judged, where somebody did.</summary>
    public string? CorrectedBy { get; init; }

    /// <summary>What counting needs to know of it.</summary>
    internal MissionEntry Entry => new(Name ?? "", Class, Basis, Span.Start, Span.End, Stays ?? []);
}

/// <summary>How long a mission was over a state's waters, or over the sea beside them with that state's coast nearest.</summary>
/// <param name="State">ISO 3166-1 alpha-3.</param>
/// <param name="Claim">Whose lines.</param>
/// <param name="WatersMinutes">Over internal waters and territorial sea.</param>
/// <param name="Within24Minutes">Over those, or within 24 NM of the baseline (UNCLOS Art. 33).</param>
/// <param name="Within200Minutes">Over those, or within 200 NM of the coast (UNCLOS Art. 57).</param>
public sealed record SeaTime(string State, Claim Claim, double WatersMinutes, double Within24Minutes, double Within200Minutes);
