using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;
using Chat.Sessions.VisitorDetails;
using Chat.Testing.Time;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.VisitorDetails;

[Trait("Level", "Component")]
[Collection(Forgetting.Name)]
public sealed class CollectTests(SessionsFixture sessions) : IAsyncLifetime
{
    // Far away: an instance that starts forgets whoever was not seen for its retention.
    private static readonly DateTimeOffset Noon = new(2126, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly VisitorScene scene = new(sessions.A);
    private Caller visitor = null!;
    private string card = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        visitor = scene.Visitor();
        card = $"/v1/conversations/{(await visitor.PostAsync("Hello")).Conversation.Id}/visitor";
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Card_SeenVisitor_ShowsItsBrowserToAgents()
    {
        await CollectAsync(Seen());
        await visitor.PatchAsync("/v1/me", new { name = "Ada" });

        var (status, body) = await scene.Company.Somebody(PrincipalKind.Agent).GetAsync(card);

        Assert.Equal(HttpStatusCode.OK, status);
        var browser = body.GetProperty("browser");
        Assert.Equal(("203.0.113.7", "Firefox 128"), (Text(browser, "ip"), Text(browser, "browser")));
        Assert.Equal(("https://shop.example/a", "AT"), (Text(browser, "page"), Text(browser, "country")));
        Assert.Equal("Ada", Text(body.GetProperty("claimed"), "name"));
        Assert.False(body.GetProperty("verified").GetBoolean());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("customer").ValueKind);
    }

    [Fact]
    public async Task Collect_SwitchedOff_IsNeverStoredAndGoesWhereItWas()
    {
        await CollectAsync(Seen());
        await SetPrivacyAsync(new { collectIp = false, collectLocation = false });

        await CollectAsync(Seen(minutes: 1));

        Assert.Equal("Firefox 128|||2126-11-27 12:01:00+00", await StoredAsync());
    }

    [Fact]
    public async Task Collect_AllSwitchedOff_LeavesNothing()
    {
        await CollectAsync(Seen());
        await SetPrivacyAsync(new { collectAnalytics = false });

        await CollectAsync(Seen(minutes: 1));

        Assert.Null(await StoredAsync());
        Assert.Equal(JsonValueKind.Null, (await CardAsync()).GetProperty("browser").ValueKind);
    }

    [Fact]
    public async Task Collect_OlderThanWhatIsKnown_ChangesNothing()
    {
        await CollectAsync(Seen(minutes: 1));

        await CollectAsync(Seen());

        Assert.EndsWith("12:01:00+00", await StoredAsync());
    }

    [Fact]
    public async Task Collect_CustomersVisitor_NotesWhenTheCustomerWasSeen()
    {
        var email = VisitorScene.NewEmail();
        await visitor.PatchAsync("/v1/me", new { email });

        await CollectAsync(Seen());

        var customer = (await scene.CustomerByEmailAsync(email))!.Value;
        Assert.Equal(Noon, customer.GetProperty("lastSeenAt").GetDateTimeOffset());
        Assert.Equal(email, Text((await CardAsync()).GetProperty("customer"), "email"));
    }

    [Fact]
    public async Task Delete_Customer_ForgetsWhatWasSeenOfIt()
    {
        var email = VisitorScene.NewEmail();
        await visitor.PatchAsync("/v1/me", new { email });
        await CollectAsync(Seen());

        await scene.Company.Backend.DeleteAsync(
            $"/v1/customers/{Text((await scene.CustomerByEmailAsync(email))!.Value, "id")}"
        );

        Assert.Null(await StoredAsync());
    }

    [Fact]
    public async Task Forget_NotSeenForLong_IsDeletedAndTheOthersStay()
    {
        var seen = Seen();
        seen.SeenAt = Timestamp.FromDateTimeOffset(Noon.AddYears(-30));
        var other = scene.Visitor();
        await CollectAsync(seen, Seen(other));

        await sessions.A.Get<DetailsStore>().ForgetAsync(Noon.AddYears(-20).UtcDateTime, 1_000, Cancel);

        Assert.Null(await StoredAsync());
        Assert.NotNull(await StoredAsync(other));
    }

    [Fact]
    public async Task Card_NotTheCompany_IsForbidden()
    {
        var (status, body) = await visitor.GetAsync(card);

        Assert.Equal((HttpStatusCode.Forbidden, "customers_forbidden"), (status, Text(body, "code")));
    }

    [Fact]
    public async Task Card_AnotherTenants_IsNotFound()
    {
        var (status, _) = await Caller.Of(sessions.A, PrincipalKind.SecretKey).GetAsync(card);

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task Collect_NotAService_IsForbidden()
    {
        var refusal = await Caller.RefusalAsync(() => CollectAsync(scene.Company.Backend, Seen()));

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Fact]
    public async Task Collect_AgentAsVisitor_IsInvalid()
    {
        var seen = Seen();
        seen.Kind = Wire.AuthorKind.Agent;

        var refusal = await Caller.RefusalAsync(() => CollectAsync(seen));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    [Theory]
    [InlineData(long.MaxValue, 0)]
    [InlineData(0, -1)]
    [InlineData(0, int.MaxValue)]
    public async Task Collect_TimeThatIsNone_IsInvalid(long seconds, int nanos)
    {
        var seen = Seen();
        seen.SeenAt = new Timestamp { Seconds = seconds, Nanos = nanos };

        var refusal = await Caller.RefusalAsync(() => CollectAsync(seen));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();

    private async Task<JsonElement> CardAsync() => (await scene.Company.Backend.GetAsync(card)).Body;

    private Wire.SeenVisitor Seen(int minutes = 0) => Seen(visitor, minutes);

    private static Wire.SeenVisitor Seen(Caller who, int minutes = 0) =>
        new()
        {
            TenantId = who.Principal.TenantId.ToString(),
            Kind = Wire.AuthorKind.Visitor,
            Subject = who.Principal.Subject,
            SeenAt = Timestamp.FromDateTimeOffset(Noon.AddMinutes(minutes)),
            Ip = "203.0.113.7",
            Browser = "Firefox 128",
            Os = "Linux",
            Page = "https://shop.example/a",
            Language = "de-AT",
            Country = "AT",
        };

    private Task CollectAsync(params Wire.SeenVisitor[] seen) =>
        CollectAsync(Caller.Of(sessions.A, PrincipalKind.Service), seen);

    private async Task CollectAsync(Caller caller, params Wire.SeenVisitor[] seen)
    {
        var request = new Wire.CollectRequest();
        request.Visitors.Add(seen);
        await sessions.A.Visitors.CollectAsync(request, caller.Options(Cancel)).ResponseAsync.WithTimeout();
    }

    private async Task SetPrivacyAsync(object change)
    {
        var (status, _) = await scene.Company.Backend.PatchAsync("/v1/settings/privacy", change, "*");
        Assert.Equal(HttpStatusCode.OK, status);
    }

    private async Task<string?> StoredAsync(Caller? who = null)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            """
            select concat_ws('|', coalesce(browser, ''), coalesce(ip, ''), coalesce(country, ''),
                to_char(seen_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') || '+00')
            from visitor_details where tenant_id = $1 and subject = $2
            """
        );
        command.Parameters.AddWithValue((who ?? visitor).Principal.TenantId);
        command.Parameters.AddWithValue((who ?? visitor).Principal.Subject);
        return (string?)await command.ExecuteScalarAsync(Cancel);
    }
}
