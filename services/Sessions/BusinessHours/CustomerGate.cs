using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.BusinessHours;

/// <summary>
/// What the tenant lets its customers (visitors and users) say, and when. Answers from memory; only who begins a
/// conversation by an external id outside of business hours is looked for in the store.
/// </summary>
internal sealed class CustomerGate(
    TenantSettings settings,
    BusinessCalendars calendars,
    ConversationStore conversations,
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
            var behavior when await BeginsAsync(request, cancellationToken) => Refusal(behavior),
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

    private async ValueTask<bool> BeginsAsync(PostMessageRequest request, CancellationToken cancellationToken)
    {
        if (request.ConversationId is not null)
        {
            return false;
        }

        // The retry of a first message finds what the first try began.
        return request.ExternalId.Length == 0
            || await conversations.FindAsync(
                request.Principal.TenantId,
                AccessPolicy.GuardOf(request.Principal).Value,
                request.ExternalId,
                cancellationToken
            )
                is null;
    }
}
