using Atalaya.Archive.Inputs;
using Atalaya.Archive.Storage;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Analysis;

/// <summary>Reads one aircraft after another and derives its spells. One per worker thread: its memory is used again.</summary>
internal sealed class AircraftReader : IDisposable
{
    private readonly AnalysisOptions options;
    private readonly InputLedger ledger;
    private readonly string rulesDigest;
    private readonly AnalysisMeter meter;
    private readonly FlightDeriver deriver;
    private readonly SpellAssembler assembler;
    private readonly FeedScratch scratch = new();
    private readonly StoredContent content = new();
    private readonly TrackBuilder raw = new();
    private readonly TrackBuilder clipped = new();
    private readonly TrackBuilder regrouped = new();
    private readonly PartFaults faults = new();

    public AircraftReader(AnalysisOptions options, ArchiveStore store, InputLedger ledger, string rulesDigest, AnalysisMeter meter)
    {
        this.options = options;
        this.ledger = ledger;
        this.rulesDigest = rulesDigest;
        this.meter = meter;
        deriver = new(options);
        assembler = new(options.Rules.Spells, store.ReadOpen);
    }

    /// <summary>Reads all parts of an aircraft.</summary>
    /// <exception cref="OperationCanceledException">Stopped between two parts; nothing of the aircraft is kept.</exception>
    public DerivedAircraft Read(AircraftInput aircraft, IReadOnlyList<StoredSpell> stored, CancellationToken cancellation)
    {
        var result = new DerivedAircraft { Identity = InputLedger.KeyOf(aircraft.Identity, aircraft.Basis) };
        try
        {
            Begin(stored, result);
            foreach (var part in aircraft.Parts)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Read(part, aircraft, result) is not { } track)
                    continue;
                if (!assembler.Add(track, part.InputEdges))
                {
                    ReadOutOfOrder(aircraft, stored, result, cancellation);
                    return result;
                }

                assembler.Detach();
            }

            assembler.Flush();
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        scratch.Dispose();
        deriver.Dispose();
    }

    private void Begin(IReadOnlyList<StoredSpell> stored, DerivedAircraft result) =>
        assembler.Begin(stored, rulesDigest, (track, span, replaces) => result.Spells.Add(deriver.Derive(track, span, replaces)));

    /// <summary>The reports of a part, or null where there is nothing new in it.</summary>
    private Track? Read(AircraftPart part, AircraftInput input, DerivedAircraft result)
    {
        part.ReadAhead(content, ledger.KnowsAny);
        if (ledger.IsKnown(part.File, result.Identity))
        {
            meter.Add(part.Bytes, 0);
            result.Through.Add((part, false));
            return null;
        }

        var track = ReadRaw(part, input);
        var (kept, counts) = faults.Take();
        var isNew = ledger.Claim(part.File, result.Identity);
        meter.Add(part.Bytes, isNew ? track.Count : 0);
        result.Through.Add((part, isNew));
        if (!isNew)
            return null;
        result.Parts.Add(new(ledger.IdOf(part.File), InputLedger.DigestOf(part.File), track.Count, kept, counts));
        return track;
    }

    private Track ReadRaw(AircraftPart part, AircraftInput input)
    {
        raw.Clear();
        var named = part.Read(raw, faults, scratch);
        return Clip(raw.Build(named ?? new Aircraft(input.Identity), input.Basis));
    }

    /// <summary>The parts overlap in time although their headers did not say so: all are gathered, and taken in order of time.</summary>
    private void ReadOutOfOrder(AircraftInput aircraft, IReadOnlyList<StoredSpell> stored, DerivedAircraft result, CancellationToken cancellation)
    {
        var earlier = result.Through.ToList();
        var gathered = new List<(Aircraft Aircraft, ReportColumns Reports, SpellSpan Span)>();
        try
        {
            for (var i = 0; i < aircraft.Parts.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var part = aircraft.Parts[i];
                var track = i >= earlier.Count ? Read(part, aircraft, result) : earlier[i].Taken ? ReadRaw(part, aircraft) : null;
                if (i < earlier.Count)
                    faults.Take();
                if (track is null)
                    continue;
                foreach (var (start, count, span) in SpellCutter.Cut(track, part.InputEdges, options.Rules.Spells, regrouped, out var ordered))
                    gathered.Add((track.Aircraft, ReportColumns.CopyOf(ordered.Slice(start, count)), span));
            }

            result.DropSpells();
            Begin(stored, result);
            foreach (var (named, reports, span) in gathered.OrderBy(static g => g.Span.First).ThenBy(static g => g.Span.Last))
            {
                raw.Clear();
                reports.AppendTo(raw);
                if (!assembler.Accept(raw.Build(named, aircraft.Basis), span))
                    throw new InvalidOperationException("Spells in order of time were refused.");
                assembler.Detach();
            }

            assembler.Flush();
        }
        finally
        {
            foreach (var (_, reports, _) in gathered)
                reports.Dispose();
        }
    }

    private Track Clip(Track track)
    {
        if (options.Since is null && options.Until is null)
            return track;
        var since = options.Since?.ToUnixTimeMilliseconds() ?? long.MinValue;
        var until = options.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        clipped.Clear();
        var change = 0;
        for (var i = 0; i < track.Count; i++)
        {
            while (change < track.CallsignChanges.Count && track.CallsignChanges[change].Index <= i)
                clipped.SetCallsign(track.CallsignChanges[change++].Callsign);
            if (track.Times[i] >= since && track.Times[i] < until)
                clipped.Add(track[i]);
        }

        return clipped.Build(track.Aircraft, track.Basis);
    }
}
