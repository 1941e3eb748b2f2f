using System.Collections.Concurrent;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Grpc.Core;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>Visitors, in memory: repeats what is said, and notes by whom.</summary>
public sealed class FakeVisitors : Contracts.Sessions.V1.Visitors.VisitorsBase
{
    /// <summary>What was asked, and with which identity token.</summary>
    public ConcurrentQueue<(string Identity, IdentifyRequest Request)> Identified { get; } = new();

    /// <summary>Visitors that were seen.</summary>
    public ConcurrentQueue<SeenVisitor> Seen { get; } = new();

    /// <summary>What identifying is refused with; null: it is not.</summary>
    public Error? IdentifyRefusal { get; set; }

    /// <summary>What the next calls to collect end with, one each.</summary>
    public ConcurrentQueue<StatusCode> Refusals { get; } = new();

    /// <inheritdoc/>
    public override Task<CollectResponse> Collect(CollectRequest request, ServerCallContext context)
    {
        if (Refusals.TryDequeue(out var refusal))
        {
            throw new RpcException(new Status(refusal, "refused by the test"));
        }

        foreach (var visitor in request.Visitors)
        {
            Seen.Enqueue(visitor);
        }
        return Task.FromResult(new CollectResponse());
    }

    /// <inheritdoc/>
    public override Task<IdentifyResponse> Identify(IdentifyRequest request, ServerCallContext context)
    {
        if (IdentifyRefusal is { } refusal)
        {
            throw refusal.ToRpcException();
        }

        Identified.Enqueue((context.RequestHeaders.GetValue("authorization")!["Bearer ".Length..], request));
        return Task.FromResult(
            new IdentifyResponse
            {
                VisitorId = "v-1",
                CustomerId = request.UserIdentity.Length > 0 ? "0190c000-0000-7000-8000-000000000001" : "",
                Name = request.Name,
                Email = request.Email,
                Phone = request.Phone,
            }
        );
    }
}
