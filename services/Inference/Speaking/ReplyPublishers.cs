using Chat.Contracts.Sessions.V1;
using Chat.Inference.Appending;
using Chat.Inference.Replies;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Speaking;

/// <summary>Makes the publisher of each reply.</summary>
internal sealed class ReplyPublishers(
    Conversations.ConversationsClient conversations,
    MessageAppender messages,
    Speaker speaker,
    ServiceName service,
    SpeakingLog log,
    TimeProvider timeProvider,
    IOptions<RepliesOptions> options
)
{
    /// <summary>A publisher that has not opened anything yet.</summary>
    public ReplyPublisher Create(Answer answer, Principal principal, ReplyControl control)
    {
        var context = new SpeakContext
        {
            Conversations = conversations,
            Messages = messages,
            TimeProvider = timeProvider,
            PersistTimeout = options.Value.PersistTimeout,
            PostedSequence = answer.Posted.Message.Sequence,
            Followed = answer.Posted.Followed,
            Log = log,
        };
        var begin = new SpeakBegin
        {
            ConversationId = answer.Posted.Conversation.Id,
            ReplyId = answer.ReplyId,
            InReplyTo = answer.Posted.Message.Id,
            Fence = answer.Fence,
            Again = answer.Posted.Duplicate,
            Speaker = speaker.As(answer.Posted.Character),
            HistoryLimit = answer.Fence == 0 ? options.Value.HistoryLimit : 0,
        };
        return new ReplyPublisher(
            context,
            begin,
            Principal.ForService(service.Value, principal.TenantId, "speak"),
            control
        );
    }
}
