using System.Collections.Immutable;
using Atalaya.Accords.Envelopes;
using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using NodaTime;

namespace Atalaya.Node.Engine;

/// <summary>A side's node as the other knows it: exchanged in person, with the founding keys.</summary>
/// <param name="State">Which state.</param>
/// <param name="Log">Key of its log; its name is the origin.</param>
/// <param name="Witness">Key by which it cosigns the other's log.</param>
/// <param name="Receipts">Key by which it signs receipts.</param>
public sealed record NodeParty(StateCode State, NoteVerifierKey Log, NoteVerifierKey Witness, NoteVerifierKey Receipts)
{
    /// <summary>Origin of its log.</summary>
    public string Origin => Log.Name;
}

/// <summary>What a node is told of the world.</summary>
public sealed record NodeSettings
{
    /// <summary>This node.</summary>
    public required NodeParty Own { get; init; }

    /// <summary>The other side's.</summary>
    public required NodeParty Peer { get; init; }

    /// <summary>The accord's terms, the same on both sides.</summary>
    public required AccordTerms Terms { get; init; }

    /// <summary>Witnesses that neither government runs. Where there is one, a grant counts only under its cosignature.</summary>
    public ImmutableArray<NoteVerifierKey> ThirdWitnesses { get; init; } = [];

    /// <summary>Times and sizes.</summary>
    public NodeRules Rules { get; init; } = new();
}

/// <summary>Times and sizes by which a node works.</summary>
public sealed record NodeRules
{
    /// <summary>How often a head is published. A revocation does not wait for it.</summary>
    public Duration PublishEvery { get; init; } = Duration.FromSeconds(60);

    /// <summary>The published size is a multiple of this, and grows by one multiple at least. Both sides must hold the same.</summary>
    public int PadTo { get; init; } = 8;

    /// <summary>How often the other side is asked for what was missed.</summary>
    public Duration PullEvery { get; init; } = Duration.FromSeconds(5);

    /// <summary>How long to wait after a refusal or where nobody answers.</summary>
    public Duration RetryAfter { get; init; } = Duration.FromSeconds(2);

    /// <summary>How long a parcel on the wire is taken.</summary>
    public Duration ParcelLife { get; init; } = Duration.FromMinutes(10);

    /// <summary>How long a parcel in a file is taken.</summary>
    public Duration FileLife { get; init; } = Duration.FromDays(30);

    /// <summary>By how much the two clocks may differ.</summary>
    public Duration ClockTolerance { get; init; } = Duration.FromMinutes(10);

    /// <summary>Silence after which the sides count as cut off: no new clearances.</summary>
    public Duration CutOffAfter { get; init; } = Duration.FromMinutes(5);

    /// <summary>A record that stands in one log only for longer is an alarm.</summary>
    public Duration PairWithin { get; init; } = Duration.FromMinutes(15);

    /// <summary>About how many bytes go into one parcel.</summary>
    public int ParcelBytes { get; init; } = 2 << 20;
}

/// <summary>A node's own keys. Each signs one kind of thing only.</summary>
/// <param name="Log">Signs heads.</param>
/// <param name="Witness">Cosigns the other side's heads.</param>
/// <param name="Receipts">Signs receipts.</param>
/// <param name="Officer">The role <see cref="OfficerRole.Node"/>: publishes forks.</param>
public sealed record NodeKeys(NoteSigner Log, NoteSigner Witness, NoteSigner Receipts, IOfficerSigner Officer);
