using System.Security.Cryptography;
using System.Text.Json;
using Atalaya.Earth;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Analysis;

/// <summary>One name for everything besides the input that a result depends on. Input read under another name is derived anew.</summary>
internal static class RulesDigest
{
    public static string Of(AnalysisOptions options)
    {
        var rows = options.Rows;
        var content = JsonSerializer.SerializeToUtf8Bytes(new
        {
            // A build's module names change with its code, its role table and its zone data.
            Programs = new[] { typeof(Position), typeof(Track), typeof(RulesDigest) }.Select(static t => t.Module.ModuleVersionId),
            options.Rules,
            options.Since,
            options.Until,
            options.NearZone,
            options.KeepAll,
            WatchList = options.WatchList.Entries.Select(static e => $"{e.Icao24}|{e.Registration}|{e.Note}").Order(StringComparer.Ordinal),
            Columns = rows.Columns.Select(static c => $"{c.Key}={c.Value}").Order(StringComparer.Ordinal),
            rows.Altitude,
            rows.Speed,
            rows.VerticalRate,
            rows.Basis,
            TimeZone = rows.TimeZone?.Id,
        });
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
