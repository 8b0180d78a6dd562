using System.Globalization;
using System.Text;

namespace Atalaya.Accords.Log;

/// <summary>Names a tile of hashes or a bundle of entries, as C2SP tlog-tiles writes it: <c>tile/&lt;L&gt;/&lt;N&gt;[.p/&lt;W&gt;]</c>, <c>tile/entries/&lt;N&gt;[.p/&lt;W&gt;]</c>.</summary>
public readonly record struct TilePath
{
    /// <summary>Levels of the tree in a tile.</summary>
    public const int Height = 8;

    /// <summary>Hashes or entries of a full tile.</summary>
    public const int FullWidth = 1 << Height;

    /// <summary>The level of a bundle of entries, which stands beside level 0.</summary>
    public const int Entries = -1;

    private const int MostLevel = 63;

    // The default is the full first tile of level 0.
    private readonly int _missing;

    private TilePath(int level, ulong index, int width) => (Level, Index, _missing) = (level, index, FullWidth - width);

    /// <summary>0 to 63; <see cref="Entries"/> for a bundle.</summary>
    public int Level { get; }

    /// <summary>Which tile of its level, from 0.</summary>
    public ulong Index { get; }

    /// <summary>How many hashes or entries: 1 to 256.</summary>
    public int Width => FullWidth - _missing;

    /// <summary>Whether fewer than 256.</summary>
    public bool IsPartial => _missing > 0;

    /// <summary>A tile of hashes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Level or width is none.</exception>
    public static TilePath OfHashes(int level, ulong index, int width = FullWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, MostLevel);
        CheckWidth(width);
        return new(level, index, width);
    }

    /// <summary>A bundle of entries.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The width is none.</exception>
    public static TilePath OfEntries(ulong index, int width = FullWidth)
    {
        CheckWidth(width);
        return new(Entries, index, width);
    }

    /// <summary>The tile of a level that holds a hash, as wide as it is in a tree of a size; null where the tree has no such hash.</summary>
    internal static TilePath? Holding(int level, ulong hashIndex, ulong size)
    {
        var count = level * Height > 63 ? 0 : size >> (Math.Max(level, 0) * Height);
        if (hashIndex >= count)
            return null;
        var index = hashIndex / FullWidth;
        return new(level, index, (int)Math.Min(FullWidth, count - (index * FullWidth)));
    }

    /// <summary>Parses a path without a leading slash, in its one form.</summary>
    public static bool TryParse(string? text, out TilePath path)
    {
        path = default;
        var parts = text?.Split('/');
        if (parts is not ["tile", var levelText, .. { Length: > 0 } rest])
            return false;
        var level = Entries;
        if (levelText != "entries")
        {
            if (!TryNumber(levelText, out var number) || number > MostLevel)
                return false;
            level = (int)number;
        }

        var width = FullWidth;
        if (rest.Length >= 2 && rest[^2].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!TryNumber(rest[^1], out var number) || number is < 1 or >= FullWidth)
                return false;
            width = (int)number;
            rest = [.. rest[..^2], rest[^2][..^2]];
        }

        if (!TryIndex(rest, out var index))
            return false;
        path = new(level, index, width);
        return path.ToString() == text;
    }

    /// <summary>The path, without a leading slash.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("tile/").Append(Level == Entries ? "entries" : Level.ToString(CultureInfo.InvariantCulture)).Append('/');
        var groups = new Stack<ulong>();
        var left = Index;
        do
        {
            groups.Push(left % 1000);
            left /= 1000;
        }
        while (left > 0);
        while (groups.TryPop(out var group))
            text.Append(groups.Count > 0 ? "x" : "").Append(group.ToString("000", CultureInfo.InvariantCulture)).Append(groups.Count > 0 ? "/" : "");
        if (IsPartial)
            text.Append(".p/").Append(Width.ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private static bool TryIndex(string[] groups, out ulong index)
    {
        index = 0;
        // No tree of 64-bit size has a tile whose number takes more than six groups.
        if (groups.Length > 6)
            return false;
        for (var i = 0; i < groups.Length; i++)
        {
            var digits = i + 1 < groups.Length ? groups[i].StartsWith('x') ? groups[i][1..] : "" : groups[i];
            if (digits.Length != 3 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
                return false;
            index = (index * 1000) + ulong.Parse(digits, CultureInfo.InvariantCulture);
        }

        return true;
    }

    private static bool TryNumber(string text, out ulong number)
    {
        number = 0;
        return text.Length <= 3 && DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out number);
    }

    private static void CheckWidth(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
    }
}
