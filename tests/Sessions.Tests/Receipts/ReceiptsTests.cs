using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Grpc.Net.Client;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Receipts;

[Trait("Level", "Component")]
public sealed class ReceiptsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Agent => Caller.Of(sessions.A, PrincipalKind.Agent, visitor.Principal.TenantId);

    [Fact]
    public async Task Put_Read_CountsWhatIsLeft()
    {
        var posted = await visitor.PostAsync("1");
        await visitor.PostAsync("2", posted.Conversation.Id);
        await visitor.PostAsync("3", posted.Conversation.Id);
        var path = $"/v1/conversations/{posted.Conversation.Id}";
        var agent = Agent;

        var (_, before) = await agent.GetAsync(path);
        await agent.PutAsync($"{path}/receipts", new { read = 2 });
        var (_, after) = await agent.GetAsync(path);

        Assert.Equal((3, 1), (Number(before, "unreadCount"), Number(after, "unreadCount")));
    }

    [Fact]
    public async Task Put_Smaller_NeverGoesBack()
    {
        var posted = await visitor.PostAsync("1");
        await visitor.PostAsync("2", posted.Conversation.Id);
        var path = $"/v1/conversations/{posted.Conversation.Id}/receipts";
        await visitor.PutAsync(path, new { read = 2 });

        var (_, body) = await visitor.PutAsync(path, new { read = 1, delivered = 99 });

        Assert.Equal((2, 2), (Number(body, "read"), Number(body, "delivered")));
    }

    [Fact]
    public async Task Get_OfBoth_ShowsHowFarEachHasGot()
    {
        var posted = await visitor.PostAsync("1");
        var path = $"/v1/conversations/{posted.Conversation.Id}/receipts";
        await visitor.PutAsync(path, new { delivered = 1 });
        await Agent.PutAsync(path, new { read = 1 });

        var (_, body) = await visitor.GetAsync(path);

        var marks = body.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["agent", "visitor"], marks.Select(mark => Text(mark.GetProperty("reader"), "kind")));
        Assert.Equal([1, 0], marks.Select(mark => Number(mark, "read")));
    }

    [Fact]
    public async Task MarkReceipt_OverGrpc_AnswersTheMarks()
    {
        var posted = await visitor.PostAsync("1");
        using var channel = GrpcChannel.ForAddress(sessions.A.GrpcAddress);

        var marked = await new Wire.Receipts.ReceiptsClient(channel)
            .MarkReceiptAsync(
                new Wire.MarkReceiptRequest { ConversationId = posted.Conversation.Id, Read = 1 },
                visitor.Options(TestContext.Current.CancellationToken)
            )
            .ResponseAsync.WithTimeout();

        Assert.Equal((1L, 1L, visitor.Author.Id), (marked.Read, marked.Delivered, marked.Reader.Id));
    }

    [Fact]
    public async Task Put_AnothersConversation_IsNotFound()
    {
        var posted = await visitor.PostAsync("1");

        var (status, _) = await Caller
            .Visitor(sessions.A, visitor.Principal.TenantId)
            .PutAsync($"/v1/conversations/{posted.Conversation.Id}/receipts", new { read = 1 });

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task Put_SecretKey_IsForbidden()
    {
        var posted = await visitor.PostAsync("1");

        var (status, body) = await Caller
            .Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId)
            .PutAsync($"/v1/conversations/{posted.Conversation.Id}/receipts", new { read = 1 });

        Assert.Equal((HttpStatusCode.Forbidden, "receipts_forbidden"), (status, Text(body, "code")));
    }

    [Fact]
    public async Task MarkReceipt_OfTheAi_IsToldToWhoIsThereAndNotKept()
    {
        var posted = await visitor.PostAsync("1");
        using var follower = await ListenAsync(posted.Conversation.Id);
        var service = Caller.Of(sessions.A, PrincipalKind.Service, visitor.Principal.TenantId);

        var marked = await MarkAsync(service, posted.Conversation.Id, read: 99);

        Assert.Equal((1L, 1L, Wire.AuthorKind.Ai), (marked.Read, marked.Delivered, marked.Reader.Kind));
        var told = await NextReceiptAsync(follower);
        Assert.Equal((1L, Wire.AuthorKind.Ai), (told.Read, told.Reader.Kind));
        var (_, kept) = await visitor.GetAsync($"/v1/conversations/{posted.Conversation.Id}/receipts");
        Assert.Empty(kept.GetProperty("data").EnumerateArray());
        var (_, conversation) = await Agent.GetAsync($"/v1/conversations/{posted.Conversation.Id}");
        Assert.Equal(1, Number(conversation, "unreadCount"));
    }

    [Fact]
    public async Task MarkReceipt_ServiceThatMayNotSpeak_IsForbidden()
    {
        var posted = await visitor.PostAsync("1");
        var silent = new Caller(sessions.A, Principal.ForService("inference", visitor.Principal.TenantId));

        var refusal = await Caller.RefusalAsync(() => MarkAsync(silent, posted.Conversation.Id, read: 1));

        Assert.Equal("receipts_forbidden", refusal.ToError().Code);
    }

    [Fact]
    public async Task MarkReceipt_AiOfAnotherTenant_FindsNoConversation()
    {
        var posted = await visitor.PostAsync("1");

        var refusal = await Caller.RefusalAsync(() =>
            MarkAsync(Caller.Of(sessions.A, PrincipalKind.Service), posted.Conversation.Id, read: 1)
        );

        Assert.Equal("conversation_not_found", refusal.ToError().Code);
    }

    [Fact]
    public async Task Marks_ReadReceiptsNotEnabled_AreShownToTheOwnSideAlone()
    {
        var owner = Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);
        await owner.ChangeSettingsAsync("live", new { readReceiptsEnabled = false });
        var posted = await visitor.PostAsync("1");
        var path = $"/v1/conversations/{posted.Conversation.Id}/receipts";
        using var follower = await ListenAsync(posted.Conversation.Id);
        await visitor.PutAsync(path, new { read = 1 });
        await Agent.PutAsync(path, new { read = 1 });

        Assert.Equal(["visitor"], await ReadersAsync(visitor, path));
        Assert.Equal(["agent"], await ReadersAsync(Agent, path));
        Assert.Equal(["agent", "visitor"], await ReadersAsync(owner, path));
        await owner.ChangeSettingsAsync("live", new { readReceiptsEnabled = true });
        await Eventually.TrueAsync(
            async () => (await ReadersAsync(visitor, path)).Count == 2,
            TestContext.Current.CancellationToken
        );
        await visitor.PostAsync("2", posted.Conversation.Id);
        await visitor.PutAsync(path, new { read = 2 });
        // The first that is told at all.
        Assert.Equal(2, (await NextReceiptAsync(follower)).Read);
    }

    private static async Task<List<string?>> ReadersAsync(Caller caller, string path) =>
        [
            .. (await caller.GetAsync(path))
                .Body.GetProperty("data")
                .EnumerateArray()
                .Select(mark => Text(mark.GetProperty("reader"), "kind"))
                .Order(StringComparer.Ordinal),
        ];

    private async Task<Follower> ListenAsync(string conversationId)
    {
        var follower = new Follower(Caller.Of(sessions.A, PrincipalKind.Service));
        await follower.ListenAsync(visitor, conversationId);
        return follower;
    }

    private static async Task<Wire.Receipt> NextReceiptAsync(Follower follower)
    {
        while (true)
        {
            if ((await follower.NextSignalAsync()).Receipt is { } receipt)
            {
                return receipt;
            }
        }
    }

    private async Task<Wire.Receipt> MarkAsync(Caller caller, string conversationId, long read)
    {
        using var channel = GrpcChannel.ForAddress(sessions.A.GrpcAddress);
        return await new Wire.Receipts.ReceiptsClient(channel)
            .MarkReceiptAsync(
                new Wire.MarkReceiptRequest { ConversationId = conversationId, Read = read },
                caller.Options(TestContext.Current.CancellationToken)
            )
            .ResponseAsync.WithTimeout();
    }

    private static int Number(JsonElement body, string name) => body.GetProperty(name).GetInt32();

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
