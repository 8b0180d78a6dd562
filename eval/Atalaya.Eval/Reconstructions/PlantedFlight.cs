using System.Text.Json;
using Atalaya.Archive.Records;
using NodaTime;
using NodaTime.Text;

namespace Atalaya.Eval.Reconstructions;

/// <summary>A line of <c>truth.jsonl</c>.</summary>
internal sealed record PlantedFlight(string Identity, string Type, string Activity, bool Mission, bool Operator, bool Heard, Instant First, Instant Last, string Patterns)
{
    public static PlantedFlight Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var heard = root.GetProperty("reports").GetInt32() > 0;
        return new(
            root.GetProperty("icao24").GetString()!,
            root.GetProperty("type").GetString()!,
            root.GetProperty("activity").GetString()!,
            root.GetProperty("mission").GetBoolean(),
            root.GetProperty("basis").GetString() == "operator",
            heard,
            Time(heard ? "firstHeard" : "start"),
            Time(heard ? "lastHeard" : "end"),
            string.Join(", ", root.GetProperty("patterns").EnumerateArray().Select(static p => p.GetProperty("kind").GetString())));

        Instant Time(string name) => InstantPattern.General.Parse(root.GetProperty(name).GetString()!).Value;
    }

    /// <summary>Whether a recorded flight is some part of this one.</summary>
    public bool Overlaps(FlightRecord flight) => flight.Start < Last && flight.End > First;

    public override string ToString() => $"{Activity} by {Type} ({Identity}, {First:uuuu-MM-dd HH:mm}{(Patterns.Length > 0 ? ", " + Patterns : "")})";
}
