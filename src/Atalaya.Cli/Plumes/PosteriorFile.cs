using System.Globalization;
using System.Text.Json;
using Atalaya.Plumes.Answers;
using ParquetSharp;

namespace Atalaya.Cli.Plumes;

/// <summary>Writes <c>posterior.parquet</c>: one row a draw of one source. Columns and key-value metadata: <c>docs/formats/plume-outputs.md</c>.</summary>
internal static class PosteriorFile
{
    /// <summary>Writes the draws; a file without rows where there are none.</summary>
    public static void Write(string path, PlumeFinding finding)
    {
        var (answer, frame) = (finding.Answer, finding.Readings.Frame);
        var draws = answer.Posterior;
        List<Column> columns = [new Column<int>("sourceCount"), new Column<int>("source"), new Column<double>("x"), new Column<double>("y")];
        if (frame.IsOnEarth)
            columns.AddRange([new Column<double>("latitude"), new Column<double>("longitude")]);
        columns.AddRange([new Column<double>("height"), new Column<double>("kgPerHour"), new Column<double>("weight")]);
        using var properties = new WriterPropertiesBuilder().Compression(Compression.Zstd).CreatedBy("Atalaya").Build();
        using var file = new ParquetFileWriter(path, [.. columns], null, properties, Metadata(finding));
        using (var group = file.AppendRowGroup())
        {
            Put(group, draws, static d => d.SourceCount);
            Put(group, draws, static d => d.Source);
            Put(group, draws, static d => d.X);
            Put(group, draws, static d => d.Y);
            if (frame.IsOnEarth)
            {
                var positions = draws.Select(d => frame.ToPosition(d.X, d.Y)).ToList();
                Put(group, positions, static p => p.Latitude);
                Put(group, positions, static p => p.Longitude);
            }

            Put(group, draws, static d => d.Height);
            Put(group, draws, static d => d.KilogramsPerHour);
            Put(group, draws, static d => d.Weight);
        }

        file.Close();
    }

    private static Dictionary<string, string> Metadata(PlumeFinding finding) => new()
    {
        ["atalaya.gas"] = finding.Answer.Gas.Symbol,
        ["atalaya.methodVersion"] = finding.Answer.MethodVersion,
        ["atalaya.seed"] = finding.Answer.Seed.ToString(CultureInfo.InvariantCulture),
        ["atalaya.inputs"] = JsonSerializer.Serialize(finding.Inputs.Select(static i => new { name = i.Name, sha256 = i.Sha256, bytes = i.Bytes })),
        ["atalaya.commandLine"] = finding.CommandLine,
        ["atalaya.frame"] = finding.Readings.Frame.Origin is { } origin
            ? string.Create(CultureInfo.InvariantCulture, $"metres east and north of latitude {origin.Latitude}, longitude {origin.Longitude}")
            : "metres of the input's own frame",
    };

    private static void Put<TRow, T>(RowGroupWriter group, IReadOnlyList<TRow> rows, Func<TRow, T> value)
    {
        using var column = group.NextColumn().LogicalWriter<T>();
        column.WriteBatch([.. rows.Select(value)]);
    }
}
