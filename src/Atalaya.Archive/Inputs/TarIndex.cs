using System.Globalization;
using System.Text;
using Atalaya.Flights.Feeds;

namespace Atalaya.Archive.Inputs;

/// <summary>A file inside a tar.</summary>
/// <param name="Name">Its name with folders.</param>
/// <param name="Offset">Where its bytes begin.</param>
/// <param name="Length">How many they are.</param>
internal readonly record struct TarMember(string Name, long Offset, long Length);

/// <summary>Finds the members of a tar without unpacking it: POSIX ustar, GNU long names and sizes, pax paths and sizes (POSIX.1-2017, pax).</summary>
internal static class TarIndex
{
    private const int Block = 512;

    // Longer names and pax records are no names.
    private const int MaxExtension = 1 << 20;

    /// <summary>Lists regular files up to the first fault; what came before it stands.</summary>
    public static List<TarMember> Read(StoredFiles files, string source, IFaultSink faults, CancellationToken cancellation)
    {
        var members = new List<TarMember>();
        var header = new byte[Block];
        var extension = default(Extension);
        for (var at = 0L; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = files.ReadAt(at, header);
            if (count < Block)
            {
                faults.Add(new(source, FaultReason.TruncatedTar, ByteOffset: at, Excerpt: string.Create(CultureInfo.InvariantCulture, $"ends without an end mark after {members.Count} members")));
                return members;
            }

            if (!header.AsSpan().ContainsAnyExcept((byte)0))
                return members;
            if (!Checksum(header) || !TryNumber(header.AsSpan(124, 12), out var length) || length < 0)
            {
                faults.Add(new(source, FaultReason.DamagedTar, ByteOffset: at, Field: "checksum", Excerpt: string.Create(CultureInfo.InvariantCulture, $"no header where one should be, after {members.Count} members")));
                return members;
            }

            var kind = (char)header[156];
            if (kind is not ('L' or 'x' or 'g' or 'K') && extension.Length is { } said)
                length = said;
            var body = at + Block;
            if (length > files.Length - body)
            {
                faults.Add(new(source, FaultReason.TruncatedTar, ByteOffset: at, Field: Name(header, extension), Excerpt: string.Create(CultureInfo.InvariantCulture, $"ends inside this member, after {members.Count} whole ones")));
                return members;
            }

            if (kind is 'L' or 'x' && length <= MaxExtension)
            {
                extension = Extend(files, body, (int)length, kind, extension);
            }
            else if (kind is not ('L' or 'x' or 'g' or 'K'))
            {
                if (kind is '0' or '\0' or '7')
                    members.Add(new(Name(header, extension), body, length));
                extension = default;
            }

            at = body + ((length + Block - 1) / Block * Block);
        }
    }

    private readonly record struct Extension(string? Path, long? Length);

    private static Extension Extend(StoredFiles files, long body, int length, char kind, Extension before)
    {
        var bytes = new byte[length];
        var text = bytes.AsSpan(0, files.ReadAt(body, bytes));
        if (kind == 'L')
            return before with { Path = Text(text) };
        while (!text.IsEmpty)
        {
            // "length key=value\n"
            var space = text.IndexOf((byte)' ');
            if (space < 1 || !int.TryParse(text[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size <= space || size > text.Length)
                return before;
            var record = text[(space + 1)..size].TrimEnd((byte)'\n');
            if (record.StartsWith("path="u8))
                before = before with { Path = Encoding.UTF8.GetString(record[5..]) };
            else if (record.StartsWith("size="u8) && long.TryParse(record[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var said))
                before = before with { Length = said };
            text = text[size..];
        }

        return before;
    }

    private static string Name(ReadOnlySpan<byte> header, Extension extension)
    {
        if (extension.Path is { } path)
            return path;
        var name = Text(header[..100]);
        var prefix = header[257..].StartsWith("ustar\0"u8) ? Text(header.Slice(345, 155)) : "";
        return prefix.Length > 0 ? prefix + "/" + name : name;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    // The sum of all bytes with the checksum's own field as blanks.
    private static bool Checksum(ReadOnlySpan<byte> header)
    {
        if (!TryNumber(header.Slice(148, 8), out var said))
            return false;
        var sum = 8L * ' ';
        for (var i = 0; i < Block; i++)
            sum += i is >= 148 and < 156 ? 0 : header[i];
        return sum == said;
    }

    // Octal digits, or base 256 with the first bit set (GNU).
    private static bool TryNumber(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        if ((field[0] & 0x80) != 0)
        {
            foreach (var b in field[^8..])
                value = (value << 8) | b;
            return value >= 0;
        }

        var digits = field.Trim(" \0"u8);
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return false;
            value = (value * 8) + digit - '0';
        }

        return true;
    }
}
