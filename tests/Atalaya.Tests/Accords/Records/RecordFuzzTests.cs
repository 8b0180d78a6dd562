using System.Text;
using Atalaya.Accords.Records;
using Atalaya.Testing;
using CsCheck;

namespace Atalaya.Tests.Accords.Records;

/// <summary>Spoiled records never throw, and what is read of them holds closed values only.</summary>
public sealed class RecordFuzzTests
{
    private static readonly string[] Pieces =
    [
        "null", "0", "-1", "1e999", "true", "[]", "{}", "\"strike\"", "\"none\"", "\"\\ud800\"", "\"", ",", ":", "[[[[[[[[[[[[[[[[", "\u0000", "\uFEFF", "\"lethal\":\"some\",", "\"2025-02-30T00:00:00Z\"", "/**/", "\\u006c",
        "\"emission-survey\"", "\"polygon\"", "\"circle\"", "1", "90", "\"refuse\"", "\"grant\"",
    ];

    private static readonly Gen<(RecordKind Kind, byte[] Json)> Spoiled =
        from record in LawfulRecords.Any
        from cuts in Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 12], Gen.Int[0, Pieces.Length - 1]).Array[1, 4]
        select (record.Kind, Spoil(RecordCatalogue.Write(record), cuts));

    private static readonly Gen<(RecordKind Kind, byte[] Json)> Flipped =
        from record in LawfulRecords.Any
        from flips in Gen.Select(Gen.Int[0, 1_000_000], Gen.Byte).Array[1, 4]
        select (record.Kind, Flip(RecordCatalogue.Write(record), flips));

    // Values of one lawful record in the place of another's: what parses is lawful, what does not is refused.
    private static readonly Gen<(RecordKind Kind, byte[] Json)> Crossed =
        from one in LawfulRecords.Any
        from other in LawfulRecords.Any
        from at in Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60])
        select (one.Kind, Cross(one, other, at.Item1, at.Item2));

    [Fact]
    public void Records_with_pieces_cut_in_never_throw_and_hold_closed_values() => Spoiled.Sample(static t => Hold(t.Kind, t.Json), iter: 8000);

    [Fact]
    public void Records_with_bytes_changed_never_throw_and_hold_closed_values() => Flipped.Sample(static t => Hold(t.Kind, t.Json), iter: 8000);

    [Fact]
    public void Records_with_each_others_values_never_throw_and_hold_closed_values() => Crossed.Sample(static t => Hold(t.Kind, t.Json), iter: 8000);

    [Fact]
    public void Random_bytes_never_throw() => Gen.Select(Gen.Int[0, 20], Gen.Byte.Array[0, 300]).Sample(static (kind, bytes) => Hold((RecordKind)kind, bytes), iter: 4000);

    private static void Hold(RecordKind kind, byte[] json)
    {
        var read = RecordCatalogue.Read(kind, json);
        Assert.True(read.Value is null != read.Fault is null);
        if (read.Value is not null)
            ClosedTypes.AssertClosedValues(read.Value);
    }

    private static byte[] Spoil(byte[] json, (int At, int Length, int Piece)[] cuts)
    {
        var text = Encoding.UTF8.GetString(json);
        foreach (var (at, length, piece) in cuts)
        {
            var start = at % text.Length;
            text = text[..start] + Pieces[piece] + text[Math.Min(text.Length, start + length)..];
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private static byte[] Flip(byte[] json, (int At, byte Value)[] flips)
    {
        foreach (var (at, value) in flips)
            json[at % json.Length] = value;
        return json;
    }

    private static byte[] Cross(AccordRecord one, AccordRecord other, int into, int from)
    {
        var fields = RecordCatalogue.Fields(one).Select(static f => (f.Name, Value: Encoding.UTF8.GetString(f.Value.Span))).ToList();
        var values = RecordCatalogue.Fields(other);
        fields[into % fields.Count] = (fields[into % fields.Count].Name, Encoding.UTF8.GetString(values[from % values.Length].Value.Span));
        return Encoding.UTF8.GetBytes("{" + string.Join(',', fields.Select(static f => $"\"{f.Name}\":{f.Value}")) + "}");
    }
}
