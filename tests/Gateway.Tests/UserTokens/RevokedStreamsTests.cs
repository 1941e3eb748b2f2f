using System.Net;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.UserTokens;

/// <summary>What was opened with a credential does not outlive it.</summary>
public sealed class RevokedStreamsTests : GatewayTest
{
    private static readonly Uri Events = new(
        $"/v1/conversations/{FakeReplies.ConversationId}/events",
        UriKind.Relative
    );
    private static readonly Uri Chat = new("/v1/chat", UriKind.Relative);

    protected override (string Name, string Value)[] Settings =>
        [
            ("UserTokens:PollInterval", "00:00:00.1"),
            ("Sse:CredentialCheck", "00:00:01"),
            ("Auth:KeyLifetime", "00:00:01"),
        ];

    [Fact]
    public async Task Revoke_UserFollowsAConversation_TheStreamEndsWithTheReason()
    {
        using var user = Gateway.NewClient(await IssueAsync("u-1"));
        using var reader = await FollowAsync(user);

        await RevokeAsync("u-1");

        var rest = await reader.ReadToEndAsync(Cancelled).WithTimeout();
        Assert.Contains("event: error", rest, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"token_invalid\"", rest, StringComparison.Ordinal);
        Assert.Contains("\"retryable\":false", rest, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => !Gateway.Fakes.Live.Unsubscribed.IsEmpty, Cancelled);
    }

    [Fact]
    public async Task Revoke_UserIsBeingAnswered_TheStreamEndsAndTheCallIsCancelled()
    {
        var cancelled = new TaskCompletionSource();
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await using var whenCancelled = context.CancellationToken.Register(() => cancelled.TrySetResult());
            await cancelled.Task;
        };
        using var user = Gateway.NewClient(await IssueAsync("u-1"));
        using var request = new HttpRequestMessage(HttpMethod.Post, Chat)
        {
            Content = Answers.Json("""{"message":"Hi"}"""),
        };
        using var response = await user.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);

        await RevokeAsync("u-1");

        var read = await response.Content.ReadAsStringAsync(Cancelled).WithTimeout();
        Assert.Contains("\"code\":\"token_invalid\"", read, StringComparison.Ordinal);
        await cancelled.Task.WithTimeout();
    }

    [Fact]
    public async Task Revoke_TheCompanyAsksForTheUser_TheAnswerGoesOn()
    {
        var revoked = new TaskCompletionSource();
        Gateway.Fakes.Conversations.Find = static request => new Conversation
        {
            Id = request.ConversationId,
            Owner = new Author { Kind = AuthorKind.User, Id = "u-1" },
        };
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await revoked.Task.WaitAsync(context.CancellationToken);
            await FakeReplies.WriteAllAsync(stream, FakeReplies.Script("Hello").Skip(1), context.CancellationToken);
        };
        using var company = Gateway.NewClient(GatewayHost.SecretKey);
        using var request = new HttpRequestMessage(HttpMethod.Post, Chat)
        {
            Content = Answers.Json($$"""{"message":"Hi","conversationId":"{{FakeReplies.ConversationId}}"}"""),
        };
        using var response = await company.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using var user = Gateway.NewClient(await IssueAsync("u-1"));
        using var reader = await FollowAsync(user);

        await RevokeAsync("u-1");
        // The user's own stream tells that the revocation is known here.
        await reader.ReadToEndAsync(Cancelled).WithTimeout();
        revoked.SetResult();

        var read = await response.Content.ReadAsStringAsync(Cancelled).WithTimeout();
        Assert.Contains("event: done", read, StringComparison.Ordinal);
        Assert.DoesNotContain("event: error", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_UserWaitsForTheAnswerToBegin_IsRefused()
    {
        var asked = new TaskCompletionSource();
        Gateway.Fakes.Replies.Handler = (_, _, context) =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        using var user = Gateway.NewClient(await IssueAsync("u-1"));
        var asking = user.PostAsync(Chat, Answers.Json("""{"message":"Hi"}"""), Cancelled);
        await asked.Task.WithTimeout();

        await RevokeAsync("u-1");

        using var response = await asking.WithTimeout();
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("token_invalid", await Answers.CodeAsync(response, Cancelled));
    }

    [Fact]
    public async Task Revoke_AnotherUserAndAVisitorOfTheSameName_GoOn()
    {
        using var other = Gateway.NewClient(await IssueAsync("u-2"));
        using var visitor = Gateway.NewClient(await NewVisitorTokenAsync());
        using var revoked = Gateway.NewClient(await IssueAsync("u-1"));
        var (first, second) = (await SubscribeAsync(other), await SubscribeAsync(visitor));
        using var third = await FollowAsync(revoked);

        await RevokeAsync("u-1");
        await third.ReadToEndAsync(Cancelled).WithTimeout();

        foreach (var (subscribe, reader) in new[] { first, second })
        {
            await Gateway.Fakes.Live.SendAsync(
                subscribe,
                new LogEntry
                {
                    Sequence = 1,
                    Message = new Message
                    {
                        Id = "m",
                        Sequence = 1,
                        Text = "still here",
                    },
                }
            );
            await UntilAsync(reader, "still here").WithTimeout();
            reader.Dispose();
        }
    }

    [Fact]
    public async Task Key_RevokedWhileItsStreamIsOpen_EndsItWithTheNextLook()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        using var reader = await FollowAsync(client);

        Gateway.Fakes.Tenants.Remove(GatewayHost.SecretKey);

        var rest = await reader.ReadToEndAsync(Cancelled).WithTimeout();
        Assert.Contains("\"code\":\"token_invalid\"", rest, StringComparison.Ordinal);
    }

    private async Task<string> IssueAsync(string user)
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        using var response = await client.PostAsync(
            new Uri($"/v1/users/{user}/tokens", UriKind.Relative),
            null,
            Cancelled
        );
        return (await Answers.JsonAsync(response, Cancelled)).GetProperty("token").GetString()!;
    }

    private async Task RevokeAsync(string user)
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        using var response = await client.DeleteAsync(new Uri($"/v1/users/{user}/tokens", UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private async Task<StreamReader> FollowAsync(HttpClient client) => (await SubscribeAsync(client)).Reader;

    private async Task<(Subscribe Subscribe, StreamReader Reader)> SubscribeAsync(HttpClient client)
    {
        var getting = client.GetAsync(Events, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);
        await Gateway.Fakes.Live.ConfirmAsync(subscribe);
        return (subscribe, new StreamReader(await (await getting).Content.ReadAsStreamAsync(Cancelled)));
    }

    private static async Task UntilAsync(StreamReader reader, string text)
    {
        while (await reader.ReadLineAsync(Cancelled) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }
        Assert.Fail("The stream ended.");
    }
}
