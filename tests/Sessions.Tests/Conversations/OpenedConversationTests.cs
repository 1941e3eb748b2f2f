using System.Net;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.Sessions.Tests.Routing;
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
