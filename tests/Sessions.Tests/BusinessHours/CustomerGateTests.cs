using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.BusinessHours;

[Trait("Level", "Component")]
public sealed class CustomerGateTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Owner => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Theory]
    [InlineData("offline-message", "outside_hours_offline_message")]
    [InlineData("hide-widget", "outside_hours_hidden")]
    public async Task Post_FirstMessageOutsideHours_IsRefused(string behavior, string code)
    {
        await CloseAsync(behavior);
        var byExternalId = visitor.Message("Hello");
        byExternalId.ExternalId = "first:" + Ids.NewText();

        await AssertRefusedAsync(code, () => visitor.PostAsync("Hello"));
        await AssertRefusedAsync(code, () => visitor.PostAsync(byExternalId));
        await AssertRefusedAsync(code, () => Owner.PostAsync(visitor.Message("Hello")));
    }

    [Theory]
    [InlineData("offline-message")]
    [InlineData("hide-widget")]
    public async Task Post_BegunBefore_GoesOnOutsideHours(string behavior)
    {
        var first = visitor.Message("Hello");
        (first.ExternalId, first.ClientMessageId) = ("first:" + Ids.NewText(), "m-1");
        var begun = await visitor.PostAsync(first);
        await CloseAsync(behavior);

        var next = await visitor.PostAsync("Still there?", begun.Conversation.Id);
        var retry = await visitor.PostAsync(first);

        Assert.Equal(2, next.Message.Sequence);
        Assert.False(next.KnowledgeOnly);
        Assert.True(retry.Duplicate);
    }

    [Fact]
    public async Task Post_ReusesTheLiveConversation_GoesOnOutsideHours()
    {
        var message = visitor.Message("Hello");
        message.ReuseLive = true;
        var begun = await visitor.PostAsync(message);
        await CloseAsync("offline-message");

        var next = await visitor.PostAsync(message);

        Assert.Equal(begun.Conversation.Id, next.Conversation.Id);
        await AssertRefusedAsync("outside_hours_offline_message", () => visitor.PostAsync("A new one"));
        var stranger = Caller.Visitor(sessions.A, visitor.Principal.TenantId);
        var first = stranger.Message("Hello");
        first.ReuseLive = true;
        await AssertRefusedAsync("outside_hours_offline_message", () => stranger.PostAsync(first));
    }

    [Fact]
    public async Task Create_TheOneThatIsOpen_IsFoundOutsideHours()
    {
        var (_, begun) = await visitor.SubmitAsync("/v1/conversations", new { });
        await CloseAsync("offline-message");

        var (status, again) = await visitor.SubmitAsync("/v1/conversations", new { externalId = "another" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(begun.GetProperty("id").GetString(), again.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Post_FaqOnlyOutsideHours_IsForTheKnowledgeAlone()
    {
        var begun = await visitor.PostAsync("Hello");
        await CloseAsync("faq-only");

        var first = await visitor.PostAsync("How do I return an order?");
        var next = await visitor.PostAsync("And who pays?", begun.Conversation.Id);

        Assert.False(begun.KnowledgeOnly);
        Assert.True(first.KnowledgeOnly);
        Assert.True(next.KnowledgeOnly);
    }

    [Fact]
    public async Task Post_AgentOutsideHours_MayBeginAConversation()
    {
        await CloseAsync("hide-widget");
        var message = visitor.Message("We have news for you.");
        message.Author = new Wire.Author { Kind = Wire.AuthorKind.Agent, Id = "agent-1" };

        Assert.True((await Owner.PostAsync(message)).Created);
    }

    [Fact]
    public async Task Post_BusinessHoursNotEnabled_IsTaken()
    {
        await CloseAsync("hide-widget");
        await Owner.ChangeSettingsAsync("businessHours", new { enabled = false });

        Assert.True((await visitor.PostAsync("Hello")).Created);
    }

    [Fact]
    public async Task Append_FirstMessageOutsideHours_IsRefusedAsAnItem()
    {
        await CloseAsync("offline-message");
        var service = Caller.Of(sessions.A, PrincipalKind.Service, visitor.Principal.TenantId);
        var item = new Wire.AppendItem { Identity = visitor.Token, Post = visitor.Message("Hello") };

        var answer = await sessions.A.Conversations.AppendAsync(
            new Wire.AppendRequest { Items = { item } },
            service.Options(TestContext.Current.CancellationToken)
        );

        Assert.Equal("outside_hours_offline_message", Assert.Single(answer.Results).Error.ToError().Code);
    }

    [Fact]
    public async Task Post_LongerThanTheTenantLets_IsInvalid()
    {
        await Owner.ChangeSettingsAsync("chat", new { maxMessageCharacters = 10 });

        var refusal = await Caller.RefusalAsync(() => visitor.PostAsync(new string('x', 11)));
        var posted = await visitor.PostAsync(new string('x', 10));

        Assert.Equal("/text", Assert.Single(Assert.IsType<Invalid>(refusal.ToError()).Faults).Pointer);
        Assert.True(posted.Created);
    }

    [Theory]
    [InlineData("offline-message", "outside_hours_offline_message")]
    [InlineData("hide-widget", "outside_hours_hidden")]
    public async Task Create_ConversationWithoutAMessageOutsideHours_IsRefusedAsWell(string behavior, string code)
    {
        var begun = await visitor.SubmitAsync("/v1/conversations", new { externalId = "before" });
        await CloseAsync(behavior);

        var refused = await Caller
            .Visitor(sessions.A, visitor.Principal.TenantId)
            .SubmitAsync("/v1/conversations", new { externalId = "after" });
        var found = await visitor.SubmitAsync("/v1/conversations", new { externalId = "before" });
        var backend = await Owner.SubmitAsync(
            "/v1/conversations",
            new { owner = new { kind = "visitor", id = "somebody" } }
        );

        Assert.Equal(HttpStatusCode.Created, begun.Status);
        Assert.Equal((HttpStatusCode.Conflict, code), (refused.Status, Code(refused.Body)));
        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Equal(HttpStatusCode.Created, backend.Status);
    }

    [Fact]
    public async Task Post_AgentRequiredAndNoneOnline_BeginsNothingButGoesOn()
    {
        var office = new Office(sessions.A);
        var (before, stranger) = (office.Visitor(), office.Visitor());
        var begun = await before.PostAsync("Hello");
        await office.SetAsync("routing", new { requireAgentForChat = true, autoAssign = false });

        await AssertRefusedAsync("no_agent_online", () => stranger.PostAsync("Hello"));
        var created = await stranger.SubmitAsync("/v1/conversations", new { });
        var next = await before.PostAsync("Still there?", begun.Conversation.Id);

        Assert.Equal((HttpStatusCode.Conflict, "no_agent_online"), (created.Status, Code(created.Body)));
        Assert.Equal(2, next.Message.Sequence);
        await office.AgentAsync(online: true);
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return (await stranger.PostAsync("Hello")).Created;
                }
                catch (RpcException refusal) when (refusal.ToError().Code == "no_agent_online")
                {
                    return false;
                }
            },
            TestContext.Current.CancellationToken
        );
    }

    [Fact]
    public async Task Post_AgentRequiredButKnowledgeAnswers_IsTaken()
    {
        await Owner.ChangeSettingsAsync("routing", new { requireAgentForChat = true });
        await CloseAsync("faq-only");

        Assert.True((await visitor.PostAsync("Hello")).KnowledgeOnly);
    }

    [Fact]
    public async Task Post_LiveChatDisabled_NeitherBeginsNorGoesOnButLeavesMessages()
    {
        var begun = await visitor.PostAsync("Hello");
        await Owner.ChangeSettingsAsync("widget", new { features = new { liveChatEnabled = false } });
        await CloseAsync("faq-only");

        await AssertRefusedAsync("live_chat_disabled", () => visitor.PostAsync("Hello"));
        await AssertRefusedAsync("live_chat_disabled", () => visitor.PostAsync("Still there?", begun.Conversation.Id));
        var created = await visitor.SubmitAsync("/v1/conversations", new { });
        var called = await visitor.SubmitAsync($"/v1/conversations/{begun.Conversation.Id}/escalate", new { });
        var left = await visitor.SubmitAsync("/v1/offline-messages", new { email = "a@example.com", message = "Hi" });
        var agent = visitor.Message("We have news for you.", begun.Conversation.Id);
        agent.Author = new Wire.Author { Kind = Wire.AuthorKind.Agent, Id = "agent-1" };

        Assert.Equal((HttpStatusCode.Conflict, "live_chat_disabled"), (created.Status, Code(created.Body)));
        Assert.Equal((HttpStatusCode.Conflict, "live_chat_disabled"), (called.Status, Code(called.Body)));
        Assert.Equal(HttpStatusCode.Created, left.Status);
        Assert.Equal(2, (await Owner.PostAsync(agent)).Message.Sequence);
        await Owner.ChangeSettingsAsync("widget", new { features = new { liveChatEnabled = true } });
        Assert.Equal(3, (await visitor.PostAsync("Good.", begun.Conversation.Id)).Message.Sequence);
    }

    [Theory]
    [InlineData("offline-message", "outside_hours_offline_message")]
    [InlineData("hide-widget", "outside_hours_hidden")]
    [InlineData(null, "no_agent_online")]
    public async Task Post_RefusedForNow_TellsWhatTheTenantWrote(string? behavior, string code)
    {
        const string Ours = "Wir sind ab 9 Uhr für Sie da.";
        if (behavior is null)
        {
            await Owner.ChangeSettingsAsync("routing", new { requireAgentForChat = true });
        }
        else
        {
            await CloseAsync(behavior);
        }

        Assert.Equal((code, null), await NoticeAsync());
        await Owner.ChangeSettingsAsync("businessHours", new { outsideMessage = Ours });
        Assert.Equal((code, Ours), await NoticeAsync());
        var created = await visitor.SubmitAsync("/v1/conversations", new { });
        Assert.Equal(Ours, created.Body.GetProperty("notice").GetString());
        await Owner.ChangeSettingsAsync("businessHours", new { outsideMessage = "" });
        Assert.Equal((code, null), await NoticeAsync());
    }

    private async Task<(string Code, string? Notice)> NoticeAsync()
    {
        var refusal = await Caller.RefusalAsync(() => visitor.PostAsync("Hello"));
        var error = Assert.IsType<PreconditionFailed>(refusal.ToError());
        return (error.Code, error.Notice);
    }

    private static string? Code(JsonElement body) => body.GetProperty("code").GetString();

    private async Task CloseAsync(string behavior)
    {
        object[] none = [];
        await Owner.ChangeSettingsAsync(
            "businessHours",
            new
            {
                enabled = true,
                outsideBehavior = behavior,
                days = new
                {
                    monday = none,
                    tuesday = none,
                    wednesday = none,
                    thursday = none,
                    friday = none,
                    saturday = none,
                    sunday = none,
                },
            }
        );
    }

    private static async Task AssertRefusedAsync(string code, Func<Task> call)
    {
        var refusal = await Caller.RefusalAsync(call);

        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        Assert.Equal(code, refusal.ToError().Code);
    }
}
