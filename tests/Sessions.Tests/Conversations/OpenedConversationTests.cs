using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>What whoever begins a conversation, or finds the one there is, is shown of it.</summary>
[Trait("Level", "Component")]
public sealed class OpenedConversationTests(SessionsFixture sessions)
{
    private const string Path = "/v1/conversations";
    private readonly VisitorScene scene = new(sessions.A);

    [Fact]
    public async Task Post_KnownCustomer_IsShownWithItsCardAndToldWithout()
    {
        var email = VisitorScene.NewEmail();
        var (user, customerId) = await scene.UserAsync(email);

        var (status, made) = await scene.Company.Backend.SubmitAsync(
            Path,
            new { owner = new { kind = "user", id = user.Principal.Subject } }
        );

        Assert.Equal(HttpStatusCode.Created, status);
        var card = made.GetProperty("customer");
        Assert.Equal((customerId, email, "Ada"), (Text(card, "id"), Text(card, "email"), Text(card, "name")));
        var told = await StartedAsync(scene.Company.TenantId);
        Assert.Equal((customerId, null), (told.Conversation.Details.CustomerId, told.Conversation.Details.Customer));
    }

    [Fact]
    public async Task Post_LiveOneThatAnAgentHas_IsShownWithTheAgent()
    {
        var office = new Office(sessions.A);
        var (agent, visitor) = (await office.AgentAsync(online: true), office.Visitor());
        var id = Text((await visitor.SubmitAsync(Path, new { })).Body, "id");
        await Office.DoneAsync(agent.SubmitAsync($"{Path}/{id}/accept", null));

        var (status, found) = await visitor.SubmitAsync(Path, new { });

        Assert.Equal((HttpStatusCode.OK, id), (status, Text(found, "id")));
        var (_, read) = await visitor.GetAsync($"{Path}/{id}");
        Assert.Equal(agent.Principal.Subject, Text(found.GetProperty("assignedAgent"), "id"));
        Assert.Equal(read.GetRawText(), found.GetRawText());
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("assigned")]
    [InlineData("pending")]
    public async Task Post_LiveInAnyStatus_IsThatOne(string status)
    {
        var office = new Office(sessions.A);
        await office.SetAsync("routing", new { autoAssign = false });
        var (agent, visitor) = (await office.AgentAsync(online: true), office.Visitor());
        var path = $"{Path}/{Text((await visitor.SubmitAsync(Path, new { })).Body, "id")}";
        (HttpMethod Method, string Step)[] steps =
        [
            (HttpMethod.Post, "escalate"),
            (HttpMethod.Post, "accept"),
            (HttpMethod.Put, "await"),
        ];
        foreach (
            var (method, step) in steps.Take(
                status is "queued" ? 1
                : status is "assigned" ? 2
                : 3
            )
        )
        {
            var caller = step is "escalate" ? visitor : agent;
            await Office.DoneAsync(caller.ChangeAsync(method, $"{path}/{step}", new { }));
        }

        var (found, body) = await visitor.SubmitAsync(Path, new { });

        Assert.Equal((HttpStatusCode.OK, status), (found, Text(body, "status")));
        Assert.Equal(path, $"{Path}/{Text(body, "id")}");
    }

    [Fact]
    public async Task Post_RepeatedKeyOrName_GoesBeforeTheLiveOne()
    {
        var visitor = scene.Visitor();
        var first = Text((await visitor.SubmitAsync(Path, new { externalId = "cart-1" }, "k")).Body, "id");
        await visitor.PutAsync($"{Path}/{first}/close", null);
        var live = Text((await visitor.SubmitAsync(Path, new { externalId = "cart-2" })).Body, "id");

        var byKey = await visitor.SubmitAsync(Path, new { }, "k");
        var byName = await visitor.SubmitAsync(Path, new { externalId = "cart-1" });
        var byBoth = await visitor.SubmitAsync(Path, new { externalId = "cart-2" }, "k");

        Assert.NotEqual(first, live);
        Assert.All(
            [byKey, byName, byBoth],
            answer => Assert.Equal((HttpStatusCode.OK, first), (answer.Status, Text(answer.Body, "id")))
        );
    }

