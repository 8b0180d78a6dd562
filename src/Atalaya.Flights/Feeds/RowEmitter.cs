using System.Globalization;
using Atalaya.Earth;
using Atalaya.Flights.Tracks;

namespace Atalaya.Flights.Feeds;

/// <summary>Holds the first rows of a file back until it is known whether its columns are swapped; then checks every row and hands it on.</summary>
internal sealed class RowEmitter(string fileName, IRowSink sink, FaultLimit faults, SwapRules rules)
{
    /// <summary>Rows from which swapped columns are told; about 5 MB.</summary>
    private const int SampleRows = 20_000;

    private readonly Dictionary<string, long> renewed = [];
    private List<RowDraft>? sample = [];
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
            if (row.Bad is RowColumn.Time or RowColumn.Latitude or RowColumn.Longitude)
                return;
        }

        var latitude = swaps.Positions ? row.Longitude : row.Latitude;
        var longitude = swaps.Positions ? row.Latitude : row.Longitude;
        if (double.IsNaN(latitude) || double.IsNaN(longitude))
            faults.Count(FaultReason.NoPosition);
        else if (!row.HasTime)
            faults.Add(FaultReason.Missing, row.Line, row.Offset, "time");
        else if (!Position.IsLatitude(latitude))
            faults.Add(FaultReason.OutOfRange, row.Line, row.Offset, "latitude", Number(latitude));
        else if (longitude is < -180 or > 180)
            faults.Add(FaultReason.OutOfRange, row.Line, row.Offset, "longitude", Number(longitude));
        else
            Emit(row, latitude, longitude);
    }

    private static string Field(RowColumn column) => column.ToString().ToLowerInvariant();

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private void Emit(in RowDraft row, double latitude, double longitude)
    {
        var identity = row.Identity ?? row.Callsign ?? row.Registration ?? fileName;
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

        if (row.PositionTime != long.MinValue)
        {
            if (renewed.TryGetValue(identity, out var before) && before == row.PositionTime)
                flags |= ReportFlags.Stale;
            renewed[identity] = row.PositionTime;
        }

        var speed = swaps.SpeedAndTrack ? row.Track : row.Speed;
        var track = swaps.SpeedAndTrack ? row.Speed : row.Track;
        var time = row.Age is > 0 and < 86_400 ? row.Time - (long)Math.Round(row.Age * 1000) : row.Time;
        var report = new Report(time, latitude, longitude, (float)altitude, (float)speed, TraceReader.Direction(track), (float)row.Rate, flags, row.Source);
        sink.Add(new(identity, row.Basis, row.Callsign, row.Registration, row.Type, report));
    }
}
