using Chat.Gateway.Chat;
using Chat.Gateway.RateLimits;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.Chat;

/// <summary>The looks, now and then, at the credentials of streams that last.</summary>
public sealed class StreamCredentialsTests : GatewayTest
{
    private static readonly Principal Reader = new()
    {
        TenantId = FakeTenants.TenantId,
        Subject = "v",
        Kind = PrincipalKind.Visitor,
    };

    protected override (string Name, string Value)[] Settings => [("Sse:CredentialCheck", "00:00:01")];

    // As it is with a stream whose request ends in the moment of the look; it ended the whole instance.
    [Fact]
    public async Task Check_Throws_IsMadeAgain()
    {
        var (isFirst, second) = (true, new TaskCompletionSource());
        var opened = await Gateway
            .Services.GetRequiredService<StreamOpener>()
            .OpenAsync(new DefaultHttpContext(), Reader, RateTrust.Server, new NativeReplyFrames(null), CheckAsync);
        await using var stream = opened.Value;

        await second.Task.WithTimeout();

        Assert.Null(stream.Expelled);

        ValueTask<Error?> CheckAsync(CancellationToken cancellationToken)
        {
            if (isFirst)
            {
                isFirst = false;
                throw new ObjectDisposedException(nameof(HttpContext));
            }
            second.TrySetResult();
            return ValueTask.FromResult<Error?>(null);
        }
    }

    [Fact]
    public async Task Check_NobodyCanSay_LeavesTheStreamOpen()
    {
        var (looks, third) = (0, new TaskCompletionSource());
        var opened = await Gateway
            .Services.GetRequiredService<StreamOpener>()
            .OpenAsync(new DefaultHttpContext(), Reader, RateTrust.Server, new NativeReplyFrames(null), CheckAsync);
        await using var stream = opened.Value;

        await third.Task.WithTimeout();

        Assert.Null(stream.Expelled);

        ValueTask<Error?> CheckAsync(CancellationToken cancellationToken)
        {
            if (++looks == 3)
            {
                third.TrySetResult();
            }
            return ValueTask.FromResult<Error?>(looks == 1 ? Internal.Unexpected : new Unavailable("away", "Away."));
        }
    }
}
