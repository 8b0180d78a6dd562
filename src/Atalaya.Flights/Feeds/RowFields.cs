using System.Buffers;
using System.Text;
using Atalaya.Flights.Tracks;
using NodaTime;

namespace Atalaya.Flights.Feeds;

/// <summary>Puts the values of one file's columns into drafts, in our units.</summary>
/// <param name="options">What the user says.</param>
/// <param name="isOpenSky">Whether the columns are those of OpenSky's state vectors: <see cref="OpenSkyNames"/>.</param>
internal sealed class RowFields(RowOptions options, bool isOpenSky = false)
{
    private const int MaxKnownTexts = 200_000;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> UpperDigits = SearchValues.Create("ABCDEF");

    private readonly DateTimeZone zone = options.TimeZone ?? DateTimeZone.Utc;
    private readonly Dictionary<string, string> texts = [];

    /// <summary>Whether a time without a zone was met.</summary>
    public bool ZoneLessSeen { get; private set; }

    public RowMeaning Find(string name) => RowNames.Find(name, options, isOpenSky);

    /// <summary>Whether a needed column is there. A state vector's own time is not needed beside that of its position.</summary>
    public bool Supplies(IEnumerable<RowMeaning> meanings, RowColumn needed) =>
        meanings.Any(meaning => meaning.Column == needed || (isOpenSky && needed == RowColumn.Time && meaning.Column == RowColumn.PositionTime));

