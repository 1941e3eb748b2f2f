using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.MessageEdits;

/// <summary>Edits and deletes messages, and reacts to them; each is a change of the conversation with its event.</summary>
internal sealed class ChangeMessageHandler(ConversationChange change, IOptions<MessageEditOptions> options)
{
    public async Task<Result<StoredMessage>> EditAsync(MessageKey key, string text, CancellationToken cancellationToken)
    {
        var faults = new List<FieldFault>();
        DetailsRules.Text(faults, "/text", text, 1, MessagesLimits.Text);
        if (faults.Count > 0)
        {
            return new Invalid(faults);
        }

        return await ApplyAsync(
            key,
            (locked, message) =>
            {
                if (MayNotChange(key.Principal, message, locked.Now) is { } refusal)
                {
                    return refusal;
                }

                if (message.Type is MessageType.Image or MessageType.File)
                {
                    return new FileNotEditable();
                }

                return text == message.Text
                    ? new MessageWriting(message, null, null)
                    : new MessageWriting(
                        message with
                        {
                            Text = text,
                            EditedAt = locked.Now,
                        },
                        new ConversationEvent
                        {
                            Kind = ConversationEventKind.MessageEdited,
                            Actor = ConversationActor.System.Author,
                            Text = text,
                        },
                        MessageRows.Editing(locked.TenantId, message, text, locked.Now)
                    );
            },
            cancellationToken
        );
    }

    public Task<Result<StoredMessage>> DeleteAsync(MessageKey key, CancellationToken cancellationToken) =>
        ApplyAsync(
            key,
            (locked, message) =>
                MayNotChange(key.Principal, message, locked.Now) is { } refusal
                    ? refusal
                    : new MessageWriting(
                        message,
                        new ConversationEvent
                        {
                            Kind = ConversationEventKind.MessageDeleted,
                            Actor = ConversationActor.System.Author,
                        },
                        MessageRows.Deleting(locked.TenantId, message, locked.Now)
                    ),
            cancellationToken
        );

    /// <summary>With <paramref name="wanted"/> the caller reacts, else takes it back.</summary>
    public async Task<Result<StoredMessage>> ReactAsync(
        MessageKey key,
        string emoji,
        bool wanted,
        CancellationToken cancellationToken
    )
    {
        var actor = ConversationActor.Of(key.Principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        if (!ReactionRules.IsEmoji(emoji))
        {
            return Invalid.Field("/emoji", "format", "Must be one emoji of at most 32 UTF-16 units.");
        }

        return await ApplyAsync(
            key,
            (locked, message) =>
            {
                var reactions = ReactionRules.With(message.Reactions, emoji, actor.Value.Author, wanted);
                if (!reactions.IsSuccess)
                {
                    return reactions.Error;
                }

                return reactions.Value is null
                    ? new MessageWriting(message, null, null)
                    : new MessageWriting(
                        message with
                        {
                            Reactions = reactions.Value,
                        },
                        new ConversationEvent
                        {
                            Kind = ConversationEventKind.ReactionChanged,
                            Actor = actor.Value.Author,
                            Emoji = emoji,
                            Added = wanted,
                        },
                        MessageRows.Reacting(locked.TenantId, message, reactions.Value)
                    );
            },
            cancellationToken
        );
    }

    private async Task<Result<StoredMessage>> ApplyAsync(
        MessageKey key,
        Func<LockedConversation, StoredMessage, Result<MessageWriting>> write,
        CancellationToken cancellationToken
    )
    {
        var actor = ConversationActor.Of(key.Principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        StoredMessage? written = null;
        var changed = await change.ApplyAsync(
            new ConversationKey(key.Principal.TenantId, key.ConversationId),
            actor.Value,
            async (locked, token) =>
            {
                var found = await MessageRows.FindAsync(locked, actor.Value, key.MessageId, token);
                if (!found.IsSuccess)
                {
                    return found.Error;
                }

                var writing = write(locked, found.Value);
                if (!writing.IsSuccess)
                {
                    return writing.Error;
                }

                written = writing.Value.Message;
                var isUnreadNoMore =
                    writing.Value.Event?.Kind is ConversationEventKind.MessageDeleted
                    && await MessageRows.IsUnreadAsync(locked, found.Value, token);
                return writing.Value.ToUpdate(
                    isUnreadNoMore ? WithoutUnread(locked.State, found.Value) : locked.State,
                    actor.Value
                );
            },
            cancellationToken
        );
        return changed.IsSuccess ? written! : changed.Error;
    }

    private static ConversationState WithoutUnread(ConversationState state, StoredMessage message) =>
        message.Author.Kind is AuthorKind.Visitor or AuthorKind.User
            ? state with
            {
                UnreadByAgents = Math.Max(0, state.UnreadByAgents - 1),
            }
            : state with
            {
                UnreadByCustomer = Math.Max(0, state.UnreadByCustomer - 1),
            };

    private Error? MayNotChange(Principal principal, StoredMessage message, DateTime now)
    {
        var overseer =
            principal.Kind is PrincipalKind.SecretKey
            || principal.Roles.Contains("manager")
            || principal.Roles.Contains("admin");
        if (overseer)
        {
            return null;
        }

        var own =
            message.Author.Kind == ConversationActor.Of(principal).Value.Author.Kind
            && string.Equals(message.Author.Id, principal.Subject, StringComparison.Ordinal);
        if (!own)
        {
            return new MessageOfAnother();
        }

        return now - message.CreatedAt > options.Value.Window ? new EditWindowOver() : null;
    }
}

/// <summary>Which message, and who asks.</summary>
internal sealed record MessageKey(Principal Principal, Guid ConversationId, Guid MessageId);
