using System.Globalization;
using System.Text.RegularExpressions;
using Atalaya.Earth;
using Atalaya.Earth.Zones;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Missions;
using Atalaya.Flights.Stays;
using Atalaya.Flights.Tracks;
using NodaTime;
using NodaTime.Text;
using Sylvan.Data.Csv;

namespace Atalaya.Flights.Comparison;

/// <summary>One row of a list of missions.</summary>
internal sealed partial class ListRow(ListColumns columns, CsvDataReader reader, DateTimeZone? timeZone)
{
    private static readonly LocalTimePattern[] Clocks = [LocalTimePattern.CreateWithInvariantCulture("H:mm"), LocalTimePattern.CreateWithInvariantCulture("H:mm:ss")];
    private static readonly LocalDateTimePattern[] Moments =
    [
        LocalDateTimePattern.ExtendedIso, LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm"), LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
    ];

    private static readonly OffsetDateTimePattern[] Instants =
    [
        OffsetDateTimePattern.ExtendedIso, OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<G>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:sso<G>"), OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mmo<G>"),
    ];

    /// <summary>The mission of the row; null, and why, where it cannot be used.</summary>
    public ListedMission? Mission(int number, out Fault? fault)
    {
        fault = null;
        var zone = timeZone;
        if (Cell(ListColumn.TimeZone) is { } named && (zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(named)) is null)
        {
            fault = new("", FaultReason.BadTime, Field: "timeZone", Excerpt: named);
            return null;
        }

        if (Span(zone, ref fault) is not { } span)
            return null;
        if (Cell(ListColumn.Icao24)?.ToLowerInvariant() is { } address && !(address.Length == 6 && address.All(char.IsAsciiHexDigit)))
        {
            fault = new("", FaultReason.NotANumber, Field: "icao24", Excerpt: address);
            return null;
        }

        var mission = new ListedMission
        {
            Number = number,
            Name = Cell(ListColumn.Name),
            Icao24 = Cell(ListColumn.Icao24)?.ToLowerInvariant(),
            Registration = Cell(ListColumn.Registration),
            Type = Cell(ListColumn.Type),
            Callsigns = Cell(ListColumn.Callsigns)?.Split([' ', ';', '/'], StringSplitOptions.RemoveEmptyEntries) ?? [],
            Span = span,
            Place = Cell(ListColumn.Place),
            Basis = Cell(ListColumn.Basis)?.ToLowerInvariant() switch { "heard" => Basis.Heard, "radar" => Basis.Radar, "operator" => Basis.Operator, _ => Basis.Reported },
            Class = Cell(ListColumn.Class)?.ToLowerInvariant() switch { "possible" or "posible" => MissionClass.Possible, "none" or "ninguna" => MissionClass.None, _ => MissionClass.Surveillance },
            CorrectedBy = Cell(ListColumn.CorrectedBy),
            Stays = Cell(ListColumn.Stays) is { } stays ? StaysOf(stays, span) : null,
        };
        return Placed(mission, ref fault);
    }

    private ListedMission? Placed(ListedMission mission, ref Fault? fault)
    {
        if (!Number(ListColumn.Latitude, 90, "latitude", ref fault, out var latitude) || !Number(ListColumn.Longitude, 360, "longitude", ref fault, out var longitude)
            || !Number(ListColumn.Confidence, 1, "confidence", ref fault, out var confidence))
            return null;
        if (latitude is null != longitude is null)
        {
            fault = new("", FaultReason.Missing, Field: latitude is null ? "latitude" : "longitude");
            return null;
        }

        return mission with { Confidence = confidence, Positions = latitude is { } north ? [new Position(north, longitude!.Value)] : [] };
    }

    private MissionSpan? Span(DateTimeZone? zone, ref Fault? fault)
    {
        LocalDate? date = null;
        if (Cell(ListColumn.Date) is { } dateText)
        {
            if (LocalDatePattern.Iso.Parse(dateText) is not { Success: true } parsed)
            {
                fault = new("", FaultReason.BadTime, Field: "date", Excerpt: dateText);
                return null;
            }

            date = parsed.Value;
        }

        if (!Moment(ListColumn.Start, "start", date, zone, null, ref fault, out var start) || !Moment(ListColumn.End, "end", date, zone, start, ref fault, out var end))
            return null;
        if (start is { } from)
            return MissionSpan.Times(from, end ?? from, date);
        if (date is { } day)
            return MissionSpan.Day(day, zone);
        fault = new("", FaultReason.Missing, Field: "date");
        return null;
    }

    /// <summary>An instant with its offset; or a time of the row's zone, with its own date or the row's.</summary>
    private bool Moment(ListColumn column, string field, LocalDate? date, DateTimeZone? zone, Instant? after, ref Fault? fault, out Instant? instant)
    {
        instant = null;
        if (Cell(column) is not { } text)
            return true;
        foreach (var pattern in Instants)
        {
            if (pattern.Parse(text) is { Success: true } parsed)
            {
                instant = parsed.Value.ToInstant();
                return true;
            }
        }

        LocalDateTime? local = null;
        foreach (var pattern in Moments)
            local ??= pattern.Parse(text) is { Success: true } parsed ? parsed.Value : null;
        foreach (var pattern in Clocks)
            local ??= date is { } day && pattern.Parse(text) is { Success: true } parsed ? day + parsed.Value : null;
        if (local is null || zone is null)
        {
            // A time that no zone belongs to could be hours off: it is not guessed.
            fault = new("", local is null ? FaultReason.BadTime : FaultReason.Missing, Field: local is null ? field : "timeZone", Excerpt: text);
            return false;
        }

        instant = local.Value.InZoneLeniently(zone).ToInstant();

        // Out in the evening, back at two: a bare time before the start is of the next day.
        if (after is { } start && instant < start && text.Length <= 8)
            instant = local.Value.PlusDays(1).InZoneLeniently(zone).ToInstant();
        return true;
    }

    private bool Number(ListColumn column, double limit, string field, ref Fault? fault, out double? value)
    {
        value = null;
        if (Cell(column) is not { } text)
            return true;
        if (!double.TryParse(text, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            fault = new("", FaultReason.NotANumber, Field: field, Excerpt: text);
            return false;
        }

        if (Math.Abs(number) > limit || (column == ListColumn.Confidence && number < 0))
        {
            fault = new("", FaultReason.OutOfRange, Field: field, Excerpt: text);
            return false;
        }

        value = number;
        return true;
    }

    private string? Cell(ListColumn column) => columns.Cell(reader, column);

    /// <summary>Our own summary of stays: <c>low-water: USA territory 259.3; MEX: international 12</c>.</summary>
    private static List<Stay> StaysOf(string text, MissionSpan span) =>
    [
        .. StayText().Matches(text).Select(match => new Stay(
            new(
                match.Groups["kind"].Value switch
                {
                    "territory" => ZoneKind.Territory,
                    "internal-waters" => ZoneKind.InternalWaters,
                    "territorial-sea" => ZoneKind.TerritorialSea,
                    _ => ZoneKind.International,
                },
                match.Groups["state"].Success ? match.Groups["state"].Value : null),
            match.Groups["claim"].Value == "MEX" ? Claim.Mexico : Claim.LowWater,
            span.Start, span.End, double.Parse(match.Groups["minutes"].Value, CultureInfo.InvariantCulture), 0)),
    ];

    [GeneratedRegex(@"(?<claim>low-water|MEX): ((?<state>[A-Z]{3}) )?(?<kind>[a-z-]+) (?<minutes>[0-9.]{1,12})(;|$)")]
    private static partial Regex StayText();
}
