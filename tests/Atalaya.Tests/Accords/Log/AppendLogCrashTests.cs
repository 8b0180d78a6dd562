using Atalaya.Accords.Log;
using CsCheck;

namespace Atalaya.Tests.Accords.Log;

public sealed class AppendLogCrashTests
{
    // Crosses tile borders, folds twice, once with nothing left over.
    private static readonly int[] Batches = [1, 3, 250, 2, 5, 251, 1, 40];

    [Theory]
    [InlineData(Loss.Everything, false)]
    [InlineData(Loss.Everything, true)]
    [InlineData(Loss.Nothing, false)]
    [InlineData(Loss.Nothing, true)]
    [InlineData(Loss.Torn, true)]
    [InlineData(Loss.Zeros, true)]
    public void Whichever_write_the_power_fails_at_nothing_acknowledged_is_lost_no_size_is_signed_twice_and_the_log_goes_on(Loss loss, bool doesLast)
    {
        var cuts = 0;
        for (var cut = 1; ; cut++)
        {
            var work = new LogWorkload();
            work.Storage.CutAt = cut;
            work.Storage.DoesLast = doesLast;
            if (work.Run(Batches))
                break;
            cuts++;
            work.Reboot(loss, cut);
            work.Check();
            Assert.True(work.Run([1, 300, 2]));
            work.Check();
        }

        Assert.True(cuts > 60, $"{cuts} points");
    }

    [Theory]
    [InlineData(Loss.Torn)]
    [InlineData(Loss.Zeros)]
    public void A_power_cut_while_the_log_is_brought_back_from_a_power_cut_changes_nothing(Loss loss)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            for (var again = 1; again <= 4; again++)
            {
                var work = new LogWorkload();
                work.Storage.CutAt = 12 + (seed % 8);
                work.Storage.DoesLast = true;
                Assert.False(work.Run([3, 4, 5, 6, 7]));
                work.Reboot(loss, seed);
                work.Storage.CutAt = again;
                work.Storage.DoesLast = seed % 2 == 0;
                _ = work.Run([2]);
                work.Reboot(loss, seed);
                work.Check();
                Assert.True(work.Run([1]));
                work.Check();
            }
        }
    }

    [Fact]
    public void However_often_the_power_fails_at_whatever_moments_the_promises_hold() =>
        Gen.Select(Gen.Int[1, 300].Array[1, 8], Gen.Select(Gen.Int[1, 60], Gen.Enum<Loss>(), Gen.Bool, Gen.Int[0, 1 << 30]).Array[1, 5]).Sample((batches, cuts) =>
        {
            var work = new LogWorkload { Rules = new() { FoldAfterEntries = 300 } };
            foreach (var (cut, loss, doesLast, seed) in cuts)
            {
                work.Storage.CutAt = cut;
                work.Storage.DoesLast = doesLast;
                _ = work.Run(batches);
                work.Reboot(loss, seed);
            }

            work.Check();
            Assert.True(work.Run([2]));
            work.Check();
        }, iter: 120);

    [Fact]
    public void A_write_that_fails_stops_the_log_until_it_is_opened_again_and_then_nothing_acknowledged_is_missing()
    {
        for (var at = 1; ; at++)
        {
            var work = new LogWorkload();
            Assert.True(work.Run([1, 2]));
            work.Storage.FailAt = work.Storage.Calls + at;
            var failed = false;
            try
            {
                failed = !work.Run([3, 256, 1, 1]);
            }
            catch (IOException)
            {
                failed = true;
            }

            if (!failed)
                break;
            work.Check();
            Assert.True(work.Run([4]));
            work.Check();
        }
    }

    [Fact]
    public void After_a_failed_sync_no_answer_is_given_although_the_disk_works_again()
    {
        var storage = new FaultyStorage();
        var log = AppendLog.Create(storage, Signers.Log("log.example", 1));
        storage.FailAt = storage.Calls + 2;
        Assert.Throws<IOException>(() => log.AppendBatch([new byte[] { 1 }]));
        Assert.Equal(LogRefusal.StorageFailed, log.AppendBatch([new byte[] { 2 }]).Refusal);
        Assert.IsType<IOException>(log.Failure);
        Assert.Equal(0UL, log.Head.Checkpoint.Size);
    }
}
