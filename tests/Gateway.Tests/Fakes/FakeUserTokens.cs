using System.Collections.Concurrent;
using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>Users' generations, in memory.</summary>
public sealed class FakeUserTokens : Contracts.Sessions.V1.UserTokens.UserTokensBase
{
    private readonly Lock gate = new();
    private readonly List<Revocation> revocations = [];
    private volatile bool isAway;

    /// <summary>Users that were let in.</summary>
    public ConcurrentQueue<AdmitUserRequest> Admitted { get; } = new();

    /// <summary>Nobody answers.</summary>
    public bool IsAway
    {
        get => isAway;
        set => isAway = value;
    }

    /// <inheritdoc/>
    public override Task<AdmitUserResponse> AdmitUser(AdmitUserRequest request, ServerCallContext context)
    {
        Admitted.Enqueue(request);
        lock (gate)
        {
            return Task.FromResult(
                new AdmitUserResponse
                {
                    CustomerId = "0190c000-0000-7000-8000-000000000001",
                    Name = request.Name,
                    Email = request.Email,
                    Generation = revocations.Count,
                }
            );
        }
    }

    /// <inheritdoc/>
    public override Task<RevokeUserTokensResponse> RevokeUserTokens(
        RevokeUserTokensRequest request,
        ServerCallContext context
    )
    {
        lock (gate)
        {
            var revocation = new Revocation
            {
                TenantId = FakeTenants.TenantId.ToString(),
                UserId = request.UserId,
                Generation = revocations.Count + 1,
            };
            revocations.Add(revocation);
            return Task.FromResult(new RevokeUserTokensResponse { Generation = revocation.Generation });
        }
    }

    /// <inheritdoc/>
    public override Task<ListRevocationsResponse> ListRevocations(
        ListRevocationsRequest request,
        ServerCallContext context
    )
    {
        if (isAway)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        }
        var response = new ListRevocationsResponse();
        lock (gate)
        {
            response.Revocations.Add(revocations.Where(found => found.Generation > request.After).Take(request.Limit));
        }
        return Task.FromResult(response);
    }
}
