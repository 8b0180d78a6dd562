using Atalaya.Earth;

namespace Atalaya.Reconstruction.Surveillance;

/// <summary>Parts of the region that the accounts name.</summary>
internal enum Region
{
    California,
    Arizona,
    Texas,
    Pacific,
    Gulf,
}

/// <summary>Where a mission watches from. Invented places inside the areas that the accounts name: over the United States, or over the sea far outside 12 NM.</summary>
/// <param name="Region">Which area it is in.</param>
/// <param name="Latitude">Middle, degrees.</param>
/// <param name="Longitude">Middle, degrees.</param>
/// <param name="Axis">Direction of the border or coast there, degrees.</param>
/// <param name="LongestLeg">Longest leg in metres that keeps away from every line.</param>
internal sealed record Station(Region Region, double Latitude, double Longitude, double Axis, double LongestLeg)
{
    public static readonly IReadOnlyList<Station> Known =
    [
        new(Region.California, 33.12, -115.75, 88, 80_000),
        new(Region.California, 33.05, -116.20, 92, 70_000),
        new(Region.Arizona, 32.45, -112.75, 117, 95_000),
        new(Region.Arizona, 31.85, -110.15, 90, 110_000),
        new(Region.Arizona, 31.90, -109.60, 90, 100_000),
        new(Region.Texas, 31.35, -104.60, 130, 90_000),
        new(Region.Texas, 30.60, -102.90, 110, 90_000),
        new(Region.Texas, 27.30, -98.35, 125, 90_000),
        new(Region.Pacific, 31.60, -118.10, 140, 90_000),
        new(Region.Pacific, 30.40, -117.10, 155, 100_000),
        new(Region.Pacific, 27.30, -116.30, 150, 100_000),
        new(Region.Pacific, 25.30, -113.70, 138, 120_000),
        new(Region.Pacific, 23.30, -112.30, 130, 120_000),
        new(Region.Gulf, 22.60, -108.50, 120, 100_000),
        new(Region.Gulf, 25.00, -109.62, 146, 70_000),
    ];

    public Position Centre => new(Latitude, Longitude);
}

/// <summary>The way down the Pacific side of Baja and into the Gulf, clear of the islands.</summary>
internal static class SeaRoute
{
    /// <summary>Off San Diego, seaward of the Coronado Islands' territorial sea: where flights from there begin their way south.</summary>
    private static readonly Position OffSanDiego = new(32.72, -117.75);

    /// <summary>From west of Ensenada to the mouth of the Gulf, north to south.</summary>
    public static readonly IReadOnlyList<Position> Pacific =
    [
        new(32.00, -118.30), new(30.20, -117.20), new(27.60, -116.30), new(25.50, -114.00), new(24.00, -112.90), SouthWestOfCabo,
    ];

    /// <summary>83 km south-west of Cabo San Lucas, where SEDENA says that the RC-135 was seen.</summary>
    public static Position SouthWestOfCabo => new(22.364, -110.477);

    /// <summary>Round the cape, well outside 12 NM.</summary>
    public static readonly IReadOnlyList<Position> Cape = [new(22.20, -109.60), new(22.80, -108.60)];

    /// <summary>The axis of the Gulf, outside every margin on either side: from its mouth to the latitudes of Guaymas, south of the waters that Mexico's decree closes.</summary>
    public static readonly Position GulfSouth = new(24.10, -108.965);
    public static readonly Position GulfNorth = new(27.15, -111.25);

    /// <summary>The points between San Diego and a station on the route or in the Gulf.</summary>
    public static IEnumerable<Position> To(Station station) =>
        station.Region == Region.Gulf
            ? Pacific.Prepend(OffSanDiego).Concat(Cape)
            : Pacific.Take(1).Prepend(OffSanDiego).Concat(Pacific.Skip(1).TakeWhile(p => p.Latitude > station.Latitude + 0.8));
}
