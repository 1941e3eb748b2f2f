using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Grpc.Net.Client;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Receipts;

/// <summary>How marks move, whose they are, and what is counted by them.</summary>
[Trait("Level", "Component")]
public sealed class ReceiptMarksTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Guid TenantId => visitor.Principal.TenantId;

    [Theory]
    [InlineData("{}", 0, 0)]
    [InlineData("""{"read":2}""", 2, 2)]
    [InlineData("""{"delivered":2}""", 2, 0)]
    [InlineData("""{"delivered":1,"read":3}""", 3, 3)]
    [InlineData("""{"delivered":3,"read":1}""", 3, 1)]
    [InlineData("""{"delivered":4,"read":4}""", 3, 3)]
    [InlineData("""{"delivered":9223372036854775807}""", 3, 0)]
    public async Task Put_First_IsWhatThereIsAtMost(string json, int delivered, int read)
    {
        var path = await BeginAsync(3);

        var (status, body) = await visitor.PutAsync(path, JsonDocument.Parse(json).RootElement);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((delivered, read), (Number(body, "delivered"), Number(body, "read")));
        Assert.Equal(
            ("visitor", visitor.Principal.Subject),
            (Text(body.GetProperty("reader"), "kind"), Text(body.GetProperty("reader"), "id"))
        );
    }

    [Fact]
    public async Task Put_OneOfTheTwo_LeavesTheOtherAsBefore()
    {
        var path = await BeginAsync(3);
        await visitor.PutAsync(path, new { read = 1, delivered = 2 });

        var (_, delivered) = await visitor.PutAsync(path, new { delivered = 3 });
        var (_, read) = await visitor.PutAsync(path, new { read = 2 });

        Assert.Equal((3, 1), (Number(delivered, "delivered"), Number(delivered, "read")));
        Assert.Equal((3, 2), (Number(read, "delivered"), Number(read, "read")));
    }

    [Fact]
    public async Task Put_Negative_NamesBoth()
    {
        var path = await BeginAsync(1);

        var (status, body) = await visitor.PutAsync(path, new { delivered = -1, read = -1 });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            [("/delivered", "out_of_range"), ("/read", "out_of_range")],
            body.GetProperty("errors").EnumerateArray().Select(fault => (Text(fault, "pointer")!, Text(fault, "code")!))
        );
    }

    [Fact]
    public async Task MarkReceipt_Negative_IsInvalid()
    {
        var path = await BeginAsync(1);
        using var channel = GrpcChannel.ForAddress(sessions.A.GrpcAddress);

        var refusal = await Caller.RefusalAsync(async () =>
            await new Wire.Receipts.ReceiptsClient(channel).MarkReceiptAsync(
                new Wire.MarkReceiptRequest { ConversationId = ConversationOf(path), Delivered = -1 },
                visitor.Options(TestContext.Current.CancellationToken)
            )
        );

        Assert.Equal("/delivered", Assert.Single(Assert.IsType<Invalid>(refusal.ToError()).Faults).Pointer);
    }

    [Fact]
    public async Task Put_AtOnceInAnyOrder_EndsAtTheFurthest()
    {
        var path = await BeginAsync(8);

        await Task.WhenAll(
            Enumerable
                .Range(1, 8)
                .Select(n => (n % 2 == 0 ? visitor : visitor.At(sessions.B)).PutAsync(path, new { read = 9 - n }))
        );

        var mark = Assert.Single((await visitor.GetAsync(path)).Body.GetProperty("data").EnumerateArray());
        Assert.Equal((8, 8), (Number(mark, "delivered"), Number(mark, "read")));
    }

    [Fact]
    public async Task Put_TwoAgents_EachHasAMarkAndTheFurthestCounts()
    {
        var path = await BeginAsync(3);
        var (ada, grace) = (Of(PrincipalKind.Agent), Of(PrincipalKind.Agent));
        await ada.PutAsync(path, new { read = 3 });

        await grace.PutAsync(path, new { read = 1 });

        var (_, list) = await ada.GetAsync(path);
        Assert.Equal(
            [(grace.Principal.Subject, 1), (ada.Principal.Subject, 3)],
            list.GetProperty("data")
                .EnumerateArray()
                .Select(mark => (Text(mark.GetProperty("reader"), "id")!, Number(mark, "read")))
        );
        Assert.Equal(0, await UnreadAsync(ada, path));
    }

    [Fact]
    public async Task Put_ByAColleagueWhileAnAgentHasIt_LeavesNothing()
    {
        var path = await BeginAsync(2);
        var (holder, manager) = (Of(PrincipalKind.Agent), Of(PrincipalKind.Agent));
        await AssignAsync(path, holder);

        var (_, looked) = await manager.PutAsync(path, new { read = 2 });
        var before = await UnreadAsync(holder, path);
        await holder.PutAsync(path, new { read = 2 });

        Assert.Equal((0, 0), (Number(looked, "delivered"), Number(looked, "read")));
        var mark = Assert.Single((await visitor.GetAsync(path)).Body.GetProperty("data").EnumerateArray());
        Assert.Equal(holder.Principal.Subject, Text(mark.GetProperty("reader"), "id"));
        Assert.Equal((2, 0), (before, await UnreadAsync(holder, path)));
    }

    [Fact]
    public async Task Put_DeliveredAlone_CountsNothingAsRead()
    {
        var path = await BeginAsync(2);
        var agent = Of(PrincipalKind.Agent);

        await agent.PutAsync(path, new { delivered = 2 });

        Assert.Equal(2, await UnreadAsync(agent, path));
    }

    [Fact]
    public async Task Put_ReadByTheCustomer_CountsWhatTheCompanySaidToIt()
    {
        var path = await BeginAsync(1);
        var (agent, messages) = (Of(PrincipalKind.Agent), $"/v1/conversations/{ConversationOf(path)}/messages");
        await agent.SubmitAsync(messages, new { text = "one" });
        await agent.SubmitAsync(messages, new { text = "psst", visibility = "internal" });
        await agent.SubmitAsync(messages, new { text = "two" });
        await visitor.PostAsync("mine", ConversationOf(path));
        var before = await UnreadAsync(visitor, path);

        await visitor.PutAsync(path, new { read = 2 });

        Assert.Equal((2, 1), (before, await UnreadAsync(visitor, path)));
        Assert.Equal(2, await UnreadAsync(agent, path));
    }

    [Fact]
    public async Task Put_NothingNew_IsNotToldAgain()
    {
        var path = await BeginAsync(2);
        using var follower = await ListenAsync(ConversationOf(path));

        await visitor.PutAsync(path, new { read = 1 });
        var first = await NextReadAsync(follower);
        await visitor.PutAsync(path, new { read = 1 });
        await visitor.PutAsync(path, new { delivered = 1 });
        await Of(PrincipalKind.Agent).PutAsync(path, new { read = 2 });

        Assert.Equal((1, 2), (first, await NextReadAsync(follower)));
    }

    [Fact]
    public async Task Get_ReadReceiptsNotEnabled_AUserSeesItsOwnSide()
    {
        var owner = Of(PrincipalKind.SecretKey);
        await owner.ChangeSettingsAsync("live", new { readReceiptsEnabled = false });
        var user = Of(PrincipalKind.User);
        var path = $"/v1/conversations/{(await user.PostAsync("1")).Conversation.Id}/receipts";
        await user.PutAsync(path, new { read = 1 });
        await Of(PrincipalKind.Agent).PutAsync(path, new { read = 1 });

        var (_, list) = await user.GetAsync(path);

        var mark = Assert.Single(list.GetProperty("data").EnumerateArray());
        Assert.Equal("user", Text(mark.GetProperty("reader"), "kind"));
    }

    [Fact]
    public async Task Get_MoreThanAHundred_AreThoseWhoReadLast()
    {
        var path = await BeginAsync(1);
        await using var command = sessions.A.Admin.CreateCommand(
            """
            insert into conversation_receipts (tenant_id, conversation_id, kind, subject, delivered, read, updated_at)
            select $1, $2, 3, 'agent ' || n, 1, 1, now() + n * interval '1 second' from generate_series(1, 101) n
            """
        );
        command.Parameters.AddWithValue(TenantId);
        command.Parameters.AddWithValue(Guid.Parse(ConversationOf(path)));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var (_, list) = await visitor.GetAsync(path);

        var readers = list.GetProperty("data")
            .EnumerateArray()
            .Select(mark => Text(mark.GetProperty("reader"), "id"))
            .ToList();
        Assert.Equal((100, "agent 101", "agent 2"), (readers.Count, readers[0], readers[^1]));
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor, HttpStatusCode.NotFound)]
    [InlineData(PrincipalKind.User, HttpStatusCode.NotFound)]
    [InlineData(PrincipalKind.Agent, HttpStatusCode.OK)]
    [InlineData(PrincipalKind.SecretKey, HttpStatusCode.OK)]
    [InlineData(PrincipalKind.PublishableKey, HttpStatusCode.Forbidden)]
    public async Task Get_Kinds_SeeWhatTheyMay(PrincipalKind kind, HttpStatusCode expected) =>
        Assert.Equal(expected, (await Of(kind).GetAsync(await BeginAsync(1))).Status);

    [Fact]
    public async Task All_AnotherTenantOrUnknown_AreNotFound()
    {
        var path = await BeginAsync(1);
        var stranger = Caller.Of(sessions.A, PrincipalKind.Agent);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PutAsync(path, new { read = 1 })).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await visitor.PutAsync($"/v1/conversations/{Ids.New()}/receipts", new { read = 1 })).Status
        );
    }

    private Caller Of(PrincipalKind kind) => Caller.Of(sessions.A, kind, TenantId);

    private async Task AssignAsync(string path, Caller agent)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "update conversations set status = 4, mode = 2, assigned_agent_id = $2, assigned_at = now() where id = $1"
        );
        command.Parameters.AddWithValue(Guid.Parse(ConversationOf(path)));
        command.Parameters.AddWithValue(Guid.Parse(agent.Principal.Subject));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> BeginAsync(int messages)
    {
        var id = (await visitor.PostAsync("1")).Conversation.Id;
        for (var n = 2; n <= messages; n++)
        {
            await visitor.PostAsync($"{n}", id);
        }

        return $"/v1/conversations/{id}/receipts";
    }

    private async Task<Follower> ListenAsync(string conversationId)
    {
        var follower = new Follower(Caller.Of(sessions.A, PrincipalKind.Service));
        await follower.ListenAsync(visitor, conversationId);
        return follower;
    }

    private static async Task<long> NextReadAsync(Follower follower)
    {
        while (true)
        {
            if ((await follower.NextSignalAsync().WithTimeout()).Receipt is { } receipt)
            {
                return receipt.Read;
            }
        }
    }

    private static async Task<int> UnreadAsync(Caller caller, string path) =>
        Number((await caller.GetAsync($"/v1/conversations/{ConversationOf(path)}")).Body, "unreadCount");

    private static string ConversationOf(string path) => path.Split('/')[3];

    private static int Number(JsonElement body, string name) => body.GetProperty(name).GetInt32();

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
