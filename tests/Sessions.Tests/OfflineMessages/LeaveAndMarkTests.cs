using System.Net;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.OfflineMessages;

/// <summary>Whose offline message is whose, what comes twice, and who has seen to it.</summary>
[Trait("Level", "Component")]
public sealed class LeaveAndMarkTests(SessionsFixture sessions)
{
    private const string Path = "/v1/offline-messages";
    private readonly Caller owner = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    private Guid TenantId => owner.Principal.TenantId;

    [Fact]
    public async Task Leave_Full_IsKeptAndToldWhole()
    {
        var user = Caller.Of(sessions.A, PrincipalKind.User, TenantId);

        await user.SubmitAsync(
            Path,
            new
            {
                name = "Ada",
                email = "ada@example.com",
                phone = "+49 30 1",
                subject = "Parcel",
                message = "Where is it?",
                pageUrl = "https://shop.example/parcels",
                fields = new { order = "17" },
            }
        );

        var stored = Assert.Single(await ListAsync());
        string[] names = ["senderKind", "senderId", "name", "email", "phone", "subject", "message", "pageUrl"];
        Assert.Equal(
            [
                "user",
                user.Principal.Subject,
                "Ada",
                "ada@example.com",
                "+49 30 1",
                "Parcel",
                "Where is it?",
                "https://shop.example/parcels",
            ],
            names.Select(name => Text(stored, name))
        );
        Assert.Equal((null, null), (Text(stored, "handledAt"), Text(stored, "handledBy")));
        var told = Assert.Single(await ToldAsync());
        Assert.Equal(
            (user.Principal.Subject, "Ada", "ada@example.com", "+49 30 1", "Parcel", "Where is it?"),
            (
                told.Message.SenderId,
                told.Message.Name,
                told.Message.Email,
                told.Message.Phone,
                told.Message.Subject,
                told.Message.Text
            )
        );
        Assert.Equal(("https://shop.example/parcels", "17"), (told.Message.PageUrl, told.Message.Fields["order"]));
        Assert.Equal(stored.GetProperty("leftAt").GetDateTime(), told.Message.LeftAt.ToDateTime());
        Assert.Equal(told.Message.LeftAt, told.Header.OccurredAt);
    }

    [Fact]
    public async Task Leave_WithAKeyAlone_IsOfNobody()
    {
        await LeaveAsync(owner, "one");

        var stored = Assert.Single(await ListAsync());
        Assert.Equal((null, null), (Text(stored, "senderKind"), Text(stored, "senderId")));
        Assert.Equal("", Assert.Single(await ToldAsync()).Message.SenderId);
    }

