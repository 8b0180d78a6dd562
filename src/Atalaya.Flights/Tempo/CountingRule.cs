using System.Text.Json.Serialization;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Flights.Tempo;

/// <summary>By which day a mission is counted. A mission is always counted once.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MissionDay>))]
public enum MissionDay
{
    /// <summary>The UTC day in which the middle of the flight lies.</summary>
    Utc,

    /// <summary>The day, in the rule's time zone, in which the middle of the flight lies.</summary>
    Local,

    /// <summary>The day, in the rule's time zone, of the flight's first report.</summary>
    TakeOff,

    /// <summary>The day, in the rule's time zone, of the flight's last report.</summary>
    Landing,
}

/// <summary>Counts only missions that were for some time in certain zones. Only certain minutes count, uncertain ones never.</summary>
/// <param name="Kinds">Kinds of zone; empty means every kind.</param>
/// <param name="Sovereign">ISO 3166-1 alpha-3 code; null means anyone's and nobody's.</param>
/// <param name="Claim">Whose lines to follow.</param>
/// <param name="MinimumMinutes">Least certain minutes, summed over the flight's stays there; at least 0. Zero asks for any certain time at all.</param>
public sealed record ZoneFilter(IReadOnlyList<ZoneKind> Kinds, string? Sovereign, Claim Claim, double MinimumMinutes = 0);

/// <summary>Part of a text for a person: the key of a resource and the values of its places.</summary>
/// <param name="Code">Kebab-case key.</param>
/// <param name="Values">Numbers, names, or further codes.</param>
public sealed record Phrase(string Code, params object[] Values);

/// <summary>What one mission is, and on which day it is counted: printed beside every count, because two honest parties can differ by it alone.</summary>
public sealed record CountingRule
{
    private readonly string timeZone = "UTC";

    /// <summary>Flights judged surveillance, heard or seen by radar, by UTC day, wherever they were.</summary>
    public static CountingRule Default { get; } = new();

    /// <summary>Whether flights judged <see cref="MissionClass.Possible"/> count too.</summary>
    public bool IncludePossible { get; init; }

    /// <summary>By which day.</summary>
    public MissionDay Day { get; init; }

    /// <summary>IANA time zone of every day but <see cref="MissionDay.Utc"/>; ignored for <see cref="MissionDay.Utc"/>.</summary>
    /// <exception cref="ArgumentException">There is no such zone; ask <see cref="IsTimeZone"/> first.</exception>
    public string TimeZone
    {
        get => timeZone;
        init => timeZone = IsTimeZone(value) ? value : throw new ArgumentException($"'{value}' is not an IANA time zone.", nameof(value));
    }

    /// <summary>
    /// Which tracks count. Flights that only their operator declares are left out by default: a feed that hears them never
    /// says how many there were before, so they would turn every declared flight into a surge.
    /// </summary>
    public IReadOnlyList<Basis> Bases { get; init; } = [Basis.Heard, Basis.Radar];

    /// <summary>Where a mission must have been; null means anywhere.</summary>
    public ZoneFilter? Zone { get; init; }

    /// <summary>Whether a name is an IANA time zone that we know.</summary>
    public static bool IsTimeZone(string? name) => name is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;

    /// <summary>Whether a flight counts.</summary>
    public bool Counts(MissionEntry entry)
    {
        if (entry.Class == MissionClass.None || (entry.Class == MissionClass.Possible && !IncludePossible) || !Bases.Contains(entry.Basis))
            return false;
        if (Zone is not { } zone)
            return true;
        var minutes = 0.0;
        foreach (var stay in entry.Stays)
        {
            if (stay.Claim == zone.Claim
                && (zone.Kinds.Count == 0 || zone.Kinds.Contains(stay.Zone.Kind))
                && (zone.Sovereign is null || zone.Sovereign == stay.Zone.Sovereign))
                minutes += stay.Minutes;
        }

        return minutes > 0 && minutes >= zone.MinimumMinutes;
    }

    /// <summary>The day on which a flight is counted.</summary>
    public LocalDate DayOf(MissionEntry entry)
    {
        var instant = Day switch
        {
            MissionDay.TakeOff => entry.Start,
            MissionDay.Landing => entry.End,
            _ => entry.Start + ((entry.End - entry.Start) / 2),
        };
        return instant.InZone(DateZone).Date;
    }

    /// <summary>The rule in words: resource keys with their values, in the order in which they are read.</summary>
    public IReadOnlyList<Phrase> Describe()
    {
        var words = new List<Phrase>
        {
            new(IncludePossible ? "rule-counts-possible" : "rule-counts-surveillance"),
            new("rule-bases", [.. Bases.Select(static object (b) => new Phrase(BasisCode(b)))]),
            Day switch
            {
                MissionDay.Local => new("rule-day-local", TimeZone),
                MissionDay.TakeOff => new("rule-day-take-off", TimeZone),
                MissionDay.Landing => new("rule-day-landing", TimeZone),
                _ => new("rule-day-utc"),
            },
        };
        if (Zone is not { } zone)
        {
            words.Add(new("rule-anywhere"));
            return words;
        }

        var kinds = zone.Kinds.Count == 0 ? new Phrase("rule-any-kind") : new("rule-list", [.. zone.Kinds.Select(static object (k) => new Phrase(KindCode(k)))]);
        var sovereign = zone.Sovereign is { } name ? new Phrase("rule-of", name) : new("rule-of-anyone");
        words.Add(new("rule-zone", kinds, sovereign, new Phrase(zone.Claim == Claim.Mexico ? "claim-MEX" : "claim-low-water"), zone.MinimumMinutes));
        return words;
    }

    internal DateTimeZone DateZone => Day == MissionDay.Utc ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb[TimeZone];

    private static string BasisCode(Basis basis) => basis switch
    {
        Basis.Radar => "basis-radar",
        Basis.Operator => "basis-operator",
        Basis.Reported => "basis-reported",
        _ => "basis-heard",
    };

    private static string KindCode(ZoneKind kind) => kind switch
    {
        ZoneKind.InternalWaters => "zone-internal-waters",
        ZoneKind.TerritorialSea => "zone-territorial-sea",
        ZoneKind.International => "zone-international",
        _ => "zone-territory",
    };
}
