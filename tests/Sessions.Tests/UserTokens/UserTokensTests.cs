using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Customers;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.UserTokens;

[Trait("Level", "Component")]
public sealed class UserTokensTests(SessionsFixture sessions)
{
    private readonly CustomerScene scene = new(sessions.A);
    private readonly string userId = Ids.NewText();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Admit_NewUser_IsACustomerWhoMayWrite()
    {
        var admitted = await AdmitAsync("ada@example.com");

        var (_, customer) = await scene.Backend.GetAsync($"/v1/customers/{admitted.CustomerId}");
        Assert.Equal(userId, customer.GetProperty("externalId").GetString());
        Assert.Equal("Ada", admitted.Name);
        Assert.True(customer.GetProperty("verified").GetBoolean());
    }

    [Fact]
    public async Task Admit_WithoutAName_AnswersWhatIsKnown()
    {
        await AdmitAsync("ada@example.com");

        var again = await sessions.A.UserTokens.AdmitUserAsync(
            new Wire.AdmitUserRequest { UserId = userId },
            scene.Backend.Options(Cancel)
        );

        Assert.Equal(("Ada", "ada@example.com"), (again.Name, again.Email));
    }

    [Fact]
    public async Task Revoke_User_TokensMadeBeforeAreOfASmallerGeneration()
    {
        var before = await AdmitAsync();

        var revoked = await RevokeAsync(sessions.B);
        var after = await AdmitAsync();

        Assert.True(before.Generation < revoked.Generation);
        Assert.True(after.Generation >= revoked.Generation);
    }

    [Fact]
    public async Task List_BehindAGeneration_HasEachRevocationOnceInOrder()
    {
        var start = (await AdmitAsync()).Generation;

        var revoked = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => RevokeAsync(i % 2 == 0 ? sessions.A : sessions.B, $"{userId}-{i}"))
        );

        var listed = await ListAsync(start, 1000);
        var mine = listed.Where(found => found.TenantId == scene.TenantId.ToString()).ToList();
        Assert.Equal(revoked.Select(answer => answer.Generation).Order(), mine.Select(found => found.Generation));
        Assert.Equal(listed.Select(found => found.Generation).Order(), listed.Select(found => found.Generation));
        Assert.Single(await ListAsync(start, 1));
    }

    [Fact]
    public async Task List_ReadAgainAndAgainWhileRevoking_MissesNone()
    {
        var last = (await AdmitAsync()).Generation;
        var seen = new List<long>();
        var revoking = Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => RevokeAsync(i % 2 == 0 ? sessions.A : sessions.B, $"{userId}-{i}"))
        );
        while (!revoking.IsCompleted || seen.Count == 0)
        {
            await ReadOnAsync();
        }

        var made = (await revoking).Select(answer => answer.Generation).Order();
        await ReadOnAsync();
        Assert.Equal(made, seen.Where(made.Contains));

        async Task ReadOnAsync()
        {
            foreach (var found in await ListAsync(last, 1000))
            {
                last = found.Generation;
                seen.Add(found.Generation);
            }
        }
    }

    [Theory]
    [InlineData(PrincipalKind.User)]
    [InlineData(PrincipalKind.PublishableKey)]
    [InlineData(PrincipalKind.Agent)]
    public async Task Any_NotASecretKey_IsForbidden(PrincipalKind kind)
    {
        var options = scene.Somebody(kind).Options(Cancel);

        var admit = await Caller.RefusalAsync(async () =>
            await sessions.A.UserTokens.AdmitUserAsync(new Wire.AdmitUserRequest { UserId = userId }, options)
        );
        var revoke = await Caller.RefusalAsync(async () =>
            await sessions.A.UserTokens.RevokeUserTokensAsync(
                new Wire.RevokeUserTokensRequest { UserId = userId },
                options
            )
        );
        var list = await Caller.RefusalAsync(async () =>
            await sessions.A.UserTokens.ListRevocationsAsync(new Wire.ListRevocationsRequest { Limit = 1 }, options)
        );

        Assert.All([admit, revoke], refusal => Assert.Equal("secret_key_required", refusal.ToError().Code));
        Assert.Equal(StatusCode.PermissionDenied, list.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(129)]
    public async Task Admit_IdOutOfRange_IsInvalid(int length)
    {
        var refusal = await Caller.RefusalAsync(async () =>
            await sessions.A.UserTokens.AdmitUserAsync(
                new Wire.AdmitUserRequest { UserId = new string('x', length) },
                scene.Backend.Options(Cancel)
            )
        );

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    private async Task<Wire.AdmitUserResponse> AdmitAsync(string email = "") =>
        await sessions
            .A.UserTokens.AdmitUserAsync(
                new Wire.AdmitUserRequest
                {
                    UserId = userId,
                    Name = "Ada",
                    Email = email,
                },
                scene.Backend.Options(Cancel)
            )
            .ResponseAsync.WithTimeout();

    private async Task<Wire.RevokeUserTokensResponse> RevokeAsync(SessionsInstance at, string? user = null) =>
        await at
            .UserTokens.RevokeUserTokensAsync(
                new Wire.RevokeUserTokensRequest { UserId = user ?? userId },
                scene.Backend.At(at).Options(Cancel)
            )
            .ResponseAsync.WithTimeout();

    private async Task<IReadOnlyList<Wire.Revocation>> ListAsync(long after, int limit)
    {
        var options = Caller.Of(sessions.A, PrincipalKind.Service).Options(Cancel);
        var request = new Wire.ListRevocationsRequest { After = after, Limit = limit };
        return (await sessions.A.UserTokens.ListRevocationsAsync(request, options)).Revocations;
    }
}
