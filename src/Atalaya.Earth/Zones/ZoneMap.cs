using System.Security.Cryptography;
using Atalaya.Earth.Geodesics;

namespace Atalaya.Earth.Zones;

/// <summary>Who is sovereign where, for any position on Earth, under each claim.</summary>
/// <remarks>Method, sources and margins: docs/methods/zones.md.</remarks>
public sealed class ZoneMap
{
    private static readonly Lazy<ZoneMap> ShippedMap = new(LoadShipped);

    private readonly ZoneData data;
    private readonly Lazy<(LineStore Store, ZoneFinder Finder)> lines;
    private readonly Lazy<ZoneFinder> finder;
    private readonly ZoneGrid[] grids;
    private readonly Zone[] zones;
    private readonly Lazy<ZoneDrawing> drawing;
    private readonly GeoBox claimsDiffer;

    private ZoneMap(ZoneData data, ZoneCells? cells)
    {
        this.data = data;

        // The cells answer nearly everything: the lines themselves are made ready when somebody first comes near to one.
        lines = new(() =>
        {
            var built = LineStore.Build(data);
            return (built, new ZoneFinder(built, data));
        });
        finder = new(() => lines.Value.Finder);
        grids = [new ZoneGrid(finder, Claim.LowWater, cells), new ZoneGrid(finder, Claim.Mexico, cells)];
        zones = new Zone[data.States.Length << 2];
        for (var i = 0; i < zones.Length; i++)
            zones[i] = new Zone((ZoneKind)(i & 3), i >> 2 == 0 ? null : data.States[i >> 2]);
        claimsDiffer = WhereClaimsDiffer();
        drawing = new Lazy<ZoneDrawing>(() => new ZoneDrawing(data, finder.Value));
    }

    /// <summary>The map built from the zone data that ships inside this assembly. Thread safe, loaded on first use.</summary>
    public static ZoneMap Shipped => ShippedMap.Value;

    /// <summary>Begins to make the shipped map and its lines ready in the background: a third of a second that need not be waited for.</summary>
    public static void Prepare() => _ = Task.Run(static () => Shipped.lines.Value);

    /// <summary>Reads a zone file, as tools/zones writes it.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a zone file of this version.</exception>
    public static ZoneMap Load(Stream file) => new(ZoneData.Read(file), null);

    /// <summary>Computes the cells of the grid in front of the exact tests and writes them as the file that ships beside the zone file. Takes a minute or two.</summary>
    /// <param name="zoneFile">Bytes of a zone file.</param>
    /// <param name="output">Where the cells go.</param>
    /// <exception cref="InvalidDataException">The bytes are not a zone file of this version.</exception>
    public static void WriteCells(byte[] zoneFile, Stream output)
    {
        ArgumentNullException.ThrowIfNull(zoneFile);
        ArgumentNullException.ThrowIfNull(output);
        using var file = new MemoryStream(zoneFile);
        var map = Load(file);
        ZoneCells.Write(output, SHA256.HashData(zoneFile), map.grids, [new(-90, -180, 90, 180), map.claimsDiffer]);
    }

    /// <summary>The zone of a position with the deciding line's distance and margin.</summary>
    /// <remarks>
    /// The nearest line decides, unless the position is within some line's margin: then the line that leaves most doubt does.
    /// Inside a territorial sea the distance to its outer limit is a lower bound (12 NM less the distance to the shore).
    /// </remarks>
    public ZoneAnswer Find(Position position, Claim claim)
    {
        var verdict = finder.Value.Find(position.Latitude, position.Longitude, claim);
        var zone = zones[(verdict.State << 2) | (int)verdict.Kind];
        var (note, noted) = NoteOf(verdict);
        if (verdict.Line.Arc < 0)
            return new ZoneAnswer(zone, claim, double.PositiveInfinity, 0, "none") { Note = note, NotedState = noted };
        var way = Geodesic.Inverse(position, PointOf(verdict.Line));
        var arc = lines.Value.Store.Arcs[verdict.Line.Arc];
        var (metres, bearing) = verdict.LineKind switch
        {
            // A bay's mouth only widens the margin: the limit stays the coast's.
            _ when arc.Layer == ZoneLayer.BayMouth => (verdict.MetresToLine, way.InitialAzimuthDegrees),
            ZoneLineKind.TerritorialSeaLimit when way.Metres > ZoneFinder.TerritorialSeaMetres =>
                (way.Metres - ZoneFinder.TerritorialSeaMetres, way.InitialAzimuthDegrees),
            ZoneLineKind.TerritorialSeaLimit =>
                (ZoneFinder.TerritorialSeaMetres - way.Metres, Math.IEEERemainder(way.InitialAzimuthDegrees + 180, 360)),
            ZoneLineKind.Median => (verdict.MetresToLine, way.InitialAzimuthDegrees),
            _ => (way.Metres, way.InitialAzimuthDegrees),
        };
        return new ZoneAnswer(zone, claim, metres, verdict.MarginMetres, data.Sources[arc.Source].Key)
        {
            LineKind = verdict.LineKind,
            BearingToLineDegrees = bearing,
            Note = note,
            NotedState = noted,
        };
    }

