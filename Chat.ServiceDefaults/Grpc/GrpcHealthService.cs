using System.Collections.Frozen;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Health;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>The health protocol of gRPC over the same checks as <c>/health</c>.</summary>
internal sealed class GrpcHealthService(
    HealthCheckService checks,
    IEnumerable<GrpcServiceEntry> services,
    IDrainSignal drain,
    TimeProvider time
) : global::Grpc.Health.V1.Health.HealthBase
{
    private static readonly NotFound Unknown = new("service_unknown", "This server has no such service.");
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private readonly FrozenSet<string> names = services
        .Where(entry => entry.Contract is not null)
        .Select(entry => entry.Contract!.FullName)
        .Append("")
        .ToFrozenSet(StringComparer.Ordinal);

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (!names.Contains(request.Service))
        {
            throw Unknown.ToRpcException();
        }

        return new HealthCheckResponse { Status = await StatusAsync(context.CancellationToken) };
    }

    public override async Task Watch(
        HealthCheckRequest request,
        IServerStreamWriter<HealthCheckResponse> responseStream,
        ServerCallContext context
    )
    {
        var known = names.Contains(request.Service);
        var last = ServingStatus.Unknown;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, drain.Draining);
        while (true)
        {
            var status = known ? await StatusAsync(context.CancellationToken) : ServingStatus.ServiceUnknown;
            if (status != last)
            {
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
                last = status;
            }

            if (drain.Draining.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(WatchInterval, time, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<ServingStatus> StatusAsync(CancellationToken cancellationToken)
    {
        if (drain.Draining.IsCancellationRequested)
        {
            return ServingStatus.NotServing;
        }

        var report = await checks.CheckHealthAsync(cancellationToken);
        return report.Status == HealthStatus.Unhealthy ? ServingStatus.NotServing : ServingStatus.Serving;
    }
}
