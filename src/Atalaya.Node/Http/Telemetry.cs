using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Atalaya.Node.Http;

/// <summary>Figures for those who run a node: sizes, waits and alarms, never content. Sent by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
internal static class Telemetry
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Atalaya.Node";

    public static void Add(IServiceCollection services, string service)
    {
        var metrics = services.AddOpenTelemetry().ConfigureResource(r => r.AddService(service)).WithMetrics(static m => m
            .AddMeter(MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting"));
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
            metrics.WithMetrics(static m => m.AddOtlpExporter());
    }

    /// <summary>Gauges of a node.</summary>
    public static Meter Of(Engine.NodeEngine engine)
    {
        var meter = new Meter(MeterName);
        meter.CreateObservableGauge("atalaya.log.size", () => (long)engine.Size, "{leaf}", "Leaves of this side's log");
        meter.CreateObservableGauge("atalaya.peer.verified", () => (long)engine.PeerSizes.Verified, "{leaf}", "Leaves of the other side's log under a signed head");
        meter.CreateObservableGauge("atalaya.outbox", () => engine.Outbox.Count, "{record}", "Records that the other side has not acknowledged");
        meter.CreateObservableGauge("atalaya.alarms", () => engine.Alarms.GroupBy(static a => a.Kind).Select(static g => new Measurement<int>(g.Count(), new KeyValuePair<string, object?>("kind", g.Key.ToString()))), "{alarm}", "Alarms");
        return meter;
    }
}
