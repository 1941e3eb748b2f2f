using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.Presence;

public sealed class AgentStreamTests : GatewayTest
{
    [Fact]
    public async Task Get_EventsOfAnAgentWhoseLoginEnds_AreCutOff()
    {
        using var client = Gateway.NewClient(await LogInAsync());
        var getting = client.GetAsync(
            $"/v1/conversations/{FakeReplies.ConversationId}/events",
            HttpCompletionOption.ResponseHeadersRead,
            Cancelled
        );
        var live = Gateway.Fakes.Live;
        await live.ConfirmAsync(await live.NextAsync(Cancelled));
        using var reader = new StreamReader(await (await getting).Content.ReadAsStreamAsync(Cancelled));
        var beat = await Gateway.Fakes.AgentPresences.Beats.ReadAsync(Cancelled).AsTask().WithTimeout();

        Gateway.Fakes.AgentPresences.Ended.Add(Assert.Single(beat.Agents).LoginId);

        await Assert.ThrowsAnyAsync<IOException>(() => reader.ReadToEndAsync(Cancelled)).WithTimeout();
    }
}
