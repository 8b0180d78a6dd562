using System.Globalization;
using Atalaya.Earth;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Feeds;

/// <summary>How the rows of a format are to be taken.</summary>
/// <param name="ColumnsAreSure">The format fixes which column is which: none can be swapped.</param>
/// <param name="NeedsIdentity">A row without an identity is a fault; else callsign, registration or the file's name stand for it.</param>
/// <param name="GivesPositionTime">The time of the position, where there is one, is the report's time.</param>
/// <param name="Repeats">The format gives a position again until it has a newer one: that is no new report.</param>
internal sealed record EmitterRules(bool ColumnsAreSure, bool NeedsIdentity, bool GivesPositionTime, bool Repeats)
{
    /// <summary>Rows whose columns are known by their names only.</summary>
    public static EmitterRules ByNames { get; } = new(false, false, false, false);

    /// <summary>Each report stands once, under an identity.</summary>
    public static EmitterRules Log { get; } = new(true, true, false, false);

    /// <summary>Lists of aircraft, each with its last position.</summary>
    public static EmitterRules Snapshots { get; } = new(true, true, false, true);

    /// <summary>State vectors that say when their position was received.</summary>
    public static EmitterRules States { get; } = new(true, true, true, true);
}

/// <summary>Holds the first rows of a file back until it is known whether its columns are swapped; then checks every row and hands it on.</summary>
internal sealed class RowEmitter(string fileName, IRowSink sink, FaultLimit faults, SwapRules rules, EmitterRules format)
{
    /// <summary>Before this no receiver of such feeds ran; clocks that were never set begin in 1970 or 1980. 1990-01-01.</summary>
    public const long Earliest = 631_152_000_000;

    /// <summary>2100-01-01.</summary>
    public const long Latest = 4_102_444_800_000;

    /// <summary>Rows from which swapped columns are told; about 5 MB.</summary>
    private const int SampleRows = 20_000;

    // OpenSky keeps a position for minutes; what is older or newer than that is a broken value.
    private const long OldestPosition = 86_400_000;
    private const long NewestPosition = 60_000;

    private readonly Dictionary<string, long> renewed = [];
    private readonly RepeatFilter repeats = new();
    private List<RowDraft>? sample = format.ColumnsAreSure ? null : [];
    private Swaps swaps;

    /// <summary>How many rows came.</summary>
    public long Rows { get; private set; }

    public void Add(in RowDraft row)
    {
        Rows++;
        if (sample is null)
        {
            Check(row);
            return;
        }

        sample.Add(row);
        if (sample.Count == SampleRows)
            Decide();
    }

    public void Finish()
    {
        if (sample is not null)
            Decide();
    }

    private void Decide()
    {
        var held = sample!;
        sample = null;
        var rows = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(held);
        swaps = SwapFinder.Find(rows, rules);
        Say();
        foreach (ref readonly var row in rows)
            Check(row);
    }

    private void Say()
    {
        if (swaps.Positions || swaps.SpeedAndTrack)
        {
            var what = (swaps.Positions, swaps.SpeedAndTrack) switch
            {
                (true, true) => "latitude and longitude, and speed and track, are",
                (true, false) => "latitude and longitude are",
                _ => "speed and track are",
            };
            var field = swaps.Positions ? swaps.SpeedAndTrack ? "latitude, longitude, speed, track" : "latitude, longitude" : "speed, track";
            faults.Add(FaultReason.Implausible, field: field, excerpt: string.Create(CultureInfo.InvariantCulture, $"{what} named the wrong way round and were read swapped: of {swaps.Steps} steps, {Percent(swaps.FitAsNamed)} agree with the reported speed and direction as named, {Percent(swaps.FitRead)} when swapped"));
        }
        else if (swaps.NothingFits)
        {
            faults.Add(FaultReason.Implausible, field: "speed, track", excerpt: string.Create(CultureInfo.InvariantCulture, $"reported speed and direction fit the positions in only {Percent(swaps.FitAsNamed)} of {swaps.Steps} steps{Hint(swaps.SpeedRatio)}; read as named"));
        }
    }

    private static string Percent(double share) => double.IsNaN(share) ? "none" : Math.Round(share * 100).ToString(CultureInfo.InvariantCulture) + "%";

