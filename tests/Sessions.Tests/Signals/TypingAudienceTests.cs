using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Signals;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tests.Signals;

[Trait("Level", "Component")]
public sealed class TypingAudienceTests : IDisposable
{
    private readonly Office office;
    private readonly Heard heard = new();
    private readonly FakeTimeProvider time = new();
    private readonly Typists typists;

    public TypingAudienceTests(SessionsFixture sessions)
    {
        office = new Office(sessions.A);
        typists = new Typists(
            heard,
            sessions.A.Get<TenantSettings>(),
            sessions.A.Get<TypingAudience>(),
            Options.Create(new SignalsOptions()),
            time
        );
    }

    public void Dispose() => typists.Dispose();

    [Fact]
    public async Task Set_AgentWhoHasTheConversation_IsToldToAll()
    {
        var agent = await office.AgentAsync();
        var id = await office.WaitingAsync();
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        Type(agent, id);

        Assert.Equal([(true, false), (false, false)], heard.Typing);
    }

    [Fact]
    public async Task Set_AgentWhoLooksOn_IsToldToColleaguesOnly()
    {
        var agent = await office.AgentAsync();
        var onlooker = await office.AgentAsync(name: "Olive");
        var id = await office.WaitingAsync();
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        Type(onlooker, id);

        Assert.Equal([(true, true), (false, true)], heard.Typing);
    }

    [Fact]
    public async Task Set_NobodyHasTheConversation_AgentsAreToldToColleaguesOnly()
    {
        await office.SetAsync("routing", new { autoAssign = false });
        var agent = await office.AgentAsync();

        Type(agent, await office.WaitingAsync());

        Assert.Equal([(true, true), (false, true)], heard.Typing);
    }

    [Fact]
    public async Task Set_TransferredWhileTheAgentTypes_CustomersHearTheEnd()
    {
        await office.SetAsync("routing", new { autoAssign = false });
        var agent = await office.AgentAsync();
        var other = await office.AgentAsync(online: true, name: "Olive");
        var id = await office.WaitingAsync();
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/take-over", null));
        Set(agent, id, isTyping: true, heardThen: 1);
        await Office.DoneAsync(
            agent.SubmitAsync($"/v1/conversations/{id}/transfer", new { agentId = other.Principal.Subject })
        );

        time.Advance(TimeSpan.FromSeconds(2));
        Set(agent, id, isTyping: true, heardThen: 3);
        Set(agent, id, isTyping: false, heardThen: 4);

        Assert.Equal([(true, false), (false, false), (true, true), (false, true)], heard.Typing);
    }

    [Fact]
    public async Task Set_TakenWhileTheAgentTypes_CustomersHearOfItFromThen()
    {
        await office.SetAsync("routing", new { autoAssign = false });
        var agent = await office.AgentAsync();
        var id = await office.WaitingAsync();
        Set(agent, id, isTyping: true, heardThen: 1);
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));

        time.Advance(TimeSpan.FromSeconds(2));
        Set(agent, id, isTyping: true, heardThen: 2);
        Set(agent, id, isTyping: false, heardThen: 3);

        Assert.Equal([(true, true), (true, false), (false, false)], heard.Typing);
    }

    private void Type(Caller agent, string conversationId)
    {
        Set(agent, conversationId, isTyping: true, heardThen: 1);
        Set(agent, conversationId, isTyping: false, heardThen: 2);
    }

    private void Set(Caller agent, string conversationId, bool isTyping, int heardThen)
    {
        var author = new Author(AuthorKind.Agent, agent.Principal.Subject, "");
        typists.Set(agent.Principal.TenantId, Guid.Parse(conversationId), author, isTyping);
        Assert.True(SpinWait.SpinUntil(() => heard.Typing.Count == heardThen, TimeSpan.FromSeconds(30)));
    }

    private sealed class Heard : ISignals
    {
        private readonly Lock gate = new();
        private readonly List<(bool IsTyping, bool IsInternal)> typing = [];

        public IReadOnlyList<(bool IsTyping, bool IsInternal)> Typing
        {
            get
            {
                lock (gate)
                {
                    return [.. typing];
                }
            }
        }

        public void Publish(Guid tenantId, SignalTopic topic, Signal signal)
        {
            var told = Assert.IsType<TypingSignal>(signal);
            lock (gate)
            {
                typing.Add((told.IsTyping, told.IsInternal));
            }
        }
    }
}
