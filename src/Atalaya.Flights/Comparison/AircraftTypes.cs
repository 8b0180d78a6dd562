using System.Collections.Frozen;

namespace Atalaya.Flights.Comparison;

/// <summary>Names under which parties write types, as ICAO Doc 8643 designators.</summary>
internal static class AircraftTypes
{
    // Only where the name is not the designator without its dash. The designators are those of ICAO Doc 8643.
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["RC135"] = "R135",
        ["RC135V"] = "R135",
        ["RC135W"] = "R135",
        ["RIVETJOINT"] = "R135",
        ["P8A"] = "P8",
        ["POSEIDON"] = "P8",
        ["U2S"] = "U2",
        ["DRAGONLADY"] = "U2",
        ["MQ9"] = "Q9",
        ["REAPER"] = "Q9",
        ["RQ4"] = "Q4",
        ["GLOBALHAWK"] = "Q4",
        ["MQ4C"] = "Q4",
        ["P3C"] = "P3",
        ["E3"] = "E3TF",
        ["KINGAIR200"] = "BE20",
        ["KINGAIR350"] = "B350",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The designator that a text means: upper case without dashes and blanks, and the designator of a known name.</summary>
    public static string Designator(string text)
    {
        var plain = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return Names.GetValueOrDefault(plain, plain);
    }
}
