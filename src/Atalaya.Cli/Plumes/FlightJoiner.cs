using Atalaya.Archive;
using Atalaya.Archive.Records;
using Atalaya.Cli.Commands;
using Atalaya.Plumes.Readings;

namespace Atalaya.Cli.Plumes;

/// <summary>Brings readings together with the flight of an archive that they were taken on, by time and, where they have one, by place.</summary>
internal sealed class FlightJoiner
{
    // A named or found flight farther away than this from readings with places of their own is another one.
    private const double FarthestMetres = 2_000;

    // Another flight that explains nearly as many readings makes the choice a guess.
    private const double NearlyAsMany = 0.9;

    private readonly ReadingTable readings;
    private readonly ArchiveReader archive;
    private readonly string folder;
    private readonly double groundMetres;
    private readonly bool hasPlaces;

    private FlightJoiner(ReadingTable readings, ArchiveReader archive, string folder, double groundMetres)
    {
        (this.readings, this.archive, this.folder, this.groundMetres) = (readings, archive, folder, groundMetres);
        hasPlaces = readings.Count > 0 && readings.From.Any(static s => s.IsFinite);
    }

    /// <summary>Splits <c>DIR</c> or <c>DIR:KEY</c>; a key holds colons itself.</summary>
    public static (string Folder, string? Key) Split(string text)
    {
        if (Directory.Exists(text))
            return (text, null);
        for (var at = text.IndexOf(':', StringComparison.Ordinal); at > 0; at = text.IndexOf(':', at + 1))
        {
            if (Directory.Exists(text[..at]))
                return (text[..at], text[(at + 1)..]);
        }

        throw new CommandException(ExitCode.NothingUsable, "no-such-path", text);
    }

    /// <summary>Finds the flight and gives the readings their places where they have none.</summary>
    /// <param name="readings">Readings with a date.</param>
    /// <param name="text"><c>DIR</c> or <c>DIR:KEY</c>.</param>
    /// <param name="groundMetres">Height of the ground above sea level; NaN where not stated.</param>
    /// <exception cref="CommandException">No flight, or more than one, can be meant.</exception>
    public static (ReadingTable Readings, FlightJoin Join) Join(ReadingTable readings, string text, double groundMetres)
    {
        if (!readings.HasDate || readings.Count == 0)
            throw new CommandException(ExitCode.NothingUsable, "flight-no-date");
        var (folder, key) = Split(text);
        using var archive = ArchiveReader.Open(folder);
        return new FlightJoiner(readings, archive, folder, groundMetres).Join(key);
    }

    private (ReadingTable, FlightJoin) Join(string? key)
    {
        var (first, last) = (readings.Seconds[0], readings.Seconds[^1]);
        var candidates = archive.Flights().Where(f => key is null
            ? f.Start.ToUnixTimeMilliseconds() / 1000.0 <= last && f.End.ToUnixTimeMilliseconds() / 1000.0 >= first
            : f.FlightId.StartsWith(key, StringComparison.Ordinal)).ToList();
        if (candidates.Count(f => f.FlightId == key) == 1)
            candidates = [.. candidates.Where(f => f.FlightId == key)];
        if (key is not null && candidates.Count > 1)
            throw new CommandException(ExitCode.Usage, "many-flights", key, string.Join(", ", candidates.Take(5).Select(static f => f.FlightId)));
        if (key is not null && candidates.Count == 0)
            throw new CommandException(ExitCode.Usage, "no-such-flight", key, folder);
        var tried = candidates.Select(Try).Where(static t => t.Join.Joined > 0).ToList();
        var near = tried.Where(static t => !(t.Join.MedianMetres > FarthestMetres)).OrderByDescending(static t => t.Join.Joined).ThenBy(static t => t.Join.FlightId, StringComparer.Ordinal).ToList();
        if (near.Count == 0)
            throw new CommandException(ExitCode.NothingUsable, tried.Count > 0 ? "flight-elsewhere" : "flight-none", folder);

        // Readings with places of their own tell apart flights of the same time.
        if (near.Count > 1 && near[1].Join.Joined >= NearlyAsMany * near[0].Join.Joined)
        {
            if (!hasPlaces)
                throw new CommandException(ExitCode.Usage, "flight-many", string.Join(", ", near.Take(5).Select(static t => t.Join.FlightId)));
            near = [.. near.Where(t => t.Join.Joined >= NearlyAsMany * near[0].Join.Joined).OrderBy(static t => t.Join.MedianMetres)];
        }

        var (join, spots, frame) = near[0];
        if (!hasPlaces)
            return (ReadingRows.WithPlaces(readings, spots, frame), join);

        // Of a table in which some rows have places, those without are not usable.
        return (readings.From.All(static s => s.IsFinite) ? readings : ReadingRows.WithPlaces(readings, readings.From, readings.Frame), join);
    }

    private (FlightJoin Join, Spot[] Spots, LocalFrame Frame) Try(FlightRecord flight)
    {
        var reports = archive.Positions(flight.FlightId);
        var frame = hasPlaces && readings.Frame.IsOnEarth ? readings.Frame : new LocalFrame(reports.Count == 0 ? default : Origin(reports));
        var way = new FlightWay(reports, flight.Gaps, frame, double.IsNaN(groundMetres) ? 0 : groundMetres);
        var spots = new Spot[readings.Count];
        var apart = new List<double>();
        int joined = 0, inGaps = 0, outside = 0;
        for (var i = 0; i < spots.Length; i++)
        {
            // The row of a mean bears its beginning; the sensor was half a mean further on in its middle.
            var state = way.At(readings.Seconds[i] + (readings.AveragingSeconds / 2), out spots[i]);
            joined += state == HeardState.Heard ? 1 : 0;
            inGaps += state == HeardState.InGap ? 1 : 0;
            outside += state == HeardState.Outside ? 1 : 0;
            if (hasPlaces && readings.Frame.IsOnEarth && state == HeardState.Heard && readings.From[i].IsFinite)
                apart.Add(readings.From[i].PlaneDistance(spots[i]));
        }

        apart.Sort();
        var median = apart.Count == 0 ? double.NaN : apart[apart.Count / 2];
        return (new(flight.FlightId, flight.TrackDigest, joined, inGaps, outside, !hasPlaces, median, groundMetres), spots, frame);
    }

    // The middle of what was flown while readings were taken: the frame is truest there.
    private Earth.Position Origin(IReadOnlyList<Flights.Tracks.Report> reports)
    {
        var middle = (readings.Seconds[0] + readings.Seconds[^1]) / 2;
        var nearest = reports.MinBy(r => Math.Abs((r.Time / 1000.0) - middle));
        return new(nearest.Latitude, nearest.Longitude);
    }
}
