using Atalaya.Archive.Analysis;
using Atalaya.Archive.Records;
using Atalaya.Flights.Coverage;
using DuckDB.NET.Data;

namespace Atalaya.Archive.Storage;

/// <summary>Appends spells and their flights to the tables in bulk.</summary>
internal sealed class FlightAppender : IDisposable
{
    private readonly TableAppender spells, cleaning, setAside, flights, gaps, patterns, missions, reasons, stays, approaches, cells;

    public FlightAppender(DuckDBConnection connection)
    {
        spells = new(connection, "spells");
        cleaning = new(connection, "cleaning");
        setAside = new(connection, "set_aside");
        flights = new(connection, "flights");
        gaps = new(connection, "gaps");
        patterns = new(connection, "patterns");
        missions = new(connection, "missions");
        reasons = new(connection, "reasons");
        stays = new(connection, "stays");
        approaches = new(connection, "approaches");
        cells = new(connection, "flight_cells");
    }

    private IEnumerable<TableAppender> All => [spells, cleaning, setAside, flights, gaps, patterns, missions, reasons, stays, approaches, cells];

    /// <summary>Appends a spell with its flights.</summary>
    /// <param name="spell">The spell.</param>
    /// <param name="spellId">Its number.</param>
    /// <param name="firstFlight">The number of its first flight; the others follow.</param>
    /// <param name="runId">The run.</param>
    /// <param name="rulesDigest">The rules it was derived under.</param>
    /// <param name="openFile">Where its raw reports are, if they are kept.</param>
    /// <param name="openPlace">Where in that file.</param>
    public void Add(DerivedSpell spell, long spellId, long firstFlight, long runId, string rulesDigest, string? openFile, long openPlace)
    {
        spells.Add(spellId).Add(runId).Add(spell.Identity).Add(Words.Of(spell.Basis))
            .Add(spell.Aircraft.Registration).Add(spell.Aircraft.TypeDesignator).Add((int)spell.Aircraft.Flags)
            .AddTime(spell.Span.First).AddTime(spell.Span.Last).Add(spell.Span.LastOnGround).Add(spell.Span.DayClipped)
            .Add(spell.Span.OpenBefore).Add(spell.Span.OpenAfter).Add(spell.Span.Reports).Add(rulesDigest).Add(openFile).Add(openPlace)
            .End();
        foreach (var (reason, count) in spell.Cleaning)
        {
            if (count > 0)
                cleaning.Add(spellId).Add(Words.Of(reason)).Add((long)count).End();
        }

        foreach (var (reason, r) in spell.SetAside)
        {
            setAside.Add(spellId).Add(spell.Identity).Add(Words.Of(reason)).AddTime(r.Time).Add(r.Latitude).Add(r.Longitude)
                .AddKnown(r.AltitudeFeet).AddKnown(r.GroundSpeedKnots).AddKnown(r.TrackDegrees).AddKnown(r.VerticalRateFeetPerMinute)
                .Add((byte)r.Flags).Add((byte)r.Source)
                .End();
        }

        for (var i = 0; i < spell.Flights.Count; i++)
            Add(spell.Flights[i], spellId, firstFlight + i);
    }

    /// <summary>Hands all rows over.</summary>
    public void Close()
    {
        foreach (var appender in All)
            appender.Close();
    }

    public void Dispose()
    {
        foreach (var appender in All)
            appender.Dispose();
    }

    private void Add(DerivedFlight derived, long spellId, long number)
    {
        var f = derived.Record;
        flights.Add(f.FlightId).Add(number).Add(spellId).Add(f.TrackDigest).Add(f.Basis).Add(f.Identity).Add(f.Icao24)
            .Add(f.Registration).Add(f.Type).Add(f.Military).Add(f.Watched).Add(f.Callsigns)
            .Add(f.Start).Add(f.End).Add(f.Departure).Add(f.Arrival).Add(f.Points)
            .Add(f.StartLatitude).Add(f.StartLongitude).Add(f.EndLatitude).Add(f.EndLongitude)
            .Add(f.MaxAltitudeFeet).Add(derived.Kept is not null).AddNull().AddNull()
            .End();
        Add(f, number);
        var key = CoverageEntry.AircraftKey(f.Identity);
        var isHeard = f.Basis == Words.Heard;
        foreach (var (cell, heard, silent) in derived.Cells)
        {
            cells.Add(number).Add(key).Add(isHeard).Add(cell.LatitudeIndex).Add(cell.LongitudeIndex).Add(cell.Band).Add(cell.Hour)
                .Add((int)Math.Round(heard * 1000)).Add((int)Math.Round(silent * 1000))
                .End();
        }
    }

    private void Add(FlightRecord f, long number)
    {
        for (var i = 0; i < f.Gaps.Count; i++)
            gaps.Add(number).Add(i).Add(f.Gaps[i].Start).Add(f.Gaps[i].End).Add(f.Gaps[i].Kilometres).End();
        for (var i = 0; i < f.Patterns.Count; i++)
            Add(number, i, f.Patterns[i]);
        missions.Add(number).Add(f.Mission.Class).Add(f.Mission.Activity).Add(f.Mission.RunnerUp).Add(f.Mission.Confidence).End();
        for (var i = 0; i < f.Mission.Reasons.Count; i++)
        {
            var reason = f.Mission.Reasons[i];
            reasons.Add(number).Add(i).Add(reason.Code).Add(reason.Weight).Add(reason.ValuesJson).End();
        }

        for (var i = 0; i < f.Stays.Count; i++)
        {
            var s = f.Stays[i];
            stays.Add(number).Add(i).Add(s.Sovereign).Add(s.Kind).Add(s.Claim).Add(s.Start).Add(s.End).Add(s.Minutes).Add(s.UncertainMinutes).End();
        }

        for (var i = 0; i < f.Approaches.Count; i++)
        {
            var a = f.Approaches[i];
            approaches.Add(number).Add(i).Add(a.Sovereign).Add(a.Claim).Add(a.Time).Add(a.Latitude).Add(a.Longitude).Add(a.Kilometres).Add(a.MarginKilometres).End();
        }
    }

    private void Add(long number, int ordinal, PatternRecord p) => patterns
        .Add(number).Add(ordinal).Add(p.Kind).Add(p.Start).Add(p.End).Add(p.Confidence).Add(p.CentreLatitude).Add(p.CentreLongitude)
        .Add(p.RadiusMetres).Add(p.LegMetres).Add(p.SpacingMetres).Add(p.AxisDegrees).Add(p.Turns).Add(p.TurnBias).Add(p.Sense).Add(p.Laps)
        .Add(p.AltitudeFeet).Add(p.ResidualMetres)
        .End();
}