    [Fact]
    public async Task Leave_SameKeyAtOnce_IsStoredAndToldOnce()
    {
        var visitor = Caller.Visitor(sessions.A, TenantId);

        var left = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => LeaveAsync(n % 2 == 0 ? visitor : visitor.At(sessions.B), "one", "k"))
        );

        Assert.All(left, one => Assert.Equal(HttpStatusCode.Created, one.Status));
        Assert.Single(left.Select(one => Text(one.Body, "id")).Distinct());
        Assert.Single(left.Select(one => Text(one.Body, "leftAt")).Distinct());
        Assert.Single(await ListAsync());
        Assert.Single(await ToldAsync());
    }

    [Fact]
    public async Task Leave_SameKeyOfAnotherVisitor_IsNotGivenTheFirstOnes()
    {
        await LeaveAsync(Caller.Visitor(sessions.A, TenantId), "one", "k");

        var (status, body) = await LeaveAsync(Caller.Visitor(sessions.A, TenantId), "one", "k");

        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_reused"), (status, Text(body, "code")));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("email")]
    [InlineData("phone")]
    [InlineData("subject")]
    [InlineData("message")]
    [InlineData("pageUrl")]
    public async Task Leave_SameKeyWithAnotherField_IsRefused(string field)
    {
        var body = new Dictionary<string, string> { ["email"] = "a@b.example", ["message"] = "one" };
        await owner.SubmitAsync(Path, body, "k");
        body[field] = "c@d.example";

        var (status, problem) = await owner.SubmitAsync(Path, body, "k");

        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_reused"), (status, Text(problem, "code")));
        Assert.Single(await ListAsync());
    }

    [Theory]
    [InlineData("""{"a":"1","b":"2"}""", """{"b":"2","a":"1"}""", HttpStatusCode.Created)]
    [InlineData("""{"a":"1"}""", """{"a":"2"}""", HttpStatusCode.Conflict)]
    [InlineData("""{"a":"1"}""", """{"b":"1"}""", HttpStatusCode.Conflict)]
    public async Task Leave_SameKeyWithFields_IsTheSameWhateverTheirOrder(
        string before,
        string now,
        HttpStatusCode expected
    )
    {
        await owner.SubmitAsync(Path, Body(before), "k");

        Assert.Equal(expected, (await owner.SubmitAsync(Path, Body(now), "k")).Status);
    }

    [Fact]
    public async Task Leave_SameKeyOfAnotherTenant_IsAnotherMessage()
    {
        var (_, first) = await LeaveAsync(owner, "one", "k");

        var (status, second) = await LeaveAsync(Caller.Of(sessions.A, PrincipalKind.SecretKey), "one", "k");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.NotEqual(Text(first, "id"), Text(second, "id"));
    }

    [Fact]
    public async Task Leave_BlockedCustomer_IsRefused()
    {
        var user = Caller.Of(sessions.A, PrincipalKind.User, TenantId);
        await owner.SubmitAsync("/v1/customers", new { externalId = user.Principal.Subject, status = "blocked" });

        var (status, body) = await LeaveAsync(user, "one");

        Assert.Equal((HttpStatusCode.Forbidden, "customer_blocked"), (status, Text(body, "code")));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Leave_RepeatedOnceBlocked_IsTheFirst()
    {
        var user = Caller.Of(sessions.A, PrincipalKind.User, TenantId);
        var (_, first) = await LeaveAsync(user, "one", "k");
        await owner.SubmitAsync("/v1/customers", new { externalId = user.Principal.Subject, status = "blocked" });

        var (again, same) = await LeaveAsync(user, "one", "k");
        var (other, _) = await LeaveAsync(user, "two", "k");
        var (another, _) = await LeaveAsync(user, "one", "another");

        Assert.Equal((HttpStatusCode.Created, Text(first, "id")), (again, Text(same, "id")));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Forbidden), (other, another));
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Mark_AgainBySomebodyElse_KeepsWhoWasFirst()
    {
        var path = $"{Path}/{Text((await LeaveAsync(owner, "one")).Body, "id")}";
        var (ada, grace) = (Agent(), Agent());

        var (_, first) = await ada.PatchAsync(path, new { handled = true });
        var (_, second) = await grace.PatchAsync(path, new { handled = true });

        Assert.Equal(ada.Principal.Subject, Text(second, "handledBy"));
        Assert.True(JsonElement.DeepEquals(first, second));
    }

    [Fact]
    public async Task Mark_OpenAgain_ForgetsWhoHandledIt()
    {
        var path = $"{Path}/{Text((await LeaveAsync(owner, "one")).Body, "id")}";
        await Agent().PatchAsync(path, new { handled = true });

        var (_, open) = await owner.PatchAsync(path, new { handled = false });
        var (_, again) = await owner.PatchAsync(path, new { handled = true });

        Assert.Equal((null, null), (Text(open, "handledAt"), Text(open, "handledBy")));
        Assert.Equal(owner.Principal.Subject, Text(again, "handledBy"));
    }

    [Fact]
    public async Task Mark_One_LeavesTheOthers()
    {
        var (_, one) = await LeaveAsync(owner, "one");
        await LeaveAsync(owner, "two");

        await owner.PatchAsync($"{Path}/{Text(one, "id")}", new { handled = true });

        Assert.Equal(
            [null, owner.Principal.Subject],
            (await ListAsync()).Select(message => Text(message, "handledBy"))
        );
    }

    private Caller Agent() => Caller.Of(sessions.A, PrincipalKind.Agent, TenantId);

    private static JsonElement Body(string fields) =>
        JsonDocument.Parse($$"""{"email":"a@b.example","message":"m","fields":{{fields}}}""").RootElement;

    private static Task<(HttpStatusCode Status, JsonElement Body)> LeaveAsync(
        Caller caller,
        string message,
        string? key = null
    ) => caller.SubmitAsync(Path, new { email = "ada@example.com", message }, key);

    private async Task<List<JsonElement>> ListAsync() =>
        [.. (await owner.GetAsync(Path)).Body.GetProperty("data").EnumerateArray()];

    private async Task<List<OfflineMessageLeft>> ToldAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select payload from outbox where tenant_id = $1 and type = 'chat.events.v1.OfflineMessageLeft'"
        );
        command.Parameters.AddWithValue(TenantId);
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<OfflineMessageLeft> told = [];
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            told.Add(OfflineMessageLeft.Parser.ParseFrom(row.GetFieldValue<byte[]>(0)));
        }

        return told;
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