    /// <summary>The zone of a point with a short-cut for points far from any line: no distance is computed.</summary>
    /// <param name="latitude">Degrees, −90 to 90.</param>
    /// <param name="longitude">Degrees, any turn.</param>
    /// <param name="claim">Whose lines to follow.</param>
    /// <param name="certain">Whether the point is farther from every deciding line than that line's margin.</param>
    public Zone Find(double latitude, double longitude, Claim claim, out bool certain)
    {
        ZoneAnchor anchor = default;
        return Find(latitude, longitude, claim, false, ref anchor, out certain, out _);
    }

    /// <summary>ISO 3166-1 alpha-3 codes of the states whose airspace may be within a distance of a position; perhaps of some a little beyond.</summary>
    /// <param name="position">The position.</param>
    /// <param name="claim">Whose lines to follow.</param>
    /// <param name="metres">The distance.</param>
    public IReadOnlyList<string> SovereignsWithin(Position position, Claim claim, double metres) =>
        [.. finder.Value.StatesWithin(position.Latitude, position.Longitude, claim, metres).Select(s => data.States[s]).Order(StringComparer.Ordinal)];

    /// <summary>Distance to a state's airspace, that over its territory, internal waters and territorial sea, with the margin of the line that decides.</summary>
    /// <remarks>0 inside. Where another state's waters lie between, the way to the line that parts them; a lower bound where that line is a median.</remarks>
    /// <param name="position">From where.</param>
    /// <param name="claim">Whose lines to follow.</param>
    /// <param name="sovereign">ISO 3166-1 alpha-3 code of the state.</param>
    /// <param name="withinMetres">Beyond this the distance is infinite.</param>
    /// <exception cref="ArgumentException">The map has no such state.</exception>
    public (double Metres, double MarginMetres) Approach(Position position, Claim claim, string sovereign, double withinMetres)
    {
        var state = Array.IndexOf(data.States, sovereign);
        return state > 0
            ? finder.Value.Approach(position.Latitude, position.Longitude, claim, state, withinMetres)
            : throw new ArgumentException($"The map has no state '{sovereign}'.", nameof(sovereign));
    }

    /// <summary>Metres from a point at sea to the nearest shore or baseline, negative over land and internal waters. An exact test: ask <see cref="Follow"/> first whether it is worth it.</summary>
    /// <param name="latitude">Degrees, −90 to 90.</param>
    /// <param name="longitude">Degrees, any turn.</param>
    /// <param name="claim">Whose baselines to follow.</param>
    public double MetresOffShore(double latitude, double longitude, Claim claim) =>
        ZoneFinder.TerritorialSeaMetres - finder.Value.LimitHeight(latitude, Position.NormalizeLongitude(longitude), claim);

    /// <summary>Begins to follow a way: the same answers as <see cref="Find(double, double, Claim, out bool)"/>, sooner where points lie near each other.</summary>
    /// <param name="claim">Whose lines to follow.</param>
    public ZoneFollower Follow(Claim claim) => new(this, claim);

    /// <summary>Whether the claims may give different answers at a point. False: they agree, in what is certain too.</summary>
    /// <param name="latitude">Degrees, −90 to 90.</param>
    /// <param name="longitude">Degrees, −180 to 180.</param>
    public bool MayClaimsDiffer(double latitude, double longitude) =>
        latitude >= claimsDiffer.South && latitude <= claimsDiffer.North && longitude >= claimsDiffer.West && longitude <= claimsDiffer.East;

    /// <summary>Whether the claims may give different answers anywhere within a distance of a point.</summary>
    /// <param name="latitude">Degrees, −90 to 90.</param>
    /// <param name="longitude">Degrees, −180 to 180.</param>
    /// <param name="metres">The distance.</param>
    public bool MayClaimsDiffer(double latitude, double longitude, double metres)
    {
        // A degree of latitude is 110.57 km at least. Near a pole, or for a long way, every longitude may be within reach.
        var north = metres / 110_500;
        if (latitude + north < claimsDiffer.South || latitude - north > claimsDiffer.North)
            return false;
        var farthest = Math.Max(Math.Abs(latitude), Math.Max(Math.Abs(claimsDiffer.South), Math.Abs(claimsDiffer.North))) + north;
        if (farthest >= 89)
            return true;
        var east = north / Math.Cos(farthest * Math.PI / 180);
        var fromMiddle = Math.Abs(Math.IEEERemainder(longitude - ((claimsDiffer.West + claimsDiffer.East) / 2), 360));
        return fromMiddle <= ((claimsDiffer.East - claimsDiffer.West) / 2) + east;
    }

    internal Zone Find(double latitude, double longitude, Claim claim, bool follows, ref ZoneAnchor anchor, out bool certain, out int square)
    {
        longitude = Position.NormalizeLongitude(longitude);
        return zones[grids[MayClaimsDiffer(latitude, longitude) ? (int)claim : (int)Claim.LowWater].Find(latitude, longitude, follows, ref anchor, out certain, out square)];
    }

