using Atalaya.Accords.Log;
using Atalaya.Accords.Records;
using Atalaya.Node.Engine;
using Atalaya.Node.Exchange;
using Atalaya.Testing;
using Atalaya.Tests.Accords.Log;
using NodaTime;

namespace Atalaya.Node.Tests.Histories;

/// <summary>A machine of the world with a storage that may lose what was not synced.</summary>
internal abstract class SimMachine(World world, string name)
{
    public World World => world;

    public string Name => name;

    public FaultyStorage Storage { get; protected set; } = new();

    public SkewedClock Clock { get; } = new(world);

    public bool IsUp { get; private set; }

    /// <summary>Which start this is; what an earlier one asked has no one left to answer to.</summary>
    public int Run { get; private set; }

    public void Start()
    {
        try
        {
            Open();
            IsUp = true;
            world.Say($"{name} is up");
            Started();
        }
        catch (PowerCutException)
        {
            Crash();
        }
    }

    /// <summary>The power fails at a later write, and comes back.</summary>
    public void CutSoon()
    {
        Storage.CutAt = Storage.Calls + world.Random.Next(1, 25);
        Storage.DoesLast = world.Chance(0.5);
    }

    public void Crash()
    {
        IsUp = false;
        Run++;
        Close();
        Storage = Storage.Reboot((Loss)world.Random.Next(4), world.Random.Next());
        world.Say($"{name} lost power");
        world.After(world.Between(0.5, 8), () => StartIfDown());
    }

    public void StartIfDown()
    {
        if (!IsUp)
            Start();
    }

    /// <summary>Puts back an earlier copy of all files, as one restores a back-up.</summary>
    public void Restore(FaultyStorage copy)
    {
        IsUp = false;
        Run++;
        Close();
        Storage = copy;
        world.Say($"{name} was set back to a back-up");
        Start();
    }

    /// <summary>Does something on this machine; the power may fail meanwhile.</summary>
    public void Do(Action act)
    {
        if (!IsUp)
            return;
        try
        {
            act();
        }
        catch (PowerCutException)
        {
            Crash();
        }
    }

    protected abstract void Open();

    protected virtual void Started()
    {
    }

    protected virtual void Close()
    {
    }
}

/// <summary>A third witness.</summary>
internal sealed class SimWitness(World world, IReadOnlyDictionary<string, IReadOnlyList<NoteVerifierKey>> logs) : SimMachine(world, "W")
{
    private static readonly NoteSigner Signer = new("witness.example/court", NoteKeyType.Cosignature, World.Key("court"));
    private Witness? _witness;

    public static NoteVerifierKey Verifier => Signer.Verifier;

    public Witness Witness => _witness!;

    public LinkAnswer AddCheckpoint(ReadOnlyMemory<byte> body)
    {
        var answer = _witness!.AddCheckpoint(body.Span, Instant.FromDateTimeOffset(Clock.GetUtcNow()));
        return new(answer.Status, answer.Body);
    }

    public LinkAnswer Checkpoint(string origin) => _witness!.Latest(origin) is { } head ? new(200, head.Note.Bytes) : new(404, default);

    public LinkAnswer Forks(string origin) => new(200, ForkList.ToBytes(_witness!.Forks.Where(f => f.Origin == origin)));

    protected override void Open() => _witness = Storage.Read("cosigned") is null ? Witness.Create(Storage, Signer, logs) : Witness.Open(Storage, Signer, logs);
}

/// <summary>A side's node.</summary>
internal sealed class SimNode(World world, TwoLogs accord, StateCode state, string name) : SimMachine(world, name)
{
    private NodeEngine? _engine;

    public NodeEngine Engine => _engine!;

    public StateCode State => state;

    public Func<SimNode, int, Courier>? MakeCourier { get; set; }

    public static NodeParty Party(StateCode state)
    {
        var keys = Keys(state, null);
        return new(state, keys.Log.Verifier, keys.Witness.Verifier, keys.Receipts.Verifier);
    }

    public static NodeKeys Keys(StateCode state, TwoLogs? accord) => new(
        new($"atalaya.example/{state}", NoteKeyType.Ed25519, World.Key($"log {state}")),
        new($"atalaya.example/{state}/witness", NoteKeyType.Cosignature, World.Key($"witness {state}")),
        new($"atalaya.example/{state}/receipts", NoteKeyType.Ed25519, World.Key($"receipts {state}")),
        (accord ?? new TwoLogs()).Officer(state, "node"));

    /// <summary>Begins on a copy of another's files.</summary>
    public void Adopt(FaultyStorage copy) => Storage = copy;

    protected override void Open()
    {
        var settings = new NodeSettings
        {
            Own = Party(state),
            Peer = Party(TwoLogs.Other(state)),
            Terms = accord.Terms,
            ThirdWitnesses = [SimWitness.Verifier],
            Rules = World.Rules,
        };
        var random = new Random(World.Random.Next());
        var keys = Keys(state, accord);
        _engine = NodeEngine.IsMade(Storage)
            ? NodeEngine.Open(Storage, settings, keys, Clock, random.NextBytes)
            : NodeEngine.Create(Storage, settings, keys, Clock, random.NextBytes);
    }

    protected override void Close() => _engine = null;

    protected override void Started() => Round(MakeCourier!(this, Run), Run);

    private void Round(Courier courier, int run)
    {
        if (!IsUp || run != Run)
            return;
        // Every await goes on in the world's one thread, when an answer or its absence arrives.
        _ = courier.RunOnceAsync().ContinueWith(
            done =>
            {
                if (run != Run)
                    return;
                if (done.Exception?.InnerException is PowerCutException)
                    Crash();
                else if (done.Exception is { } failure)
                    World.Say($"{Name} failed: {failure.InnerException}");
                else
                    World.After(World.Between(0.8, 1.2), () => Round(courier, run));
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
