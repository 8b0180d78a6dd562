using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Atalaya.Archive.Storage;

namespace Atalaya.Archive.Analysis;

/// <summary>Writes the values of reasons as JSON, without a document for each. One per worker thread.</summary>
internal sealed class ReasonValues : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;

    public ReasonValues() => json = new(buffer, Words.JsonWriting);

    /// <summary>The values as a JSON array; numbers to four decimals, what is no number as null.</summary>
    public string Text(IReadOnlyList<object> values)
    {
        if (values.Count == 0)
            return "[]";
        json.WriteStartArray();
        for (var i = 0; i < values.Count; i++)
            Write(values[i]);
        json.WriteEndArray();
        json.Flush();
        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        json.Reset();
        buffer.ResetWrittenCount();
        return text;
    }

    public void Dispose() => json.Dispose();

    private void Write(object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case float number:
                Write(number);
                break;
            case double number:
                Write(number);
                break;
            case Enum word:
                json.WriteStringValue(Words.Kebab(word.ToString()));
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private void Write(double number)
    {
        if (double.IsFinite(number))
            json.WriteNumberValue(Math.Round(number, 4));
        else
            json.WriteNullValue();
    }
}