    /// <summary>The source and margin of a line, for <see cref="ZoneAnswer.Line"/>.</summary>
    /// <exception cref="KeyNotFoundException">No line has this key.</exception>
    public ZoneLine DescribeLine(string key) =>
        Array.Find(data.Sources, s => s.Key == key) ?? throw new KeyNotFoundException($"No line source is called '{key}'.");

    /// <summary>Coast, border and limit lines inside a box, simplified to a tolerance, for drawing maps.</summary>
    /// <param name="box">The part of the Earth to draw.</param>
    /// <param name="toleranceDegrees">How far in degrees a drawn line may be from the stored one.</param>
    public IEnumerable<DrawnLine> Draw(GeoBox box, double toleranceDegrees) => drawing.Value.Draw(box, toleranceDegrees);

    private static ZoneMap LoadShipped()
    {
        var zones = Resource("world.zones") ?? throw new InvalidDataException("The zone data is missing from this assembly: run tools/zones/build.sh.");
        using var file = new MemoryStream(zones);
        var cells = Resource("world.cells") is { } bytes ? ZoneCells.Read(bytes, SHA256.HashData(zones)) : null;
        return new ZoneMap(ZoneData.Read(file), cells);
    }

    private static byte[]? Resource(string name)
    {
        using var resource = typeof(ZoneMap).Assembly.GetManifestResourceStream(name);
        if (resource is null)
            return null;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The box of all straight baselines and of what they enclose, and a degree more: the sea that they give, 12 NM, twice, and any line's margin.</summary>
    private GeoBox WhereClaimsDiffer()
    {
        var (south, west, north, east) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        foreach (var arc in data.Arcs.Where(static a => a.Layer is ZoneLayer.StraightBaseline or ZoneLayer.InternalWaters))
        {
            for (var i = arc.Start; i < arc.Start + arc.Count; i++)
            {
                (south, north) = (Math.Min(south, data.Latitudes[i]), Math.Max(north, data.Latitudes[i]));
                (west, east) = (Math.Min(west, data.Longitudes[i]), Math.Max(east, data.Longitudes[i]));
            }
        }

        return south > north ? new(1, 1, -1, -1) : new((south * 1e-6) - 1, (west * 1e-6) - 1, (north * 1e-6) + 1, (east * 1e-6) + 1);
    }

    private (SeaNote Note, string? State) NoteOf(in ZoneVerdict verdict)
    {
        if (verdict.Kind != ZoneKind.International)
            return (SeaNote.None, null);
        if (verdict.Shore.Arc < 0)
            return (SeaNote.Antarctica, null);
        var metres = Cartesian.ArcOfChord(verdict.Shore.ChordMetres);
        if (metres > 200 * 1852)
            return (SeaNote.HighSeas, null);
        var state = data.States[finder.Value.StateOf(verdict.Shore.Arc)];
        return (metres <= 2 * ZoneFinder.TerritorialSeaMetres ? SeaNote.ContiguousZone : SeaNote.ExclusiveEconomicZone, state);
    }

    private Position PointOf(NearestLine line)
    {
        var store = lines.Value.Store;
        double Between(int[] column) => (column[line.Vertex] + (line.Along * ((double)column[line.Vertex + 1] - column[line.Vertex]))) * 1e-6;
        return new Position(Between(store.Latitudes), Between(store.Longitudes));
    }
}

/// <summary>Where a line comes from and how far it may be off.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="Source">Citation in English.</param>
/// <param name="MarginMetres">Two-sided margin in metres, about 95%.</param>
/// <param name="SeawardMarginMetres">
/// For a shore: how far in metres beyond 12 NM of it the limit of the territorial sea may lie all the same, because rocks, low-tide elevations
/// and the mouths of bays count and are not drawn. Never smaller than <paramref name="MarginMetres"/>.
/// </param>
public sealed record ZoneLine(string Key, string Source, double MarginMetres, double SeawardMarginMetres);

/// <summary>A box of latitudes and longitudes; where <paramref name="West"/> exceeds <paramref name="East"/> it crosses the antimeridian.</summary>
public readonly record struct GeoBox(double South, double West, double North, double East);

/// <summary>What a drawn line is.</summary>
public enum DrawnLineKind
{
    /// <summary>A closed ring of land, filled when drawn.</summary>
    Land,

    /// <summary>A border between two states on land.</summary>
    Border,

    /// <summary>The outer limit of the territorial sea under the low-water claim.</summary>
    TerritorialSeaLimit,

    /// <summary>The outer limit of the territorial sea under Mexico's claim where it differs.</summary>
    TerritorialSeaLimitMexico,

    /// <summary>A straight baseline.</summary>
    StraightBaseline,

    /// <summary>A maritime boundary between two states.</summary>
    MaritimeBoundary,
}

/// <summary>A line to draw.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Sovereign">ISO 3166-1 alpha-3 of the land inside, for <see cref="DrawnLineKind.Land"/>; else null.</param>
/// <param name="Points">Its points in order.</param>
public sealed record DrawnLine(DrawnLineKind Kind, string? Sovereign, IReadOnlyList<Position> Points);
