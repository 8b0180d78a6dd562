using Atalaya.Flights.Patterns;

namespace Atalaya.Eval.Patterns;

/// <summary>A labelled flight and what was found in it, as it is.</summary>
internal sealed record FoundFlight(LabelledFlight Labelled, IReadOnlyList<Pattern> Patterns)
{
    public Label Label => Labelled.Label;

    /// <summary>Whether a pattern was found that its label lets expect.</summary>
    public bool IsHit => IsHitBy(Patterns);

    /// <summary>Whether a pattern was found that its label does not let expect.</summary>
    public bool HasElse => HasElseIn(Patterns);

    public bool Has(PatternKind kind) => Patterns.Any(p => p.Kind == kind);

    public bool IsHitBy(IReadOnlyList<Pattern> patterns)
    {
        var expected = LabelledFlight.Expected(Label);
        return patterns.Any(p => expected.Contains(p.Kind));
    }

    public bool HasElseIn(IReadOnlyList<Pattern> patterns)
    {
        var expected = LabelledFlight.Expected(Label);
        return patterns.Any(p => !expected.Contains(p.Kind));
    }
}
