using Atalaya.Archive.Records;
using Atalaya.Cli.Language;

namespace Atalaya.Cli.Answers;

/// <summary>What a view that may be published says of whose aircraft a flight was. Private aircraft are never named there.</summary>
internal static class PublicName
{
    /// <summary>Whether a published view may name the aircraft: forces' aircraft, those that the user's watch list names, and flights whose operator declared them.</summary>
    public static bool IsPublic(FlightRecord flight) => flight.Military || flight.Watched || flight.Basis == FlightWords.Operator;

    /// <summary>Type and, where it may be said, callsign or registration.</summary>
    public static string Of(FlightRecord flight, Wording wording)
    {
        var type = flight.Type ?? wording.Term("aircraft.unknown-type");
        if (!IsPublic(flight))
            return wording.Text(TextArea.Term, "aircraft.not-named", type);
        var name = flight.Callsigns.Count > 0 ? flight.Callsigns[0] : flight.Registration ?? flight.Icao24 ?? flight.Identity;
        return $"{type} · {name}";
    }
}
