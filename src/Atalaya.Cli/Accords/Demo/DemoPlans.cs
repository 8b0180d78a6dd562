using System.Collections.Immutable;
using Atalaya.Accords.Matching;
using Atalaya.Accords.Records;
using Atalaya.Earth;
using NodaTime;
using Purpose = Atalaya.Accords.Records.Purpose;

namespace Atalaya.Cli.Accords.Demo;

/// <summary>What the two sides of the demonstration write. Places, numbers and words are invented, as the flights are.</summary>
internal static class DemoPlans
{
    private static readonly StateCode Mexico = StateCode.From("MX");

    public static GuidanceVersion Guidance(RecordHeader header, bool isHost) => new(
        header, Lethal.None,
        isHost ? [SurveyTask.AreaObservation, SurveyTask.EmissionSurvey, SurveyTask.WeatherMeasurement] : [SurveyTask.AreaObservation, SurveyTask.EmissionSurvey, SurveyTask.SensorCalibration],
        [Purpose.Awareness, Purpose.JudicialSearch],
        [new PolygonArea([new(22, -111), new(22, -101), new(29, -101), new(29, -111)])],
        [new(8_000, 45_000, HeightDatum.StandardPressure)],
        new(0, 0),
        new(Instant.FromUtc(2025, 1, 15, 0, 0), Instant.FromUtc(2025, 7, 15, 0, 0)),
        null, null);

    /// <summary>The plan of a flight: a box round where it flies, with room about it, half an hour before and after.</summary>
    public static FlightPlan Plan(string reference, string callsign, GuidancePair guidance, (double South, double West, double North, double East) box, Window flown)
    {
        const double Room = 0.1;
        var half = Duration.FromMinutes(30);
        var area = new PolygonArea([new(box.South - Room, box.West - Room), new(box.South - Room, box.East + Room), new(box.North + Room, box.East + Room), new(box.North + Room, box.West - Room)]);
        var gate = new Position(box.South, box.East);
        return new()
        {
            Reference = FormCode.From(reference),
            Host = Mexico,
            Registration = FormCode.From("UAS-" + callsign[^2..]),
            Spares = [],
            AircraftType = FormCode.From("Q9"),
            Callsigns = [FormCode.From(callsign)],
            Operator = FreeText.From("The operator of the reconstruction (invented)"),
            Tasks = [SurveyTask.AreaObservation, SurveyTask.EmissionSurvey],
            Purpose = Purpose.Awareness,
            Sensors = [Sensor.GasLaser, Sensor.InfraredCamera],
            Crossings = [new(Mexico, gate, flown.Start, gate, flown.End)],
            Volumes = [new(area, new(15_000, 25_000, HeightDatum.StandardPressure), new(flown.Start - half, flown.End + half))],
            Guidance = guidance,
            Overlaps = [],
        };
    }

    public static ClearanceDecision Grant(RecordHeader header, Atalaya.Accords.Envelopes.RecordDigest request, string number, ImmutableArray<Condition> conditions, FlightPlan plan, GuidancePair guidance) => new(
        header, request, ClearanceOutcome.Grant, FormCode.From(number), conditions, new(plan.Span.Start - Duration.FromHours(1), plan.Span.End + Duration.FromHours(1)), guidance, null, null);

    /// <summary>Where a track was, and when.</summary>
    public static ((double South, double West, double North, double East) Box, Window Time) Extent(ObservedTrack track) =>
        ((track.Latitudes.Min(), track.Longitudes.Min(), track.Latitudes.Max(), track.Longitudes.Max()), track.Time);
}
