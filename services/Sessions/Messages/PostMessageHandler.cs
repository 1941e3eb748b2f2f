using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;

namespace Chat.Sessions.Messages;

/// <summary>Adds one message to a conversation, found or made; done when it is durable.</summary>
internal sealed class PostMessageHandler(LogWriter log)
{
    public async ValueTask<Result<Appended>> HandleAsync(
        PostMessageRequest request,
        CancellationToken cancellationToken
    )
    {
        var guard = AccessPolicy.GuardOf(request.Principal);
        if (!guard.IsSuccess)
        {
            return guard.Error;
        }

        if (PostMessageValidator.Validate(request) is { } invalid)
        {
            return invalid;
        }

        if (!AccessPolicy.MayWriteAs(guard.Value, request.Author))
        {
            return new AuthorForbidden();
        }

        return await log.AppendAsync(ToNewMessage(request, guard.Value), cancellationToken);
    }

    private static NewMessage ToNewMessage(PostMessageRequest request, ConversationGuard guard) =>
        new()
        {
            TenantId = request.Principal.TenantId,
            Target =
                request.ConversationId is not null ? AppendTarget.Existing
                : request.ExternalId.Length > 0 ? AppendTarget.ByExternalId
                : AppendTarget.New,
            ConversationId = request.ConversationId ?? Ids.New(),
            ExternalId = request.ConversationId is null && request.ExternalId.Length > 0 ? request.ExternalId : null,
            Guard = guard,
            MessageId = Ids.New(),
            Author = request.Author,
            Text = request.Text,
            ClientMessageId = request.ClientMessageId.Length > 0 ? request.ClientMessageId : null,
            LeaseReplyId = request.LeaseReplyId,
            Again = request.Again,
            HistoryLimit = request.HistoryLimit,
        };
}

/// <summary>A message somebody wants to add.</summary>
internal sealed record PostMessageRequest
{
    public required Principal Principal { get; init; }
    public required Guid? ConversationId { get; init; }
    public required string ExternalId { get; init; }
    public required Author Author { get; init; }
    public required string Text { get; init; }
    public required string ClientMessageId { get; init; }
    public required Guid? LeaseReplyId { get; init; }
    public AnswerAgain Again { get; init; }
    public required int HistoryLimit { get; init; }
}
