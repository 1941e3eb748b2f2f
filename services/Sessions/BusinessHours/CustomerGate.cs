using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.BusinessHours;

/// <summary>
/// What the tenant lets its customers (visitors and users) say, and when. Answers from memory; only outside of business
/// hours the store is asked whether a first message goes on in a conversation that is there already.
/// </summary>
internal sealed class CustomerGate(
    TenantSettings settings,
    BusinessCalendars calendars,
    ConversationStore conversations,
    LiveConversations live,
    TimeProvider time
)
{
    /// <summary>Whether a message may be added.</summary>
    /// <returns>Whether the knowledge base alone may answer it; else why it is refused.</returns>
    public async ValueTask<Result<bool>> AdmitAsync(PostMessageRequest request, CancellationToken cancellationToken)
    {
        if (request.Author.Kind is not (AuthorKind.Visitor or AuthorKind.User))
        {
            return false;
        }

        var tenantId = request.Principal.TenantId;
        var chat = await settings.GetAsync<ChatSettings>(tenantId, cancellationToken);
        if (request.Text.Length > chat.MaxMessageCharacters)
        {
            return Invalid.Field("/text", "length", $"Must have at most {chat.MaxMessageCharacters} UTF-16 units.");
        }

        var calendar = await calendars.GetAsync(tenantId, cancellationToken);
        if (calendar.IsOpen(time.GetUtcNow()))
        {
            return false;
        }

        // What was begun goes on: nobody is cut off in the middle of a talk.
        return calendar.Settings.OutsideBehavior switch
        {
            OutsideHoursBehavior.FaqOnly => true,
            var behavior when await BeginsAsync(request, chat, cancellationToken) => Refusal(behavior),
            _ => false,
        };
    }

    /// <summary>Why no offline message is taken now; null: it is.</summary>
    public async ValueTask<Error?> RefuseOfflineAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var calendar = await calendars.GetAsync(tenantId, cancellationToken);
        return
            calendar.Settings.OutsideBehavior is OutsideHoursBehavior.HideWidget && !calendar.IsOpen(time.GetUtcNow())
            ? new HiddenOutsideHours()
            : null;
    }

    private static Error Refusal(OutsideHoursBehavior behavior) =>
        behavior is OutsideHoursBehavior.HideWidget ? new HiddenOutsideHours() : new OfflineMessagesOnly();

    private async ValueTask<bool> BeginsAsync(
        PostMessageRequest request,
        ChatSettings chat,
        CancellationToken cancellationToken
    )
    {
        var tenantId = request.Principal.TenantId;
        if (request.ConversationId is not null)
        {
            return false;
        }

        if (request.ExternalId.Length == 0)
        {
            return !(
                request.ReuseLive
                && chat.SingleConversationPerVisitor
                && await live.AnyAsync(tenantId, request.Author, cancellationToken)
            );
        }

        // The retry of a first message finds what the first try began.
        var guard = AccessPolicy.GuardOf(request.Principal).Value;
        return await conversations.FindAsync(tenantId, guard, request.ExternalId, cancellationToken) is null;
    }
}
