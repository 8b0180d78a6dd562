using Atalaya.Accords.Records;
using Atalaya.Accords.State;
using NodaTime;

namespace Atalaya.Node.Tests.Running;

[Collection(RunningNodes.Name)]
public sealed class KilledNodeTests(TwoFolders folders) : IDisposable
{
    private const int Histories = 20;
    private readonly string _root = folders.Copy();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Twenty_times_one_of_three_processes_is_killed_while_a_flight_is_asked_for_and_cleared_and_nothing_acknowledged_is_lost_then_a_restored_back_up_refuses_to_sign()
    {
        using NodeChild mx = new(At("MX")), us = new(At("US")), witness = new(At("W"));
        foreach (var child in new[] { witness, mx, us })
            child.Start();
        using Desk host = new(At("MX")), requester = new(At("US"));
        await host.Guide();
        await requester.Guide();
        var random = new Random(20260203);
        for (var history = 0; history < Histories; history++)
        {
            var victim = new[] { mx, us, witness }[random.Next(3)];
            var kill = KillAndStart(victim, random.Next(0, 1500));
            await ClearOneFlight(host, requester);
            await kill;
        }

        await Settle(host, requester);
        var back = Path.Combine(_root, "back-up");
        us.Kill();
        TwoFolders.CopyFolder(At("US"), back);
        us.Start();
        await ClearOneFlight(host, requester);
        await Settle(host, requester);
        us.Kill();
        Directory.Delete(Path.Combine(At("US"), "data"), recursive: true);
        TwoFolders.CopyFolder(back, At("US"));
        us.Start();
        await Desk.Until("the restored node stops", async () => (await requester.Status()) is { Refusal: "BehindItsOwnHead" } status ? status : null);
        var pair = (await requester.Fold()).GuidanceToName(StateCode.From("US"), requester.Start + Duration.FromHours(1))!.Value;
        var answer = await requester.Try("liaison-1", new Dispute(new(StateCode.From("US"), [StateCode.From("MX"), StateCode.From("US")], requester.Start), [pair.Own], null, FreeText.From("x")));
        Assert.Equal(409, answer.Status);
        Assert.Equal(0, (await host.Status()).Forks);
    }

    private static async Task KillAndStart(NodeChild victim, int milliseconds)
    {
        await Task.Delay(milliseconds);
        victim.Kill();
        await Task.Delay(100);
        victim.Start();
    }

    private static async Task ClearOneFlight(Desk host, Desk requester)
    {
        var inFlight = requester.Start + Duration.FromHours(2);
        var guided = await Desk.Until("guidance of both sides", async () => (await requester.Fold()) is { } state && state.GuidanceToName(StateCode.From("US"), inFlight) is not null ? state : null);
        var pair = guided.GuidanceToName(StateCode.From("US"), inFlight)!.Value;
        var request = await requester.Ask(pair);
        var asked = await Desk.Until("the request arrives", async () => (await host.Fold()).Flight(request, inFlight));
        await host.Grant(asked.Latest, new(pair.Other, pair.Own));
        var cleared = await Desk.Until("the flight is cleared", async () => (await requester.Status()) is { } s && s.Cleared.Contains(request.Hex) ? s : null);
        // What counts as cleared was published, and the third witness signed it.
        Assert.NotEmpty(cleared.Cleared);
    }

    private static async Task Settle(Desk host, Desk requester)
    {
        await Desk.Until("both outboxes are empty", async () => (await host.Status()).Outbox.Count + (await requester.Status()).Outbox.Count == 0 ? "" : null);
        AccordState one = await host.Fold(), other = await requester.Fold();
        await Desk.Until("both fold to one state", async () => (one = await host.Fold()).Fingerprint == (other = await requester.Fold()).Fingerprint ? "" : null);
        foreach (var desk in new[] { host, requester })
            Assert.All(desk.Acknowledged, digest => Assert.True(one.RulingOf(digest) is { IsPaired: true } ruling && ruling.Log == desk.State, $"{desk.State} {digest}"));
    }

    private string At(string name) => Path.Combine(_root, name);
}
