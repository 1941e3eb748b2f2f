using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Assignments;

[Trait("Level", "Component")]
public sealed class AgentsMessagesTests(SessionsFixture sessions)
{
    private readonly Office office = new(sessions.A);

    [Fact]
    public async Task Post_AnotherAgentHasIt_EvenAManagerOnlyLooksOn()
    {
        var owner = await office.AgentAsync();
        var manager = await office.AgentAsync(role: AgentRoles.Manager);
        var id = await office.WaitingAsync();
        await Office.DoneAsync(owner.SubmitAsync($"/v1/conversations/{id}/accept", null));

        var refusal = await Caller.RefusalAsync(() => manager.PostAsync(Said(manager, id)));

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
        Assert.Equal("not_your_conversation", refusal.ToError().Code);
        var whisper = Said(manager, id);
        whisper.Visibility = Wire.MessageVisibility.Internal;
        await manager.PostAsync(whisper);
        await owner.PostAsync(Said(owner, id));
    }

    [Fact]
    public async Task Post_NobodyHasIt_AnyAgentMayWrite()
    {
        var agent = await office.AgentAsync();

        await agent.PostAsync(Said(agent, await office.ConversationAsync()));
    }

    [Fact]
    public async Task Post_InSomebodyElsesName_IsForbidden()
    {
        var (agent, colleague) = (await office.AgentAsync(), await office.AgentAsync());
        var visitor = office.Visitor();
        var id = await office.ConversationAsync(visitor);
        var asVisitor = Said(agent, id);
        asVisitor.Author = visitor.Author;

        var forbidden = await Caller.RefusalAsync(() => agent.PostAsync(Said(colleague, id)));
        var impersonating = await Caller.RefusalAsync(() => agent.PostAsync(asVisitor));

        Assert.Equal("author_forbidden", forbidden.ToError().Code);
        Assert.Equal("author_forbidden", impersonating.ToError().Code);
    }

    private static Wire.PostMessageRequest Said(Caller agent, string id)
    {
        var message = agent.Message("I am looking at it", id);
        message.Author = new Wire.Author { Kind = Wire.AuthorKind.Agent, Id = agent.Principal.Subject };
        return message;
    }
}
