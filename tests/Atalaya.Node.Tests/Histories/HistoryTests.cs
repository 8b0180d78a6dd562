namespace Atalaya.Node.Tests.Histories;

public sealed class HistoryTests
{
    // 504 histories in all.
    private static readonly (Trouble Trouble, int Count)[] Plans =
    [
        (Trouble.None, 12),
        (Trouble.Partition, 60),
        (Trouble.Loss, 48),
        (Trouble.Skew | Trouble.Loss, 36),
        (Trouble.Crash, 84),
        (Trouble.Partition | Trouble.Loss | Trouble.Skew | Trouble.Crash, 96),
        (Trouble.BackUp, 36),
        (Trouble.BackUp | Trouble.Partition | Trouble.Loss, 48),
        (Trouble.TwoFaces, 36),
        (Trouble.TwoFaces | Trouble.Partition | Trouble.Loss, 48),
    ];

    public static TheoryData<int> Groups => [.. Enumerable.Range(0, Plans.Length)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Through_every_seeded_history_nothing_acknowledged_is_lost_nothing_counts_as_cleared_without_proof_both_sides_agree_and_a_fork_is_proven(int group)
    {
        var (trouble, count) = Plans[group];
        var cleared = 0;
        for (var seed = 0; seed < count; seed++)
        {
            using var history = new History((group * 1000) + seed, trouble);
            try
            {
                history.Play();
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {history.World.Seed} ({trouble}): {e}\n{history.World.History}");
            }

            cleared += history.Officers.Cleared;
        }

        // A world in which nothing is ever cleared would hold every promise.
        Assert.True(cleared * 3 >= count, $"{cleared} flights were cleared in {count} histories");
    }
}
