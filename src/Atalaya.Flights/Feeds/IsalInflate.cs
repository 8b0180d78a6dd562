using System.Runtime.InteropServices;

namespace Atalaya.Flights.Feeds;

/// <summary>Inflation by Intel's ISA-L where <c>libisal.so.2</c> is installed (Debian package libisal2): about four times as fast as zlib.</summary>
/// <remarks>Layout of <c>struct inflate_state</c> as in <c>igzip_lib.h</c> of version 2.30: 87,368 bytes; only the fields named here are touched. The soname (2) fixes the layout.</remarks>
internal sealed unsafe class IsalInflate : IDisposable
{
    /// <summary>What one call of <see cref="Step"/> came to.</summary>
    public enum Outcome
    {
        /// <summary>More output may follow.</summary>
        More,

        /// <summary>The member ended and its checksum is right.</summary>
        MemberEnd,

        /// <summary>The bytes are no deflate stream or the checksum is wrong.</summary>
        Damaged,
    }

    private const int StateBytes = 87_368 + 4096;
    private const uint GzipWithHeader = 1;
    private const uint BlockFinish = 5;

    private static readonly nint Library = Load();
    private static readonly delegate* unmanaged<State*, void> ResetFunction = (delegate* unmanaged<State*, void>)Export("isal_inflate_init");
    private static readonly delegate* unmanaged<State*, int> InflateFunction = (delegate* unmanaged<State*, int>)Export("isal_inflate");

    private readonly State* state = (State*)NativeMemory.AlignedAlloc(StateBytes, 64);

    /// <summary>Whether the library was found.</summary>
    public static bool IsAvailable => ResetFunction != null && InflateFunction != null;

    /// <summary>Begins a gzip member.</summary>
    public void Reset()
    {
        ResetFunction(state);
        state->CrcFlag = GzipWithHeader;
    }

    /// <summary>Inflates as much as both buffers allow.</summary>
    public Outcome Step(ReadOnlySpan<byte> input, Span<byte> output, out int consumed, out int produced)
    {
        fixed (byte* source = input)
        fixed (byte* target = output)
        {
            state->NextIn = source;
            state->AvailableIn = (uint)input.Length;
            state->NextOut = target;
            state->AvailableOut = (uint)output.Length;
            var result = InflateFunction(state);
            consumed = input.Length - (int)state->AvailableIn;
            produced = output.Length - (int)state->AvailableOut;
            if (result < 0)
                return Outcome.Damaged;
            return state->BlockState == BlockFinish ? Outcome.MemberEnd : Outcome.More;
        }
    }

    public void Dispose() => NativeMemory.AlignedFree(state);

    private static nint Load() =>
        !(AppContext.TryGetSwitch(FeedScratch.ManagedInflationSwitch, out var isManaged) && isManaged)
        && OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64 && NativeLibrary.TryLoad("libisal.so.2", out var handle) ? handle : 0;

    private static void* Export(string name) => Library != 0 && NativeLibrary.TryGetExport(Library, name, out var address) ? (void*)address : null;

    [StructLayout(LayoutKind.Explicit)]
    private struct State
    {
        [FieldOffset(0)]
        public byte* NextOut;

        [FieldOffset(8)]
        public uint AvailableOut;

        [FieldOffset(16)]
        public byte* NextIn;

        [FieldOffset(32)]
        public uint AvailableIn;

        [FieldOffset(21160)]
        public uint BlockState;

        [FieldOffset(21172)]
        public uint CrcFlag;
    }
}