    public void Set(ref RowDraft row, in RowMeaning meaning, ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\""u8);
        if (meaning.Column == RowColumn.Ignored || RowText.IsNull(text))
            return;
        var rank = RankOf(meaning);
        switch (meaning.Column)
        {
            case RowColumn.Time:
                Time(ref row, text, rank);
                break;
            case RowColumn.PositionTime:
                if (RowText.Time(text, zone, out var renewed) != RowText.TimeKind.Bad)
                    row.PositionTime = renewed;
                else if (isOpenSky && RowText.TryNumber(text, out _))
                    Bad(ref row, RowColumn.PositionTime, FaultReason.BadTime, text);
                break;
            case RowColumn.RegisterFlags:
                if (RowText.TryNumber(text, out var bits) && bits is >= 0 and < 65_536)
                    row.Flags |= (AircraftFlags)((int)bits & 0xf);
                break;
            case RowColumn.Identity when rank <= row.IdentityRank:
                row.Identity = IdentityOf(text);
                row.IdentityRank = rank;
                break;
            case RowColumn.Callsign:
                row.Callsign = Text(text);
                break;
            case RowColumn.Registration:
                row.Registration = Text(text);
                break;
            case RowColumn.Type:
                if (TraceRow.SourceOf(text) is not (ReportSource.Other or ReportSource.Unknown) || text.SequenceEqual("mode_s"u8))
                    row.Source = TraceRow.SourceOf(text);
                else
                    row.Type = Text(text);
                break;
            case RowColumn.Source:
                row.Source = isOpenSky ? OpenSkyNames.SourceOf(text) : TraceRow.SourceOf(text);
                break;
            case RowColumn.Basis:
                BasisOf(ref row, text);
                break;
            case RowColumn.OnGround:
                row.OnGround |= RowText.Truth(text) ?? text.SequenceEqual("ground"u8);
                break;
            case RowColumn.Altitude when text.SequenceEqual("ground"u8) || text.SequenceEqual("GND"u8):
                row.OnGround = true;
                break;
            default:
                Number(ref row, meaning, text, rank);
                break;
        }
    }

    /// <summary>A value that the file stores as a number, not as text. NaN stands for none.</summary>
    public void Set(ref RowDraft row, in RowMeaning meaning, double value)
    {
        if (double.IsNaN(value))
            return;
        var isNumeric = meaning.Column is RowColumn.Latitude or RowColumn.Longitude or RowColumn.Altitude or RowColumn.GeometricAltitude
            or RowColumn.Speed or RowColumn.Track or RowColumn.VerticalRate or RowColumn.PositionAge;
        if (isNumeric && double.IsFinite(value))
        {
            Number(ref row, meaning, value, RankOf(meaning));
            return;
        }

        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        Set(ref row, meaning, text[..length]);
    }

    /// <summary>A time that the file stores as one.</summary>
    /// <param name="row">The draft.</param>
    /// <param name="meaning">Its column.</param>
    /// <param name="milliseconds">Since 1970, UTC or on the local clock.</param>
    /// <param name="isLocal">Whether it does not say where on the time line it stands.</param>
    public void Set(ref RowDraft row, in RowMeaning meaning, long milliseconds, bool isLocal)
    {
        // Far from every year that a calendar of the library holds, and from every report.
        const long Bound = 200_000_000_000_000;
        var time = isLocal && milliseconds is > -Bound and < Bound ? RowText.InZone(milliseconds, zone) : milliseconds;
        ZoneLessSeen |= isLocal;
        if (meaning.Column == RowColumn.PositionTime)
        {
            row.PositionTime = time;
        }
        else if (meaning.Column == RowColumn.Time && RankOf(meaning) <= row.TimeRank)
        {
            row.Time = time;
            row.TimeRank = RankOf(meaning);
            row.HasTime = true;
        }
    }

    /// <summary>Whether time, latitude and longitude are there; what is not is a fault.</summary>
    public bool Complete(IReadOnlyCollection<RowMeaning> meanings, FaultLimit faults, string names)
    {
        var missing = ((RowColumn[])[RowColumn.Time, RowColumn.Latitude, RowColumn.Longitude]).Where(needed => !Supplies(meanings, needed)).ToList();
        if (missing.Count == 3)
            faults.Add(FaultReason.UnknownFormat, 1, 0, excerpt: "no column for time, latitude, longitude (--columns names them): " + names);
        else
            missing.ForEach(column => faults.Add(FaultReason.Missing, 1, 0, column.ToString().ToLowerInvariant(), names));
        return missing.Count == 0;
    }

    private static byte RankOf(in RowMeaning meaning) => (byte)Math.Clamp(meaning.Rank + 1, 0, 254);

    private void Time(ref RowDraft row, ReadOnlySpan<byte> text, byte rank)
    {
        if (rank > row.TimeRank)
            return;
        var kind = RowText.Time(text, zone, out var time);
        if (kind == RowText.TimeKind.Bad)
        {
            Bad(ref row, RowColumn.Time, FaultReason.BadTime, text);
            return;
        }

        ZoneLessSeen |= kind == RowText.TimeKind.ZoneLess;
        row.Time = time;
        row.TimeRank = rank;
        row.HasTime = true;
    }

    private void Number(ref RowDraft row, in RowMeaning meaning, ReadOnlySpan<byte> text, byte rank)
    {
        if (!RowText.TryNumber(text, out var value))
        {
            if (meaning.Column is RowColumn.Latitude or RowColumn.Longitude || !(text.SequenceEqual("nan"u8) || text.SequenceEqual("NaN"u8) || text.SequenceEqual("NA"u8) || text.SequenceEqual("-"u8)))
                Bad(ref row, meaning.Column, FaultReason.NotANumber, text);
            return;
        }

        Number(ref row, meaning, value, rank);
    }

    private void Number(ref RowDraft row, in RowMeaning meaning, double value, byte rank)
    {
        switch (meaning.Column)
        {
            case RowColumn.Latitude:
                row.Latitude = value;
                row.HasLatitude = true;
                break;
            case RowColumn.Longitude:
                row.Longitude = value;
                break;
            case RowColumn.Altitude when rank <= row.AltitudeRank:
                row.Altitude = value * AltitudeFactor(meaning);
                row.AltitudeRank = rank;
                break;
            case RowColumn.GeometricAltitude:
                row.GeometricAltitude = value * AltitudeFactor(meaning);
                break;
            case RowColumn.Speed:
                row.Speed = value * SpeedFactor(meaning);
                break;
            case RowColumn.Track:
                row.Track = value;
                break;
            case RowColumn.VerticalRate:
                row.Rate = value * (options.VerticalRate == VerticalRateUnit.MetresPerSecond ? RowNames.FeetPerMinuteInMetrePerSecond : options.VerticalRate is null && meaning.ToOurUnit > 0 ? meaning.ToOurUnit : 1);
                break;
            case RowColumn.PositionAge:
                row.Age = value;
                break;
            default:
                break;
        }
    }

    private double AltitudeFactor(in RowMeaning meaning) => options.Altitude switch
    {
        AltitudeUnit.Metres => RowNames.FeetInMetre,
        null when meaning.ToOurUnit > 0 => meaning.ToOurUnit,
        _ => 1,
    };

    private double SpeedFactor(in RowMeaning meaning) => options.Speed switch
    {
        SpeedUnit.MetresPerSecond => RowNames.KnotsInMetrePerSecond,
        SpeedUnit.KilometresPerHour => RowNames.KnotsInKilometrePerHour,
        SpeedUnit.MilesPerHour => RowNames.KnotsInMilePerHour,
        null when meaning.ToOurUnit > 0 => meaning.ToOurUnit,
        _ => 1,
    };

    private static void Bad(ref RowDraft row, RowColumn column, FaultReason reason, ReadOnlySpan<byte> text)
    {
        // What makes a row useless outweighs what only makes it poorer.
        if (row.BadText is not null && row.Bad is RowColumn.Time or RowColumn.Latitude or RowColumn.Longitude)
            return;
        row.Bad = column;
        row.BadReason = reason;
        row.BadText = ByteWindow.Text(text[..Math.Min(text.Length, 200)]);
    }

    private static void BasisOf(ref RowDraft row, ReadOnlySpan<byte> text)
    {
        if (Enum.TryParse<Basis>(Encoding.UTF8.GetString(text), ignoreCase: true, out var basis) && Enum.IsDefined(basis))
            row.Basis = basis;
        else
            Bad(ref row, RowColumn.Basis, FaultReason.OutOfRange, text);
    }

    // Spreadsheets drop the leading zeros of an address.
    private string? IdentityOf(ReadOnlySpan<byte> text)
    {
        var name = Text(text);
        if (name is null)
            return null;
        var digits = name.StartsWith('~') ? name.AsSpan(1) : name;
        if (digits.Length is < 4 or > 6 || digits.ContainsAnyExcept(HexDigits))
            return name;
        if (digits.Length == 6 && !digits.ContainsAny(UpperDigits))
            return name;
        return Known((name[0] == '~' ? "~" : "") + digits.ToString().ToLowerInvariant().PadLeft(6, '0'));
    }

    private string? Text(ReadOnlySpan<byte> text)
    {
        if (text.Length > 64)
            text = text[..64];
        Span<char> characters = stackalloc char[64];
        var length = Encoding.UTF8.GetChars(text, characters);
        var known = texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(characters[..length], out var value))
            return value;
        return Known(new string(characters[..length]));
    }

    private string Known(string value)
    {
        if (texts.TryGetValue(value, out var known))
            return known;
        if (texts.Count < MaxKnownTexts)
            texts[value] = value;
        return value;
    }
}
