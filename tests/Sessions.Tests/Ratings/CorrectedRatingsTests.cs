using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Ratings;

/// <summary>What a second rating makes of the first, and who may give either.</summary>
[Trait("Level", "Component")]
public sealed class CorrectedRatingsTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task Put_AnotherValue_ForgetsWhatFollowedUpOnTheFirst()
    {
        await EnableAsync();
        var (visitor, path) = await EndedAsync();
        var (_, first) = await visitor.PutAsync(
            path,
            new
            {
                type = "stars",
                value = 4,
                followUp = new[] { "fast" },
                comment = "thanks",
            }
        );

        var (_, second) = await visitor.PutAsync(path, new { type = "stars", value = 5 });

        Assert.Equal(("stars", 5), (Text(second, "type"), Number(second, "satisfaction")));
        Assert.Equal((0, null), (second.GetProperty("followUp").GetArrayLength(), Text(second, "comment")));
        Assert.Equal(first.GetProperty("ratedAt").GetDateTime(), second.GetProperty("ratedAt").GetDateTime());
        Assert.True(second.GetProperty("updatedAt").GetDateTime() > first.GetProperty("updatedAt").GetDateTime());
        Assert.True(JsonElement.DeepEquals(second, (await visitor.GetAsync(path)).Body));
    }

    [Fact]
    public async Task Put_AnotherType_ForgetsWhatFollowedUpOnTheFirst()
    {
        await EnableAsync();
        var (visitor, path) = await EndedAsync();
        await visitor.PutAsync(
            path,
            new
            {
                type = "stars",
                value = 4,
                comment = "thanks",
            }
        );

        var (_, second) = await visitor.PutAsync(path, new { value = 4 });

        Assert.Equal((null, null), (Text(second, "type"), Text(second, "comment")));
    }

    [Fact]
    public async Task Put_EmptyFollowUpAndComment_TakesThemBack()
    {
        await EnableAsync();
        var (visitor, path) = await EndedAsync();
        string[] none = [];
        await visitor.PutAsync(
            path,
            new
            {
                type = "stars",
                value = 4,
                followUp = new[] { "fast" },
                comment = "thanks",
            }
        );

        var (_, second) = await visitor.PutAsync(
            path,
            new
            {
                type = "stars",
                value = 4,
                followUp = none,
                comment = "",
            }
        );

        Assert.Equal((0, ""), (second.GetProperty("followUp").GetArrayLength(), Text(second, "comment")));
    }

    [Fact]
    public async Task Put_SameAtOnce_IsToldOnce()
    {
        var (visitor, path) = await EndedAsync();

        var rated = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n => (n % 2 == 0 ? visitor : visitor.At(sessions.B)).PutAsync(path, new { value = 3 }))
        );

        Assert.All(rated, one => Assert.Equal(HttpStatusCode.OK, one.Status));
        Assert.Single(await ToldAsync(visitor, path));
    }

    [Fact]
    public async Task Put_EachChange_IsToldWithItsValue()
    {
        await EnableAsync();
        var (visitor, path) = await EndedAsync();

        await visitor.PutAsync(path, new { type = "stars", value = 2 });
        await visitor.PutAsync(path, new { value = 5 });

        var told = await ToldAsync(visitor, path);
        Assert.Equal(
            [("stars", 2, 2), ("", 5, 5)],
            told.Select(entry => (entry.Event.Rated.Type, entry.Event.Rated.Value, entry.Event.Rated.Satisfaction))
        );
        Assert.All(told, entry => Assert.Equal(Wire.MessageVisibility.Public, entry.Visibility));
        Assert.All(told, entry => Assert.Equal(visitor.Principal.Subject, entry.Event.Actor.Id));
        Assert.Equal(5, Number(await office.GetAsync(ConversationOf(path)), "satisfaction"));
    }

    [Fact]
    public async Task Put_AnAgentHadIt_IsOfThatAgent()
    {
        var agent = await office.AgentAsync(online: true);
        var visitor = office.Visitor();
        var id = await office.ConversationAsync(visitor);
        await Office.DoneAsync(
            office.Backend.PutAsync($"/v1/conversations/{id}/assign", new { agentId = agent.Principal.Subject })
        );
        await Office.DoneAsync(visitor.PutAsync($"/v1/conversations/{id}/close", null));

        var (_, rating) = await visitor.PutAsync($"/v1/conversations/{id}/rating", new { value = 5 });

        Assert.Equal(agent.Principal.Subject, Text(rating, "agentId"));
    }

    [Theory]
    [InlineData("23 hours", HttpStatusCode.OK)]
    [InlineData("25 hours", HttpStatusCode.Conflict)]
    public async Task Put_AtTheEndOfTheWindow_IsTakenUpToIt(string age, HttpStatusCode expected)
    {
        var (visitor, path) = await EndedAsync();
        await visitor.PutAsync(path, new { value = 1 });
        await using var command = sessions.A.Admin.CreateCommand(
            "update conversation_ratings set rated_at = now() - $2::text::interval where tenant_id = $1"
        );
        command.Parameters.AddWithValue(office.TenantId);
        command.Parameters.AddWithValue(age);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var (status, _) = await visitor.PutAsync(path, new { value = 2 });

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Put_Archived_IsRefusedAndTheRatingStays()
    {
        var (visitor, path) = await EndedAsync();
        await visitor.PutAsync(path, new { value = 1 });
        await Office.DoneAsync(office.Backend.PutAsync($"/v1/conversations/{ConversationOf(path)}/archive", null));

        var (status, body) = await visitor.PutAsync(path, new { value = 5 });

        Assert.Equal((HttpStatusCode.Conflict, "conversation_archived"), (status, Text(body, "code")));
        Assert.Equal(1, Number((await office.Backend.GetAsync(path)).Body, "value"));
    }

    [Fact]
    public async Task Put_SecretKey_RatesForTheCustomer()
    {
        var (visitor, path) = await EndedAsync();

        var (status, _) = await office.Backend.PutAsync(path, new { value = 4 });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(4, Number((await visitor.GetAsync(path)).Body, "value"));
    }

    [Fact]
    public async Task PutAndGet_Others_FindNothing()
    {
        var (visitor, path) = await EndedAsync();
        await visitor.PutAsync(path, new { value = 4 });
        Caller[] others = [office.Visitor(), Caller.Of(sessions.A, PrincipalKind.SecretKey)];

        foreach (var other in others)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.PutAsync(path, new { value = 1 })).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).Status);
        }

        Assert.Equal(4, Number((await visitor.GetAsync(path)).Body, "value"));
    }

    [Fact]
    public async Task Get_Agent_SeesWhatTheCustomerThinks()
    {
        var (visitor, path) = await EndedAsync();
        await visitor.PutAsync(path, new { value = 4 });

        Assert.Equal(4, Number((await (await office.AgentAsync()).GetAsync(path)).Body, "value"));
    }

    private Task EnableAsync() =>
        office.SetAsync(
            "rating",
            new
            {
                enabled = true,
                type = "stars",
                followUpOptions = new Dictionary<string, string[]> { ["4"] = ["fast", "kind"] },
            }
        );

    private async Task<(Caller Visitor, string Path)> EndedAsync()
    {
        var visitor = office.Visitor();
        var id = await office.ConversationAsync(visitor);
        await Office.DoneAsync(visitor.PutAsync($"/v1/conversations/{id}/close", null));
        return (visitor, $"/v1/conversations/{id}/rating");
    }

    private static async Task<List<Wire.Message>> ToldAsync(Caller caller, string path) =>
        [.. (await caller.ListAsync(ConversationOf(path))).Messages.Where(entry => entry.Event?.Rated is not null)];

    private static string ConversationOf(string path) => path.Split('/')[3];

    private static int Number(JsonElement body, string name) => body.GetProperty(name).GetInt32();

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
