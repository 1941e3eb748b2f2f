using System.Net;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;
using Grpc.Core;

namespace Chat.Sessions.Tests.Customers;

[Trait("Level", "Component")]
public sealed class LinkBlockedTests(SessionsFixture sessions)
{
    private readonly CustomerScene scene = new(sessions.A);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Link_ToABlockedCustomerWhileBeginning_BlocksWhatWasBegun(bool withAMessage)
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
                .Select(n => visitor.At(n % 2 == 0 ? sessions.A : sessions.B))
                .Select(at => withAMessage ? TryAsync(at, "") : OpenAsync(at))
                .ToList();
            Assert.Equal(HttpStatusCode.OK, (await linking).Status);
            foreach (var id in (await Task.WhenAll(begun)).OfType<string>().Distinct())
            {
                open += await TryAsync(visitor, id) is null ? 0 : 1;
            }
        }

        Assert.Equal(0, open);
    }

    [Fact]
    public async Task Link_OneTooManyToABlockedCustomer_WhoMakesRoomIsBlockedNoMore()
    {
        var email = VisitorScene.NewEmail();
        var customer = await scene.CreateAsync(new { email });
        var path = $"/v1/customers/{customer.GetProperty("id")}";
        var first = scene.Somebody(PrincipalKind.Visitor);
        var conversation = (await first.PostAsync("before")).Conversation.Id;
        await VisitorScene.ClaimAsync(first, email);
        for (var linked = 1; linked < 500; linked++)
        {
            await LinkAsync(path);
        }
        await scene.Backend.PatchAsync(path, new { status = "blocked" });
        Assert.Null(await TryAsync(first, conversation));

        await LinkAsync(path);

        Assert.Equal(conversation, await TryAsync(first, conversation));
        Assert.NotNull(await TryAsync(first, ""));
    }

    private async Task LinkAsync(string path)
    {
        var visitorId = scene.Somebody(PrincipalKind.Visitor).Principal.Subject;
        var (status, _) = await scene.Backend.SubmitAsync(path + "/visitors", new { visitorId });
        Assert.Equal(HttpStatusCode.OK, status);
    }

    private static async Task<string?> OpenAsync(Caller visitor)
    {
        var (status, conversation) = await visitor.SubmitAsync("/v1/conversations", new { });
        return status is HttpStatusCode.Created or HttpStatusCode.OK
            ? conversation.GetProperty("id").GetString()
            : null;
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
