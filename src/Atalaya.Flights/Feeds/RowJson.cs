using System.Text;

namespace Atalaya.Flights.Feeds;

/// <summary>Rows as JSON in any of its shapes.</summary>
internal sealed class RowJson(ByteWindow window, JsonCursor json, RowFields fields, RowEmitter emitter, FaultLimit faults, CancellationToken cancellation)
{
    private readonly List<(byte[] Name, RowMeaning Meaning)> keys = [];
    private readonly RowJsonColumns columns = new(window, json, fields, faults);
    private int expected;
    private long line;
    private bool isLines;
    private bool refused;

    private enum Shape
    {
        Row,
        FixInside,
        Top,
    }

    public void Read()
    {
        if (json.TakeIf((byte)'['))
            Elements(RowDraft.Empty, isTop: true);
        else
            Objects();
        if (json.Problem is { } problem)
            faults.Add(problem, isLines ? line : null, json.ProblemOffset, excerpt: window.ProblemText ?? window.Excerpt());
        columns.Emit(emitter);
        if (refused)
            faults.Add(FaultReason.Refused, offset: 0, excerpt: "not position reports: " + KeyList());
        else if (emitter.Rows == 0 && json.Problem is null)
            faults.Add(FaultReason.UnknownFormat, offset: 0, excerpt: "no rows of position reports; keys: " + KeyList());
    }

    // One object (columns, or fixes inside), or JSON lines.
    private void Objects()
    {
        while (json.Peek() >= 0)
        {
            cancellation.ThrowIfCancellationRequested();
            line++;
            var row = RowDraft.Empty;
            if (Object(ref row, Shape.Top))
            {
                if (refused || !Row(row))
                    return;
            }
            else if (!RecoverLine())
            {
                return;
            }

            isLines |= json.Peek() >= 0;
        }
    }

    private bool Elements(RowDraft defaults, bool isTop)
    {
        if (json.TakeIf((byte)']'))
            return true;
        var element = 0L;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            element++;
            if (isTop)
                line = element;
            if (json.Peek() == '{')
            {
                var row = defaults;
                if (Object(ref row, isTop ? Shape.Row : Shape.FixInside))
                {
                    if (refused || !Row(row))
                        return isTop || SkipRest();
                }
                else if (!RecoverElement())
                {
                    return false;
                }
            }
            else if (!NoRow())
            {
                return false;
            }

            if (!json.TakeIf((byte)','))
                return json.Take((byte)']');
        }
    }

    private bool NoRow()
    {
        if (json.Peek() < 0)
            return json.Stop(FaultReason.TruncatedJson);
        if (emitter.Rows > 0)
            faults.Add(FaultReason.MalformedJson, line, window.Offset, excerpt: faults.IsFull ? null : window.Excerpt(80));
        return json.Skip();
    }

    // The first object without time and position shows that these are no rows.
    private bool Row(in RowDraft row)
    {
        var isReport = row.HasTime || row.HasLatitude || row.PositionTime != long.MinValue || row.BadText is not null || keys.Any(static key => key.Meaning.Column is RowColumn.Time or RowColumn.Latitude);
        if (!isReport)
            return false;
        if (emitter.Rows == 0 && columns.IsEmpty)
            SayMissing();
        if (columns.IsEmpty)
            emitter.Add(row);
        return true;
    }

    private void SayMissing()
    {
        foreach (var needed in (ReadOnlySpan<RowColumn>)[RowColumn.Time, RowColumn.Latitude, RowColumn.Longitude])
        {
            if (!fields.Supplies(keys.Select(static key => key.Meaning), needed))
                faults.Add(FaultReason.Missing, line, field: needed.ToString().ToLowerInvariant(), excerpt: "no such column among: " + KeyList());
        }
    }

    private bool Object(ref RowDraft row, Shape shape)
    {
        row.Line = line;
        row.Offset = window.Offset;
        expected = 0;
        if (!json.Take((byte)'{'))
            return false;
        if (json.TakeIf((byte)'}'))
            return true;
        do
        {
            if (!json.TryString(out var name))
                return false;
            var meaning = Meaning(name);
            if (!json.Take((byte)':') || !Value(ref row, meaning, shape))
                return false;
        }
        while (json.TakeIf((byte)','));
        return json.Take((byte)'}');
    }

    private bool Value(ref RowDraft row, RowMeaning meaning, Shape shape)
    {
        ReadOnlySpan<byte> text;
        switch (json.Peek())
        {
            case '"':
                if (meaning.Column == RowColumn.Ignored ? !json.Skip() : !json.TryString(out text) || !Set(ref row, meaning, text))
                    return false;
                return true;
            case '{' when shape == Shape.Top && meaning.Column != RowColumn.Ignored:
                return columns.ReadKeyed(meaning);
            case '[' when shape == Shape.Top:
                window.Advance(1);
                if (meaning.Column != RowColumn.Ignored && json.Peek() != '{')
                    return columns.ReadList(meaning);
                return json.Peek() == '{' ? Elements(row, isTop: false) : SkipRest();
            case '{' or '[':
                return json.Skip();
            default:
                if (!json.TryScalar(out text))
                    return false;
                return Set(ref row, meaning, text);
        }
    }

    private bool Set(ref RowDraft row, in RowMeaning meaning, ReadOnlySpan<byte> text)
    {
        fields.Set(ref row, meaning, text);
        return true;
    }

    // Passes over the rest of an array whose bracket was taken.
    private bool SkipRest()
    {
        while (json.Peek() is not (']' or -1))
        {
            if (!json.TakeIf((byte)',') && !json.Skip())
                return false;
        }

        return json.Take((byte)']');
    }

    // Rows of one file mostly have the same keys in the same order: the next is guessed first.
    private RowMeaning Meaning(ReadOnlySpan<byte> name)
    {
        if (expected < keys.Count && name.SequenceEqual(keys[expected].Name))
            return keys[expected++].Meaning;
        for (var i = 0; i < keys.Count; i++)
        {
            if (name.SequenceEqual(keys[i].Name))
            {
                expected = i + 1;
                return keys[i].Meaning;
            }
        }

        var text = Encoding.UTF8.GetString(name[..Math.Min(name.Length, 200)]);
        refused |= RowNames.IsRefused(text);
        var meaning = fields.Find(text);
        if (keys.Count < 500)
        {
            keys.Add((name.ToArray(), meaning));
            expected = keys.Count;
        }

        return meaning;
    }

    private string KeyList() => string.Join(", ", keys.Take(30).Select(static key => Encoding.UTF8.GetString(key.Name)));

    private bool RecoverLine() => isLines && Recover(JsonRecovery.EndOfLine);

    private bool RecoverElement() => Recover(static bytes => JsonRecovery.EndOfElement(bytes, (byte)'{', (byte)'}'));

    // Sets one malformed row aside and goes on behind it, if its end is in sight.
    private bool Recover(JsonRecovery.End end) => JsonRecovery.PassOver(window, json, faults, line, end);
}
