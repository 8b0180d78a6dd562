using Atalaya.Archive;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Commands;
using Atalaya.Cli.Language;
using Atalaya.Earth;
using Atalaya.Flights.Comparison;
using NodaTime;

namespace Atalaya.Cli.Lists;

/// <summary>Opens a list of missions, whatever it is: an archive's folder, our GeoJSON, or CSV.</summary>
internal static class ListFile
{
    /// <summary>Opens it.</summary>
    /// <exception cref="CommandException">It is not there, or holds no mission that could be read.</exception>
    /// <exception cref="ArchiveException">The folder holds no archive that can be read.</exception>
    public static OpenedList Open(CommandContext context, string path, DateTimeZone? timeZone)
    {
        if (Directory.Exists(path))
            return ArchiveList.Open(path);
        if (!File.Exists(path))
            throw new CommandException(ExitCode.NothingUsable, "no-such-path", path);
        using var file = File.OpenRead(path);
        var list = IsJson(file) ? ListGeoJson.Read(file, path) : ListCsv.Read(file, path, timeZone);
        var wording = context.Wording;
        foreach (var fault in list.Faults.Take(3))
            context.Terminal.Error.WriteLine("  " + FaultWords.Sentence(fault, wording));
        if (list.Faults.Count > 0)
            context.Terminal.Error.WriteLine(wording.Count(TextArea.Compare, "faults", list.Faults.Count, path));
        if (list.Missions.Count + list.Uncounted.Count == 0)
            throw new CommandException(ExitCode.NothingUsable, "empty-list", path, list.Faults.Count == 0 ? "–" : FaultWords.Sentence(list.Faults[0], wording));
        return new(list, null, list.Missions.Concat(list.Uncounted).Where(static m => m is { Positions.Count: 1, Span.IsDayOnly: false }).ToDictionary(static m => m.Number, Way));
    }

    // A point and hours: the place is asked about in each of the hours.
    private static IReadOnlyList<(Position, Instant)> Way(ListedMission mission)
    {
        var hours = (int)Math.Min(48, Math.Floor((mission.Span.End - mission.Span.Start).TotalHours));
        return [.. Enumerable.Range(0, hours + 1).Select(h => (mission.Positions[0], mission.Span.Start + Duration.FromHours(h)))];
    }

    private static bool IsJson(FileStream file)
    {
        int first;
        while ((first = file.ReadByte()) is ' ' or '\n' or '\r' or '\t' or 0xEF or 0xBB or 0xBF)
        {
        }

        file.Position = 0;
        return first == '{';
    }
}
