using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.CannedResponses;

[Trait("Level", "Component")]
public sealed class RenderTests(SessionsFixture sessions)
{
    private const string Path = "/v1/canned-responses";
    private readonly Caller owner = Caller.Of(sessions.A, PrincipalKind.SecretKey);

    [Theory]
    [InlineData("{{customer.name}}", "Ada Lovelace")]
    [InlineData("{{userName}}", "Ada Lovelace")]
    [InlineData("{{customer.firstName}}", "Ada")]
    [InlineData("{{conversation.subject}}", "Parcel")]
    [InlineData("{{agent.name}}", "Grace")]
    [InlineData("{{agentName}}", "Grace")]
    [InlineData("{{company.name}}", "Acme")]
    [InlineData("{{companyName}}", "Acme")]
    [InlineData("{{Customer.Name|there}}", "there")]
    public async Task Render_EachVariable_IsFilledIn(string body, string expected)
    {
        await owner.ChangeSettingsAsync("widget", new { branding = new { companyName = "Acme" } });
        var conversationId = await BeginAsync("Ada Lovelace");
        await owner.PatchAsync($"/v1/conversations/{conversationId}", new { subject = "Parcel" });

        var (_, rendered) = await Agent("Grace").SubmitAsync(await PathAsync(body), new { conversationId });

        Assert.Equal(expected, Text(rendered, "text"));
    }

    [Fact]
    public async Task Render_Conversation_KnowsItsIdAndItsCustomersEmail()
    {
        await owner.SubmitAsync("/v1/customers", new { externalId = "u1", email = "ada@example.com" });
        var (_, conversation) = await owner.SubmitAsync(
            "/v1/conversations",
            new { owner = new { kind = "user", id = "u1" } }
        );
        var conversationId = Text(conversation, "id");

        var (_, rendered) = await owner.SubmitAsync(
            await PathAsync("{{customer.email}} {{conversation.id}}"),
            new { conversationId }
        );

        Assert.Equal($"ada@example.com {conversationId}", Text(rendered, "text"));
    }

    [Theory]
    [InlineData(" Ada", "Ada")]
    [InlineData("  ", "there")]
    public async Task Render_NameWithBlanksBefore_HasItsFirstWord(string name, string expected)
    {
        var conversationId = await BeginAsync(name);

        var (_, rendered) = await owner.SubmitAsync(
            await PathAsync("{{customer.firstName|there}}"),
            new { conversationId }
        );

        Assert.Equal(expected, Text(rendered, "text"));
    }

    [Fact]
    public async Task Render_NoConversation_NamesWhatOnlyItWouldKnow()
    {
        var (status, rendered) = await owner.SubmitAsync(
            await PathAsync("{{customer.name}}{{conversation.id}}{{agent.name}}{{b}}"),
            new { variables = new { b = "!" } }
        );

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("!", Text(rendered, "text"));
        Assert.Equal(
            ["agent.name", "conversation.id", "customer.name"],
            rendered.GetProperty("missing").EnumerateArray().Select(one => one.GetString())
        );
    }

    [Fact]
    public async Task Render_WhatNobodyKnows_IsTakenFromTheCaller()
    {
        var (_, rendered) = await owner.SubmitAsync(
            await PathAsync("{{customer.name}}"),
            new { variables = new Dictionary<string, string> { ["customer.name"] = "Bob" } }
        );

        Assert.Equal("Bob", Text(rendered, "text"));
    }

    [Theory]
    [InlineData(50, 500, HttpStatusCode.OK)]
    [InlineData(51, 1, HttpStatusCode.BadRequest)]
    [InlineData(1, 501, HttpStatusCode.BadRequest)]
    public async Task Render_VariablesAtTheBounds_AreTakenUpToThem(int count, int length, HttpStatusCode expected)
    {
        var variables = Enumerable.Range(0, count).ToDictionary(n => $"v{n}", _ => new string('x', length));

        var (status, _) = await owner.SubmitAsync(await PathAsync("b"), new { variables });

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Render_WrongVariables_AreEachNamedByTheirPointer()
    {
        var (status, problem) = await owner.SubmitAsync(
            await PathAsync("b"),
            new
            {
                variables = new Dictionary<string, string?>
                {
                    ["fine"] = "x",
                    ["none"] = null,
                    ["a/b~c"] = new string('x', 501),
                },
            }
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["/variables/none", "/variables/a~1b~0c"],
            problem.GetProperty("errors").EnumerateArray().Select(fault => Text(fault, "pointer"))
        );
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.Conflict)]
    public async Task Render_LongText_IsTakenUpToAMessage(int more, HttpStatusCode expected)
    {
        var path = await PathAsync(string.Concat(Enumerable.Repeat("{{v}}", 20)) + new string('!', more));

        var (status, _) = await owner.SubmitAsync(path, new { variables = new { v = new string('x', 500) } });

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Render_Unknown_IsNotFound()
    {
        var (status, problem) = await owner.SubmitAsync($"{Path}/{Ids.New()}/render", new { });

        Assert.Equal((HttpStatusCode.NotFound, "canned_response_not_found"), (status, Text(problem, "code")));
    }

    [Fact]
    public async Task Render_ConversationOfAnotherTenant_IsNotFound()
    {
        var conversationId = (await Caller.Visitor(sessions.A).PostAsync("Hello")).Conversation.Id;

        var (status, problem) = await owner.SubmitAsync(await PathAsync("{{customer.name}}"), new { conversationId });

        Assert.Equal((HttpStatusCode.NotFound, "conversation_not_found"), (status, Text(problem, "code")));
    }

    [Fact]
    public async Task Render_NoBody_IsFilledInWithWhatIsKnown() =>
        Assert.Equal("Hi!", Text((await owner.SubmitAsync(await PathAsync("Hi{{x|!}}"), null)).Body, "text"));

    private Caller Agent(string name) =>
        new(
            sessions.A,
            owner.Principal with
            {
                Kind = PrincipalKind.Agent,
                DisplayName = name,
                Roles = AgentRoles.UpTo(AgentRoles.Agent),
            }
        );

    private async Task<string> BeginAsync(string name)
    {
        var visitor = Caller.Visitor(sessions.A, owner.Principal.TenantId);
        var message = visitor.Message("Hello");
        message.Author = new Wire.Author
        {
            Kind = Wire.AuthorKind.Visitor,
            Id = visitor.Principal.Subject,
            DisplayName = name,
        };
        return (await visitor.PostAsync(message)).Conversation.Id;
    }

    private async Task<string> PathAsync(string body)
    {
        var (status, made) = await owner.SubmitAsync(Path, new { title = "t", body });
        Assert.Equal(HttpStatusCode.Created, status);
        return $"{Path}/{Text(made, "id")}/render";
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
