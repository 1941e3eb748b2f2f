using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Sweeps;

/// <summary>Conversations that are as old as a test wants them.</summary>
internal static class SweepScene
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Begins one two days ago, as its id says, when a test looks at what it is.</summary>
    public static async Task<string> BeginAsync(Caller owner)
    {
        var appended = await owner
            .Instance.Get<LogWriter>()
            .AppendAsync(
                new NewMessage
                {
                    TenantId = owner.Principal.TenantId,
                    Target = AppendTarget.New,
                    ConversationId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow().AddDays(-2)),
                    MessageId = Ids.New(),
                    Author = new Author(AuthorKind.Visitor, owner.Principal.Subject, ""),
                    Text = "hello",
                },
                Token
            );
        return appended.Value.Conversation.Id.ToString();
    }

    /// <summary>Nothing has happened in the tenant for an hour.</summary>
    public static async Task AgeAllAsync(Caller owner)
    {
        await using var command = owner.Instance.Admin.CreateCommand(
            "update conversations set updated_at = now() - interval '1 hour' where tenant_id = $1"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = owner.Principal.TenantId });
        await command.ExecuteNonQueryAsync(Token);
    }
}
