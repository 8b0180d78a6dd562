using System.Globalization;
using System.Text.RegularExpressions;

namespace Atalaya.Plumes.Feeds;

/// <summary>How the text of a time was understood.</summary>
internal enum TimeKind
{
    Bad,
    /// <summary>Seconds since 1970 with a zone.</summary>
    Absolute,
    /// <summary>Seconds since 1970 on a clock without a zone.</summary>
    ZoneLess,
    /// <summary>Seconds of the day, without a date.</summary>
    OfDay,
}

/// <summary>Which of day and month comes first where slashes leave it open.</summary>
internal enum DateOrder
{
    MonthFirst,
    DayFirst,
}

/// <summary>Reads dates and times: ISO 8601 with T or space, zone optional; slashes; times of day.</summary>
internal static partial class TimeReader
{
    public static TimeKind Read(string text, DateOrder order, out double seconds)
    {
        seconds = 0;
        var match = Written().Match(text);
        if (!match.Success)
            return TimeKind.Bad;
        var hasTime = match.Groups["h"].Success;
        if (!TimeOfDay(match, out var ofDay))
            return TimeKind.Bad;
        if (!match.Groups["date"].Success)
        {
            seconds = ofDay;
            return hasTime ? TimeKind.OfDay : TimeKind.Bad;
        }

        if (Day(match, order) is not { } day)
            return TimeKind.Bad;
        seconds = ((day - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond) + ofDay;
        if (!match.Groups["zone"].Success)
            return TimeKind.ZoneLess;
        seconds -= Zone(match.Groups["zone"].Value);
        return TimeKind.Absolute;
    }

    /// <summary>Whether a date with slashes leaves open which is the month; if not, its order.</summary>
    public static DateOrder? OrderOf(string text)
    {
        var match = Written().Match(text);
        if (!match.Groups["a"].Success)
            return null;
        return Whole(match, "a") > 12 ? DateOrder.DayFirst : Whole(match, "b") > 12 ? DateOrder.MonthFirst : null;
    }

    /// <summary>Whether a date has its year last.</summary>
    public static bool HasYearLast(string text) => Written().Match(text).Groups["a"].Success;

    private static bool TimeOfDay(Match match, out double seconds)
    {
        seconds = 0;
        if (!match.Groups["h"].Success)
            return true;
        var (hour, minute) = (Whole(match, "h"), Whole(match, "n"));
        var second = match.Groups["s"].Success ? double.Parse(match.Groups["s"].Value.Replace(',', '.'), CultureInfo.InvariantCulture) : 0;
        if (match.Groups["half"].Success)
        {
            if (hour is < 1 or > 12)
                return false;
            hour = (hour % 12) + (match.Groups["half"].Value[0] is 'p' or 'P' ? 12 : 0);
        }

        seconds = (hour * 3600) + (minute * 60) + second;
        return hour <= 24 && minute < 60 && second < 61 && seconds <= 86_401;
    }

    private static DateTime? Day(Match match, DateOrder order)
    {
        int year, month, day;
        if (match.Groups["y"].Success)
        {
            (year, month, day) = (Whole(match, "y"), Whole(match, "m"), Whole(match, "d"));
        }
        else
        {
            var (a, b) = (Whole(match, "a"), Whole(match, "b"));
            year = Whole(match, "late");
            year += match.Groups["late"].Length == 2 ? (year < 70 ? 2000 : 1900) : 0;
            (month, day) = order == DateOrder.DayFirst ? (b, a) : (a, b);
        }

        return year is >= 1900 and <= 2199 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc)
            : null;
    }

    private static double Zone(string zone)
    {
        if (zone[0] is not ('+' or '-' or '−'))
            return 0;
        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal).PadRight(4, '0');
        var size = (int.Parse(digits[..2], CultureInfo.InvariantCulture) * 3600) + (int.Parse(digits[2..], CultureInfo.InvariantCulture) * 60);
        return zone[0] == '+' ? size : -size;
    }

    private static int Whole(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""
        ^\s*
        (?<date>(?<y>[0-9]{4})[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})
          |(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2})
          |(?<a>[0-9]{1,2})[-/.](?<b>[0-9]{1,2})[-/.](?<late>[0-9]{4}|[0-9]{2}))?
        (?:(?:\s*[T,]\s*|\s+|^)(?<h>[0-9]{1,2}):(?<n>[0-9]{2})(?::(?<s>[0-9]{2}(?:[.,][0-9]{0,9})?))?\s*(?<half>[AaPp]\.?[Mm]\.?)?)?
        \s*(?<zone>Z|z|UTC|GMT|[+\-−][0-9]{2}(?::?[0-9]{2})?)?\s*$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
