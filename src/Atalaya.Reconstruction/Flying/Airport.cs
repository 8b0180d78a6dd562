using System.Collections.Frozen;
using Atalaya.Earth;

namespace Atalaya.Reconstruction.Flying;

/// <summary>An aerodrome by one runway, mostly its longest. Thresholds and elevations: OurAirports (public domain), rounded to 1e-4 degrees.</summary>
/// <param name="Ident">ICAO location indicator.</param>
/// <param name="LowLatitude">Threshold with the lower number, degrees.</param>
/// <param name="LowLongitude">Threshold with the lower number, degrees.</param>
/// <param name="HighLatitude">The other threshold, degrees.</param>
/// <param name="HighLongitude">The other threshold, degrees.</param>
/// <param name="ElevationFeet">Height above the sea.</param>
internal sealed record Airport(string Ident, double LowLatitude, double LowLongitude, double HighLatitude, double HighLongitude, double ElevationFeet)
{
    private static readonly FrozenDictionary<string, Airport> All = new Airport[]
    {
        new("KSAN", 32.7371, -117.2044, 32.73, -117.175, 14),
        new("KNUW", 48.3617, -122.663, 48.3419, -122.648, 39),
        new("KNZY", 32.7023, -117.221, 32.6914, -117.201, 19),
        new("KLAX", 33.9356, -118.4221, 33.9399, -118.3798, 119),
        new("KSFO", 37.6287, -122.3934, 37.6135, -122.3572, 5),
        new("KSJC", 37.375, -121.94, 37.3523, -121.915, 38),
        new("KSMF", 38.7071, -121.5801, 38.6835, -121.5805, 27),
        new("KPHX", 33.4409, -112.03, 33.4408, -111.992, 1113),
        new("KTUS", 32.1234, -110.9479, 32.102, -110.9228, 2578),
        new("KELP", 31.8015, -106.4, 31.8228, -106.37, 3917),
        new("KSAT", 29.5232, -98.4699, 29.5389, -98.4545, 786),
        new("KAUS", 30.2136, -97.6794, 30.1799, -97.6785, 542),
        new("KDFW", 32.9158, -97.0507, 32.879, -97.0509, 602),
        new("KIAH", 29.9879, -95.3579, 29.9588, -95.34, 97),
        new("KABQ", 35.0443, -106.622, 35.0441, -106.576, 5315),
        new("KLAS", 36.0763, -115.1713, 36.0763, -115.121, 2155),
        new("KSLC", 40.8075, -111.9769, 40.7746, -111.9731, 4226),
        new("KDEN", 39.8958, -104.696, 39.8519, -104.697, 5319),
        new("KOFF", 41.1295, -95.9247, 41.1092, -95.8917, 1038),
        new("KBAB", 39.1517, -121.443, 39.1205, -121.43, 113),
        new("KRIV", 33.8964, -117.2706, 33.865, -117.2483, 1535),
        new("KDMA", 32.1803, -110.898, 32.1526, -110.868, 2589),
        new("KFHU", 31.5876, -110.367, 31.5876, -110.329, 4719),
        new("KDYS", 32.439, -99.8588, 32.4026, -99.8504, 1789),
        new("KNQI", 27.5139, -97.8153, 27.4986, -97.7976, 48),
        new("KBRO", 25.9128, -97.4313, 25.8983, -97.4155, 17),
        new("KMAF", 31.9594, -102.206, 31.9334, -102.203, 2871),
        new("MMTJ", 32.5431, -116.986, 32.539, -116.955, 487),
        new("MMMX", 19.4276, -99.0905, 19.4457, -99.0582, 7309),
        new("MMGL", 20.5288, -103.3277, 20.5141, -103.2927, 5012),
        new("MMMY", 25.7841, -100.117, 25.77, -100.091, 1277),
        new("MMSD", 23.1653, -109.723, 23.1384, -109.719, 374),
        new("MMLP", 24.0839, -110.361, 24.0615, -110.364, 31),
        new("MMHO", 29.088, -111.063, 29.0988, -111.042, 626),
        new("MMMZ", 23.162, -106.278, 23.1607, -106.252, 19),
        new("MMCL", 24.7564, -107.4814, 24.7733, -107.4692, 102),
        new("MMUN", 21.0453, -86.891, 21.0278, -86.8629, 20),
        new("MMCU", 28.7146, -105.961, 28.6916, -105.966, 4436),
        new("MMPR", 20.6705, -105.265, 20.6896, -105.243, 23),
        new("KBFL", 35.4463, -119.071, 35.4251, -119.046, 507),
        new("KFAT", 36.7835, -119.729, 36.7688, -119.704, 333),
        new("KPSP", 33.8407, -116.5175, 33.8186, -116.4978, 451),
        new("KNTD", 34.1085, -119.1345, 34.1305, -119.1091, 11),
        new("KSNA", 33.6678, -117.8739, 33.6817, -117.8651, 54),
        new("KSBA", 34.4275, -119.8547, 34.4279, -119.8346, 9),
        new("KLBB", 33.6824, -101.829, 33.6508, -101.829, 3282),
        new("KBIF", 31.8361, -106.395, 31.863, -106.365, 3910),
        new("KCOS", 38.8161, -104.686, 38.779, -104.686, 6187),
        new("KORD", 41.969, -87.9315, 41.9691, -87.8837, 672),
        new("KATL", 33.6347, -84.448, 33.6347, -84.4089, 1019),
        new("KSEA", 47.4638, -122.308, 47.4312, -122.308, 432),
        new("KPDX", 45.5952, -122.6215, 45.5805, -122.5839, 22),
        new("KBOI", 43.5702, -116.237, 43.5586, -116.203, 2831),
        new("KRNO", 39.5138, -119.769, 39.4836, -119.769, 4415),
        new("KFLG", 35.1312, -111.679, 35.1457, -111.664, 7011),
        new("KMZJ", 32.5165, -111.333, 32.5033, -111.317, 1875),
        new("KCHD", 33.2657, -111.814, 33.2744, -111.802, 1236),
        new("KSEE", 32.8295, -116.9813, 32.8264, -116.9643, 359),
        new("KMYF", 32.8182, -117.1447, 32.8128, -117.1311, 414),
        new("KCRQ", 33.127, -117.288, 33.1295, -117.272, 331),
        new("KSGU", 37.0246, -113.5165, 37.0481, -113.5041, 2832),
        new("KSBD", 34.0908, -117.25, 34.1, -117.219, 1085),
        new("KMIA", 25.7861, -80.3148, 25.7877, -80.2754, 7),
    }.ToFrozenDictionary(static a => a.Ident);

    public Position Centre { get; } = new((LowLatitude + HighLatitude) / 2, (LowLongitude + HighLongitude) / 2);

    /// <summary>Direction of the runway from the lower threshold, degrees.</summary>
    public double RunwayHeading { get; } = Guidance.Normalize(Guidance.To(LowLatitude, LowLongitude, new(HighLatitude, HighLongitude)).Azimuth);

    /// <summary>Where aircraft park: 700 m beside the middle of the runway.</summary>
    public Position Stand => Centre.From(RunwayHeading + 90, 700);

    public static IEnumerable<Airport> Known => All.Values;

    public static Airport Get(string ident) => All[ident];

    /// <summary>The threshold and heading that face the wind.</summary>
    public (Position Threshold, double Heading) IntoWind(double windFrom) =>
        Math.Abs(Guidance.Wrap(windFrom - RunwayHeading)) <= 90
            ? (new(LowLatitude, LowLongitude), RunwayHeading)
            : (new(HighLatitude, HighLongitude), Guidance.Normalize(RunwayHeading + 180));
}
