using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.Settings;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Messages;

/// <summary>PostMessage between wire and domain.</summary>
internal static class PostMessageMapping
{
    private static readonly Author Nobody = new(default(AuthorKind), "", "");

    public static PostMessageRequest ToDomain(Wire.PostMessageRequest request, Principal principal) =>
        new()
        {
            Principal = principal,
            ConversationId = WireIds.ParseOptional(request.ConversationId),
            ExternalId = request.ExternalId,
            ReuseLive = request.ReuseLive,
            Author = request.Author?.ToDomain() ?? Nobody,
            Text = request.Text,
            Type = request.Type is Wire.MessageType.Unspecified ? MessageType.Text : (MessageType)request.Type,
            Visibility =
                request.Visibility is Wire.MessageVisibility.Unspecified
                    ? MessageVisibility.Public
                    : (MessageVisibility)request.Visibility,
            Metadata = request.MetadataJson,
            ClientMessageId = request.ClientMessageId,
            LeaseReplyId = request.Lease is { } lease ? WireIds.ParseChosen(lease.ReplyId, "/lease/replyId") : null,
            Again = (AnswerAgain)(request.Lease?.Again ?? Wire.AnswerAgain.Unspecified),
            AsksNothing = request.Lease is null && principal.Kind is not (PrincipalKind.Visitor or PrincipalKind.User),
            HistoryLimit = request.HistoryLimit,
        };

    public static Wire.PostMessageResponse ToWire(Appended appended)
    {
        var response = new Wire.PostMessageResponse
        {
            Conversation = appended.Conversation.ToWire(),
            Message = appended.Message.ToWire(),
            Created = appended.Created,
            Duplicate = appended.Duplicate,
            Followed = appended.Followed,
            KnowledgeOnly = appended.KnowledgeOnly,
            Lease = appended.Lease is { } lease ? ToWire(lease) : null,
            BusyReplyId = appended.BusyReplyId?.ToString() ?? "",
            BusyAnswers = appended.BusyAnswers?.ToString() ?? "",
            ExistingReply = appended.ExistingReply?.ToWire(),
            Pace = appended.Ai?.ToPace(),
        };
        if (response.Lease is not null || response.BusyReplyId.Length > 0)
        {
            response.Character = appended.Ai?.Character?.ToWire();
        }

        // Many answers come in one call: what is not part of the talk is read with the conversation.
        response.History.Add(
            Newest(appended.History).Select(message => (message with { Citations = [], Usage = null }).ToWire())
        );
        return response;
    }

    /// <summary>
    /// As many of the newest messages as fit into one answer, oldest first; without metadata, which nobody looks at there and
    /// which may be as long as the text.
    /// </summary>
    public static IEnumerable<StoredMessage> Newest(IReadOnlyList<StoredMessage> history)
    {
        var (first, room) = (history.Count, MessagesLimits.HistoryText);
        while (first > 0 && history[first - 1].Text.Length <= room)
        {
            room -= history[--first].Text.Length;
        }

        return history.Skip(first).Select(message => message with { Metadata = null });
    }

    public static Wire.Lease ToWire(Speaking.Lease lease) =>
        new()
        {
            Fence = lease.Fence,
            ReplyId = lease.ReplyId.ToString(),
            ExpiresAt = Timestamp.FromDateTime(lease.ExpiresAt),
        };
}
