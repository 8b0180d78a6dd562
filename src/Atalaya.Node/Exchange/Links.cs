namespace Atalaya.Node.Exchange;

/// <summary>An answer that came, as HTTP has it.</summary>
/// <param name="Status">200 and the like.</param>
/// <param name="Body">Its bytes.</param>
public sealed record LinkAnswer(int Status, ReadOnlyMemory<byte> Body);

/// <summary>No answer came: the other is not reached, or too slow. Whether it heard is not known.</summary>
public sealed class LinkException : IOException
{
    /// <summary>No answer.</summary>
    public LinkException()
    {
    }

    /// <summary>No answer, and what the network said.</summary>
    public LinkException(string message)
        : base(message)
    {
    }

    /// <summary>No answer, and what the network said.</summary>
    public LinkException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The way to a witness (C2SP tlog-witness): the other side's, or a third party's. Every call may throw <see cref="LinkException"/>.</summary>
public interface IWitnessLink
{
    /// <summary><c>POST add-checkpoint</c>.</summary>
    Task<LinkAnswer> AddCheckpointAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation);

    /// <summary>The last head that it cosigned for an origin; 404 for none.</summary>
    Task<LinkAnswer> GetCheckpointAsync(string origin, CancellationToken cancellation);

    /// <summary>Proofs of forks of an origin that it keeps: <see cref="ForkList"/>.</summary>
    Task<LinkAnswer> GetForksAsync(string origin, CancellationToken cancellation);
}

/// <summary>The way to the other side's node. Every call may throw <see cref="LinkException"/>.</summary>
public interface IPeerLink : IWitnessLink
{
    /// <summary><c>POST /peer/v1/envelopes</c>: a <see cref="Parcel"/>; the answer is a signed <see cref="Receipt"/>.</summary>
    Task<LinkAnswer> PostParcelAsync(ReadOnlyMemory<byte> parcel, CancellationToken cancellation);

    /// <summary><c>GET /peer/v1/envelopes?after=</c>: a <see cref="Parcel"/> of what stands in its log from an index on.</summary>
    Task<LinkAnswer> GetParcelAsync(ulong after, CancellationToken cancellation);

    /// <summary><c>GET /peer/v1/known</c>: what it holds of this node's own log: the heads, and the leaves behind them.</summary>
    Task<LinkAnswer> GetKnownAsync(CancellationToken cancellation);
}
