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
    private readonly Typists typists;

    public TypingAudienceTests(SessionsFixture sessions)
    {
        office = new Office(sessions.A);
        typists = new Typists(
            heard,
            sessions.A.Get<TenantSettings>(),
            sessions.A.Get<TypingAudience>(),
            Options.Create(new SignalsOptions()),
            new FakeTimeProvider()
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

    private void Type(Caller agent, string conversationId)
    {
        var author = new Author(AuthorKind.Agent, agent.Principal.Subject, "");
        typists.Set(agent.Principal.TenantId, Guid.Parse(conversationId), author, isTyping: true);
        Assert.True(SpinWait.SpinUntil(() => heard.Typing.Count == 1, TimeSpan.FromSeconds(30)));
        typists.Set(agent.Principal.TenantId, Guid.Parse(conversationId), author, isTyping: false);
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
