using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Speaking;

[Trait("Level", "Component")]
public sealed class StopReplyTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Fact]
    public async Task Stop_SpokenOnAnotherInstance_TellsItsSpeakerAtOnce()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var speaking = await SpeakAsync(posted);

        var (status, body) = await StopAsync(visitor, posted);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(body.GetProperty("stopping").GetBoolean());
        Assert.Equal("stopped", (await speaking.NextAsync()).Stop.Reason);
    }

    [Fact]
    public async Task Stop_BeforeTheSpeakerBegan_IsToldWhenItBegins()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));

        var (_, body) = await StopAsync(visitor, posted);

        Assert.True(body.GetProperty("stopping").GetBoolean());
        using var speaking = await SpeakAsync(posted);
        Assert.Equal("stopped", (await speaking.NextAsync()).Stop.Reason);
    }

    [Fact]
    public async Task Stop_SecretKey_Stops()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var key = Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

        var (_, body) = await StopAsync(key, posted);

        Assert.True(body.GetProperty("stopping").GetBoolean());
    }

    [Fact]
    public async Task Stop_ReplyThatIsOver_SaysSo()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        await SpeakingCaller.AnswerAsync(visitor, posted, "Because.");

        var (status, body) = await StopAsync(visitor, posted);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(body.GetProperty("stopping").GetBoolean());
    }

    [Fact]
    public async Task Stop_AnothersConversation_IsNotFoundAndStopsNothing()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        var other = Caller.Visitor(sessions.A, visitor.Principal.TenantId);

        var (status, body) = await StopAsync(other, posted);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal("conversation_not_found", body.GetProperty("code").GetString());
        var message = await SpeakingCaller.AnswerAsync(visitor, posted, "Because.");
        Assert.Equal(Wire.MessageState.Complete, message.State);
    }

    [Fact]
    public async Task Stop_AnotherTenant_IsNotFound()
    {
        var posted = await visitor.PostAsync(visitor.Question("Why?"));

        var (status, _) = await StopAsync(Caller.Of(sessions.A, PrincipalKind.SecretKey, Ids.New()), posted);

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    private async Task<SpeakingCaller> SpeakAsync(Wire.PostMessageResponse posted)
    {
        var speaking = new SpeakingCaller(visitor.At(sessions.B));
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        Assert.NotNull((await speaking.NextAsync()).Granted);
        return speaking;
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> StopAsync(
        Caller caller,
        Wire.PostMessageResponse posted
    ) =>
        caller.SubmitAsync(
            $"/v1/conversations/{posted.Conversation.Id}/replies/{posted.Lease.ReplyId}/stop",
            body: null
        );
}
