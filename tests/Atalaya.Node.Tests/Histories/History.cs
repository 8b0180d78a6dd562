using Atalaya.Accords.Log;
using Atalaya.Node.Exchange;
using Atalaya.Testing;
using Atalaya.Tests.Accords.Log;
using NodaTime;

namespace Atalaya.Node.Tests.Histories;

/// <summary>What is done to the world.</summary>
[Flags]
internal enum Trouble
{
    None = 0,
    Partition = 1,
    Loss = 2,
    Skew = 4,
    Crash = 8,
    BackUp = 16,
    TwoFaces = 32,
}

/// <summary>Two nodes and a witness through one seeded history: trouble, healing, and what must hold.</summary>
internal sealed class History : IDisposable
{
    private readonly TwoLogs _accord = new();

    public TwoLogs Accord => _accord;

    private readonly Trouble _trouble;
    private SimNode? _shadow;
    private FaultyStorage? _copy;
    private SimNode? _restored;
    private bool _hides;

    public History(int seed, Trouble trouble)
    {
        (World, _trouble) = (new(seed), trouble);
        Witness = new(World, new[] { TwoLogs.Mx, TwoLogs.Us }.Select(SimNode.Party).ToDictionary(static p => p.Origin, static p => (IReadOnlyList<NoteVerifierKey>)[p.Log]));
        Mx = new(World, _accord, TwoLogs.Mx, "MX") { MakeCourier = Courier };
        Us = new(World, _accord, TwoLogs.Us, "US") { MakeCourier = Courier };
        Officers = new(World, _accord);
    }

    public World World { get; }

    public SimNode Mx { get; }

    public SimNode Us { get; }

    public SimWitness Witness { get; }

    public Officers Officers { get; }

    /// <summary>Proofs that were judged already; they do not change.</summary>
    public HashSet<(SimNode Node, Engine.HeldGrant Held)> Checked { get; } = [];

    /// <summary>The node that was set back; null for none.</summary>
    public SimNode? Restored => _restored;

    /// <summary>The node that showed two faces; null for none.</summary>
    public SimNode? Forked { get; private set; }

    /// <summary>Switches all three on.</summary>
    public void Begin()
    {
        Witness.Start();
        Mx.Start();
        Us.Start();
    }

    public void Play()
    {
        Begin();
        Schedule();
        for (var step = 0; step < 30; step++)
        {
            World.Run(World.Between(2, 7));
            Officers.Act(World.Chance(0.5) ? Mx : Us);
            if (_shadow is { } shadow && World.Chance(0.6))
                Officers.Act(shadow);
            Invariants.DuringTrouble(this);
        }

        World.Heal();
        _hides = false;
        if (Forked is not null)
            World.Say("both faces are seen by all");
        _shadow = null;
        foreach (var machine in new SimMachine[] { Witness, Mx, Us })
        {
            machine.Storage.CutAt = int.MaxValue;
            machine.StartIfDown();
        }

        World.Run(Duration.FromSeconds(90));
        Officers.Act(Us);
        Officers.Act(Mx);
        Invariants.DuringTrouble(this);
        World.Run(Duration.FromSeconds(60));
        Invariants.AfterHealing(this);
    }

    public void Dispose() => _accord.Dispose();

    private void Schedule()
    {
        if (_trouble.HasFlag(Trouble.Loss))
            (World.Loss, World.Twice, World.LongestDelaySeconds) = (World.Random.NextDouble() * 0.3, World.Random.NextDouble() * 0.3, World.Random.NextDouble() * 4);
        if (_trouble.HasFlag(Trouble.Skew))
            Often(20, 60, () => Any().Clock.Skew = World.Between(-120, 120));
        if (_trouble.HasFlag(Trouble.Partition))
            Often(10, 50, Partition);
        if (_trouble.HasFlag(Trouble.Crash))
            Often(5, 40, () => Any().CutSoon());
        if (_trouble.HasFlag(Trouble.BackUp))
        {
            World.After(World.Between(20, 60), () => _copy = (_restored = World.Chance(0.5) ? Mx : Us).Storage.Copy());
            World.After(World.Between(61, 110), SetBack);
        }

        if (_trouble.HasFlag(Trouble.TwoFaces))
            World.After(World.Between(15, 60), ShowTwoFaces);
    }

    private void SetBack()
    {
        Invariants.NoteDelivered(this);
        _restored!.Restore(_copy!);
    }

    private void ShowTwoFaces()
    {
        Forked = World.Chance(0.5) ? Mx : Us;
        World.Say($"{Forked.Name} shows two faces");
        _hides = true;
        // Of the node's two machines with one key, the other side sees one and the witness the other.
        _shadow = new(World, _accord, Forked.State, Forked.Name) { MakeCourier = Courier };
        _shadow.Adopt(Forked.Storage.Copy());
        _shadow.Start();
    }

    private void Partition()
    {
        string[] names = ["MX", "US", "W"];
        var from = names[World.Random.Next(3)];
        var to = names.Where(n => n != from).ElementAt(World.Random.Next(2));
        var both = World.Chance(0.5);
        World.Say($"{from} no longer reaches {to}{(both ? ", nor the other way" : "")}");
        World.Block(from, to);
        if (both)
            World.Block(to, from);
        World.After(World.Between(5, 90), () =>
        {
            World.Unblock(from, to);
            World.Unblock(to, from);
        });
    }

    private SimMachine Any() => World.Random.Next(5) switch { 0 => Witness, 1 or 2 => Mx, _ => Us };

    private void Often(double from, double to, Action act) => World.After(World.Between(from, to), () =>
    {
        // Trouble ends with the healing.
        if (World.Now < TwoLogs.Start + Duration.FromHours(38.5) + Duration.FromSeconds(120))
        {
            act();
            Often(from, to, act);
        }
    });

    private Courier Courier(SimNode node, int run)
    {
        var peer = new PeerWay(node, run, () => node.State == TwoLogs.Mx ? Face(Us) : Face(Mx));
        var isShadow = node != Mx && node != Us;
        return new(node.Engine, peer, new Dictionary<NoteVerifierKey, IWitnessLink> { [SimWitness.Verifier] = new WitnessWay(node, run, Witness) { Hides = isShadow } });
    }

    // The other side sees the shadow while it is there.
    private SimNode Face(SimNode node) => _hides && node == Forked && _shadow is { IsUp: true } shadow ? shadow : node;
}
