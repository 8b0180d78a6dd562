namespace Atalaya.Flights.Coverage;

/// <summary>What ordinary traffic was heard in one cell.</summary>
/// <remarks>
/// The two smallest distinct aircraft keys are kept, no more: they are enough to say whether anybody <em>but</em> a given aircraft
/// was heard, and merging them is exact and independent of order.
/// </remarks>
/// <param name="Cell">Where and when.</param>
/// <param name="Seconds">Aircraft-seconds heard, all aircraft added up.</param>
/// <param name="Reports">Reports heard.</param>
/// <param name="FirstAircraft">Smallest <see cref="AircraftKey"/> heard.</param>
/// <param name="SecondAircraft">Second smallest, 0 where only one aircraft was heard.</param>
public readonly record struct CoverageEntry(CoverageCell Cell, double Seconds, long Reports, ulong FirstAircraft, ulong SecondAircraft)
{
    /// <summary>Whether an aircraft other than the one with this key was heard.</summary>
    public bool HeardOther(ulong aircraft) => (FirstAircraft != 0 && FirstAircraft != aircraft) || (SecondAircraft != 0 && SecondAircraft != aircraft);

    /// <summary>Both together; the cells must be the same.</summary>
    public CoverageEntry With(in CoverageEntry other)
    {
        var (first, second) = (FirstAircraft, SecondAircraft);
        Insert(ref first, ref second, other.FirstAircraft);
        Insert(ref first, ref second, other.SecondAircraft);
        return new(Cell, Seconds + other.Seconds, Reports + other.Reports, first, second);
    }

    /// <summary>A key of an aircraft for counting: FNV-1a (64 bit) over the identity's UTF-16 code units, finished by MurmurHash3's mixer; never 0, the same on every machine.</summary>
    /// <remarks>The suffix of an address shared by several aircraft (<c>a1b2c3+2</c>) is part of the identity: they are different aircraft.</remarks>
    public static ulong AircraftKey(string identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var hash = 14695981039346656037UL;
        foreach (var c in identity)
            hash = (hash ^ c) * 1099511628211UL;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        hash ^= hash >> 33;
        return hash == 0 ? 1 : hash;
    }

    private static void Insert(ref ulong first, ref ulong second, ulong key)
    {
        if (key == 0 || key == first || key == second)
            return;
        if (first == 0 || key < first)
            (first, second) = (key, first);
        else if (second == 0 || key < second)
            second = key;
    }
}
