using Atalaya.Reconstruction.Flying;

namespace Atalaya.Reconstruction.Hearing;

/// <summary>
/// Who listens: volunteers' receivers near the aerodromes and towns of the region, none at sea. How far one hears grows with the
/// root of the aircraft's height and is cut by hills in some directions; some are switched off for a day.
/// </summary>
internal sealed class Receivers
{
    private const double Radian = Math.PI / 180;
    private const double EarthNauticalMiles = 3440.07;

    /// <summary>Radio horizon in NM is this times the root of the height in feet (refraction of 4/3 Earth radius).</summary>
    private const double HorizonFactor = 1.23;

    /// <summary>Beyond this nothing is heard from however high: the power of a transponder and the antennas of volunteers set it.</summary>
    private const double FarthestNauticalMiles = 235;

    /// <summary>On the ground an aircraft is heard only by a receiver at the aerodrome.</summary>
    private const double GroundNauticalMiles = 5;

    private const int Sectors = 12;

    // Towns without an aerodrome in the table. The last number is the share of days on which somebody listens there.
    private static readonly (string Name, double Latitude, double Longitude, double Days)[] Towns =
    [
        ("Ensenada", 31.87, -116.60, 0.9), ("Guerrero Negro", 27.97, -114.05, 0.6), ("Loreto", 26.01, -111.35, 0.75),
        ("Guaymas", 27.92, -110.90, 0.85), ("Los Mochis", 25.79, -108.99, 0.8), ("Puerto Penasco", 31.32, -113.54, 0.8),
        ("Ciudad Constitucion", 25.03, -111.66, 0.6), ("Cabo San Lucas", 22.89, -109.92, 0.95), ("Yuma", 32.69, -114.63, 0.97),
        ("Nogales", 31.34, -110.94, 0.9), ("Presidio", 29.56, -104.37, 0.8), ("Laredo", 27.51, -99.50, 0.95),
        ("Douglas", 31.34, -109.54, 0.9), ("Avalon", 33.34, -118.33, 0.9), ("Durango", 24.03, -104.65, 0.85),
    ];

    private readonly Site[] sites;
    private readonly int seed;

    public Receivers(int seed)
    {
        this.seed = seed;
        var places = Airport.Known.OrderBy(static a => a.Ident, StringComparer.Ordinal)
            .Select(static a => (a.Centre.Latitude, a.Centre.Longitude, a.ElevationFeet, 0.97))
            .Concat(Towns.Select(static t => (t.Latitude, t.Longitude, 300.0, t.Days)));
        sites = [.. places.Select((p, i) => new Site(p.Item1, p.Item2, p.Item3, p.Item4, Chance.Stream(seed, 0xA11, i)))];
    }

    /// <summary>Which receivers listen on a UTC day.</summary>
    public bool[] OnDay(long day)
    {
        var random = Chance.Stream(seed, 0xDA4, day);
        return [.. sites.Select(s => random.Happens(s.Days))];
    }

    /// <summary>How well an aircraft is heard: 1 overhead, 0 at the edge of the best receiver, less beyond.</summary>
    public double Strength(double latitude, double longitude, double feet, bool onGround, bool[] listening)
    {
        var (sinLat, cosLat) = Math.SinCos(latitude * Radian);
        var (sinLon, cosLon) = Math.SinCos(longitude * Radian);
        double x = cosLat * cosLon, y = cosLat * sinLon, z = sinLat;
        var best = -1.0;
        for (var i = 0; i < sites.Length; i++)
        {
            var site = sites[i];
            var cosine = (x * site.X) + (y * site.Y) + (z * site.Z);
            if (!listening[i] || cosine < Site.CosineOfFarthest)
                continue;
            var miles = Math.Acos(Math.Min(cosine, 1)) * EarthNauticalMiles;
            var reach = onGround
                ? GroundNauticalMiles
                : Math.Min(FarthestNauticalMiles, HorizonFactor * (Math.Sqrt(Math.Max(0, feet - site.ElevationFeet)) + Math.Sqrt(site.AntennaFeet)))
                    * site.Sector(latitude, longitude);
            best = Math.Max(best, 1 - (miles / reach));
        }

        return best;
    }

    private sealed class Site
    {
        public static readonly double CosineOfFarthest = Math.Cos(FarthestNauticalMiles / EarthNauticalMiles);
        private readonly double latitude, longitude, cosine;
        private readonly double[] sectors;

        public Site(double latitude, double longitude, double elevationFeet, double days, Random random)
        {
            this.latitude = latitude;
            this.longitude = longitude;
            (var sinLat, cosine) = Math.SinCos(latitude * Radian);
            var (sinLon, cosLon) = Math.SinCos(longitude * Radian);
            (X, Y, Z) = (cosine * cosLon, cosine * sinLon, sinLat);
            ElevationFeet = elevationFeet;
            Days = days;
            AntennaFeet = random.Between(20, 120);
            sectors = [.. Enumerable.Range(0, Sectors).Select(_ => random.Happens(0.25) ? random.Between(0.5, 0.8) : random.Between(0.85, 1))];
        }

        public double X { get; }

        public double Y { get; }

        public double Z { get; }

        public double ElevationFeet { get; }

        public double AntennaFeet { get; }

        public double Days { get; }

        /// <summary>What the hills leave of the range in the direction of a point, 0 to 1.</summary>
        public double Sector(double toLatitude, double toLongitude)
        {
            var angle = Math.Atan2((toLongitude - longitude) * cosine, toLatitude - latitude) / (2 * Math.PI);
            return sectors[(int)((angle + 1) * Sectors) % Sectors];
        }
    }
}