    // 1 m/s = 1.944 kt, 1 km/h = 0.54 kt.
    private static string Hint(double ratio) =>
        ratio is > 1.8 and < 2.1 ? " (speeds look like metres a second: --units speed=m/s)"
        : ratio is > 0.5 and < 0.58 ? " (speeds look like kilometres an hour: --units speed=km/h)"
        : "";

    private void Check(in RowDraft row)
    {
        if (row.BadText is not null)
        {
            faults.Add(row.BadReason, row.Line, row.Offset, Field(row.Bad), row.BadText);
            if (row.Bad is RowColumn.Time or RowColumn.Latitude or RowColumn.Longitude or RowColumn.PositionTime)
                return;
        }

        var latitude = swaps.Positions ? row.Longitude : row.Latitude;
        var longitude = swaps.Positions ? row.Latitude : row.Longitude;
        if (double.IsNaN(latitude) || double.IsNaN(longitude))
            faults.Count(FaultReason.NoPosition);
        else if (!TimeOf(row, out var time))
            faults.Add(FaultReason.Missing, row.Line, row.Offset, "time");
        else if (time is < Earliest or >= Latest)
            faults.Add(FaultReason.BadTime, row.Line, row.Offset, "time", IsoTime(time));
        else if (format.GivesPositionTime && row.HasTime && (time > row.Time + NewestPosition || time < row.Time - OldestPosition))
            faults.Add(FaultReason.BadTime, row.Line, row.Offset, "positiontime", $"{IsoTime(time)}, of {IsoTime(row.Time)}");
        else if (format.NeedsIdentity && row.Identity is null)
            faults.Add(FaultReason.Missing, row.Line, row.Offset, "identity", faults.IsFull ? null : row.Callsign);
        else if (!Position.IsLatitude(latitude))
            faults.Add(FaultReason.OutOfRange, row.Line, row.Offset, "latitude", Number(latitude));
        else if (longitude is < -180 or > 180)
            faults.Add(FaultReason.OutOfRange, row.Line, row.Offset, "longitude", Number(longitude));
        else
            Emit(row, time, latitude, longitude);
    }

    // When the position was received, as nearly as the row tells.
    private bool TimeOf(in RowDraft row, out long time)
    {
        if (format.GivesPositionTime && row.PositionTime != long.MinValue)
        {
            time = row.PositionTime;
            return true;
        }

        time = row.Age is > 0 and < 86_400 ? row.Time - (long)Math.Round(row.Age * 1000) : row.Time;
        return row.HasTime;
    }

    private static string IsoTime(long time) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(time, -62_135_596_800_000, 253_402_300_799_999)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Field(RowColumn column) => column.ToString().ToLowerInvariant();

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private void Emit(in RowDraft row, long time, double latitude, double longitude)
    {
        var isPrivate = (row.Flags & (AircraftFlags.PrivacyAddress | AircraftFlags.LimitedDisplay)) != 0;
        var identity = row.Identity ?? row.Callsign ?? (isPrivate ? null : row.Registration) ?? fileName;
        if (format.Repeats && repeats.IsRepeated(identity, time, latitude, longitude))
        {
            faults.Count(FaultReason.Repeated);
            return;
        }

        var flags = ReportFlags.None;
        var altitude = row.Altitude;
        if (row.OnGround)
        {
            flags |= ReportFlags.OnGround;
            altitude = double.NaN;
        }
        else if (double.IsNaN(altitude) && !double.IsNaN(row.GeometricAltitude))
        {
            altitude = row.GeometricAltitude;
            flags |= ReportFlags.AltitudeGeometric;
        }

        if (row.RateIsGeometric)
            flags |= ReportFlags.RateGeometric;
        if (row.PositionTime != long.MinValue && !format.GivesPositionTime)
        {
            if (renewed.TryGetValue(identity, out var before) && before == row.PositionTime)
                flags |= ReportFlags.Stale;
            renewed[identity] = row.PositionTime;
        }

        var speed = swaps.SpeedAndTrack ? row.Track : row.Speed;
        var track = swaps.SpeedAndTrack ? row.Speed : row.Track;
        var report = new Report(time, latitude, longitude, (float)altitude, (float)speed, TraceReader.Direction(track), (float)row.Rate, flags, row.Source);
        sink.Add(new(identity, row.Basis, row.Callsign, isPrivate ? null : row.Registration, isPrivate ? null : row.Type, report, row.Flags));
    }
}
