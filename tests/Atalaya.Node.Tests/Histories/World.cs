using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Atalaya.Accords.Log;
using Atalaya.Node.Engine;
using Atalaya.Testing;
using NodaTime;

namespace Atalaya.Node.Tests.Histories;

/// <summary>One run: a clock, what is to happen, and a network that can be broken. Everything follows from the seed.</summary>
internal sealed class World
{
    private readonly PriorityQueue<Action, (Instant At, long Order)> _todo = new();
    private readonly StringBuilder _history = new();
    private readonly HashSet<(string From, string To)> _blocked = [];
    private long _order;

    public World(int seed)
    {
        Random = new(seed);
        Seed = seed;
    }

    public static NodeRules Rules { get; } = new()
    {
        PublishEvery = Duration.FromSeconds(20),
        PadTo = 4,
        PullEvery = Duration.FromSeconds(4),
        RetryAfter = Duration.FromSeconds(2),
        CutOffAfter = Duration.FromSeconds(60),
        PairWithin = Duration.FromSeconds(180),
    };

    public int Seed { get; }

    public Random Random { get; }

    public Instant Now { get; private set; } = TwoLogs.Start + Duration.FromHours(38.5);

    public double Loss { get; set; }

    public double Twice { get; set; }

    public double LongestDelaySeconds { get; set; } = 0.05;

    public string History => _history.ToString();

    public void Say(string what) => _history.Append(CultureInfo.InvariantCulture, $"{(Now - TwoLogs.Start - Duration.FromHours(38.5)).TotalSeconds,8:0.00} {what}\n");

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public Duration Between(double fromSeconds, double toSeconds) => Duration.FromMilliseconds((long)(1000 * (fromSeconds + (Random.NextDouble() * (toSeconds - fromSeconds)))));

    public void After(Duration delay, Action act) => _todo.Enqueue(act, (Now + delay, _order++));

    public void Run(Duration time)
    {
        var end = Now + time;
        while (_todo.TryPeek(out _, out var next) && next.At <= end)
        {
            Now = next.At;
            _todo.Dequeue()();
        }

        Now = end;
    }

    public void Block(string from, string to) => _blocked.Add((from, to));

    public void Unblock(string from, string to) => _blocked.Remove((from, to));

    public void Heal()
    {
        _blocked.Clear();
        (Loss, Twice, LongestDelaySeconds) = (0, 0, 0.05);
        Say("healed");
    }

    /// <summary>Carries a message one way, if the network is so minded: late, twice, or not at all.</summary>
    public void Carry(string from, string to, Action arrive)
    {
        if (_blocked.Contains((from, to)) || Chance(Loss))
            return;
        After(Between(0.001, LongestDelaySeconds), arrive);
        if (Chance(Twice))
            After(Between(0.001, 4 * LongestDelaySeconds), arrive);
    }

    public static Ed25519Seed Key(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}

/// <summary>The world's clock as one machine has it.</summary>
internal sealed class SkewedClock(World world) : TimeProvider
{
    public Duration Skew { get; set; }

    public override DateTimeOffset GetUtcNow() => (world.Now + Skew).ToDateTimeOffset();
}
