using System.Globalization;
using System.Resources;
using NodaTime;

namespace Atalaya.Cli.Language;

/// <summary>One of the two languages, and how numbers and dates are written in it. All text that a person reads comes through here.</summary>
public sealed class Wording
{
    private static readonly Dictionary<TextArea, ResourceManager> Areas = Enum.GetValues<TextArea>()
        .ToDictionary(static a => a, static a => new ResourceManager($"Atalaya.Cli.Resources.{a}Text", typeof(Wording).Assembly));

    private readonly string[] months;

    private Wording(string code, CultureInfo culture)
    {
        Code = code;
        Culture = culture;
        months = Text(TextArea.Term, "months-short").Split(',');
    }

    /// <summary><c>es</c> or <c>en</c>.</summary>
    public string Code { get; }

    /// <summary>How numbers are written.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The wording of a language with the number formats of a locale; those of Mexico and of the United States where none is named.</summary>
    /// <param name="code"><c>es</c> or <c>en</c>.</param>
    /// <param name="locale">A locale of the same language, such as <c>es-ES</c>; ignored otherwise.</param>
    public static Wording Of(string code, string? locale = null)
    {
        var language = code == "es" ? "es" : "en";
        var named = locale is not null && (locale == language || locale.StartsWith(language + "-", StringComparison.Ordinal));
        return new(language, CultureOf(named && locale!.Length > 2 ? locale : language == "es" ? "es-MX" : "en-US"));
    }

    /// <summary>The wording of the user's locale, as POSIX reads it: <c>LC_ALL</c>, then <c>LC_MESSAGES</c>, then <c>LANG</c>; English where they say nothing.</summary>
    /// <param name="variable">Looks up an environment variable.</param>
    public static Wording OfLocale(Func<string, string?> variable)
    {
        foreach (var name in new[] { "LC_ALL", "LC_MESSAGES", "LANG" })
        {
            if (variable(name) is not { Length: > 0 } value)
                continue;
            var locale = value.Split('.', '@')[0].Replace('_', '-');
            return Of(locale.StartsWith("es", StringComparison.OrdinalIgnoreCase) ? "es" : "en", locale);
        }

        return Of("en");
    }

    /// <summary>The text of a key.</summary>
    /// <exception cref="MissingManifestResourceException">No such key: a fault of ours, which a test finds.</exception>
    public string Text(TextArea area, string key) =>
        Find(area, key) ?? throw new MissingManifestResourceException($"{area}Text has no text '{key}'.");

    /// <summary>The text of a key, or null.</summary>
    public string? Find(TextArea area, string key) => Areas[area].GetString(key, CultureInfo.GetCultureInfo(Code));

    /// <summary>The text of a key with its places filled.</summary>
    public string Text(TextArea area, string key, params object[] values) => string.Format(Culture, Text(area, key), values);

    /// <summary>A text that depends on a number: <c>key.one</c> or <c>key.other</c>, whose first place is the number.</summary>
    public string Count(TextArea area, string key, long number, params object[] more) =>
        Text(area, number == 1 ? key + ".one" : key + ".other", [Number(number), .. more]);

    /// <summary>A domain word, such as a pattern's kind; the bare code where there is none.</summary>
    public string Term(string key) => Find(TextArea.Term, key) ?? key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>A state's name by its ISO 3166-1 alpha-3 code; the code itself where we know no name.</summary>
    public string Country(string alpha3) => Find(TextArea.Term, "country." + alpha3) ?? alpha3;

    /// <summary>A whole number with its thousands apart.</summary>
    public string Number(long value) => value.ToString("N0", Culture);

    /// <summary>A number with a fixed count of decimals; infinity as its sign, NaN as a dash.</summary>
    public string Number(double value, int decimals) =>
        double.IsNaN(value) ? "–" : double.IsInfinity(value) ? (value > 0 ? "∞" : "−∞") : value.ToString("N" + decimals, Culture).Replace("-", "−", StringComparison.Ordinal);

    /// <summary>A number with as many decimals as make three figures, none from 100 on.</summary>
    public string Figures(double value) => Number(value, !double.IsFinite(value) || Math.Abs(value) >= 100 ? 0 : Math.Abs(value) >= 10 ? 1 : 2);

    /// <summary>A weight of log-odds with its sign and two decimals.</summary>
    public string Weight(double value) => (value >= 0 ? "+" : "−") + Number(Math.Abs(value), 2);

    /// <summary>A share from 0 to 1 in whole percent.</summary>
    public string Percent(double share) => double.IsNaN(share) ? "–" : Text(TextArea.Term, "percent", Number(share * 100, 0));

    /// <summary>A confidence in whole percent that never rounds up to certainty.</summary>
    public string Confidence(double share) => share is > 0.99 and < 1 ? "> " + Percent(0.99) : Percent(share);

    /// <summary>A small share, with a decimal below ten percent.</summary>
    public string Share(double share) => share is > 0 and < 0.0995 ? Text(TextArea.Term, "percent", Number(share * 100, 1)) : Percent(share);

    /// <summary>A probability: <c>p = 0.012</c>, or <c>p &lt; 0.0001</c>.</summary>
    public string Probability(double p) => p < 0.0001 ? "p < " + Number(0.0001, 4) : "p = " + Number(p, p < 0.01 ? 4 : 3);

    /// <summary>A day, as <c>3 Feb 2025</c>.</summary>
    public string Date(LocalDate day) => string.Create(Culture, $"{day.Day} {months[day.Month - 1]} {day.Year}");

    /// <summary>A day without its year.</summary>
    public string ShortDate(LocalDate day) => string.Create(Culture, $"{day.Day} {months[day.Month - 1]}");

    /// <summary>A month, as <c>Feb 2025</c>.</summary>
    public string Month(LocalDate day) => string.Create(Culture, $"{months[day.Month - 1]} {day.Year}");

    /// <summary>The name of a month, shortened.</summary>
    public string MonthName(int month) => months[month - 1];

    /// <summary>An instant in UTC, as <c>3 Feb 2025 14:05</c>.</summary>
    public string Moment(Instant instant) => $"{Date(instant.InUtc().Date)} {Clock(instant)}";

    /// <summary>Hours and minutes in UTC.</summary>
    public static string Clock(Instant instant)
    {
        var time = instant.InUtc();
        return string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}");
    }

    /// <summary>Two instants of one stretch, the second day only where it differs.</summary>
    public string Span(Instant start, Instant end)
    {
        LocalDate first = start.InUtc().Date, last = end.InUtc().Date;
        return first == last ? $"{Date(first)} {Clock(start)}–{Clock(end)}" : $"{Moment(start)} – {Moment(end)}";
    }

    /// <summary>Two days of one stretch, month and year only where they differ.</summary>
    public string Days(LocalDate from, LocalDate to) =>
        from == to ? Date(from) : from.Year == to.Year ? $"{ShortDate(from)} – {Date(to)}" : $"{Date(from)} – {Date(to)}";

    /// <summary>A length of time, as <c>5 h 40 min</c>.</summary>
    public string Length(Duration length)
    {
        var minutes = (long)Math.Round(length.TotalMinutes);
        return length < Duration.FromMinutes(2)
            ? string.Create(Culture, $"{(long)Math.Round(length.TotalSeconds)} s")
            : minutes < 60
            ? string.Create(Culture, $"{minutes} min")
            : minutes % 60 == 0 ? string.Create(Culture, $"{minutes / 60} h") : string.Create(Culture, $"{minutes / 60} h {minutes % 60} min");
    }

    private static CultureInfo CultureOf(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
