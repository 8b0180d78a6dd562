namespace Atalaya.Flights.Feeds;

/// <summary>Goes through the objects at the top of a JSON file: one, several one after the other (JSON lines), or the elements of an array. A damaged line is passed over.</summary>
internal sealed class JsonSequence(ByteWindow window, JsonCursor json, FaultLimit faults)
{
    private long line;
    private bool isLines;

    /// <summary>The line of the object at hand in JSON lines, from 1; null in any other file.</summary>
    public long? Line => isLines ? line : null;

    /// <summary>How many objects were begun that do not stand in an array.</summary>
    public long Begun => line;

    /// <summary>Reads all; says what stopped it.</summary>
    /// <param name="one">Reads the object that comes next; false where it is no whole one.</param>
    public void Read(Func<bool> one)
    {
        if (json.TakeIf((byte)'['))
            Array(one);
        else
            Lines(one);
        if (json.Problem is { } problem)
            faults.Add(problem, Line, json.ProblemOffset, excerpt: window.ProblemText ?? window.Excerpt());
    }

    /// <summary>Says that what comes next is no element of a list, and passes over it; false at the end of the file.</summary>
    /// <param name="list">The list's name.</param>
    public bool PassOver(string list)
    {
        if (json.Peek() < 0)
            return json.Stop(FaultReason.TruncatedJson);
        faults.Add(FaultReason.MalformedJson, Line, window.Offset, list, faults.IsFull ? null : window.Excerpt(80));
        return json.Skip();
    }

    private void Array(Func<bool> one)
    {
        if (json.TakeIf((byte)']'))
            return;
        do
        {
            if (!one())
                return;
        }
        while (json.TakeIf((byte)','));
        json.Take((byte)']');
    }

    private void Lines(Func<bool> one)
    {
        while (json.Peek() >= 0)
        {
            line++;
            if (!one() && !(isLines && JsonRecovery.PassOver(window, json, faults, line, JsonRecovery.EndOfLine)))
                return;
            isLines |= json.Peek() >= 0;
        }
    }
}
