using System.Buffers;
using System.Text.Json;

namespace Atalaya.Flights.Feeds;

/// <summary>Walks JSON of any length token by token over a <see cref="ByteWindow"/>. Strict enough for our formats: what it skips it balances, what it reads it checks.</summary>
internal sealed class JsonCursor(ByteWindow window)
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> StringEnd = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(",]} \t\r\n"u8);

    /// <summary>What stopped the walk; null while all is well.</summary>
    public FaultReason? Problem { get; private set; }

    /// <summary>Where.</summary>
    public long ProblemOffset { get; private set; }

    public void Reset() => Problem = null;

    /// <summary>The next byte that is not white space, not consumed; −1 at the end.</summary>
    public int Peek()
    {
        while (true)
        {
            var bytes = window.Bytes;
            var i = bytes.IndexOfAnyExcept(" \t\r\n"u8);
            if (i >= 0)
            {
                window.Advance(i);
                return bytes[i];
            }

            window.Advance(bytes.Length);
            if (!window.Fill())
                return -1;
        }
    }

    /// <summary>Consumes one expected byte, or sets <see cref="Problem"/>.</summary>
    public bool Take(byte expected)
    {
        var next = Peek();
        if (next == expected)
        {
            window.Advance(1);
            return true;
        }

        return Stop(next < 0 ? FaultReason.TruncatedJson : FaultReason.MalformedJson);
    }

    /// <summary>Consumes one byte if it is next.</summary>
    public bool TakeIf(byte wanted)
    {
        if (Peek() != wanted)
            return false;
        window.Advance(1);
        return true;
    }

    /// <summary>Reads a string with its quotes off. The span is valid until the next call.</summary>
    public bool TryString(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (Peek() != '"')
            return Stop(window.Bytes.IsEmpty ? FaultReason.TruncatedJson : FaultReason.MalformedJson);
        var from = 1;
        while (true)
        {
            var bytes = window.Bytes;
            var i = bytes[from..].IndexOfAny(StringEnd);
            if (i < 0)
            {
                from = bytes.Length;
                if (!window.Fill())
                    return Stop(window.Ended ? FaultReason.TruncatedJson : FaultReason.TooLarge);
                continue;
            }

            i += from;
            if (bytes[i] == '\\')
            {
                if (i + 1 >= bytes.Length && !window.Fill())
                    return Stop(FaultReason.TruncatedJson);
                from = i + 2;
                if (from > window.Bytes.Length)
                    from = window.Bytes.Length;
                continue;
            }

            text = bytes[1..i];
            if (text.Contains((byte)'\\'))
                text = Unescape(bytes[..(i + 1)]);
            window.Advance(i + 1);
            return Problem is null;
        }
    }

    /// <summary>Reads a number, true, false, null or a word that is none of them (NaN).</summary>
    public bool TryScalar(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (Peek() < 0)
            return Stop(FaultReason.TruncatedJson);
        var from = 0;
        while (true)
        {
            var i = window.Bytes[from..].IndexOfAny(ScalarEnd);
            if (i >= 0 || window.Ended)
            {
                text = i < 0 ? window.Bytes : window.Bytes[..(from + i)];
                window.Advance(text.Length);
                return text.Length > 0 || Stop(FaultReason.MalformedJson);
            }

            from = window.Bytes.Length;
            if (!window.Fill() && !window.Ended)
                return Stop(FaultReason.MalformedJson);
        }
    }

    /// <summary>Passes over one value of any length.</summary>
    public bool Skip()
    {
        var first = Peek();
        if (first == '"')
            return SkipString();
        if (first is not ('{' or '['))
            return TryScalar(out _);
        var depth = 0L;
        while (true)
        {
            var bytes = window.Bytes;
            var i = bytes.IndexOfAny(Structure);
            if (i < 0)
            {
                window.Advance(bytes.Length);
                if (!window.Fill())
                    return Stop(FaultReason.TruncatedJson);
                continue;
            }

            var found = bytes[i];
            if (found == '"')
            {
                window.Advance(i);
                if (!SkipString())
                    return false;
                continue;
            }

            window.Advance(i + 1);
            depth += found is (byte)'{' or (byte)'[' ? 1 : -1;
            if (depth == 0)
                return true;
        }
    }

    /// <summary>Passes over a byte order mark.</summary>
    public void SkipByteOrderMark()
    {
        if (window.Bytes.Length < 3)
            window.Fill();
        if (window.Bytes.StartsWith("\uFEFF"u8))
            window.Advance(3);
    }

    public bool Stop(FaultReason reason)
    {
        Problem ??= reason == FaultReason.TruncatedJson && window.Problem is { } deeper ? deeper : reason;
        ProblemOffset = window.Offset;
        return false;
    }

    private bool SkipString()
    {
        window.Advance(1);
        while (true)
        {
            var bytes = window.Bytes;
            var i = bytes.IndexOfAny(StringEnd);
            if (i < 0)
            {
                window.Advance(bytes.Length);
                if (!window.Fill())
                    return Stop(FaultReason.TruncatedJson);
            }
            else if (bytes[i] == '"')
            {
                window.Advance(i + 1);
                return true;
            }
            else
            {
                window.Advance(i);
                if (window.Bytes.Length < 2)
                    window.Fill();
                if (window.Bytes.Length < 2)
                    return Stop(FaultReason.TruncatedJson);
                window.Advance(2);
            }
        }
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> quoted)
    {
        try
        {
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            var text = new byte[quoted.Length];
            return text.AsSpan(0, reader.CopyString(text));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            Stop(FaultReason.MalformedJson);
            return default;
        }
    }
}
