using Atalaya.Accords.Log;

namespace Atalaya.Tests.Accords.Log;

/// <summary>What the power did to what was not synced when it failed.</summary>
public enum Loss
{
    /// <summary>All of it is gone.</summary>
    Everything,
    /// <summary>None of it is.</summary>
    Nothing,
    /// <summary>Each write and each name is gone, there or torn, by chance.</summary>
    Torn,
    /// <summary>The same, and where a file grew it holds zeros.</summary>
    Zeros,
}

/// <summary>The power has failed.</summary>
internal sealed class PowerCutException : IOException;

/// <summary>
/// Files in memory, of which only synced content under synced names is sure to outlive a power cut. Counts its calls and fails at a chosen one:
/// with the power, or for that call alone.
/// </summary>
internal sealed class FaultyStorage : ILogStorage
{
    private readonly Dictionary<string, Node> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> _durableNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _durableFolders = new(StringComparer.Ordinal);
    private bool _off;

    /// <summary>Calls that change something, so far.</summary>
    public int Calls { get; private set; }

    /// <summary>The call at which the power fails; it may have done its work or not.</summary>
    public int CutAt { get; set; } = int.MaxValue;

    /// <summary>The call that throws although the power stays.</summary>
    public int FailAt { get; set; } = int.MaxValue;

    /// <summary>Whether the call at which the power fails still does its work.</summary>
    public bool DoesLast { get; set; }

    public IEnumerable<string> Paths => _names.Keys;

    public byte[]? Read(string path)
    {
        Alive();
        return _names.TryGetValue(path, out var node) ? node.Now.ToArray() : null;
    }

    public byte[]? Read(string path, long offset, int length)
    {
        Alive();
        return _names.TryGetValue(path, out var node) ? node.Now.Span[(int)Math.Min(offset, node.Now.Length)..][..(int)Math.Clamp(node.Now.Length - offset, 0, length)].ToArray() : null;
    }

    public IReadOnlyList<string> List(string folder)
    {
        Alive();
        return [.. _names.Keys.Where(p => p.StartsWith(folder, StringComparison.Ordinal))];
    }

    public void Write(string path, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        Do(() =>
        {
            if (!_names.TryGetValue(path, out var node))
                _names[path] = node = new();
            node.Now = bytes;
        });
    }

    public void Append(string path, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        Do(() => _names[path].Append(bytes));
    }

    public void Truncate(string path, long length) => Do(() => _names[path].Now = _names[path].Now[..(int)length].ToArray());

    public void Sync(string path) => Do(() => _names[path].Durable = _names[path].Now);

    public void Rename(string from, string to) => Do(() =>
    {
        _names[to] = _names[from];
        _names.Remove(from);
    });

    public void SyncFolder(string path) => Do(() =>
    {
        foreach (var gone in _durableNames.Keys.Where(name => Folder(name) == path && !_names.ContainsKey(name)).ToList())
            _durableNames.Remove(gone);
        foreach (var (name, node) in _names.Where(n => Folder(n.Key) == path))
            _durableNames[name] = node;
        // A folder in it is a name in it.
        _durableFolders.UnionWith(_names.Keys.SelectMany(static name => Above(Folder(name))).Where(f => f.Length > 0 && Folder(f) == path));
    });

    /// <summary>What is there after a power cut.</summary>
    public FaultyStorage Reboot(Loss loss, int seed)
    {
        var random = new Random(seed);
        var after = new FaultyStorage();
        var kept = new Dictionary<Node, Node>();
        foreach (var name in _names.Keys.Concat(_durableNames.Keys).Distinct().Order().ToList())
        {
            var (now, durable) = (_names.GetValueOrDefault(name), _durableNames.GetValueOrDefault(name));
            if (durable is not null && !_durableFolders.IsSupersetOf(Above(Folder(name)).Where(static f => f.Length > 0)))
                durable = null;
            var node = loss switch
            {
                Loss.Everything => durable,
                Loss.Nothing => now,
                _ => now == durable || random.Next(2) == 0 ? now : durable,
            };
            if (node is null)
                continue;
            if (!kept.TryGetValue(node, out var copy))
                kept[node] = copy = new(Content(node, loss, random));
            after._names[name] = copy;
            after._durableNames[name] = copy;
            after._durableFolders.UnionWith(Above(Folder(name)));
        }

        return after;
    }

    /// <summary>The same files, as a back-up takes them.</summary>
    public FaultyStorage Copy() => Reboot(Loss.Nothing, 0);

    /// <summary>Flips a bit of a file, durably.</summary>
    public void Flip(string path, int at, int bit)
    {
        var bytes = _names[path].Now.ToArray();
        bytes[at] ^= (byte)(1 << bit);
        _names[path].Now = _names[path].Durable = bytes;
    }

    private static ReadOnlyMemory<byte> Content(Node node, Loss loss, Random random)
    {
        if (loss == Loss.Nothing || node.Now.Span.SequenceEqual(node.Durable.Span))
            return node.Now;
        if (loss == Loss.Everything)
            return node.Durable;
        // A file that was cut off has its old length or its new one, no other.
        if (node.Durable.Span.StartsWith(node.Now.Span) && node.Now.Length > 0)
            return random.Next(2) == 0 ? node.Durable : node.Now;
        var grew = node.Now.Length > node.Durable.Length && node.Now.Span.StartsWith(node.Durable.Span);
        if (!grew)
            return random.Next(3) switch { 0 => node.Durable, 1 => node.Now, _ => node.Now[..random.Next(node.Now.Length + 1)] };
        var length = random.Next(node.Durable.Length, node.Now.Length + 1);
        var content = node.Now[..length].ToArray();
        if (loss == Loss.Zeros)
            content.AsSpan(random.Next(node.Durable.Length, length + 1)).Clear();
        return content;
    }

    private static string Folder(string path) => path.LastIndexOf('/') is var end and >= 0 ? path[..end] : "";

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = folder; ; at = Folder(at))
        {
            yield return at;
            if (at.Length == 0)
                yield break;
        }
    }

    private void Do(Action change)
    {
        Alive();
        Calls++;
        if (Calls == FailAt)
            throw new IOException("The disk is full.");
        if (Calls != CutAt)
        {
            change();
            return;
        }

        if (DoesLast)
            change();
        _off = true;
        throw new PowerCutException();
    }

    private void Alive()
    {
        if (_off)
            throw new PowerCutException();
    }

    private sealed class Node(ReadOnlyMemory<byte> content)
    {
        private byte[] _grown = [];

        public Node()
            : this(default)
        {
        }

        public ReadOnlyMemory<byte> Now { get; set; } = content;

        public ReadOnlyMemory<byte> Durable { get; set; } = content;

        // What was there stays where it is; only bytes behind it are written, so that earlier views keep their content.
        public void Append(byte[] bytes)
        {
            var length = Now.Length;
            if (_grown.Length < length + bytes.Length || !Now.Equals(_grown.AsMemory(0, length)))
            {
                _grown = new byte[2 * (length + bytes.Length)];
                Now.CopyTo(_grown);
            }

            bytes.CopyTo(_grown, length);
            Now = _grown.AsMemory(0, length + bytes.Length);
        }
    }
}
