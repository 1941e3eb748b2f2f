using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Chat.Sessions.Routing;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.WidgetConfig;

namespace Chat.Sessions.BusinessHours;

/// <summary>
/// What the tenant lets its customers (visitors and users) say, and when. Answers from memory; only outside of business
/// hours, or without a needed agent, the store is asked whether a first message goes on in a conversation that is there.
/// </summary>
internal sealed class CustomerGate(
    TenantSettings settings,
    BusinessCalendars calendars,
    ConversationStore conversations,
    LiveConversations live,
    OnlineAgents online,
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

        var opening = new Opening(request.Principal, request.Author)
        {
            ConversationId = request.ConversationId,
            ExternalId = request.ExternalId,
            ReuseLive = request.ReuseLive,
        };
        return await AdmitAsync(opening, chat, cancellationToken);
    }

    /// <summary>Whether a conversation may be begun without a message; null: it may.</summary>
    public async ValueTask<Error?> RefuseOpeningAsync(Opening opening, CancellationToken cancellationToken)
    {
        var chat = await settings.GetAsync<ChatSettings>(opening.Principal.TenantId, cancellationToken);
        return (await AdmitAsync(opening, chat, cancellationToken)).Error;
    }

    /// <summary>Why no offline message is taken now; null: it is.</summary>
    public async ValueTask<Error?> RefuseOfflineAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var calendar = await calendars.GetAsync(tenantId, cancellationToken);
        return
            calendar.Settings.OutsideBehavior is OutsideHoursBehavior.HideWidget && !calendar.IsOpen(time.GetUtcNow())
            ? new HiddenOutsideHours { Notice = calendar.Settings.OwnMessage() }
            : null;
    }

    private static PreconditionFailed Refusal(OutsideHoursBehavior behavior) =>
        behavior is OutsideHoursBehavior.HideWidget ? new HiddenOutsideHours() : new OfflineMessagesOnly();

    private async ValueTask<Result<bool>> AdmitAsync(
        Opening opening,
        ChatSettings chat,
        CancellationToken cancellationToken
    )
    {
        var tenantId = opening.Principal.TenantId;
        var calendar = await calendars.GetAsync(tenantId, cancellationToken);
        var widget = await settings.GetAsync<WidgetSettings>(tenantId, cancellationToken);
        if (!widget.Features.LiveChatEnabled)
        {
            return new LiveChatDisabled { Notice = calendar.Settings.OwnMessage() };
        }

        if (!calendar.IsOpen(time.GetUtcNow()))
        {
            // What was begun goes on: nobody is cut off in the middle of a talk.
            return calendar.Settings.OutsideBehavior switch
            {
                OutsideHoursBehavior.FaqOnly => true,
                var behavior when await BeginsAsync(opening, chat, cancellationToken) => Refusal(behavior) with
                {
                    Notice = calendar.Settings.OwnMessage(),
                },
                _ => false,
            };
        }

        var routing = await settings.GetAsync<RoutingSettings>(tenantId, cancellationToken);
        return
            routing.RequireAgentForChat
            && !await online.AnyAsync(tenantId, cancellationToken)
            && await BeginsAsync(opening, chat, cancellationToken)
            ? new NobodyOnline { Notice = calendar.Settings.OwnMessage() }
            : false;
    }

    private async ValueTask<bool> BeginsAsync(Opening opening, ChatSettings chat, CancellationToken cancellationToken)
    {
        var tenantId = opening.Principal.TenantId;
        if (opening.ConversationId is not null)
        {
            return false;
        }

        if (
            opening.ReuseLive
            && chat.SingleConversationPerVisitor
            && await live.AnyAsync(tenantId, opening.Author, cancellationToken)
        )
        {
            return false;
        }

        // The retry of a first message finds what the first try began.
        var guard = AccessPolicy.GuardOf(opening.Principal).Value;
        return opening.ExternalId.Length == 0
            || await conversations.FindAsync(tenantId, guard, opening.ExternalId, cancellationToken) is null;
    }
}
