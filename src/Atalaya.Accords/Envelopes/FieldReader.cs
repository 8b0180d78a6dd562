using System.Collections.Immutable;
using System.Text.Json;
using Atalaya.Accords.Log;

namespace Atalaya.Accords.Envelopes;

/// <summary>Keeps the first fault of a part.</summary>
internal sealed class FaultSlot(FaultPlace where)
{
    public AccordFault? Fault { get; private set; }

    public void Set(string field, AccordFaultReason reason, string? excerpt = null) =>
        Fault ??= new(where, field, reason, excerpt is null ? null : StrictJson.Excerpt(excerpt));
}

/// <summary>Reads one value at a path; after a fault what it returns is never used.</summary>
internal delegate T ValueReader<T>(JsonElement value, string path, FaultSlot slot);

/// <summary>Reads the members of one object, each by its exact name; <see cref="End"/> faults those that nobody asked for.</summary>
internal sealed class FieldReader
{
    private readonly Dictionary<string, JsonElement> left = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly FaultSlot slot;

    public FieldReader(JsonElement value, string path, FaultSlot slot)
    {
        (this.path, this.slot) = (path, slot);
        if (value.ValueKind != JsonValueKind.Object)
        {
            slot.Set(path, AccordFaultReason.WrongType, value.GetRawText());
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (!left.TryAdd(member.Name, member.Value))
                slot.Set(Join(member.Name), AccordFaultReason.DuplicateMember);
        }
    }

    public FaultSlot Slot => slot;

    /// <summary>Path of a member.</summary>
    public string Join(string name) => StrictJson.Excerpt(path.Length == 0 ? name : $"{path}.{name}");

    /// <summary>A member that must be there and is no null.</summary>
    public T Value<T>(string name, ValueReader<T> read) =>
        Take(name) is { } value ? read(value, Join(name), slot) : default!;

    /// <summary>A member that must be there and may be null: its absence would tell something.</summary>
    public T? OrNull<T>(string name, ValueReader<T> read)
        where T : class =>
        Take(name) is { ValueKind: not JsonValueKind.Null } value ? read(value, Join(name), slot) : null;

    /// <summary>As <see cref="OrNull"/>, of a value type.</summary>
    public T? OrNone<T>(string name, ValueReader<T> read)
        where T : struct =>
        Take(name) is { ValueKind: not JsonValueKind.Null } value ? read(value, Join(name), slot) : null;

    /// <summary>An array with a bounded count of items.</summary>
    public ImmutableArray<T> List<T>(string name, int atLeast, int atMost, ValueReader<T> read)
    {
        if (Take(name) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            slot.Set(Join(name), AccordFaultReason.WrongType, value.GetRawText());
        else if (value.GetArrayLength() is var count && (count < atLeast || count > atMost))
            slot.Set(Join(name), count > atMost ? AccordFaultReason.TooLarge : AccordFaultReason.OutOfRange);
        else
            return [.. value.EnumerateArray().Select((item, index) => read(item, $"{Join(name)}[{index}]", slot))];
        return [];
    }

    /// <summary>An array without repetition.</summary>
    public ImmutableArray<T> Set<T>(string name, int atLeast, int atMost, ValueReader<T> read)
    {
        var items = List(name, atLeast, atMost, read);
        if (slot.Fault is null && items.Distinct().Count() != items.Length)
            slot.Set(Join(name), AccordFaultReason.Inconsistent);
        return items;
    }

    public string Text(string name) => Value(name, ReadText);

    public byte[] Base64(string name) => Value(name, static (JsonElement value, string path, FaultSlot slot) =>
    {
        if (ReadText(value, path, slot) is { } text && StrictBase64.TryDecode(text, out var bytes))
            return bytes;
        slot.Set(path, AccordFaultReason.BadBase64);
        return [];
    });

    public OfficerKey Key(string name) => Value(name, static (JsonElement value, string path, FaultSlot slot) =>
    {
        if (!OfficerKey.TryParse(ReadText(value, path, slot), out var key))
            slot.Set(path, AccordFaultReason.BadForm);
        return key;
    });

    public RecordDigest Digest(string name) => Value(name, ReadDigest);

    /// <summary>A fault of fields that do not go together.</summary>
    public void Require(bool holds, string name)
    {
        if (!holds)
            slot.Set(Join(name), AccordFaultReason.Inconsistent);
    }

    /// <summary>Faults what is left.</summary>
    public void End()
    {
        foreach (var name in left.Keys)
            slot.Set(Join(name), AccordFaultReason.UnknownMember);
    }

    public static string ReadText(JsonElement value, string path, FaultSlot slot)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!;
        slot.Set(path, AccordFaultReason.WrongType, value.GetRawText());
        return null!;
    }

    public static RecordDigest ReadDigest(JsonElement value, string path, FaultSlot slot)
    {
        if (ReadText(value, path, slot) is not { } text || !RecordDigest.TryParse(text, out var digest))
        {
            slot.Set(path, AccordFaultReason.BadForm);
            return default;
        }

        return digest;
    }

    private JsonElement? Take(string name)
    {
        if (left.Remove(name, out var value))
            return value;
        slot.Set(Join(name), AccordFaultReason.Missing);
        return null;
    }
}
