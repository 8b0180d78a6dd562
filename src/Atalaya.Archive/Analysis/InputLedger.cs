using System.Collections.Concurrent;
using Atalaya.Archive.Inputs;
using Atalaya.Archive.Storage;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Analysis;

/// <summary>Knows which inputs are in the archive already, by their bytes, and hands out each input's part of the work once. Thread safe.</summary>
internal sealed class InputLedger
{
    private readonly HashSet<string> done;
    private readonly HashSet<(string Digest, string Identity)> partly;
    private readonly Dictionary<string, long> partlyIds = [];
    private readonly ConcurrentDictionary<(string Digest, string Identity), bool> claimed = new();
    private readonly ConcurrentDictionary<InputFile, FileState> states = new();
    private readonly ArchiveStore store;
    private readonly Lock naming = new();

    public InputLedger(ArchiveStore store, string rulesDigest)
    {
        this.store = store;
        done = store.Connection.Query("SELECT sha256 FROM inputs WHERE rules_digest = ?", rulesDigest).Select(static row => row.GetString(0)).ToHashSet();
        partly = [];
        foreach (var row in store.Connection.Query("SELECT sha256, identity, input_id FROM partial_inputs WHERE rules_digest = ?", rulesDigest))
        {
            partly.Add((row.GetString(0), row.GetString(1)));
            partlyIds[row.GetString(0)] = row.GetInt64(2);
        }
    }

    /// <summary>Whether any input is known.</summary>
    public bool KnowsAny => done.Count > 0 || partly.Count > 0;

    /// <summary>Says how many parts a file has.</summary>
    public void Expect(InputFile file) => states.GetOrAdd(file, static _ => new()).Left++;

    /// <summary>Files none of whose bytes were new.</summary>
    public long Unchanged => states.Values.Count(static s => s is { Left: 0, Taken: 0 });

    /// <summary>A file's name by its bytes; one that could not be read goes by its path and size.</summary>
    public static string DigestOf(InputFile file) => file.Digest ?? $"unread:{file.Bytes}:{file.Name}";

    /// <summary>Whether a part of known digest has to be read at all.</summary>
    public bool IsKnown(InputFile file, string identity) =>
        file.Digest is { } digest && (done.Contains(digest) || partly.Contains((digest, identity)));

    /// <summary>Whether a part that was read is new; each is new once.</summary>
    public bool Claim(InputFile file, string identity) => !IsKnown(file, identity) && !done.Contains(DigestOf(file)) && claimed.TryAdd((DigestOf(file), identity), true);

    /// <summary>The number of an input.</summary>
    public long IdOf(InputFile file)
    {
        lock (naming)
        {
            var state = states[file];
            if (state.Id == 0)
                state.Id = partlyIds.TryGetValue(DigestOf(file), out var known) ? known : store.NextInputId++;
            return state.Id;
        }
    }

    /// <summary>Says that a part is through; true with the last one of a file of which anything was new.</summary>
    public bool Finish(InputFile file, bool taken)
    {
        var state = states[file];
        lock (state)
        {
            state.Left--;
            if (taken)
                state.Taken++;
            return state.Left == 0 && (state.Taken > 0 || partlyIds.ContainsKey(DigestOf(file)));
        }
    }

    /// <summary>What parts of an aircraft are called: one name may be known in two ways.</summary>
    public static string KeyOf(string identity, Basis basis) => basis == Basis.Heard ? identity : $"{identity} ({Words.Of(basis)})";

    private sealed class FileState
    {
        public int Left { get; set; }
        public int Taken { get; set; }
        public long Id { get; set; }
    }
}
