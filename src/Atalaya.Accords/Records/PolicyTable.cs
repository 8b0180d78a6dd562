using System.Collections.Immutable;
using System.Text.Json;
using Atalaya.Accords.Envelopes;

namespace Atalaya.Accords.Records;

/// <summary>One row of a rule table.</summary>
/// <param name="When">Facts that must all be as given; none matches always.</param>
/// <param name="Outcome">What it comes to.</param>
public sealed record PolicyRule([property: Authorises] ImmutableArray<FactValue> When, [property: Authorises] PolicyOutcome Outcome);

/// <summary>An ordered rule table: the first row that matches decides, and the last matches always. The digest of its bytes is its version.</summary>
public sealed class PolicyTable
{
    /// <summary>The most rows.</summary>
    public const int MostRules = 256;

    private const int LongestBytes = 65_536;
    private readonly byte[] bytes;

    /// <summary>Takes the rows in order.</summary>
    /// <exception cref="ArgumentException">No rows or too many, or the last asks something.</exception>
    public PolicyTable(ImmutableArray<PolicyRule> rules)
        : this(rules, Write(rules))
    {
        if (!IsTable(rules))
            throw new ArgumentException("1 to 256 rows, the last without a condition.", nameof(rules));
    }

    private PolicyTable(ImmutableArray<PolicyRule> rules, byte[] bytes) => (Rules, this.bytes) = (rules, bytes);

    /// <summary>The rows.</summary>
    public ImmutableArray<PolicyRule> Rules { get; }

    /// <summary>The exact bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>SHA-256 of the bytes: the version.</summary>
    public RecordDigest Digest => RecordDigest.Of(bytes);

    /// <summary>Runs the table: the first row whose conditions all hold. The same inputs give the same answer on every machine.</summary>
    /// <param name="inputs">Every fact once.</param>
    public (int Rule, PolicyOutcome Outcome) Run(IEnumerable<FactValue> inputs)
    {
        var facts = inputs.ToHashSet();
        var rule = Enumerable.Range(0, Rules.Length).First(i => Rules[i].When.All(facts.Contains));
        return (rule, Rules[rule].Outcome);
    }

    /// <summary>Reads a table that may be anybody's: <c>{"rules":[{"when":[{"fact","holds"}],"outcome"}]}</c>.</summary>
    public static Parsed<PolicyTable> Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = StrictJson.Read(bytes, FaultPlace.Record, LongestBytes, out var fault);
        if (document is null)
            return Parsed<PolicyTable>.Not(fault!);
        var slot = new FaultSlot(FaultPlace.Record);
        var read = new FieldReader(document.RootElement, "", slot);
        var rules = read.List("rules", 1, MostRules, static (JsonElement value, string path, FaultSlot slot) =>
        {
            var row = new FieldReader(value, path, slot);
            var rule = new PolicyRule(row.Set("when", 0, 16, PolicyDecision.ReadInput), row.Word<PolicyOutcome>("outcome"));
            row.End();
            return rule;
        });
        read.End();
        if (slot.Fault is null)
            read.Require(IsTable(rules), "rules");
        return slot.Fault is null ? Parsed<PolicyTable>.Of(new(rules, bytes.ToArray())) : Parsed<PolicyTable>.Not(slot.Fault);
    }

    private static bool IsTable(ImmutableArray<PolicyRule> rules) => rules.Length is >= 1 and <= MostRules && rules[^1].When.IsEmpty;

    private static byte[] Write(ImmutableArray<PolicyRule> rules)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("rules");
            foreach (var rule in rules)
            {
                json.WriteStartObject();
                json.WriteStartArray("when");
                foreach (var fact in rule.When)
                    PolicyDecision.WriteInput(json, fact);
                json.WriteEndArray();
                json.WriteString("outcome", Words.Of(rule.Outcome));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
