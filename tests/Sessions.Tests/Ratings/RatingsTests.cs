using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Ratings;

[Trait("Level", "Component")]
public sealed class RatingsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Fact]
    public async Task Put_TwoSteps_KeepsBoth()
    {
        await EnableAsync("stars");
        var path = await EndedAsync();

        var (first, _) = await visitor.PutAsync($"{path}/rating", new { type = "stars", value = 4 });
        var (second, body) = await visitor.PutAsync(
            $"{path}/rating",
            new
            {
                type = "stars",
                value = 4,
                followUp = new[] { "fast" },
                comment = "thanks",
            }
        );
        await visitor.PutAsync($"{path}/rating", new { type = "stars", value = 4 });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first, second));
        var (_, rating) = await Key.GetAsync($"{path}/rating");
        Assert.Equal(body.GetRawText(), rating.GetRawText());
        Assert.Equal(("thanks", 4), (rating.GetProperty("comment").GetString(), Number(rating, "satisfaction")));
        var (_, conversation) = await Key.GetAsync(path);
        Assert.Equal(4, Number(conversation, "satisfaction"));
        var (_, log) = await visitor.GetAsync($"{path}/messages");
        Assert.Equal(2, log.GetProperty("data").EnumerateArray().Count(entry => KindOf(entry) == "rated"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 5)]
    public async Task Put_Thumbs_IsSatisfactionOfOneOrFive(int value, int satisfaction)
    {
        await EnableAsync("thumbs");

        var (_, body) = await visitor.PutAsync($"{await EndedAsync()}/rating", new { type = "thumbs", value });

        Assert.Equal(satisfaction, Number(body, "satisfaction"));
    }

    [Fact]
    public async Task RateConversation_OverGrpc_KeepsWhatIsLeftOut()
    {
        await EnableAsync("stars");
        var path = await EndedAsync();
        using var channel = GrpcChannel.ForAddress(sessions.A.GrpcAddress);
        var client = new Wire.Ratings.RatingsClient(channel);
        var request = new Wire.RateConversationRequest
        {
            ConversationId = path.Split('/')[^1],
            Type = "stars",
            Value = 4,
            FollowUp = new Wire.FollowUp { Options = { "fast" } },
            Comment = "thanks",
        };

        var first = await client.RateConversationAsync(request, Options(visitor));
        (request.FollowUp, request.Value) = (null, 4);
        request.ClearComment();
        await client.RateConversationAsync(request, Options(visitor));
        request.Value = 6;
        var refusal = await Caller.RefusalAsync(async () =>
            await client.RateConversationAsync(request, Options(visitor))
        );

        Assert.Equal((4, StatusCode.InvalidArgument), (first.Satisfaction, refusal.StatusCode));
        var (_, rating) = await Key.GetAsync($"{path}/rating");
        Assert.Equal("thanks", rating.GetProperty("comment").GetString());
        Assert.Equal("fast", rating.GetProperty("followUp")[0].GetString());
    }

    [Fact]
    public async Task Put_Legacy_NeedsNoSetting()
    {
        var (status, body) = await visitor.PutAsync($"{await EndedAsync()}/rating", new { value = 3 });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(JsonValueKind.Null, body.GetProperty("type").ValueKind);
    }

    [Fact]
    public async Task Put_OtherType_IsRefused()
    {
        await EnableAsync("stars");

        var (status, body) = await visitor.PutAsync($"{await EndedAsync()}/rating", new { type = "emoji", value = 3 });

        Assert.Equal((HttpStatusCode.Conflict, "rating_disabled"), (status, Code(body)));
    }

    [Fact]
    public async Task Put_BeforeTheEnd_IsTooEarly()
    {
        var posted = await visitor.PostAsync("hello");

        var (status, body) = await visitor.PutAsync(
            $"/v1/conversations/{posted.Conversation.Id}/rating",
            new { value = 5 }
        );

        Assert.Equal((HttpStatusCode.Conflict, "rating_too_early"), (status, Code(body)));
    }

    [Fact]
    public async Task Put_LongAfterTheFirst_IsFinal()
    {
        var path = await EndedAsync();
        await visitor.PutAsync($"{path}/rating", new { value = 5 });
        await using var command = sessions.A.Admin.CreateCommand(
            "update conversation_ratings set rated_at = now() - interval '25 hours' where tenant_id = $1"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = visitor.Principal.TenantId });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var (status, body) = await visitor.PutAsync($"{path}/rating", new { value = 1 });

        Assert.Equal((HttpStatusCode.Conflict, "rating_final"), (status, Code(body)));
    }

    [Fact]
    public async Task Put_Agent_IsForbidden()
    {
        var agent = Caller.Of(sessions.A, PrincipalKind.Agent, visitor.Principal.TenantId);

        var (status, body) = await agent.PutAsync($"{await EndedAsync()}/rating", new { value = 5 });

        Assert.Equal((HttpStatusCode.Forbidden, "rating_forbidden"), (status, Code(body)));
    }

    [Fact]
    public async Task Get_Unrated_IsNotFound()
    {
        var (status, body) = await visitor.GetAsync($"{await EndedAsync()}/rating");

        Assert.Equal((HttpStatusCode.NotFound, "rating_not_found"), (status, Code(body)));
    }

    [Theory]
    [InlineData("""{"value":0}""", "/value")]
    [InlineData("""{"value":6}""", "/value")]
    [InlineData("""{}""", "/value")]
    [InlineData("""{"type":"thumbs","value":2}""", "/value")]
    [InlineData("""{"type":"hearts","value":2}""", "/type")]
    [InlineData("""{"value":2,"followUp":["what"]}""", "/followUp")]
    public async Task Put_WrongField_IsNamed(string json, string pointer)
    {
        var (status, body) = await visitor.PutAsync(
            $"{await EndedAsync()}/rating",
            JsonDocument.Parse(json).RootElement
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, body.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    private async Task EnableAsync(string type)
    {
        var (status, _) = await Key.PatchAsync(
            "/v1/settings/rating",
            new
            {
                enabled = true,
                type,
                followUpOptions = type == "stars" ? new Dictionary<string, string[]> { ["4"] = ["fast", "kind"] } : [],
            },
            ifMatch: "*"
        );
        Assert.Equal(HttpStatusCode.OK, status);
    }

    private async Task<string> EndedAsync()
    {
        var path = $"/v1/conversations/{(await visitor.PostAsync("hello")).Conversation.Id}";
        await visitor.PutAsync($"{path}/close", null);
        return path;
    }

    private static string KindOf(JsonElement entry) =>
        entry.GetProperty("event") is { ValueKind: JsonValueKind.Object } happened
            ? happened.GetProperty("kind").GetString() ?? ""
            : "";

    private static int Number(JsonElement body, string name) => body.GetProperty(name).GetInt32();

    private static string? Code(JsonElement body) => body.GetProperty("code").GetString();

    private static CallOptions Options(Caller caller) => caller.Options(TestContext.Current.CancellationToken);
}
