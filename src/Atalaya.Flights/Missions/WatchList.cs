using System.Text;
using Atalaya.Flights.Feeds;
using Atalaya.Flights.Tracks;
using Sylvan.Data.Csv;

namespace Atalaya.Flights.Missions;

/// <summary>One aircraft that the user named.</summary>
/// <param name="Icao24">ICAO 24-bit address in lower-case hex, where the list has it.</param>
/// <param name="Registration">Tail number as written, where the list has it.</param>
/// <param name="Note">What the list says of it; may be empty.</param>
public sealed record WatchEntry(string? Icao24, string? Registration, string Note);

/// <summary>A list that was read, and the rows that could not be used.</summary>
/// <param name="List">The aircraft.</param>
/// <param name="Faults">Rows without a usable address or registration.</param>
public sealed record WatchListReading(WatchList List, IReadOnlyList<Fault> Faults);

/// <summary>Aircraft the user named, by address or registration.</summary>
public sealed class WatchList
{
    private static readonly string[] AddressNames = ["icao24", "hex", "$icao", "icao", "icao_hex", "mode_s", "modes"];
    private static readonly string[] RegistrationNames = ["registration", "$registration", "reg", "r", "tail", "tail_number"];
    private static readonly string[] NoteNames = ["note", "notes", "category", "comment", "remark", "#cmpg", "$tag 1", "$operator", "operator"];

    private readonly Dictionary<string, WatchEntry> byAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WatchEntry> byRegistration = new(StringComparer.Ordinal);

    private WatchList()
    {
    }

    /// <summary>No aircraft.</summary>
    public static WatchList Empty { get; } = new();

    /// <summary>How many aircraft.</summary>
    public int Count { get; private set; }

    /// <summary>All aircraft of the list, in no order; one named by address and registration may come twice.</summary>
    public IEnumerable<WatchEntry> Entries => byAddress.Values.Concat(byRegistration.Values);

    /// <summary>
    /// Reads a list from CSV in UTF-8. The header names the columns, in any order and case: <c>icao24</c>, <c>hex</c> or <c>$ICAO</c>;
    /// <c>registration</c>; <c>note</c> or <c>category</c> (the lists of plane-alert-db can be used as they are). Without a header
    /// the first column is the address or registration and the second the note.
    /// </summary>
    /// <param name="csv">The text; not closed.</param>
    /// <param name="source">Name of the list, for faults.</param>
    public static WatchListReading Parse(Stream csv, string source)
    {
        var list = new WatchList();
        var faults = new List<Fault>();
        using var text = new StreamReader(csv, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var row = 0;
        try
        {
            using var reader = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, CsvStyle = CsvStyle.Lax });
            Columns? columns = null;
            while (reader.Read())
            {
                row++;
                if (columns is null)
                {
                    columns = Columns.FromHeader(reader);
                    if (columns is not null)
                        continue;
                    columns = Columns.WithoutHeader;
                }

                list.Take(reader, columns, source, row, faults);
            }
        }
        catch (Exception e) when (e is CsvFormatException or CsvRecordTooLargeException or InvalidDataException)
        {
            faults.Add(new(source, FaultReason.UnknownFormat, row + 1, Excerpt: e.Message));
        }

        if (row == 0 && faults.Count == 0)
            faults.Add(new(source, FaultReason.Empty));
        return new(list, faults);
    }

    /// <summary>Whether the aircraft is on the list.</summary>
    public bool Contains(Aircraft aircraft) => Find(aircraft) is not null;

    /// <summary>The entry of an aircraft, or null. A temporary privacy address (PIA) is nobody's and never found.</summary>
    public WatchEntry? Find(Aircraft aircraft)
    {
        if (Count == 0 || aircraft.Flags.HasFlag(AircraftFlags.PrivacyAddress))
            return null;
        if (aircraft.Icao24 is { } address && byAddress.TryGetValue(address, out var entry))
            return entry;
        return aircraft.Registration is { } registration ? byRegistration.GetValueOrDefault(Plain(registration)) : null;
    }

    private void Take(CsvDataReader reader, Columns columns, string source, int row, List<Fault> faults)
    {
        var address = Cell(reader, columns.Address).ToLowerInvariant();
        var registration = Cell(reader, columns.Registration);
        if (ReferenceEquals(columns, Columns.WithoutHeader) && !IsAddress(address))
            (address, registration) = ("", Cell(reader, columns.Address));
        if (address.Length == 0 && registration.Length == 0)
        {
            if (Enumerable.Range(0, reader.RowFieldCount).Any(i => Cell(reader, i).Length > 0))
                faults.Add(new(source, FaultReason.Missing, row, Field: "icao24"));
            return;
        }

        if (address.Length > 0 && !IsAddress(address))
        {
            faults.Add(new(source, FaultReason.NotANumber, row, Field: "icao24", Excerpt: address));
            if (registration.Length == 0)
                return;
            address = "";
        }

        var entry = new WatchEntry(address.Length > 0 ? address : null, registration.Length > 0 ? registration : null, Cell(reader, columns.Note));
        var isNew = (entry.Icao24 is null || byAddress.TryAdd(entry.Icao24, entry))
            & (entry.Registration is null || byRegistration.TryAdd(Plain(entry.Registration), entry));
        if (isNew)
            Count++;
    }

    private static bool IsAddress(string text) => text.Length == 6 && text.All(char.IsAsciiHexDigit);

    private static string Plain(string registration) =>
        string.Concat(registration.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private static string Cell(CsvDataReader reader, int column) =>
        column >= 0 && column < reader.RowFieldCount ? reader.GetString(column).Trim() : "";

    private sealed record Columns(int Address, int Registration, int Note)
    {
        public static readonly Columns WithoutHeader = new(0, -1, 1);

        public static Columns? FromHeader(CsvDataReader reader)
        {
            var names = Enumerable.Range(0, reader.RowFieldCount).Select(i => Cell(reader, i).ToLowerInvariant()).ToArray();
            var found = new Columns(First(AddressNames), First(RegistrationNames), First(NoteNames));
            return found.Address < 0 && found.Registration < 0 ? null : found;

            int First(string[] synonyms) => synonyms.Select(s => Array.IndexOf(names, s)).FirstOrDefault(static i => i >= 0, -1);
        }
    }
}
