using System.Net;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Messaging;
using Chat.Sessions.Search;
using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Search;

[Trait("Level", "Component")]
public sealed class SearchTests(SessionsFixture sessions)
{
    private const string Path = "/v1/messages/search";
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Fact]
    public async Task Search_AllWords_FindsTheMessages()
    {
        var parcel = await visitor.PostAsync("Where is my blue parcel?");
        await visitor.PostAsync("The parcel is red");
        await DeliverAsync();

        Assert.Equal([parcel.Message.Id], await FindAsync("parcel BLUE"));
        Assert.Equal(2, (await FindAsync("parcel")).Count);
        Assert.Equal(["The parcel is red"], await TextsAsync("parcel -blue"));
        Assert.Empty(await FindAsync("green"));
        Assert.Equal([parcel.Message.Id], await FindAsync($"parcel&conversationId={parcel.Conversation.Id}"));
    }

    [Fact]
    public async Task Search_EditedOrDeleted_FindsWhatStandsThereNow()
    {
        var edited = await visitor.PostAsync("alpha");
        var deleted = await visitor.PostAsync("alpha");
        await DeliverAsync();
        await Key.PatchAsync(
            $"/v1/conversations/{edited.Conversation.Id}/messages/{edited.Message.Id}",
            new { text = "beta" }
        );
        await Key.DeleteAsync($"/v1/conversations/{deleted.Conversation.Id}/messages/{deleted.Message.Id}");

        Assert.DoesNotContain(deleted.Message.Id, await FindAsync("alpha"));
        // Every event once more, the old ones too.
        await DeliverAsync();

        Assert.Empty(await FindAsync("alpha"));
        Assert.Equal([edited.Message.Id], await FindAsync("beta"));
    }

    [Fact]
    public async Task Search_AnotherTenant_FindsNothing()
    {
        await visitor.PostAsync("gamma");
        await DeliverAsync();

        var (_, body) = await Caller.Of(sessions.A, PrincipalKind.SecretKey).GetAsync($"{Path}?q=gamma");

        Assert.Empty(body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Search_PageByPage_IsAllNewestFirst()
    {
        var first = await visitor.PostAsync("delta 1");
        for (var n = 2; n <= 5; n++)
        {
            await visitor.PostAsync($"delta {n}", first.Conversation.Id);
        }

        await DeliverAsync();
        var texts = new List<string?>();
        var cursor = "";
        do
        {
            var (_, body) = await Key.GetAsync($"{Path}?q=delta&limit=2&cursor={cursor}");
            texts.AddRange(body.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("text").GetString()));
            cursor = body.GetProperty("nextCursor").GetString() ?? "";
        } while (cursor.Length > 0);

        Assert.Equal(["delta 5", "delta 4", "delta 3", "delta 2", "delta 1"], texts);
    }

    [Theory]
    [InlineData("'")]
    [InlineData("a & | ! ( <-> :*")]
    [InlineData("\"open")]
    [InlineData("%")]
    public async Task Search_OddQuery_IsNoFault(string query)
    {
        var (status, _) = await Key.GetAsync($"{Path}?q={Uri.EscapeDataString(query)}");

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("!?")]
    [InlineData("\U0001F600")]
    public async Task Search_NoWords_FindsNothing(string query)
    {
        await visitor.PostAsync("Where is my blue parcel? \U0001F600 100 %");
        await DeliverAsync();

        Assert.Empty(await FindAsync(Uri.EscapeDataString(query)));
        Assert.Single(await FindAsync("parcel"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("q=%00")]
    [InlineData("q=a&limit=0")]
    public async Task Search_WrongQuery_IsInvalid(string query)
    {
        var (status, _) = await Key.GetAsync($"{Path}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Search_Visitor_IsForbidden()
    {
        var (status, body) = await visitor.GetAsync($"{Path}?q=a");

        Assert.Equal((HttpStatusCode.Forbidden, "search_forbidden"), (status, body.GetProperty("code").GetString()));
    }

    // As the bus would: the tenant's events, from the outbox, through the intake.
    private async Task DeliverAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select type, payload from outbox where tenant_id = $1 order by position"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = visitor.Principal.TenantId });
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var events = new List<ReceivedEvent>();
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            var payload = row.GetFieldValue<byte[]>(1);
            switch (row.GetString(0))
            {
                case "chat.events.v1.MessagePosted":
                    events.Add(new ReceivedEvent(MessagePosted.Parser.ParseFrom(payload), null));
                    break;
                case "chat.events.v1.ConversationChanged":
                    events.Add(new ReceivedEvent(ConversationChanged.Parser.ParseFrom(payload), null));
                    break;
            }
        }

        await sessions.A.Get<SearchIntake>().HandleAsync(events, TestContext.Current.CancellationToken);
    }

    private async Task<List<string?>> FindAsync(string query) => await SelectAsync(query, "id");

    private async Task<List<string?>> TextsAsync(string query) => await SelectAsync(query, "text");

    private async Task<List<string?>> SelectAsync(string query, string field)
    {
        var (status, body) = await Key.GetAsync($"{Path}?q={query}");
        Assert.Equal(HttpStatusCode.OK, status);
        return
        [
            .. body.GetProperty("data").EnumerateArray().Select((JsonElement m) => m.GetProperty(field).GetString()),
        ];
    }
}
