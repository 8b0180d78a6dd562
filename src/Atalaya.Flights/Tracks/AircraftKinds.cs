using System.Collections.Frozen;

namespace Atalaya.Flights.Tracks;

/// <summary>What bounds an aircraft's speed.</summary>
internal enum AircraftKind
{
    Unknown,
    Rotorcraft,
    Slow,
    Supersonic,
}

/// <summary>Kinds by ICAO Doc 8643 type designator; what is not listed is unknown and gets the wide bound.</summary>
internal static class AircraftKinds
{
    private static readonly FrozenDictionary<string, AircraftKind> Kinds = Build();

    public static AircraftKind Of(string? designator) =>
        designator is not null && Kinds.TryGetValue(designator, out var kind) ? kind : AircraftKind.Unknown;

    private static FrozenDictionary<string, AircraftKind> Build()
    {
        var kinds = new Dictionary<string, AircraftKind>(StringComparer.OrdinalIgnoreCase);
        void Add(AircraftKind kind, string designators)
        {
            foreach (var designator in designators.Split(' '))
                kinds[designator] = kind;
        }

        // The first row holds Doc 8643's special designators (part "Special designators": glider, balloon, airship, ultralight, gyrocopter).
        Add(AircraftKind.Slow, "GLID BALL SHIP ULAC GYRO UHEL");
        Add(AircraftKind.Slow, "DIMO DG1T ASK21 AS14 AS20 AS21 AS22 AS24 AS25 AS26 AS28 AS29 AS30 AS31 DISC DUOD LS8 LS9 NIMB VENT JANU G103 G109 SF25");
        Add(AircraftKind.Rotorcraft, "A109 A119 A129 A139 A149 A169 A189 ALO2 ALO3 AS32 AS3B AS50 AS55 AS65 B06 B06T B105 B150 B212 B222 B230 B407 B412 B427 B429 B430 B47G B505 BK17 CABR");
        Add(AircraftKind.Rotorcraft, "EC20 EC25 EC30 EC35 EC45 EC55 EC75 EH10 EXPL FREL G2CA GAZL H2 H43 H46 H47 H500 H53 H53S H60 H64 HUCO KA32 KMAX LAMA LYNX MD52 MD60 MI2 MI24 MI26 MI8 NH90 PUMA R22 R44 R66 RS12 S58T S61 S61R S64 S76 S92 SUCO TIGR UH1 UH1Y V22");
        Add(AircraftKind.Supersonic, "B1 CONC EUFI F104 F111 F117 F14 F15 F16 F18 F18H F18S F22 F35 F4 F5 FA50 GRIP J8A J10 LTNG MG21 MG23 MG25 MG29 MG31 MIR2 MIRA MRF1 RFAL SR71 SU24 SU27 SU30 SU34 SU35 SU57 T160 T22M T38 T7 TOR VIGN");
        return kinds.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
