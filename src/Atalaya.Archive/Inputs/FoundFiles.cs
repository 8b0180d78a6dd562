using System.IO.Enumeration;
using System.Text.RegularExpressions;
using Atalaya.Flights.Feeds;

namespace Atalaya.Archive.Inputs;

/// <summary>A plain file, or a tar of one or more parts.</summary>
/// <param name="Name">The file's path; of a split tar, the path without the part's letters.</param>
/// <param name="Paths">The file, or the tar's parts in order.</param>
/// <param name="IsTar">Whether it is a tar.</param>
internal sealed record FoundFile(string Name, IReadOnlyList<string> Paths, bool IsTar);

/// <summary>Finds files under paths, in one order on every machine.</summary>
internal static partial class FoundFiles
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    public static List<FoundFile> Find(IReadOnlyList<string> paths, InputNotes notes, IFaultSink faults, CancellationToken cancellation)
    {
        var files = new List<string>();
        foreach (var path in paths)
            Walk(path, files, notes, faults, cancellation);
        var found = new List<FoundFile>();
        var tars = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        files.Sort(StringComparer.Ordinal);
        string? before = null;
        foreach (var file in files)
        {
            if (file == before)
                continue;
            before = file;
            if (file.Length > 3 && file[^3] == '.' && SplitTar().Match(file) is { Success: true } split)
                (tars.TryGetValue(split.Groups[1].Value, out var parts) ? parts : tars[split.Groups[1].Value] = []).Add(file);
            else
                found.Add(new(file, [file], file.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) || LooksLikeTar(file)));
        }

        foreach (var (name, parts) in tars)
            found.Add(new(name, Unbroken(name, parts, faults), true));
        return found;
    }

    // A split tar is of use up to its first missing part.
    private static List<string> Unbroken(string name, List<string> parts, IFaultSink faults)
    {
        var whole = new List<string>();
        for (var (i, wanted) = (0, "aa"); i < parts.Count; i++, wanted = Next(wanted))
        {
            if (parts[i].EndsWith(wanted, StringComparison.Ordinal))
            {
                whole.Add(parts[i]);
                continue;
            }

            faults.Add(new(name, FaultReason.MissingPart, Field: wanted, Excerpt: $"part {wanted} is missing: the parts behind it are not read"));
            break;
        }

        return whole;
    }

    private static string Next(string letters) => letters[1] == 'z' ? $"{(char)(letters[0] + 1)}a" : $"{letters[0]}{(char)(letters[1] + 1)}";

    private static void Walk(string path, List<string> files, InputNotes notes, IFaultSink faults, CancellationToken cancellation)
    {
        try
        {
            if (Directory.Exists(path))
            {
                WalkFolder(path, files, notes, faults, cancellation);
            }
            else if (File.Exists(path))
            {
                notes.Read(Path.GetDirectoryName(Path.GetFullPath(path))!, faults);
                files.Add(path);
            }
            else
            {
                faults.Add(new(path, FaultReason.Unreadable, Excerpt: "no such file or folder"));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(path, FaultReason.Unreadable, Excerpt: error.Message));
        }
    }

    private static void WalkFolder(string path, List<string> files, InputNotes notes, IFaultSink faults, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            notes.Read(path, faults);

            // What a folder's listing says of its entries spares asking for each: a day has tens of thousands.
            var entries = new FileSystemEnumerable<(string Name, bool IsFolder)>(path, static (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory), Everything);
            foreach (var (name, isFolder) in entries.OrderBy(static entry => entry.Name, StringComparer.Ordinal))
            {
                if (name.StartsWith('.') || name == InputNotes.FileName)
                    continue;
                var inner = Path.Combine(path, name);
                if (!isFolder)
                    files.Add(inner);
                else if (!IsLink(inner))
                    WalkFolder(inner, files, notes, faults, cancellation);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(path, FaultReason.Unreadable, Excerpt: error.Message));
        }
    }

    // A link could lead back up.
    private static bool IsLink(string folder) => (File.GetAttributes(folder) & FileAttributes.ReparsePoint) != 0;

    private static bool LooksLikeTar(string path)
    {
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return false;
        try
        {
            using var handle = File.OpenHandle(path);
            Span<byte> magic = stackalloc byte[5];
            return RandomAccess.Read(handle, magic, 257) == 5 && magic.SequenceEqual("ustar"u8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(.*\.tar)\.[a-z][a-z]$", RegexOptions.CultureInvariant)]
    private static partial Regex SplitTar();
}
