using System.Globalization;
using Atalaya.Reconstruction.Flying;

namespace Atalaya.Reconstruction;

/// <summary>All airframes of a reconstruction. An airframe flies one flight at a time and rests between two.</summary>
/// <remarks>
/// Addresses are invented where no real aircraft can be meant: civil ones from ICAO's block for temporary addresses
/// (f00000–f07fff), military ones from the end of the block of the United States' forces.
/// </remarks>
internal sealed class Fleet(int seed)
{
    private const int FirstCivil = 0xF00100;
    private const int FirstMilitary = 0xAEF001;

    /// <summary>A step without a common factor with 256 spreads the addresses over the folders of a day.</summary>
    private const int AddressStep = 7;

    private readonly Dictionary<string, List<PlannedAircraft>> pools = [];
    private readonly List<PlannedAircraft> all = [];
    private readonly Random random = Chance.Stream(seed, 0xF1EE7, 0);
    private int civil, military, operators;

    public IReadOnlyList<PlannedAircraft> All => all;

    /// <summary>An airframe of a pool that is free, or a new one.</summary>
    /// <param name="pool">Who shares airframes.</param>
    /// <param name="airframe">Type of a new one.</param>
    /// <param name="start">Seconds since 1970.</param>
    /// <param name="hours">How long the flight may last at most.</param>
    /// <param name="restHours">Least rest after it.</param>
    /// <param name="operatorOnly">It broadcasts nothing.</param>
    public PlannedAircraft Take(string pool, Airframe airframe, double start, double hours, double restHours, bool operatorOnly = false)
    {
        if (!pools.TryGetValue(pool, out var members))
            pools[pool] = members = [];
        var free = members.Where(a => a.FreeAt <= start && a.Airframe == airframe).ToList();
        var taken = free.Count > 0 ? random.Pick(free) : New(airframe, operatorOnly);
        if (free.Count == 0)
            members.Add(taken);
        taken.FreeAt = start + ((hours + restHours) * 3600);
        return taken;
    }

    private PlannedAircraft New(Airframe airframe, bool operatorOnly)
    {
        var address = operatorOnly
            ? string.Create(CultureInfo.InvariantCulture, $"uas-{++operators}")
            : (airframe.Military ? FirstMilitary + (AddressStep * military++) : FirstCivil + (AddressStep * civil++)).ToString("x6", CultureInfo.InvariantCulture);

        // Small aircraft without ADS-B are placed by multilateration where enough receivers hear them.
        var isLight = airframe is { Military: false, CruiseSpeed: < 300 };
        var source = operatorOnly ? "operator" : isLight && random.Happens(0.12) ? "mlat" : "adsb_icao";
        var squawk = Convert.ToString(random.Next(0x400, 0xFC0), 8).PadLeft(4, '0');
        var made = new PlannedAircraft(address, airframe, source, !isLight && random.Happens(0.6), squawk);
        all.Add(made);
        return made;
    }
}
