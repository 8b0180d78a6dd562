using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Records;

namespace Atalaya.Accords.State;

/// <summary>A key that a side begins with, exchanged between the sides in person.</summary>
/// <param name="Key">The key.</param>
/// <param name="Role">What it may sign.</param>
public sealed record FoundingKey(OfficerKey Key, OfficerRole Role);

/// <summary>One side of an accord.</summary>
/// <param name="State">Which state.</param>
/// <param name="Keys">Its founding keys. To enrol further keys it takes two custodians.</param>
public sealed record AccordSide(StateCode State, ImmutableArray<FoundingKey> Keys);

/// <summary>What two sides agreed outside the logs. Both must hold the same for their folds to agree.</summary>
public sealed record AccordTerms
{
    /// <summary>Takes the two sides.</summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    /// <param name="tables">Rule tables that both hold.</param>
    /// <exception cref="ArgumentException">Both are one state, or a key stands twice.</exception>
    public AccordTerms(AccordSide first, AccordSide second, ImmutableArray<PolicyTable> tables)
    {
        if (first.State == second.State)
            throw new ArgumentException("An accord has two states.", nameof(second));
        if (first.Keys.Concat(second.Keys).GroupBy(static k => k.Key).Any(static g => g.Count() > 1))
            throw new ArgumentException("A key belongs to one office of one side.", nameof(second));
        Sides = [.. new[] { first, second }.OrderBy(static s => s.State)];
        Tables = tables;
    }

    /// <summary>The two sides, in the order of their codes.</summary>
    public ImmutableArray<AccordSide> Sides { get; }

    /// <summary>Rule tables by which a policy decision is run again.</summary>
    public ImmutableArray<PolicyTable> Tables { get; }

    /// <summary>The other side of a state.</summary>
    /// <exception cref="ArgumentException">The state is none of the two.</exception>
    public StateCode Other(StateCode state) =>
        state == Sides[0].State ? Sides[1].State
        : state == Sides[1].State ? Sides[0].State
        : throw new ArgumentException("Not a side of this accord.", nameof(state));

    internal bool Has(StateCode state) => state == Sides[0].State || state == Sides[1].State;
}
