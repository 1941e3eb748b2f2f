using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Customers;

[Trait("Level", "Component")]
public sealed class CustomerEndpointsTests(SessionsFixture sessions)
{
    private static readonly object Ada = new
    {
        email = "Ada@Example.com",
        name = " Ada ",
        phone = "+44 1",
        company = "Engines Ltd",
        avatarUrl = "https://example.com/ada.png",
        externalId = "u-1",
        customFields = new Dictionary<string, object>
        {
            ["plan"] = "gold",
            ["seats"] = 12,
            ["vip"] = true,
        },
        tags = new[] { "vip", "vip", "early" },
        notes = "Likes machines",
        userCategory = "premium",
    };

    private readonly CustomerScene scene = new(sessions.A);

    [Fact]
    public async Task Create_AllFields_IsReadBackAndTold()
    {
        var created = await scene.CreateAsync(Ada);

        var (status, body) = await scene.Backend.GetAsync($"/v1/customers/{created.GetProperty("id")}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(JsonElement.DeepEquals(created, body));
        Assert.Equal("Ada", Text(body, "name"));
        Assert.Equal("Ada@Example.com", Text(body, "email"));
        Assert.Equal("active", Text(body, "status"));
        Assert.True(body.GetProperty("verified").GetBoolean());
        Assert.Equal(0, body.GetProperty("totalConversations").GetInt32());
        Assert.Equal(12, body.GetProperty("customFields").GetProperty("seats").GetInt32());
        Assert.Equal(2, body.GetProperty("tags").GetArrayLength());
        var told = Assert.IsType<CustomerCreated>(Assert.Single(await scene.EventsAsync()));
        Assert.Equal(Text(body, "id"), told.Customer.Id);
        Assert.Equal(scene.TenantId.ToString(), told.Header.TenantId);
        Assert.Equal("gold", told.Customer.CustomFields.Fields["plan"].StringValue);
    }

    [Fact]
    public async Task Create_MoreAtOnceThanConnections_OneIsMadeAndTheOthersAreToldWhy()
    {
        var created = await Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(_ => scene.Backend.SubmitAsync("/v1/customers", new { email = "ada@example.com" }))
        );

        Assert.Single(created, one => one.Status is HttpStatusCode.Created);
        Assert.Equal(63, created.Count(one => one.Status is HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("""{"name":"Nobody"}""", "/email")]
    [InlineData("""{"email":"x"}""", "/email")]
    [InlineData("""{"email":"a@b.example","status":"gone"}""", "/status")]
    public async Task Create_Invalid_NamesTheField(string json, string pointer)
    {
        var (status, body) = await scene.Backend.SubmitAsync("/v1/customers", JsonElement.Parse(json));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, Text(body.GetProperty("errors")[0], "pointer"));
    }

    [Fact]
    public async Task Create_EveryTextAsLongAsItMayBe_IsTakenHoweverItIsWritten()
    {
        // Each unit as an escape of six bytes, about 400 KiB: what the gateway lets through.
        var text = string.Concat(Enumerable.Repeat("\\u00fc", 1_000));
        var fields = string.Join(',', Enumerable.Range(0, 50).Select(number => $"\"f{number}\":\"{text}\""));
        var notes = string.Concat(Enumerable.Repeat(text, 10));
        var json = $$$"""{"email":"a@b.example","notes":"{{{notes}}}","customFields":{ {{{fields}}} } }""";

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/customers");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", scene.Backend.Token);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await sessions.A.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.InRange(json.Length, 350 * 1024, 512 * 1024);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task Create_EmailInAnotherCase_IsAConflict()
    {
        await scene.CreateAsync(Ada);

        var (status, body) = await scene.Backend.SubmitAsync("/v1/customers", new { email = "ADA@example.COM" });

        Assert.Equal((HttpStatusCode.Conflict, "email_taken"), (status, Text(body, "code")));
    }

    [Fact]
    public async Task Create_SameIdempotencyKey_AnswersTheFirst()
    {
        var (_, first) = await scene.Backend.SubmitAsync("/v1/customers", Ada, "once");

        var (status, again) = await scene.Backend.SubmitAsync("/v1/customers", Ada, "once");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(Text(first, "id"), Text(again, "id"));
        Assert.Single(await scene.EventsAsync());
    }

    [Fact]
    public async Task Update_SomeFields_LeavesTheOthersAndTells()
    {
        var id = Text(await scene.CreateAsync(Ada), "id");

        var (status, body) = await scene.Backend.PatchAsync($"/v1/customers/{id}", new { phone = "", name = "Grace" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("Grace", null, "Engines Ltd"), (Text(body, "name"), Text(body, "phone"), Text(body, "company")));
        var told = Assert.IsType<CustomerUpdated>((await scene.EventsAsync())[^1]);
        Assert.Equal("Grace", told.Customer.Name);
    }

    [Fact]
    public async Task Update_Blocked_TellsWhatItWasBefore()
    {
        var id = Text(await scene.CreateAsync(Ada), "id");

        await scene.Backend.PatchAsync($"/v1/customers/{id}", new { status = "blocked" });

        var told = Assert.IsType<CustomerUpdated>((await scene.EventsAsync())[^1]);
        Assert.Equal(
            (Wire.CustomerStatus.Active, Wire.CustomerStatus.Blocked),
            (told.PreviousStatus, told.Customer.Status)
        );
    }

    [Fact]
    public async Task Update_NothingNew_TellsNobody()
    {
        var id = Text(await scene.CreateAsync(Ada), "id");

        await scene.Backend.PatchAsync($"/v1/customers/{id}", new { name = "Ada" });

        Assert.Single(await scene.EventsAsync());
    }

    [Theory]
    [InlineData("\"1\"", HttpStatusCode.OK)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("\"2\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("W/\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("1", HttpStatusCode.PreconditionFailed)]
    public async Task Update_IfMatch_HoldsForThatVersionOnly(string ifMatch, HttpStatusCode expected)
    {
        var id = Text(await scene.CreateAsync(Ada), "id");

        var (status, _) = await scene.Backend.PatchAsync($"/v1/customers/{id}", new { name = "Grace" }, ifMatch);

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Update_TwoAtOnceWithTheSameVersion_OneWins()
    {
        var id = Text(await scene.CreateAsync(Ada), "id");

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => scene.Backend.PatchAsync($"/v1/customers/{id}", new { name = $"Name {i}" }, "\"1\""))
        );

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
        Assert.All(
            answers.Where(answer => answer.Status is not HttpStatusCode.OK),
            answer => Assert.Equal("version_mismatch", Text(answer.Body, "code"))
        );
    }

    [Theory]
    [InlineData("""{"email":"TAKEN@example.com"}""", HttpStatusCode.Conflict, "email_taken")]
    [InlineData("""{"externalId":"taken"}""", HttpStatusCode.Conflict, "external_id_taken")]
    [InlineData("""{"email":"","externalId":""}""", HttpStatusCode.BadRequest, "invalid_request")]
    public async Task Update_ToWhatCannotBe_IsRefused(string json, HttpStatusCode expected, string code)
    {
        await scene.CreateAsync(new { email = "taken@example.com", externalId = "taken" });
        var id = Text(await scene.CreateAsync(Ada), "id");

        var (status, body) = await scene.Backend.PatchAsync($"/v1/customers/{id}", JsonElement.Parse(json));

        Assert.Equal((expected, code), (status, Text(body, "code")));
    }

    [Fact]
    public async Task List_Filters_AreJoined()
    {
        await scene.CreateAsync(Ada);
        await scene.CreateAsync(
            new
            {
                email = "grace@navy.example",
                name = "Grace",
                company = "Navy",
            }
        );
        await scene.CreateAsync(
            new
            {
                email = "zoe@example.com",
                name = "Zoë",
                status = "blocked",
            }
        );

        Assert.Equal(["Zoë", "Grace", "Ada"], await NamesAsync(""));
        Assert.Equal(["Zoë"], await NamesAsync("?status=blocked"));
        Assert.Equal(["Grace"], await NamesAsync("?company=NAVY"));
        Assert.Equal(["Ada"], await NamesAsync("?tag=early"));
        Assert.Equal(["Zoë"], await NamesAsync("?q=ZO%C3%8B"));
        Assert.Equal(["Grace"], await NamesAsync("?q=grace@"));
        Assert.Equal(["Ada"], await NamesAsync("?q=engines"));
        Assert.Empty(await NamesAsync("?q=a%25"));
        Assert.Empty(await NamesAsync("?q=ada&status=blocked"));
    }

    [Fact]
    public async Task List_Pages_EndWithoutACursor()
    {
        await scene.CreateAsync(new { email = "1@example.com" });
        await scene.CreateAsync(new { email = "2@example.com" });

        var (_, first) = await scene.Backend.GetAsync("/v1/customers?limit=1");
        var (_, last) = await scene.Backend.GetAsync("/v1/customers?limit=1&cursor=" + Text(first, "nextCursor"));

        Assert.Equal("2@example.com", Text(first.GetProperty("data")[0], "email"));
        Assert.Equal("1@example.com", Text(last.GetProperty("data")[0], "email"));
        Assert.Null(Text(last, "nextCursor"));
    }

    [Fact]
    public async Task List_UnknownStatus_IsInvalid()
    {
        var (status, _) = await scene.Backend.GetAsync("/v1/customers?status=gone");

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Theory]
    [InlineData("ada@EXAMPLE.com", HttpStatusCode.OK)]
    [InlineData("nobody@example.com", HttpStatusCode.NotFound)]
    [InlineData("no-address", HttpStatusCode.BadRequest)]
    public async Task Search_ByEmail_FindsItInAnyCase(string email, HttpStatusCode expected)
    {
        await scene.CreateAsync(Ada);

        var (status, _) = await scene.Backend.GetAsync("/v1/customers/search?email=" + email);

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Conversations_OfItsUser_AreListedAndCounted()
    {
        var user = scene.Somebody(PrincipalKind.User);
        var created = await scene.CreateAsync(new { externalId = user.Principal.Subject });
        var first = (await user.PostAsync("one")).Conversation.Id;
        var second = (await user.PostAsync("two")).Conversation.Id;
        await scene.Somebody(PrincipalKind.User).PostAsync("another's");

        var path = $"/v1/customers/{created.GetProperty("id")}";
        var (_, page) = await scene.Backend.GetAsync(path + "/conversations?limit=1");
        var (_, rest) = await scene.Backend.GetAsync($"{path}/conversations?limit=1&cursor={Text(page, "nextCursor")}");
        var (_, customer) = await scene.Backend.GetAsync(path);

        Assert.Equal(second, Text(page.GetProperty("data")[0], "id"));
        Assert.Equal(first, Text(rest.GetProperty("data")[0], "id"));
        Assert.False(rest.GetProperty("hasMore").GetBoolean());
        Assert.Equal(2, customer.GetProperty("totalConversations").GetInt32());
    }

    [Fact]
    public async Task Delete_Known_IsForgottenAndTold()
    {
        var id = Text(await scene.CreateAsync(Ada), "id");

        var (deleted, _) = await scene.Backend.DeleteAsync($"/v1/customers/{id}");
        var (again, _) = await scene.Backend.DeleteAsync($"/v1/customers/{id}");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted, again));
        Assert.Equal(id, Assert.IsType<CustomerDeleted>((await scene.EventsAsync())[^1]).CustomerId);
        await scene.CreateAsync(Ada);
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.User)]
    [InlineData(PrincipalKind.PublishableKey)]
    public async Task Any_NotTheCompany_IsForbidden(PrincipalKind kind)
    {
        var (status, body) = await scene.Somebody(kind).GetAsync("/v1/customers");

        Assert.Equal((HttpStatusCode.Forbidden, "customers_forbidden"), (status, Text(body, "code")));
    }

    [Fact]
    public async Task Delete_AgentWithoutTheRole_IsForbidden()
    {
        var id = Text(await scene.CreateAsync(Ada), "id");

        var (status, _) = await scene.Somebody(PrincipalKind.Agent).DeleteAsync($"/v1/customers/{id}");

        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task Get_AnotherTenants_IsNotFound()
    {
        var id = Text(await scene.CreateAsync(Ada), "id");
        var other = Caller.Of(sessions.A, PrincipalKind.SecretKey, Ids.New());

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/v1/customers/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PatchAsync($"/v1/customers/{id}", Ada)).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await other.GetAsync("/v1/customers/search?email=ada@example.com")).Status
        );
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();

    private async Task<IEnumerable<string?>> NamesAsync(string query)
    {
        var (status, body) = await scene.Backend.GetAsync("/v1/customers" + query);
        Assert.Equal(HttpStatusCode.OK, status);
        return body.GetProperty("data").EnumerateArray().Select(customer => Text(customer, "name"));
    }
}
