using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NodaTime;

namespace Atalaya.Node.Exchange;

/// <summary>What a frame of a parcel is.</summary>
public enum FrameKind : byte
{
    /// <summary>A sealed record, the next leaf of the sender's log.</summary>
    Record = 1,
    /// <summary>A pad, the next leaf of the sender's log.</summary>
    Pad = 2,
    /// <summary>A signed head of the log that the parcel is about.</summary>
    Head = 4,
}

/// <summary>One frame.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ParcelFrame(FrameKind Kind, ReadOnlyMemory<byte> Content);

/// <summary>
/// Leaves of one log in their order, with what they open to, and the heads that its owner signed over them. The same bytes travel by HTTP and
/// as a file. Nothing in it is believed: records are signed, and leaves count once a signed head covers them.
/// </summary>
/// <param name="From">Origin of the sender's log.</param>
/// <param name="To">Origin of the log of the one it is for.</param>
/// <param name="First">Index of the first leaf: the sequence.</param>
/// <param name="Expires">When it is no longer taken.</param>
/// <param name="Frames">Leaves and heads.</param>
public sealed record Parcel(string From, string To, ulong First, Instant Expires, IReadOnlyList<ParcelFrame> Frames)
{
    /// <summary>Most bytes of a parcel that is read: 8 MiB.</summary>
    public const int MostBytes = 8 << 20;

    /// <summary>Media type.</summary>
    public const string MediaType = "application/vnd.atalaya.parcel";

    private const string Format = "atalaya-parcel/v1";
    private const int LongestHeader = 1024;
    private const int FrameHeader = 5;

    /// <summary>A header of five lines and an empty one, then each frame: kind (1 byte), length (4, big-endian), content.</summary>
    public byte[] ToBytes()
    {
        var header = string.Create(CultureInfo.InvariantCulture, $"{Format}\nfrom {From}\nto {To}\nfirst {First}\nexpires {Expires.ToUnixTimeSeconds()}\n\n");
        using var bytes = new MemoryStream();
        bytes.Write(Encoding.UTF8.GetBytes(header));
        Span<byte> start = stackalloc byte[FrameHeader];
        foreach (var frame in Frames)
        {
            start[0] = (byte)frame.Kind;
            BinaryPrimitives.WriteInt32BigEndian(start[1..], frame.Content.Length);
            bytes.Write(start);
            bytes.Write(frame.Content.Span);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a parcel from anybody; null where it is none.</summary>
    public static Parcel? Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MostBytes)
            return null;
        var end = bytes.Span[..Math.Min(bytes.Length, LongestHeader)].IndexOf("\n\n"u8);
        if (end < 0 || !System.Text.Unicode.Utf8.IsValid(bytes.Span[..end]))
            return null;
        var lines = Encoding.UTF8.GetString(bytes.Span[..end]).Split('\n');
        if (lines is not [Format, var from, var to, var first, var expires]
            || Value(from, "from ") is not { } sender || Value(to, "to ") is not { } receiver
            || !Number(Value(first, "first "), out var index) || !Number(Value(expires, "expires "), out var seconds)
            || index > long.MaxValue || seconds > (ulong)Instant.MaxValue.ToUnixTimeSeconds())
            return null;
        var frames = new List<ParcelFrame>();
        for (var rest = bytes[(end + 2)..]; rest.Length > 0;)
        {
            if (rest.Length < FrameHeader)
                return null;
            var (kind, length) = ((FrameKind)rest.Span[0], BinaryPrimitives.ReadInt32BigEndian(rest.Span[1..]));
            if (!Enum.IsDefined(kind) || length <= 0 || length > rest.Length - FrameHeader)
                return null;
            frames.Add(new(kind, rest.Slice(FrameHeader, length)));
            rest = rest[(FrameHeader + length)..];
        }

        return new(sender, receiver, index, Instant.FromUnixTimeSeconds((long)seconds), frames);
    }

    private static string? Value(string line, string word) => line.StartsWith(word, StringComparison.Ordinal) ? line[word.Length..] : null;

    private static bool Number(string? text, out ulong value)
    {
        value = 0;
        return text is { Length: > 0 and <= 19 } && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && (text == "0" || text[0] != '0')
            && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
