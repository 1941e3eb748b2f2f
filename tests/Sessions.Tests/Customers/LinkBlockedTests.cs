using System.Net;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;

namespace Chat.Sessions.Tests.Customers;

[Trait("Level", "Component")]
public sealed class LinkBlockedTests(SessionsFixture sessions)
{
    private readonly CustomerScene scene = new(sessions.A);

    [Fact]
    public async Task Link_ToABlockedCustomerWhileBeginning_BlocksWhatWasBegun()
    {
        var customer = await scene.CreateAsync(new { name = "Bad", email = "bad@example.com" });
        var path = $"/v1/customers/{customer.GetProperty("id")}";
        await scene.Backend.PatchAsync(path, new { status = "blocked" });
        var open = 0;
        for (var i = 0; i < 60; i++)
        {
            var visitor = scene.Somebody(PrincipalKind.Visitor);
            var linking = scene.Backend.SubmitAsync(path + "/visitors", new { visitorId = visitor.Principal.Subject });
            var begun = Enumerable
                .Range(0, 6)
                .Select(n => TryAsync(visitor.At(n % 2 == 0 ? sessions.A : sessions.B), ""))
                .ToList();
            Assert.Equal(HttpStatusCode.OK, (await linking).Status);
            foreach (var id in (await Task.WhenAll(begun)).OfType<string>().Distinct())
            {
                open += await TryAsync(visitor, id) is null ? 0 : 1;
            }
        }

        Assert.Equal(0, open);
    }

    private static async Task<string?> TryAsync(Caller visitor, string conversation)
    {
        try
        {
            return (await visitor.PostAsync("Hello", conversation)).Conversation.Id;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.PermissionDenied)
        {
            return null;
        }
    }
}
