namespace Atalaya.Earth.Zones;

/// <summary>Whose lines a zone follows.</summary>
public enum Claim
{
    /// <summary>The coast's low-water line, everywhere (UNCLOS Art. 5). Written <c>low-water</c>.</summary>
    LowWater,

    /// <summary>Mexico's straight baselines (decree of 28 August 1968), the low-water line elsewhere. Written <c>MEX</c>.</summary>
    Mexico,
}

/// <summary>What law governs the airspace of a zone.</summary>
public enum ZoneKind
{
    /// <summary>Over the land of a state, its rivers and lakes included.</summary>
    Territory,

    /// <summary>Over the sea landward of a baseline.</summary>
    InternalWaters,

    /// <summary>Over the sea from the baseline to 12 NM.</summary>
    TerritorialSea,

    /// <summary>Nobody's: beyond 12 NM, or over land without a sovereign (Antarctica).</summary>
    International,
}

/// <summary>A part of the airspace: its kind, and its sovereign where it has one.</summary>
/// <param name="Kind">What law governs it.</param>
/// <param name="Sovereign">ISO 3166-1 alpha-3 code, or <see langword="null"/> for international airspace.</param>
public readonly record struct Zone(ZoneKind Kind, string? Sovereign);

/// <summary>What holds at one position under one claim.</summary>
/// <param name="Zone">The zone the position lies in.</param>
/// <param name="Claim">Whose lines were followed.</param>
/// <param name="MetresToLine">Geodesic distance in metres to the nearest line that would change the answer; infinite where none is within reach of the data.</param>
/// <param name="MarginMetres">How far in metres that line may be from where it is drawn (two sided, about 95%).</param>
/// <param name="Line">Key of the deciding line's source, resolved by <see cref="ZoneMap.DescribeLine"/>.</param>
public readonly record struct ZoneAnswer(Zone Zone, Claim Claim, double MetresToLine, double MarginMetres, string Line)
{
    /// <summary>What the deciding line is.</summary>
    public ZoneLineKind LineKind { get; init; }

    /// <summary>Direction from the position to the nearest point of the deciding line, degrees clockwise from north in (−180, 180]; NaN where there is no line.</summary>
    public double BearingToLineDegrees { get; init; } = double.NaN;

    /// <summary>What the law of the sea calls international waters below; nobody's airspace all the same.</summary>
    public SeaNote Note { get; init; }

    /// <summary>ISO 3166-1 alpha-3 code of the state whose coast is nearest, where <see cref="Note"/> speaks of one; else null.</summary>
    public string? NotedState { get; init; }

    /// <summary>Whether the position is farther from the deciding line than the line's margin.</summary>
    public bool IsCertain => MetresToLine > MarginMetres;
}

/// <summary>What a line that changes the answer is.</summary>
public enum ZoneLineKind
{
    /// <summary>No line is within reach of the data.</summary>
    None,

    /// <summary>The coast.</summary>
    Coast,

    /// <summary>A border on land.</summary>
    Border,

    /// <summary>A straight baseline.</summary>
    StraightBaseline,

    /// <summary>The outer limit of a territorial sea.</summary>
    TerritorialSeaLimit,

    /// <summary>A maritime boundary by treaty.</summary>
    MaritimeBoundary,

    /// <summary>The line as near to one state as to another, where no treaty line is known (UNCLOS Art. 15).</summary>
    Median,
}

/// <summary>What lies below international airspace. Noted, never counted as anyone's.</summary>
public enum SeaNote
{
    /// <summary>Nothing to note.</summary>
    None,

    /// <summary>12 to 24 NM from a baseline (UNCLOS Art. 33).</summary>
    ContiguousZone,

    /// <summary>Within 200 NM of a coast (UNCLOS Art. 57); which state's is settled only by the nearest coast.</summary>
    ExclusiveEconomicZone,

    /// <summary>Beyond 200 NM of every coast.</summary>
    HighSeas,

    /// <summary>Antarctica: claims are in abeyance (Antarctic Treaty 1959, Art. IV).</summary>
    Antarctica,
}
