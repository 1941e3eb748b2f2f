using System.Diagnostics;
using OpenTelemetry;

namespace Chat.ServiceDefaults.Telemetry;

/// <summary>Keeps the spans of health checks, which come every few seconds, from being exported.</summary>
internal sealed class HealthSpanProcessor : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (
            data.Kind == ActivityKind.Server
            && data.GetTagItem("url.path")
                is ("/health" or "/alive" or "/grpc.health.v1.Health/Check" or "/grpc.health.v1.Health/Watch")
        )
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
