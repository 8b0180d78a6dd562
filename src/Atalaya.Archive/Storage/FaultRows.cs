using Atalaya.Flights.Feeds;
using DuckDB.NET.Data;

namespace Atalaya.Archive.Storage;

/// <summary>Rows of <c>faults</c>.</summary>
internal static class FaultRows
{
    public static void Add(DuckDBAppender appender, long? inputId, Fault f) => appender.CreateRow()
        .AppendValue(inputId).AppendValue(f.Source).AppendValue(Words.Of(f.Reason)).AppendValue(f.Line).AppendValue(f.ByteOffset).AppendValue(f.Field).AppendValue(f.Excerpt)
        .EndRow();
}
