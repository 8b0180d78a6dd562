using System.Text.Json;
using Atalaya.Archive.Storage;

namespace Atalaya.Archive.Records;

/// <summary>A reason of a judgement. Its values stay text until somebody asks for them: of most flights nobody does.</summary>
public sealed record ReasonRecord
{
    private IReadOnlyList<JsonElement>? values;
    private string? valuesJson;

    /// <summary>Creates a reason.</summary>
    /// <param name="code">Key of the text.</param>
    /// <param name="weight">Log-odds weight.</param>
    /// <param name="values">What fills the text: numbers and strings.</param>
    public ReasonRecord(string code, double weight, IReadOnlyList<JsonElement> values)
        : this(code, weight) => this.values = values;

    internal ReasonRecord(string code, double weight, string valuesJson)
        : this(code, weight) => this.valuesJson = valuesJson;

    private ReasonRecord(string code, double weight) => (Code, Weight) = (code, weight);

    /// <summary>Key of the text.</summary>
    public string Code { get; }

    /// <summary>Log-odds weight.</summary>
    public double Weight { get; }

    /// <summary>What fills the text: numbers and strings.</summary>
    public IReadOnlyList<JsonElement> Values => values ??= JsonSerializer.Deserialize<JsonElement[]>(valuesJson!) ?? [];

    /// <summary>The values as a JSON array.</summary>
    internal string ValuesJson => valuesJson ??= JsonSerializer.Serialize(values, Words.JsonStyle);
}
