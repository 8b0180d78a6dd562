using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using NodaTime;
using NodaTime.Text;

namespace Atalaya.Cli.Commands;

/// <summary>Values that the command line writes as text. A value that cannot be read ends the command with a text that shows a right one.</summary>
internal static class Values
{
    /// <summary>A day or an instant; a bare day stands for its first instant, or, as an end, for the first instant after it.</summary>
    public static Instant? Moment(string option, string? text, bool end)
    {
        if (text is null)
            return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day)
            return (end ? day.Value.PlusDays(1) : day.Value).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        var instant = OffsetDateTimePattern.ExtendedIso.Parse(text);
        return instant.Success ? instant.Value.ToInstant() : throw new CommandException(ExitCode.Usage, "bad-moment", option, text);
    }

    /// <summary>Days from A to B, both included, as <c>2025-01-28..2025-02-06</c>.</summary>
    public static DateInterval? Days(string option, string? text)
    {
        if (text is null)
            return null;
        var ends = text.Split("..");
        if (ends.Length == 2 && LocalDatePattern.Iso.Parse(ends[0]) is { Success: true } from && LocalDatePattern.Iso.Parse(ends[1]) is { Success: true } to && from.Value <= to.Value)
            return new(from.Value, to.Value);
        throw new CommandException(ExitCode.Usage, "bad-days", option, text);
    }

    /// <summary>A rate as <c>1/month</c>, <c>0.5/week</c> or <c>12/year</c>, or a range of rates as <c>0.5..2/month</c>, in missions in 30 days.</summary>
    public static (double From, double? UpTo)? Rates(string option, string? text)
    {
        if (text is null)
            return null;
        var parts = text.Split('/');
        double? days = parts.Length == 1 ? 30 : parts[1] switch { "day" or "día" or "dia" => 1, "week" or "semana" => 7, "month" or "mes" => 30, "year" or "año" => 365.25, _ => null };
        var rates = parts[0].Split("..").Select(Number).ToList();
        if (parts.Length > 2 || days is not { } length || rates.Count > 2 || rates.Exists(static r => r is null) || (rates.Count == 2 && rates[0] >= rates[1]))
            throw new CommandException(ExitCode.Usage, "bad-rate", option, text);
        return (rates[0]!.Value * 30 / length, rates.Count == 2 ? rates[1]!.Value * 30 / length : null);

        static double? Number(string part) =>
            double.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var rate) && double.IsFinite(rate) && rate > 0 ? rate : null;
    }

    /// <summary>An IANA time zone.</summary>
    public static DateTimeZone? TimeZone(string option, string? text) =>
        text is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) ?? throw new CommandException(ExitCode.Usage, "bad-time-zone", option, text);

    /// <summary>How tracks are known.</summary>
    public static Basis BasisOf(string? word) => word switch { "operator" => Basis.Operator, "radar" => Basis.Radar, "reported" => Basis.Reported, _ => Basis.Heard };

    /// <summary>Columns of rows: <c>time=gps_t,latitude=y</c>, what it is = what the file calls it.</summary>
    public static IReadOnlyDictionary<string, RowColumn> Columns(string option, string? text)
    {
        var columns = new Dictionary<string, RowColumn>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Pairs(option, text))
            columns[value] = Column(name) ?? throw new CommandException(ExitCode.Usage, "bad-column", option, name, string.Join(", ", Enum.GetValues<RowColumn>().Select(Kebab)));
        return columns;
    }

    /// <summary>Units of rows: <c>altitude=m,speed=m/s,vertical-rate=m/s</c>, put into options.</summary>
    public static RowOptions Units(string option, string? text, RowOptions rows)
    {
        foreach (var (name, value) in Pairs(option, text))
        {
            rows = (name, value) switch
            {
                ("altitude", "ft") => rows with { Altitude = AltitudeUnit.Feet },
                ("altitude", "m") => rows with { Altitude = AltitudeUnit.Metres },
                ("speed", "kt") => rows with { Speed = SpeedUnit.Knots },
                ("speed", "m/s") => rows with { Speed = SpeedUnit.MetresPerSecond },
                ("speed", "km/h") => rows with { Speed = SpeedUnit.KilometresPerHour },
                ("speed", "mph") => rows with { Speed = SpeedUnit.MilesPerHour },
                ("vertical-rate", "ft/min") => rows with { VerticalRate = VerticalRateUnit.FeetPerMinute },
                ("vertical-rate", "m/s") => rows with { VerticalRate = VerticalRateUnit.MetresPerSecond },
                _ => throw new CommandException(ExitCode.Usage, "bad-unit", option, $"{name}={value}"),
            };
        }

        return rows;
    }

    private static RowColumn? Column(string name)
    {
        foreach (var column in Enum.GetValues<RowColumn>())
        {
            if (Kebab(column) == name)
                return column;
        }

        return null;
    }

    private static string Kebab(RowColumn column) =>
        string.Concat(column.ToString().Select(static (c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static IEnumerable<(string Name, string Value)> Pairs(string option, string? text)
    {
        foreach (var pair in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == pair.Length - 1)
                throw new CommandException(ExitCode.Usage, "bad-pair", option, pair);
            yield return (pair[..at].Trim().ToLowerInvariant(), pair[(at + 1)..].Trim());
        }
    }
}
