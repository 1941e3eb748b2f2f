using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Attachments;
using Chat.Sessions.BusinessHours;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.Routing;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Messages;

/// <summary>Adds one message to a conversation, found or made; done when it is durable.</summary>
internal sealed class PostMessageHandler(
    LogWriter log,
    CustomerGate gate,
    MessageFiles files,
    ConversationRevival revival,
    TenantSettings settings,
    AiTurns turns,
    RoutingRounds rounds
)
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

        if (MayNot(request) is { } forbidden)
        {
            return forbidden;
        }

        var admitted = await gate.AdmitAsync(request, cancellationToken);
        if (!admitted.IsSuccess)
        {
            return admitted.Error;
        }

        if (await files.RefuseAsync(request, cancellationToken) is { } refused)
        {
            return refused;
        }

        // Where only the knowledge base answers, nobody waits for people.
        var message = ToNewMessage(request, guard.Value, await TargetAsync(request, cancellationToken)) with
        {
            AiTurn = admitted.Value
                ? AiTurn.Open
                : await turns.OfAsync(request.Principal.TenantId, request.Author, cancellationToken),
            HistoryLimit = await HistoryAsync(request, cancellationToken),
            // Who only looks on may write to the colleague, not to the customer.
            OwnAgentOnly =
                request.Principal.Kind is PrincipalKind.Agent && request.Visibility is MessageVisibility.Public,
        };
        var appended = await log.AppendAsync(message, cancellationToken);
        if (
            appended.Error is ConversationClosed { ConversationId: { } ended }
            && request.Author.Kind is AuthorKind.Visitor or AuthorKind.User
        )
        {
            // Only now, so that what every message costs does not grow by what few need.
            var revived = await revival.TryAsync(request.Principal, ended, cancellationToken);
            appended = revived.IsSuccess ? await log.AppendAsync(message, cancellationToken) : revived.Error;
        }

        rounds.Appended(message, appended);
        if (!appended.IsSuccess || request.Author.Kind is not (AuthorKind.Visitor or AuthorKind.User))
        {
            return appended;
        }

        var ai = await settings.GetAsync<AiSettings>(request.Principal.TenantId, cancellationToken);
        var hasStyle = ai.HasStyle();
        return admitted.Value || hasStyle
            ? appended.Value with
            {
                KnowledgeOnly = admitted.Value,
                Ai = hasStyle ? ai : null,
            }
            : appended;
    }

    /// <summary>The AI looks back no further than the tenant wants.</summary>
    private async ValueTask<int> HistoryAsync(PostMessageRequest request, CancellationToken cancellationToken)
    {
        if (request.LeaseReplyId is null || request.HistoryLimit == 0)
        {
            return request.HistoryLimit;
        }

        var chat = await settings.GetAsync<ChatSettings>(request.Principal.TenantId, cancellationToken);
        return Math.Min(request.HistoryLimit, chat.MaxHistoryMessages);
    }

    private static Error? MayNot(PostMessageRequest request)
    {
        if (request.Principal.Kind is PrincipalKind.Agent && !IsItself(request))
        {
            return new AuthorForbidden();
        }

        var customer = request.Principal.Kind is PrincipalKind.Visitor or PrincipalKind.User;
        return customer && (request.Visibility is MessageVisibility.Internal || request.Type is MessageType.System)
            ? new MessageKindForbidden()
            : null;
    }

    private static bool IsItself(PostMessageRequest request) =>
        request.Author.Kind is AuthorKind.Agent
        && string.Equals(request.Author.Id, request.Principal.Subject, StringComparison.Ordinal);

    private async ValueTask<AppendTarget> TargetAsync(PostMessageRequest request, CancellationToken cancellationToken)
    {
        if (request.ConversationId is not null)
        {
            return AppendTarget.Existing;
        }

        if (request.ReuseLive && request.Author.Kind is AuthorKind.Visitor or AuthorKind.User)
        {
            var chat = await settings.GetAsync<ChatSettings>(request.Principal.TenantId, cancellationToken);
            if (chat.SingleConversationPerVisitor)
            {
                return AppendTarget.LiveOfAuthor;
            }
        }

        return request.ExternalId.Length > 0 ? AppendTarget.ByExternalId : AppendTarget.New;
    }

    private static NewMessage ToNewMessage(PostMessageRequest request, ConversationGuard guard, AppendTarget target) =>
        new()
        {
            TenantId = request.Principal.TenantId,
            Target = target,
            ConversationId = request.ConversationId ?? Ids.New(),
            ExternalId = request.ConversationId is null && request.ExternalId.Length > 0 ? request.ExternalId : null,
            Guard = guard,
            MessageId = Ids.New(),
            Author = request.Author,
            Text = request.Text,
            Type = request.Type,
            Visibility = request.Visibility,
            Metadata = request.Metadata.Length > 0 ? request.Metadata : null,
            ClientMessageId = request.ClientMessageId.Length > 0 ? request.ClientMessageId : null,
            LeaseReplyId = request.LeaseReplyId,
            AsksNothing = request.AsksNothing && request.Author.Kind is AuthorKind.Visitor or AuthorKind.User,
            Again = request.Again,
        };
}

/// <summary>A message somebody wants to add.</summary>
internal sealed record PostMessageRequest
{
    public required Principal Principal { get; init; }
    public required Guid? ConversationId { get; init; }
    public required string ExternalId { get; init; }

    /// <summary>Rather than a new one the author's live conversation is used, where the tenant wants one of each.</summary>
    public bool ReuseLive { get; init; }
    public required Author Author { get; init; }
    public required string Text { get; init; }
    public MessageType Type { get; init; } = MessageType.Text;
    public MessageVisibility Visibility { get; init; } = MessageVisibility.Public;

    /// <summary>A JSON object as text; empty for none.</summary>
    public string Metadata { get; init; } = "";
    public required string ClientMessageId { get; init; }
    public required Guid? LeaseReplyId { get; init; }
    public AnswerAgain Again { get; init; }

    /// <summary>The AI is not asked to answer it.</summary>
    public bool AsksNothing { get; init; }
    public required int HistoryLimit { get; init; }
}
