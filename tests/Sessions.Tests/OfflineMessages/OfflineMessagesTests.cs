using System.Net;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.OfflineMessages;

[Trait("Level", "Component")]
public sealed class OfflineMessagesTests(SessionsFixture sessions)
{
    private const string Path = "/v1/offline-messages";
    private readonly Caller owner = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    private Guid TenantId => owner.Principal.TenantId;

    private Caller Page => Caller.Of(sessions.A, PrincipalKind.PublishableKey, TenantId);

    [Fact]
    public async Task Leave_Visitor_StoresItWithItsEvent()
    {
        var visitor = Caller.Visitor(sessions.A, TenantId);

        var (status, left) = await visitor.SubmitAsync(
            Path,
            new
            {
                name = " Ada ",
                email = "ada@example.com",
                message = "Call me.",
                fields = new { order = "17" },
            }
        );

        var (_, list) = await owner.GetAsync(Path);
        var stored = Assert.Single(list.GetProperty("data").EnumerateArray());
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(left.GetProperty("id").GetGuid(), stored.GetProperty("id").GetGuid());
        Assert.Equal(left.GetProperty("leftAt").GetDateTime(), stored.GetProperty("leftAt").GetDateTime());
        Assert.Equal("visitor", stored.GetProperty("senderKind").GetString());
        Assert.Equal(visitor.Principal.Subject, stored.GetProperty("senderId").GetString());
        Assert.Equal("Ada", stored.GetProperty("name").GetString());
        Assert.Equal("17", stored.GetProperty("fields").GetProperty("order").GetString());
        var told = OfflineMessageLeft.Parser.ParseFrom(Assert.Single(await OutboxAsync()));
        Assert.Equal(left.GetProperty("id").GetString(), told.Message.Id);
        Assert.Equal("Call me.", told.Message.Text);
        Assert.Equal(TenantId.ToString(), told.Header.TenantId);
    }

    [Fact]
    public async Task Leave_SameIdempotencyKey_StoresOne()
    {
        var body = new { email = "ada@example.com", message = "Call me." };
        var (_, first) = await Page.SubmitAsync(Path, body, "retry-1");

        var (status, second) = await Page.SubmitAsync(Path, body, "retry-1");
        var (other, problem) = await Page.SubmitAsync(Path, body with { message = "Another" }, "retry-1");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(first.GetProperty("id").GetGuid(), second.GetProperty("id").GetGuid());
        Assert.Equal(HttpStatusCode.Conflict, other);
        Assert.Equal("idempotency_key_reused", problem.GetProperty("code").GetString());
        Assert.Single(await OutboxAsync());
    }

    [Fact]
    public async Task Leave_BadBody_NamesEveryFault()
    {
        var (status, problem) = await Page.SubmitAsync(
            Path,
            new
            {
                email = "nobody",
                message = "",
                name = new string('x', 201),
                fields = new { a = (string?)null, b = "\0" },
            }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["/email", "/fields/a", "/fields/b", "/message", "/name"],
            problem
                .GetProperty("errors")
                .EnumerateArray()
                .Select(fault => fault.GetProperty("pointer").GetString()!)
                .Order(StringComparer.Ordinal)
        );
        Assert.Empty(await OutboxAsync());
    }

