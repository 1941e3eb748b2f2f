using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Customers;

[Trait("Level", "Component")]
public sealed class BlockingTests(SessionsFixture sessions) : IAsyncLifetime
{
    private readonly CustomerScene scene = new(sessions.A);
    private Caller user = null!;
    private string path = "";

    public async ValueTask InitializeAsync()
    {
        user = scene.Somebody(PrincipalKind.User);
        var customer = await scene.CreateAsync(new { externalId = user.Principal.Subject });
        path = $"/v1/customers/{customer.GetProperty("id")}";
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Post_Blocked_IsRefusedInEveryConversation()
    {
        var conversation = (await user.PostAsync("before")).Conversation.Id;
        await SetStatusAsync("blocked");

        var existing = await Caller.RefusalAsync(() => user.PostAsync("again", conversation));
        var fresh = await Caller.RefusalAsync(() => user.At(sessions.B).PostAsync("elsewhere"));

        Assert.All([existing, fresh], refusal => Assert.Equal("customer_blocked", refusal.ToError().Code));
        Assert.Equal(StatusCode.PermissionDenied, existing.StatusCode);
        Assert.Single((await user.ListAsync(conversation)).Messages);
        Assert.Equal(1, await ConversationsAsync());
    }

    [Fact]
    public async Task Post_BlockedByExternalId_IsRefused()
    {
        var first = user.Message("before");
        first.ExternalId = "site:1";
        await user.PostAsync(first);
        await SetStatusAsync("blocked");

        var refusal = await Caller.RefusalAsync(() => user.PostAsync(first));

        Assert.Equal("customer_blocked", refusal.ToError().Code);
    }

    [Fact]
    public async Task Create_ConversationOfABlockedOwner_OnlyByTheCompanyAndClosedToTheOwner()
    {
        await SetStatusAsync("blocked");

        var (own, body) = await user.SubmitAsync("/v1/conversations", new { });
        var (status, made) = await scene.Backend.SubmitAsync(
            "/v1/conversations",
            new { owner = new { kind = "user", id = user.Principal.Subject } }
        );

        Assert.Equal((HttpStatusCode.Forbidden, "customer_blocked"), (own, body.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Created, status);
        var refusal = await Caller.RefusalAsync(() => user.PostAsync("Hello", made.GetProperty("id").GetString()!));
        Assert.Equal("customer_blocked", refusal.ToError().Code);
    }

    [Fact]
    public async Task Change_Blocked_IsRefusedWhateverItIs()
    {
        var posted = await user.PostAsync("before");
        var conversation = $"/v1/conversations/{posted.Conversation.Id}";
        var message = $"{conversation}/messages/{posted.Message.Id}";
        var file = new
        {
            fileName = "a.png",
            contentType = "image/png",
            fileSize = 1,
        };
        await SetStatusAsync("blocked");

        (HttpStatusCode Status, JsonElement Body)[] answers =
        [
            await user.PatchAsync(message, new { text = "far worse" }),
            await user.PutAsync($"{message}/reactions/{Uri.EscapeDataString("\U0001F595")}", null),
            await user.SubmitAsync($"{conversation}/escalate", new { }),
            await user.SubmitAsync("/v1/offline-messages", new { email = "a@example.com", message = "far worse" }),
            await user.SubmitAsync("/v1/attachments", file),
        ];

        Assert.All(
            answers,
            answer =>
                Assert.Equal(
                    (HttpStatusCode.Forbidden, "customer_blocked"),
                    (answer.Status, answer.Body.GetProperty("code").GetString())
                )
        );
        Assert.Equal("before", Assert.Single((await user.ListAsync(posted.Conversation.Id)).Messages).Text);
    }

    [Fact]
    public async Task Post_TheCompanyToABlockedCustomer_IsTaken()
    {
        var conversation = (await user.PostAsync("before")).Conversation.Id;
        await SetStatusAsync("blocked");
        var message = scene.Backend.Message("Good bye", conversation);
        message.Author = new Wire.Author { Kind = Wire.AuthorKind.Agent, Id = Ids.NewText() };

        var posted = await scene.Backend.PostAsync(message);

        Assert.Equal(2, posted.Message.Sequence);
    }

    [Fact]
    public async Task Post_UnblockedAgain_IsTaken()
    {
        var conversation = (await user.PostAsync("before")).Conversation.Id;
        await SetStatusAsync("blocked");
        await SetStatusAsync("active");

        Assert.Equal(2, (await user.PostAsync("again", conversation)).Message.Sequence);
        await user.PostAsync("elsewhere");
    }

    [Fact]
    public async Task Post_DeletedBlockedCustomer_IsTaken()
    {
        var conversation = (await user.PostAsync("before")).Conversation.Id;
        await SetStatusAsync("blocked");
        await scene.Backend.DeleteAsync(path);

        Assert.Equal(2, (await user.PostAsync("again", conversation)).Message.Sequence);
    }

    [Fact]
    public async Task Post_OtherCustomers_AreNotConcerned()
    {
        await SetStatusAsync("blocked");

        await scene.Somebody(PrincipalKind.User).PostAsync("Hello");
        await scene.Somebody(PrincipalKind.Visitor).PostAsync("Hello");
    }

    [Fact]
    public async Task Post_ConversationsBegunWhileBlocking_TakeNothingAfterwards()
    {
        var begun = Enumerable.Range(0, 40).Select(i => TryBeginAsync(i % 2 == 0 ? sessions.A : sessions.B)).ToList();
        await SetStatusAsync("blocked");
        var conversations = (await Task.WhenAll(begun)).OfType<string>().ToList();

        foreach (var conversation in conversations)
        {
            var refusal = await Caller.RefusalAsync(() => user.PostAsync("afterwards", conversation));
            Assert.Equal("customer_blocked", refusal.ToError().Code);
        }

        Assert.Equal(conversations.Count, await ConversationsAsync());
    }

    private async Task<string?> TryBeginAsync(SessionsInstance at)
    {
        try
        {
            return (await user.At(at).PostAsync("Hello")).Conversation.Id;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.PermissionDenied)
        {
            return null;
        }
    }

    private async Task SetStatusAsync(string status) =>
        Assert.Equal(HttpStatusCode.OK, (await scene.Backend.PatchAsync(path, new { status })).Status);

    private async Task<int> ConversationsAsync() =>
        (await scene.Backend.GetAsync("/v1/conversations?limit=100")).Body.GetProperty("data").GetArrayLength();
}
