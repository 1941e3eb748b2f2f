using System.Net;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Messages;

/// <summary>First messages of customers who have, or are about to have, a live conversation.</summary>
[Trait("Level", "Component")]
public sealed class ReuseLiveTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_ManyFirstMessagesAtOnce_AreOneConversation(bool canBeRepeated)
    {
        var posts = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(n =>
                {
                    var caller = visitor.At(n % 2 == 0 ? sessions.A : sessions.B);
                    return caller.PostAsync(canBeRepeated ? Repeatable($"{n}") : First($"{n}"));
                })
        );

        Assert.Single(posts.Select(post => post.Conversation.Id).Distinct());
        Assert.Equal(1, posts.Count(post => post.Created));
        Assert.Equal(Enumerable.Range(1, 16).Select(n => (long)n), posts.Select(post => post.Message.Sequence).Order());
    }

    [Fact]
    public async Task Post_ConversationThatWasOpened_GoesOnInIt()
    {
        var (_, opened) = await visitor.SubmitAsync("/v1/conversations", new { });

        var posted = await visitor.PostAsync(Repeatable("Hello"));

        Assert.False(posted.Created);
        Assert.Equal(opened.GetProperty("id").GetString(), posted.Conversation.Id);
    }

    [Fact]
    public async Task Open_ConversationThatAMessageBegan_IsThatOne()
    {
        var posted = await visitor.PostAsync(Repeatable("Hello"));

        var (status, opened) = await visitor.SubmitAsync("/v1/conversations", new { });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(posted.Conversation.Id, opened.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Post_Again_IsTheSameMessageWhateverBecameOfItsConversation()
    {
        var (first, second) = (Repeatable("First"), Repeatable("Second"));
        var begun = await visitor.PostAsync(first);
        var joined = await visitor.PostAsync(second);

        var again = await visitor.PostAsync(second);
        var (closed, _) = await visitor.PutAsync($"/v1/conversations/{begun.Conversation.Id}/close", null);
        var afterwards = await visitor.PostAsync(first);

        Assert.Equal((true, joined.Message.Id), (again.Duplicate, again.Message.Id));
        Assert.Equal(HttpStatusCode.OK, closed);
        Assert.Equal((true, begun.Message.Id), (afterwards.Duplicate, afterwards.Message.Id));
    }

    [Fact]
    public async Task Post_LiveOneEnded_BeginsAnother()
    {
        var begun = await visitor.PostAsync(Repeatable("First"));
        await visitor.PutAsync($"/v1/conversations/{begun.Conversation.Id}/close", null);

        var next = await visitor.PostAsync(Repeatable("Second"));

        Assert.True(next.Created);
        Assert.NotEqual(begun.Conversation.Id, next.Conversation.Id);
    }

    [Fact]
    public async Task Post_TenantWantsManyOfEach_BeginsOneForEachMessage()
    {
        var owner = Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);
        await owner.ChangeSettingsAsync("chat", new { singleConversationPerVisitor = false });
        var first = Repeatable("First");

        var begun = await visitor.PostAsync(first);
        var other = await visitor.PostAsync(Repeatable("Second"));
        var again = await visitor.PostAsync(first);

        Assert.NotEqual(begun.Conversation.Id, other.Conversation.Id);
        Assert.Equal((true, begun.Message.Id), (again.Duplicate, again.Message.Id));
    }

    [Fact]
    public async Task Post_AnotherVisitor_HasOneOfItsOwn()
    {
        var stranger = Caller.Visitor(sessions.A, visitor.Principal.TenantId);
        var mine = await visitor.PostAsync(Repeatable("Hello"));
        var message = stranger.Message("Hello");
        message.ReuseLive = true;

        var theirs = await stranger.PostAsync(message);

        Assert.NotEqual(mine.Conversation.Id, theirs.Conversation.Id);
    }

    private Wire.PostMessageRequest First(string text)
    {
        var message = visitor.Message(text);
        message.ReuseLive = true;
        return message;
    }

    /// <summary>As the gateway sends it: under a name that comes from the message.</summary>
    private Wire.PostMessageRequest Repeatable(string text)
    {
        var message = First(text);
        (message.ExternalId, message.ClientMessageId) = ("first:" + Ids.NewText(), Ids.NewText());
        return message;
    }
}