    [Theory]
    [InlineData("hide-widget", HttpStatusCode.Conflict)]
    [InlineData("offline-message", HttpStatusCode.Created)]
    [InlineData("faq-only", HttpStatusCode.Created)]
    public async Task Leave_OutsideHours_IsRefusedOnlyWhileHidden(string behavior, HttpStatusCode expected)
    {
        var tomorrow = sessions.A.Get<TimeProvider>().GetUtcNow().UtcDateTime.AddDays(1);
        object[] none = [];
        await owner.ChangeSettingsAsync(
            "businessHours",
            new
            {
                enabled = true,
                outsideBehavior = behavior,
                days = Enum.GetValues<DayOfWeek>()
                    .ToDictionary(day => day.ToString().ToLowerInvariant(), _ => none, StringComparer.Ordinal),
                holidays = new[] { new { date = tomorrow.ToString("yyyy-MM-dd") } },
            }
        );

        var (status, body) = await Page.SubmitAsync(Path, new { email = "ada@example.com", message = "Call me." });

        Assert.Equal(expected, status);
        if (expected is HttpStatusCode.Conflict)
        {
            Assert.Equal("outside_hours_hidden", body.GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task Mark_Handled_LeavesTheOpenOnes()
    {
        var first = await LeaveAsync("one");
        var second = await LeaveAsync("two");

        var (status, marked) = await owner.PatchAsync($"{Path}/{first}", new { handled = true });
        var open = Ids(await owner.GetAsync(Path + "?handled=false"));
        var handled = Ids(await owner.GetAsync(Path + "?handled=true"));
        await owner.PatchAsync($"{Path}/{first}", new { handled = false });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(owner.Principal.Subject, marked.GetProperty("handledBy").GetString());
        Assert.Equal([second], open);
        Assert.Equal([first], handled);
        Assert.Equal([second, first], Ids(await owner.GetAsync(Path + "?handled=false")));
    }

    [Fact]
    public async Task Mark_UnknownOrNothing_IsRefused()
    {
        var (unknown, _) = await owner.PatchAsync($"{Path}/{Chat.ServiceDefaults.Ids.New()}", new { handled = true });
        var (nothing, _) = await owner.PatchAsync($"{Path}/{await LeaveAsync("one")}", new { });

        Assert.Equal(HttpStatusCode.NotFound, unknown);
        Assert.Equal(HttpStatusCode.BadRequest, nothing);
    }

    [Fact]
    public async Task List_Pages_GiveEachOnceNewestFirst()
    {
        var left = new List<Guid> { await LeaveAsync("1"), await LeaveAsync("2"), await LeaveAsync("3") };

        var first = await owner.GetAsync(Path + "?limit=2");
        var last = await owner.GetAsync(Path + "?limit=2&cursor=" + first.Body.GetProperty("nextCursor"));

        Assert.Equal([left[2], left[1]], Ids(first));
        Assert.Equal([left[0]], Ids(last));
    }

    [Theory]
    [InlineData(PrincipalKind.PublishableKey)]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.User)]
    public async Task Read_Customers_IsForbidden(PrincipalKind kind)
    {
        var caller = Caller.Of(sessions.A, kind, TenantId);
        var id = await LeaveAsync("one");

        Assert.Equal(HttpStatusCode.Forbidden, (await caller.GetAsync(Path)).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await caller.PatchAsync($"{Path}/{id}", new { handled = true })).Status
        );
    }

    [Fact]
    public async Task Read_AnotherTenant_SeesNothing()
    {
        var id = await LeaveAsync("one");
        var stranger = Caller.Of(sessions.A, PrincipalKind.SecretKey);

        Assert.Empty(Ids(await stranger.GetAsync(Path)));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await stranger.PatchAsync($"{Path}/{id}", new { handled = true })).Status
        );
    }

    private async Task<Guid> LeaveAsync(string message) =>
        (await Page.SubmitAsync(Path, new { email = "ada@example.com", message })).Body.GetProperty("id").GetGuid();

    private static IEnumerable<Guid> Ids((HttpStatusCode Status, JsonElement Body) list) =>
        list.Body.GetProperty("data").EnumerateArray().Select(message => message.GetProperty("id").GetGuid());

    private async Task<List<byte[]>> OutboxAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select payload from outbox where tenant_id = $1 and type = 'chat.events.v1.OfflineMessageLeft'"
        );
        command.Parameters.AddWithValue(TenantId);
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<byte[]> payloads = [];
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            payloads.Add(row.GetFieldValue<byte[]>(0));
        }

        return payloads;
    }
}
