using System.Collections.Frozen;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Missions;

/// <summary>What a type of aircraft is mostly used for.</summary>
public enum RoleKind
{
    /// <summary>Maritime patrol.</summary>
    MaritimePatrol,

    /// <summary>Reconnaissance of any kind.</summary>
    Reconnaissance,

    /// <summary>Airborne early warning and control.</summary>
    EarlyWarning,

    /// <summary>Unmanned, for watching.</summary>
    SurveillanceDrone,

    /// <summary>A transport or business type of which armed forces fly variants with sensors.</summary>
    SensorVariants,

    /// <summary>Refuelling others.</summary>
    Tanker,

    /// <summary>Relaying radio.</summary>
    Relay,

    /// <summary>Military transport.</summary>
    Transport,

    /// <summary>Fighter or attack aircraft.</summary>
    Fighter,

    /// <summary>Bomber.</summary>
    Bomber,

    /// <summary>Trainer.</summary>
    Trainer,

    /// <summary>Fighting fires.</summary>
    Fire,

    /// <summary>Crop dusting.</summary>
    Agricultural,

    /// <summary>Mapping.</summary>
    Survey,

    /// <summary>Airliner or freighter.</summary>
    Airliner,

    /// <summary>Business jet or turboprop.</summary>
    Business,

    /// <summary>Light aircraft.</summary>
    Light,

    /// <summary>Glider or motor glider.</summary>
    Glider,

    /// <summary>Balloon.</summary>
    Balloon,

    /// <summary>Helicopter or gyrocopter.</summary>
    Helicopter,
}

/// <summary>The use of one type.</summary>
/// <param name="Designator">ICAO Doc 8643 type designator.</param>
/// <param name="Kind">What it is mostly used for.</param>
/// <param name="Note">What the table says of it, in English.</param>
public sealed record AircraftRole(string Designator, RoleKind Kind, string Note)
{
    /// <summary>Whether the type is flown above all to watch: such an aircraft may be on a mission without flying a pattern.</summary>
    public bool Watches => Kind is RoleKind.MaritimePatrol or RoleKind.Reconnaissance or RoleKind.EarlyWarning or RoleKind.SurveillanceDrone;
}

/// <summary>What aircraft types are used for, by ICAO Doc 8643 designator and the military flag of a register.</summary>
public sealed class RoleTable
{
    private readonly FrozenDictionary<(string Designator, bool Military), AircraftRole> roles;

    private RoleTable(Dictionary<(string, bool), AircraftRole> roles) => this.roles = roles.ToFrozenDictionary();

    /// <summary>The table that ships inside this assembly. Thread safe, loaded on first use.</summary>
    public static RoleTable Shipped => Loaded.Table;

    /// <summary>The role of a type, or null where the type is not known or in no table.</summary>
    public AircraftRole? Find(string? typeDesignator, bool military) =>
        typeDesignator is null ? null : roles.GetValueOrDefault((typeDesignator, military));

    /// <summary>The role of an aircraft, or null where its type is not known or in no table.</summary>
    public AircraftRole? Find(Aircraft aircraft) =>
        Find(aircraft.TypeDesignator, aircraft.Flags.HasFlag(AircraftFlags.Military));

    private static class Loaded
    {
        public static readonly RoleTable Table = Load();

        private static RoleTable Load()
        {
            using var stream = typeof(RoleTable).Assembly.GetManifestResourceStream("roles.tsv")!;
            using var reader = new StreamReader(stream);
            var roles = new Dictionary<(string, bool), AircraftRole>();
            while (reader.ReadLine() is { } line)
            {
                var cells = line.Split('\t');
                if (line.StartsWith('#') || cells[0] == "designator")
                    continue;
                var role = new AircraftRole(cells[0], Enum.Parse<RoleKind>(cells[2].Replace("-", "", StringComparison.Ordinal), ignoreCase: true), cells[3]);
                if (cells[1] is "any" or "military")
                    roles.Add((role.Designator, true), role);
                if (cells[1] is "any" or "civil")
                    roles.Add((role.Designator, false), role);
            }

            return new(roles);
        }
    }
}
