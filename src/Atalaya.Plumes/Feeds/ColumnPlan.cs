using Atalaya.Plumes.Readings;

namespace Atalaya.Plumes.Feeds;

/// <summary>What the columns of one file are.</summary>
internal sealed class ColumnPlan
{
    private readonly Dictionary<PlumeColumn, PlannedColumn> byMeaning = [];

    public ColumnPlan(RawTable table, PlumeFileRole role, PlumeReadOptions options, FaultLog log)
    {
        Table = table;
        Role = role;
        Columns = [.. table.Columns.Select(column => WithUnit(Said(column, options) ?? ColumnReader.Read(column, role), options, log))];
        foreach (var column in Columns.Where(static c => c.Meaning is not (PlumeColumn.Ignored or PlumeColumn.Concentration or PlumeColumn.ConcentrationError)))
        {
            // A column without any value is none.
            if ((!byMeaning.TryGetValue(column.Meaning, out var other) || column.Rank < other.Rank) && HasValue(column.Column))
                byMeaning[column.Meaning] = column;
        }

        var named = Columns.Where(static c => c.Meaning == PlumeColumn.Concentration).ToList();
        if (named.Exists(static c => c.Gas is not null || c.Rank == ColumnNames.Said))
            named.RemoveAll(static c => c.Gas is null && c.Rank != ColumnNames.Said && c.Unit is null);
        else if (named.Count > 1)
            named = [.. named.OrderBy(static c => c.Rank).Take(1)];
        Concentrations = named;
        Errors = [.. Columns.Where(static c => c.Meaning == PlumeColumn.ConcentrationError)];
        Check(role, options, log);
    }

    public RawTable Table { get; }

    public PlumeFileRole Role { get; }

    public IReadOnlyList<PlannedColumn> Columns { get; }

    public IReadOnlyList<PlannedColumn> Concentrations { get; }

    public IReadOnlyList<PlannedColumn> Errors { get; }

    public PlannedColumn? this[PlumeColumn meaning] => byMeaning.GetValueOrDefault(meaning);

    public bool Has(PlumeColumn meaning) => byMeaning.ContainsKey(meaning);

    public bool HasWind => (Has(PlumeColumn.WindSpeed) && (Has(PlumeColumn.WindFrom) || Has(PlumeColumn.WindTo) || Has(PlumeColumn.WindToMath))) || (Has(PlumeColumn.WindEast) && Has(PlumeColumn.WindNorth));

    public bool HasDegrees => Has(PlumeColumn.Latitude) && Has(PlumeColumn.Longitude);

    public bool HasMetres => Has(PlumeColumn.X) && Has(PlumeColumn.Y);

    /// <summary>The name of a kind of column as options write it.</summary>
    public static string Kebab(PlumeColumn column) =>
        string.Concat(column.ToString().Select(static (c, i) => char.IsUpper(c) && i > 0 ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    private static bool HasValue(RawColumn column)
    {
        for (var i = 0; i < column.Count; i++)
        {
            if (!column.HasNothing(i))
                return true;
        }

        return false;
    }

    private static PlannedColumn? Said(RawColumn column, PlumeReadOptions options)
    {
        foreach (var (what, name) in options.Columns)
        {
            if (!string.Equals(name, column.Name, StringComparison.OrdinalIgnoreCase) || Meaning(what) is not { } meaning)
                continue;
            var unit = Enumerable.Range(1, UnitName.MostWords).Select(n => UnitName.Find(string.Join('_', ColumnWords.Split(column.Name).TakeLast(n).Select(static w => w.Plain)))).LastOrDefault(u => u is not null && ColumnReader.Fits(meaning.Column, u.Kind));
            return new(column, meaning.Column, ColumnNames.Said) { Gas = meaning.Gas, Unit = unit, Words = string.Join('_', ColumnWords.Split(what).Select(static w => w.Plain)) };
        }

        return null;
    }

    private static (PlumeColumn Column, Gas? Gas)? Meaning(string what)
    {
        var words = string.Join('_', ColumnWords.Split(what).Select(static word => word.Plain));
        foreach (var column in Enum.GetValues<PlumeColumn>())
        {
            if (Kebab(column) == words.Replace('_', '-'))
                return (column, null);
        }

        if (ColumnReader.GasOf(words) is { } gas)
            return (PlumeColumn.Concentration, gas);
        if (words.EndsWith("_error", StringComparison.Ordinal) && ColumnReader.GasOf(words[..^6]) is { } withError)
            return (PlumeColumn.ConcentrationError, withError);
        return ColumnNames.Find(words, PlumeFileRole.Readings) is { Column: not PlumeColumn.Ignored } found ? (found.Column, null) : null;
    }

    private PlannedColumn WithUnit(PlannedColumn column, PlumeReadOptions options, FaultLog log)
    {
        if (column.Meaning == PlumeColumn.Ignored)
            return column;
        var kind = ColumnNames.KindOf(column.Meaning);
        string?[] names = [column.Column.Name, column.Gas?.Symbol, column.Gas is null && column.Meaning == PlumeColumn.Concentration ? options.Gas : null, Kebab(column.Meaning), kind == UnitKind.Speed ? "wind" : null];
        var said = names.Select(name => name is not null && options.Units.TryGetValue(name, out var text) ? text : null).FirstOrDefault(static text => text is not null)
            ?? (kind == UnitKind.Speed && column.Unit is null ? options.WindUnit : null);
        if (said is null)
            return column;
        if (UnitName.Parse(said) is { } unit && ColumnReader.Fits(column.Meaning, unit.Kind))
            return column with { Unit = unit };
        log.Add(Table.Source, InputFaultReason.UnknownUnit, field: column.Column.Name, excerpt: said);
        return column;
    }

    // Options that name what is not there are told, once, at the file of readings.
    private void Check(PlumeFileRole role, PlumeReadOptions options, FaultLog log)
    {
        if (role != PlumeFileRole.Readings)
            return;
        foreach (var what in options.Columns.Keys.Where(static what => Meaning(what) is null))
            log.Add(Table.Source, InputFaultReason.BadOption, field: "--map", excerpt: what);
    }
}
