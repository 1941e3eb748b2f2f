using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
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

    private static int Number(JsonElement body, string name) => body.GetProperty(name).GetInt32();

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
