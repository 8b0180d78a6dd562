using System.Runtime.InteropServices;
using System.Text;

namespace Atalaya.Flights.Feeds;

/// <summary>An object of columns: <c>{"timestamp": {"0": ...}, ...}</c> or <c>{"timestamp": [...], ...}</c>. Rows are whole only at the end, so they are held.</summary>
internal sealed class RowJsonColumns(ByteWindow window, JsonCursor json, RowFields fields, FaultLimit faults)
{
    /// <summary>Rows beyond which a file of columns is not read; some 200 MB.</summary>
    public const int MaxRows = 1_000_000;

    private readonly List<RowDraft> rows = [];
    private readonly Dictionary<string, int> places = [];
    private readonly HashSet<RowColumn> seen = [];

    public bool IsEmpty => rows.Count == 0;

    public bool ReadKeyed(in RowMeaning meaning)
    {
        seen.Add(meaning.Column);
        window.Advance(1);
        if (json.TakeIf((byte)'}'))
            return true;
        do
        {
            if (!json.TryString(out var key))
                return false;
            var place = Place(key);
            if (place < 0)
                return json.Stop(FaultReason.TooLarge);
            if (!json.Take((byte)':') || !Cell(meaning, place))
                return false;
        }
        while (json.TakeIf((byte)','));
        return json.Take((byte)'}');
    }

    public bool ReadList(in RowMeaning meaning)
    {
        seen.Add(meaning.Column);
        if (json.TakeIf((byte)']'))
            return true;
        var place = 0;
        do
        {
            if (place == MaxRows)
                return json.Stop(FaultReason.TooLarge);
            while (rows.Count <= place)
                rows.Add(RowDraft.Empty);
            if (!Cell(meaning, place++))
                return false;
        }
        while (json.TakeIf((byte)','));
        return json.Take((byte)']');
    }

    public void Emit(RowEmitter emitter)
    {
        if (rows.Count == 0)
            return;
        var complete = true;
        foreach (var needed in (ReadOnlySpan<RowColumn>)[RowColumn.Time, RowColumn.Latitude, RowColumn.Longitude])
        {
            if (!seen.Contains(needed))
            {
                complete = false;
                faults.Add(FaultReason.Missing, field: needed.ToString().ToLowerInvariant(), excerpt: "columns: " + string.Join(", ", seen).ToLowerInvariant());
            }
        }

        // Without time every row would be the same fault again.
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(rows))
        {
            if (complete || !row.HasLatitude)
                emitter.Add(row);
        }
    }

    private int Place(ReadOnlySpan<byte> key)
    {
        var name = Encoding.UTF8.GetString(key);
        if (places.TryGetValue(name, out var place))
            return place;
        if (rows.Count >= MaxRows)
            return -1;
        var row = RowDraft.Empty;
        row.Line = rows.Count + 1;
        rows.Add(row);
        return places[name] = rows.Count - 1;
    }

    private bool Cell(in RowMeaning meaning, int place)
    {
        ReadOnlySpan<byte> text;
        var next = json.Peek();
        if (next is '{' or '[')
            return json.Skip();
        if (next == '"' ? !json.TryString(out text) : !json.TryScalar(out text))
            return false;
        fields.Set(ref CollectionsMarshal.AsSpan(rows)[place], meaning, text);
        return true;
    }
}
