using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Inputs;

/// <summary>What an <c>atalaya-input.json</c> beside the files says: whether they are a reconstruction, and the basis of some (see <c>docs/formats/rows.md</c>).</summary>
internal sealed class InputNotes
{
    public const string FileName = "atalaya-input.json";

    // A note is some lines; anything larger is no note.
    private const long MaxBytes = 1 << 20;

    private readonly List<(string Folder, Regex Pattern, Basis Basis)> bases = [];
    private readonly HashSet<string> read = [];

    public bool Reconstruction { get; private set; }

    /// <summary>Reads the note of a folder, if it has one.</summary>
    public void Read(string folder, IFaultSink faults)
    {
        var path = Path.Combine(folder, FileName);
        if (!read.Add(Path.GetFullPath(path)) || !File.Exists(path))
            return;
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                faults.Add(new(path, FaultReason.TooLarge));
                return;
            }

            using var note = JsonDocument.Parse(File.ReadAllBytes(path));
            Take(note.RootElement, path, folder, faults);
        }
        catch (JsonException error)
        {
            faults.Add(new(path, FaultReason.MalformedJson, Line: error.LineNumber + 1, Excerpt: error.Message));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(path, FaultReason.Unreadable, Excerpt: error.Message));
        }
    }

    /// <summary>The basis that the nearest note gives a file, or null.</summary>
    public Basis? BasisOf(string path)
    {
        if (bases.Count == 0)
            return null;
        var full = Path.GetFullPath(path);
        foreach (var (folder, pattern, basis) in Enumerable.Reverse(bases))
        {
            if (full.StartsWith(folder, StringComparison.Ordinal) && pattern.IsMatch(full[folder.Length..].Replace('\\', '/')))
                return basis;
        }

        return null;
    }

    private void Take(JsonElement note, string path, string folder, IFaultSink faults)
    {
        if (note.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new(path, FaultReason.MalformedJson, Excerpt: "an object is expected"));
            return;
        }

        Reconstruction |= note.TryGetProperty("reconstruction", out var marked) && marked.ValueKind == JsonValueKind.True;
        if (!note.TryGetProperty("basis", out var globs) || globs.ValueKind != JsonValueKind.Object)
            return;
        var root = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        foreach (var glob in globs.EnumerateObject())
        {
            if (glob.Value.ValueKind == JsonValueKind.String && Enum.TryParse<Basis>(glob.Value.GetString(), ignoreCase: true, out var basis) && Enum.IsDefined(basis))
                bases.Add((root, Pattern(glob.Name), basis));
            else
                faults.Add(new(path, FaultReason.OutOfRange, Field: "basis", Excerpt: glob.ToString()));
        }
    }

    // * within a folder, ** across folders, ? one character.
    private static Regex Pattern(string glob)
    {
        var pattern = new StringBuilder("^");
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob.AsSpan(i).StartsWith("**/"))
                (pattern, i) = (pattern.Append("(?:.*/)?"), i + 2);
            else if (glob.AsSpan(i).StartsWith("**"))
                (pattern, i) = (pattern.Append(".*"), i + 1);
            else
                pattern.Append(glob[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
        }

        return new(pattern.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}
