using System.Globalization;
using System.Text.RegularExpressions;
using Atalaya.Flights.Feeds;

namespace Atalaya.Archive.Inputs;

/// <summary>Counts the 256 folders (last two hex digits of the address) of each globe_history day.</summary>
internal sealed partial class TraceFolders
{
    private const int Folders = 256;

    private readonly SortedDictionary<string, bool[]> days = new(StringComparer.Ordinal);

    public void Saw(string name)
    {
        var match = FolderOfTrace().Match(name.Replace('\\', '/'));
        if (!match.Success)
            return;
        if (!days.TryGetValue(match.Groups[1].Value, out var seen))
            days[match.Groups[1].Value] = seen = new bool[Folders];
        seen[int.Parse(match.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)] = true;
    }

    public void Say(IFaultSink faults)
    {
        foreach (var (day, seen) in days)
        {
            var missing = seen.Count(static there => !there);
            if (missing > 0)
                faults.Add(new(day, FaultReason.MissingPart, Field: "traces", Excerpt: string.Create(CultureInfo.InvariantCulture, $"{missing} of {Folders} folders missing: {Ranges(seen)}")));
        }
    }

    private static string Ranges(bool[] seen)
    {
        var ranges = new List<string>();
        for (var i = 0; i < Folders; i++)
        {
            if (seen[i])
                continue;
            var first = i;
            while (i + 1 < Folders && !seen[i + 1])
                i++;
            ranges.Add(first == i ? $"{first:x2}" : $"{first:x2}-{i:x2}");
        }

        return string.Join(", ", ranges);
    }

    [GeneratedRegex("^(.*?traces)/([0-9a-f]{2})/[^/]+$", RegexOptions.CultureInvariant)]
    private static partial Regex FolderOfTrace();
}
