using System.Collections.Immutable;
using System.Text.Json;
using Atalaya.Accords.Envelopes;
using NodaTime;

namespace Atalaya.Accords.Records;

/// <summary>Collects the fields of a record, each as a JSON value of its own. Every field is written, null where it is empty, so that the count of fields tells only the kind.</summary>
internal sealed class FieldWriter
{
    public List<SealedField> Fields { get; } = [];

    public void Add(string name, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        Fields.Add(new(name, buffer.ToArray()));
    }

    public void Text(string name, string? text) => Add(name, json => json.WriteStringValue(text));

    public void Code(string name, FormCode? code) => Text(name, code?.Text);

    public void Free(string name, FreeText? text) => Text(name, text?.Text);

    public void State(string name, StateCode state) => Text(name, state.Text);

    public void Digest(string name, RecordDigest? digest) => Text(name, digest?.Hex);

    public void Instant(string name, Instant instant) => Text(name, Values.Text(instant));

    public void Day(string name, LocalDate day) => Text(name, Values.Text(day));

    public void Number(string name, long number) => Add(name, json => json.WriteNumberValue(number));

    public void Number(string name, double? number) => Add(name, json =>
    {
        if (number is { } value)
            json.WriteNumberValue(value);
        else
            json.WriteNullValue();
    });

    public void Word<T>(string name, T word)
        where T : struct, Enum => Text(name, Records.Words.Of(word));

    public void Word<T>(string name, T? word)
        where T : struct, Enum => Text(name, word is { } value ? Records.Words.Of(value) : null);

    public void Words<T>(string name, ImmutableArray<T> words)
        where T : struct, Enum => List(name, words, static (json, word) => json.WriteStringValue(Records.Words.Of(word)));

    public void Guidance(GuidancePair pair)
    {
        Digest("ownGuidance", pair.Own);
        Digest("otherGuidance", pair.Other);
    }

    public void List<T>(string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write) => Add(name, json =>
    {
        json.WriteStartArray();
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    });

    public void Value<T>(string name, T? value, Action<Utf8JsonWriter, T> write)
        where T : struct => Add(name, json =>
    {
        if (value is { } given)
            write(json, given);
        else
            json.WriteNullValue();
    });
}
