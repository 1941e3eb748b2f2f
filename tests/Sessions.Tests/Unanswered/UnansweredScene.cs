using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.Messages;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Unanswered;
using Npgsql;

namespace Chat.Sessions.Tests.Unanswered;

/// <summary>A tenant in which questions were asked two minutes ago.</summary>
internal sealed class UnansweredScene(SessionsInstance instance)
{
    private static readonly Author Visitor = new(AuthorKind.Visitor, "v", "");

    public Office Office { get; } = new(instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A question in a conversation of its own, begun long ago, as its id says.</summary>
    public async Task<StoredMessage> AskAsync(Func<NewMessage, NewMessage>? but = null)
    {
        var question = new NewMessage
        {
            TenantId = Office.TenantId,
            Target = AppendTarget.New,
            ConversationId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow().AddDays(-2)),
            MessageId = Ids.New(),
            Author = Visitor,
            Text = "Why?",
            ClientMessageId = "c1",
        };
        var message = (await AppendAsync(but?.Invoke(question) ?? question)).Message;
        await SetAsync(message, "last_message_at = now() - interval '2 minutes'");
        return message;
    }

    /// <summary>A further message, of the same age.</summary>
    public async Task<Appended> FollowAsync(StoredMessage question, Func<NewMessage, NewMessage> but)
    {
        var appended = await AppendAsync(
            but(
                new NewMessage
                {
                    TenantId = Office.TenantId,
                    Target = AppendTarget.Existing,
                    ConversationId = question.ConversationId,
                    MessageId = Ids.New(),
                    Author = Visitor,
                    Text = "Well?",
                }
            )
        );
        await SetAsync(question, "last_message_at = now() - interval '2 minutes'");
        return appended;
    }

    public Task SetAsync(StoredMessage question, string assignment) =>
        ExecuteAsync($"update conversations set {assignment} where id = $1", question.ConversationId);

    /// <summary>What was done about it last was done long enough ago.</summary>
    public Task PassAsync(StoredMessage question) =>
        ExecuteAsync(
            "update unanswered_questions set next_at = now() where next_at < 'infinity' and conversation_id = $1",
            question.ConversationId
        );

    public Task SweepAsync() => instance.Get<UnansweredSweep>().RunAsync(Office.TenantId, Token);

    /// <summary>What the AI was asked again, oldest first.</summary>
    public async Task<List<Contracts.Sessions.V1.Message>> AskedAsync()
    {
        await using var command = instance.Admin.CreateCommand(
            "select payload from outbox where tenant_id = $1 and type = 'chat.events.v1.QuestionLeftUnanswered' "
                + "order by position"
        );
        command.Parameters.AddWithValue(Office.TenantId);
        await using var row = await command.ExecuteReaderAsync(Token);
        var asked = new List<Contracts.Sessions.V1.Message>();
        while (await row.ReadAsync(Token))
        {
            asked.Add(QuestionLeftUnanswered.Parser.ParseFrom(row.GetFieldValue<byte[]>(0)).Message);
        }

        return asked;
    }

    private async Task<Appended> AppendAsync(NewMessage message) =>
        (await instance.Get<LogWriter>().AppendAsync(message, Token)).Value;

    private async Task ExecuteAsync(string sql, Guid conversationId)
    {
        await using var command = instance.Admin.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversationId });
        await command.ExecuteNonQueryAsync(Token);
    }
}
