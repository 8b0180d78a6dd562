using System.Runtime.InteropServices;

namespace Atalaya.Bench.Archives;

/// <summary>Processor time of the calling thread: what a busy machine does meanwhile is not in it. Linux only.</summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    public static long Nanoseconds =>
        GetTime(ThreadProcessorTime, out var time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : throw new PlatformNotSupportedException();

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
