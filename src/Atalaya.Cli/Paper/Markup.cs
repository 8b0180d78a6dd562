using System.Globalization;
using System.Text;
using System.Xml;

namespace Atalaya.Cli.Paper;

/// <summary>Writes HTML that is well-formed XML as well: each element closed, each text escaped, nothing but what is asked for.</summary>
internal sealed class Markup : IDisposable
{
    // Void elements of HTML, and the shapes of SVG, may close themselves; any other element needs an end tag.
    private static readonly HashSet<string> SelfClosing = ["br", "hr", "meta", "link", "col", "img", "path", "line", "rect", "circle", "polyline", "polygon", "use"];

    private readonly XmlWriter writer;
    private readonly Stack<bool> selfClosing = new();

    private readonly string? space;

    /// <summary>Writes to a stream as UTF-8; the stream stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="space">Namespace of all elements; none in HTML.</param>
    public Markup(Stream stream, string? space = null)
    {
        this.space = space;
        writer = XmlWriter.Create(stream, new()
        {
            Encoding = new UTF8Encoding(false),
            OmitXmlDeclaration = true,
            CheckCharacters = true,
            NewLineHandling = NewLineHandling.Replace,
            NewLineChars = "\n",
        });
    }

    /// <summary>The document type of HTML.</summary>
    public void DocumentType() => writer.WriteRaw("<!DOCTYPE html>\n");

    /// <summary>Opens an element with attributes in pairs of name and value; a null value leaves its attribute out.</summary>
    public void Open(string element, params ReadOnlySpan<string?> attributes)
    {
        writer.WriteStartElement(element, space);
        selfClosing.Push(SelfClosing.Contains(element));
        for (var i = 0; i < attributes.Length; i += 2)
        {
            if (attributes[i + 1] is { } value)
                writer.WriteAttributeString(attributes[i]!, Clean(value));
        }
    }

    /// <summary>Closes the element that was opened last.</summary>
    public void Close()
    {
        if (selfClosing.Pop())
            writer.WriteEndElement();
        else
            writer.WriteFullEndElement();
    }

    /// <summary>A text.</summary>
    public void Text(string text) => writer.WriteString(Clean(text));

    /// <summary>An element that holds a text.</summary>
    public void Element(string element, string text, params ReadOnlySpan<string?> attributes)
    {
        Open(element, attributes);
        if (text.Length > 0)
            Text(text);
        Close();
    }

    /// <summary>An element that holds nothing.</summary>
    public void Empty(string element, params ReadOnlySpan<string?> attributes)
    {
        Open(element, attributes);
        Close();
    }

    /// <summary>Breaks the line in the source.</summary>
    public void Line() => writer.WriteRaw("\n");

    /// <summary>A length on the sheet, with at most one decimal.</summary>
    public static string Px(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    // Names come from the air: control characters and broken surrogates, which XML cannot hold, are shown as replaced.
    private static string Clean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]) || (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])))
            {
                if (char.IsHighSurrogate(text[i]))
                    i++;
                continue;
            }

            return Replaced(text);
        }

        return text;
    }

    private static string Replaced(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }
}
