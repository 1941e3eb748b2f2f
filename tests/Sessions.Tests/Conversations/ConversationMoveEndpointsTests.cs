using System.Net;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Conversations;

[Trait("Level", "Component")]
public sealed class ConversationMoveEndpointsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Fact]
    public async Task Put_ResolveReopenCloseArchive_GoesThroughItsLife()
    {
        var path = await BeginAsync();

        foreach (
            var (verb, status) in new[]
            {
                ("resolve", "resolved"),
                ("reopen", "open"),
                ("close", "closed"),
                ("archive", "archived"),
            }
        )
        {
            var (code, body) = await Key.PutAsync($"{path}/{verb}", null);
            Assert.Equal(HttpStatusCode.OK, code);
            Assert.Equal(status, body.GetProperty("status").GetString());
        }
    }

    [Fact]
    public async Task Put_AwaitThenResume_WaitsForTheCustomerAndNoLonger()
    {
        var path = await BeginAsync();
        var email = $"{Ids.New():N}@example.com";
        var (_, agent) = await Key.SubmitAsync("/v1/agents", new { email, name = "Ada" });
        await Key.PutAsync(
            $"{path}/assign",
            new { agentId = agent.GetProperty("id").GetString(), beyondCapacity = true }
        );

        var (awaited, waiting) = await Key.PutAsync($"{path}/await", null);
        var (resumed, going) = await Key.PutAsync($"{path}/resume", null);

        Assert.Equal((HttpStatusCode.OK, "pending"), (awaited, waiting.GetProperty("status").GetString()));
        Assert.Equal((HttpStatusCode.OK, "assigned"), (resumed, going.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Put_AwaitWhereNobodyHasIt_IsRefused()
    {
        var path = await BeginAsync();

        var (status, body) = await Key.PutAsync($"{path}/await", null);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("transition_not_allowed", body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Put_Twice_ChangesNothingTheSecondTime()
    {
        var path = await BeginAsync();
        var (_, first) = await Key.PutAsync($"{path}/close", new { reason = "spam" });

        var (status, second) = await Key.PutAsync($"{path}/close", null);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(first.GetProperty("revision").GetInt64(), second.GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task Put_NotPossible_IsAProblemWithCode()
    {
        var path = await BeginAsync();

        var (status, body) = await Key.PutAsync($"{path}/archive", null);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("transition_not_allowed", body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Put_VisitorResolves_IsForbidden()
    {
        var path = await BeginAsync();

        var (status, body) = await visitor.PutAsync($"{path}/resolve", null);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("transition_forbidden", body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Put_OldTag_IsRefused()
    {
        var path = await BeginAsync();
        await Key.PutAsync($"{path}/resolve", null);

        var (status, body) = await Key.PutAsync($"{path}/close", null, ifMatch: "\"0\"");

        Assert.Equal(HttpStatusCode.PreconditionFailed, status);
        Assert.Equal("conversation_changed", body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Put_VisitorReopensWhatEndedLongAgo_IsRefused()
    {
        var path = await BeginAsync();
        await visitor.PutAsync($"{path}/close", null);
        await using var command = sessions.A.Admin.CreateCommand(
            "update conversations set closed_at = now() - interval '25 hours' where tenant_id = $1"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = visitor.Principal.TenantId });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var (refused, body) = await visitor.PutAsync($"{path}/reopen", null);
        var (reopened, _) = await Key.PutAsync($"{path}/reopen", null);

        Assert.Equal(HttpStatusCode.Conflict, refused);
        Assert.Equal("conversation_closed", body.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, reopened);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"x\"")]
    [InlineData("W/\"0\"")]
    public async Task Put_MalformedTag_IsInvalid(string tag)
    {
        var path = await BeginAsync();

        var (status, _) = await Key.PutAsync($"{path}/close", null, ifMatch: tag);

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Get_VisitorAndKey_SeeTheEventOfTheEnd()
    {
        var path = await BeginAsync();
        await visitor.PutAsync($"{path}/close", new { reason = "done" });

        var (_, body) = await visitor.GetAsync($"{path}/messages");

        var entry = body.GetProperty("data")[1];
        Assert.Equal("event", entry.GetProperty("type").GetString());
        var happened = entry.GetProperty("event");
        Assert.Equal("statusChanged", happened.GetProperty("kind").GetString());
        Assert.Equal("close", happened.GetProperty("action").GetString());
        Assert.Equal("open", happened.GetProperty("from").GetString());
        Assert.Equal("closed", happened.GetProperty("status").GetString());
        Assert.Equal("done", happened.GetProperty("reason").GetString());
    }

    private async Task<string> BeginAsync() =>
        $"/v1/conversations/{(await visitor.PostAsync("hello")).Conversation.Id}";
}
