using Atalaya.Archive.Records;

namespace Atalaya.Cli.Answers;

/// <summary>Minutes of flights in one zone, under both claims. Certain and uncertain minutes are disjoint.</summary>
/// <param name="Kind">Kind of zone, as the archive writes it.</param>
/// <param name="Sovereign">ISO 3166-1 alpha-3, or null.</param>
/// <param name="LowWater">Minutes under the low-water claim.</param>
/// <param name="Mexico">Minutes under Mexico's claim.</param>
public sealed record ZoneMinutes(string Kind, string? Sovereign, ClaimMinutes LowWater, ClaimMinutes Mexico)
{
    private static readonly string[] Order = ["territory", "internal-waters", "territorial-sea", "international"];

    /// <summary>Sums the stays of flights by zone: sovereigns by name, international airspace last.</summary>
    public static IReadOnlyList<ZoneMinutes> Sum(IEnumerable<FlightRecord> flights) =>
        [.. flights.SelectMany(static f => f.Stays)
            .GroupBy(static s => (s.Kind, s.Sovereign))
            .Select(static g => new ZoneMinutes(g.Key.Kind, g.Key.Sovereign, Of(g, FlightWords.ClaimLowWater), Of(g, FlightWords.ClaimMexico)))
            .OrderBy(static z => z.Sovereign is null).ThenBy(static z => z.Sovereign, StringComparer.Ordinal).ThenBy(static z => Array.IndexOf(Order, z.Kind))];

    /// <summary>Minutes in a state's territory, internal waters and territorial sea under a claim; in anyone's where no state is named.</summary>
    public static ClaimMinutes InSovereign(FlightRecord flight, string claim, string? sovereign = null)
    {
        var stays = flight.Stays.Where(s => s.Claim == claim && s.Kind != FlightWords.International && (sovereign is null || s.Sovereign == sovereign)).ToList();
        return new(stays.Sum(static s => s.Minutes), stays.Sum(static s => s.UncertainMinutes));
    }

    private static ClaimMinutes Of(IEnumerable<StayRecord> stays, string claim)
    {
        var under = stays.Where(s => s.Claim == claim).ToList();
        return new(under.Sum(static s => s.Minutes), under.Sum(static s => s.UncertainMinutes));
    }
}

/// <summary>Minutes under one claim.</summary>
/// <param name="Certain">Farther from every deciding line than its margin.</param>
/// <param name="Uncertain">Nearer.</param>
public readonly record struct ClaimMinutes(double Certain, double Uncertain);
