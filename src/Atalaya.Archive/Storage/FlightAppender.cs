using Atalaya.Archive.Analysis;
using Atalaya.Archive.Records;
using Atalaya.Flights.Coverage;
using DuckDB.NET.Data;
using NodaTime;

namespace Atalaya.Archive.Storage;

/// <summary>Appends spells and their flights to the tables in bulk.</summary>
internal sealed class FlightAppender : IDisposable
{
    private readonly DuckDBAppender spells, cleaning, setAside, flights, gaps, patterns, missions, reasons, stays, cells;

    public FlightAppender(DuckDBConnection connection)
    {
        spells = connection.CreateAppender("spells");
        cleaning = connection.CreateAppender("cleaning");
        setAside = connection.CreateAppender("set_aside");
        flights = connection.CreateAppender("flights");
        gaps = connection.CreateAppender("gaps");
        patterns = connection.CreateAppender("patterns");
        missions = connection.CreateAppender("missions");
        reasons = connection.CreateAppender("reasons");
        stays = connection.CreateAppender("stays");
        cells = connection.CreateAppender("flight_cells");
    }

    public void Add(DerivedSpell spell, long spellId, long runId, string rulesDigest, string? openFile, long openPlace)
    {
        spells.CreateRow()
            .AppendValue(spellId).AppendValue(runId).AppendValue(spell.Identity).AppendValue(Words.Of(spell.Basis))
            .AppendValue(spell.Aircraft.Registration).AppendValue(spell.Aircraft.TypeDesignator).AppendValue((int)spell.Aircraft.Flags)
            .AppendValue(Time(spell.Span.First)).AppendValue(Time(spell.Span.Last)).AppendValue(spell.Span.LastOnGround).AppendValue(spell.Span.DayClipped)
            .AppendValue(spell.Span.OpenBefore).AppendValue(spell.Span.OpenAfter).AppendValue((long?)spell.Span.Reports).AppendValue(rulesDigest).AppendValue(openFile).AppendValue(openPlace)
            .EndRow();
        foreach (var (reason, count) in spell.Cleaning)
        {
            if (count > 0)
                cleaning.CreateRow().AppendValue(spellId).AppendValue(Words.Of(reason)).AppendValue((long)count).EndRow();
        }

        foreach (var (reason, r) in spell.SetAside)
        {
            setAside.CreateRow()
                .AppendValue(spellId).AppendValue(spell.Identity).AppendValue(Words.Of(reason)).AppendValue(Time(r.Time)).AppendValue((double?)r.Latitude)
                .AppendValue((double?)r.Longitude).AppendValue(Known(r.AltitudeFeet)).AppendValue(Known(r.GroundSpeedKnots)).AppendValue(Known(r.TrackDegrees))
                .AppendValue(Known(r.VerticalRateFeetPerMinute)).AppendValue((byte?)r.Flags).AppendValue((byte?)r.Source)
                .EndRow();
        }

        foreach (var flight in spell.Flights)
            Add(flight, spellId);
    }

    public void Dispose()
    {
        foreach (var appender in new[] { spells, cleaning, setAside, flights, gaps, patterns, missions, reasons, stays, cells })
            appender.Dispose();
    }

    private void Add(DerivedFlight derived, long spellId)
    {
        var f = derived.Record;
        flights.CreateRow()
            .AppendValue(f.FlightId).AppendValue(spellId).AppendValue(f.TrackDigest).AppendValue(f.Basis).AppendValue(f.Identity).AppendValue(f.Icao24)
            .AppendValue(f.Registration).AppendValue(f.Type).AppendValue(f.Military).AppendValue(f.Watched).AppendValue(f.Callsigns)
            .AppendValue(Time(f.Start)).AppendValue(Time(f.End)).AppendValue(f.Departure).AppendValue(f.Arrival).AppendValue(f.Points)
            .AppendValue((double?)f.StartLatitude).AppendValue((double?)f.StartLongitude).AppendValue((double?)f.EndLatitude).AppendValue((double?)f.EndLongitude)
            .AppendValue(f.MaxAltitudeFeet).AppendValue(derived.Kept is not null).AppendNullValue().AppendNullValue()
            .EndRow();
        Add(f);
        var key = CoverageEntry.AircraftKey(f.Identity);
        foreach (var (cell, heard, silent) in derived.Cells)
        {
            cells.CreateRow()
                .AppendValue(f.FlightId).AppendValue((ulong?)key).AppendValue(f.Basis == Words.Heard).AppendValue((short?)cell.LatitudeIndex)
                .AppendValue((short?)cell.LongitudeIndex).AppendValue((byte?)cell.Band).AppendValue((int?)cell.Hour)
                .AppendValue((int?)Math.Round(heard * 1000)).AppendValue((int?)Math.Round(silent * 1000))
                .EndRow();
        }
    }

    private void Add(FlightRecord f)
    {
        for (var i = 0; i < f.Gaps.Count; i++)
            gaps.CreateRow().AppendValue(f.FlightId).AppendValue((int?)i).AppendValue(Time(f.Gaps[i].Start)).AppendValue(Time(f.Gaps[i].End)).AppendValue((double?)f.Gaps[i].Kilometres).EndRow();
        for (var i = 0; i < f.Patterns.Count; i++)
            Add(f.FlightId, i, f.Patterns[i]);
        missions.CreateRow().AppendValue(f.FlightId).AppendValue(f.Mission.Class).AppendValue(f.Mission.Activity).AppendValue(f.Mission.RunnerUp).AppendValue((double?)f.Mission.Confidence).EndRow();
        for (var i = 0; i < f.Mission.Reasons.Count; i++)
        {
            var reason = f.Mission.Reasons[i];
            reasons.CreateRow().AppendValue(f.FlightId).AppendValue((int?)i).AppendValue(reason.Code).AppendValue((double?)reason.Weight).AppendValue(reason.ValuesJson).EndRow();
        }

        for (var i = 0; i < f.Stays.Count; i++)
        {
            var s = f.Stays[i];
            stays.CreateRow()
                .AppendValue(f.FlightId).AppendValue((int?)i).AppendValue(s.Sovereign).AppendValue(s.Kind).AppendValue(s.Claim).AppendValue(Time(s.Start))
                .AppendValue(Time(s.End)).AppendValue((double?)s.Minutes).AppendValue((double?)s.UncertainMinutes)
                .EndRow();
        }
    }

    private void Add(string flightId, int ordinal, PatternRecord p) => patterns.CreateRow()
        .AppendValue(flightId).AppendValue((int?)ordinal).AppendValue(p.Kind).AppendValue(Time(p.Start)).AppendValue(Time(p.End)).AppendValue((double?)p.Confidence)
        .AppendValue((double?)p.CentreLatitude).AppendValue((double?)p.CentreLongitude).AppendValue(p.RadiusMetres).AppendValue(p.LegMetres).AppendValue(p.SpacingMetres)
        .AppendValue(p.AxisDegrees).AppendValue((double?)p.Turns).AppendValue((double?)p.TurnBias).AppendValue(p.Sense).AppendValue((double?)p.Laps)
        .AppendValue(p.AltitudeFeet).AppendValue(p.ResidualMetres)
        .EndRow();

    private static DateTime? Time(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);

    private static DateTime? Time(Instant instant) => instant.ToDateTimeUtc();

    private static float? Known(float value) => float.IsNaN(value) ? null : value;
}
