using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Atalaya.Earth;
using Atalaya.Flights.Tracks;

namespace Atalaya.Archive.Analysis;

/// <summary>One name for everything besides the input that a result depends on. Input read under another name is derived anew.</summary>
internal static class RulesDigest
{
    public static string Of(AnalysisOptions options)
    {
        var rows = options.Rows;
        string?[] settings =
        [
            options.Since?.ToString(),
            options.Until?.ToString(),
            options.NearZone,
            options.KeepAll.ToString(),
            rows.Altitude.ToString(),
            rows.Speed.ToString(),
            rows.VerticalRate.ToString(),
            rows.Basis.ToString(),
            rows.TimeZone?.Id,
        ];
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new DigestContent(
                // A build's module names change with its code, its role table and its zone data.
                [.. new[] { typeof(Position), typeof(Track), typeof(RulesDigest) }.Select(static t => t.Module.ModuleVersionId)],
                options.Rules,
                settings,
                [.. options.WatchList.Entries.Select(static e => $"{e.Icao24}|{e.Registration}|{e.Note}").Order(StringComparer.Ordinal)],
                [.. rows.Columns.Select(static c => $"{c.Key}={c.Value}").Order(StringComparer.Ordinal)]),
            DigestJson.Default.DigestContent);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}

/// <summary>What the digest is made of.</summary>
internal sealed record DigestContent(Guid[] Programs, AnalysisRules Rules, string?[] Settings, string[] WatchList, string[] Columns);

/// <summary>Its serializer, made when the program is built: looking at the types takes a tenth of a second when it starts.</summary>
[JsonSerializable(typeof(DigestContent))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization)]
internal sealed partial class DigestJson : JsonSerializerContext;
