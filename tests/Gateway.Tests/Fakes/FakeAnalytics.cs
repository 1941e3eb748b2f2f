using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>Counters that say what they are told to.</summary>
public sealed class FakeAnalytics : Analytics.AnalyticsBase
{
    /// <summary>The answer.</summary>
    public CountEventsResponse Counts { get; set; } = new();

    /// <summary>What was asked last.</summary>
    public CountEventsRequest? Asked { get; private set; }

    /// <inheritdoc/>
    public override Task<CountEventsResponse> CountEvents(CountEventsRequest request, ServerCallContext context)
    {
        Asked = request;
        return DateOnly.TryParse(request.From, out _)
            ? Task.FromResult(Counts)
            : throw new RpcException(new Status(StatusCode.InvalidArgument, "no day"));
    }
}