    [Fact]
    public async Task Post_ManyForEachOrByTheCompany_BeginsAnother()
    {
        var visitor = scene.Visitor();
        var owner = new { kind = "visitor", id = visitor.Principal.Subject };
        var (_, live) = await visitor.SubmitAsync(Path, new { });
        var (_, companys) = await scene.Company.Backend.SubmitAsync(Path, new { owner });
        await scene.Company.Backend.ChangeSettingsAsync("chat", new { singleConversationPerVisitor = false });

        var (status, own) = await visitor.SubmitAsync(Path, new { });

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(3, new[] { live, companys, own }.Select(one => Text(one, "id")).Distinct().Count());
    }

    [Fact]
    public async Task Post_Begun_SaysWhereItIsAndItsTag()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path);
        request.Headers.Authorization = new("Bearer", scene.Visitor().Token);
        request.Content = JsonContent.Create(new { });

        using var response = await sessions.A.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal($"{Path}/{Text(body, "id")}", response.Headers.Location?.ToString());
        Assert.Equal("\"0\"", response.Headers.ETag?.Tag);
    }

    [Theory]
    [InlineData(255, HttpStatusCode.Created)]
    [InlineData(256, HttpStatusCode.BadRequest)]
    public async Task Post_KeyAtTheBound_IsTakenUpToIt(int length, HttpStatusCode expected)
    {
        var (status, _) = await scene.Visitor().SubmitAsync(Path, new { }, new string('k', length));

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("/externalId", 200)]
    [InlineData("/owner/id", 128)]
    [InlineData("/owner/displayName", 200)]
    public async Task Post_TextAtItsBound_IsTakenUpToIt(string pointer, int most)
    {
        object Body(int length) =>
            new
            {
                externalId = pointer is "/externalId" ? new string('x', length) : null,
                owner = new
                {
                    kind = "user",
                    id = pointer is "/owner/id" ? new string('x', length) : "u-1",
                    displayName = pointer is "/owner/displayName" ? new string('x', length) : "Ada",
                },
            };

        var (taken, _) = await scene.Company.Backend.SubmitAsync(Path, Body(most));
        var (refused, problem) = await scene.Company.Backend.SubmitAsync(Path, Body(most + 1));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.BadRequest), (taken, refused));
        Assert.Equal(pointer, Text(problem.GetProperty("errors")[0], "pointer"));
    }

    [Fact]
    public async Task Post_ExternalIdThatTheirVisitorBegan_IsThatOne()
    {
        var (visitor, (user, _)) = (scene.Visitor(), await scene.UserAsync());
        var (_, begun) = await visitor.SubmitAsync(Path, new { externalId = "cart-1" });
        await VisitorScene.ProveAsync(visitor, user);

        var (status, found) = await user.SubmitAsync(Path, new { externalId = "cart-1" });

        Assert.Equal((HttpStatusCode.OK, Text(begun, "id")), (status, Text(found, "id")));
    }

    [Fact]
    public async Task Post_ExternalIdOfAVisitorWithTheSameUnprovenEmail_IsTaken()
    {
        var email = VisitorScene.NewEmail();
        var (visitor, (user, _)) = (scene.Visitor(), await scene.UserAsync(email));
        await user.SubmitAsync(Path, new { externalId = "cart-1" });
        await VisitorScene.ClaimAsync(visitor, email);

        var (status, refused) = await visitor.SubmitAsync(Path, new { externalId = "cart-1" });

        Assert.Equal((HttpStatusCode.Conflict, "external_id_taken"), (status, Text(refused, "code")));
    }

    private async Task<ConversationStarted> StartedAsync(Guid tenantId)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select payload from outbox where tenant_id = $1 and type = $2"
        );
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(ConversationStarted.Descriptor.FullName);
        return ConversationStarted.Parser.ParseFrom(
            (byte[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!
        );
    }

    private static string Text(JsonElement body, string name) => body.GetProperty(name).GetString() ?? "";
}
