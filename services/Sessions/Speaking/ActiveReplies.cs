using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Speaking;

/// <summary>The replies this instance takes in now; one per conversation, bounded.</summary>
internal sealed class ActiveReplies(IOptions<SpeakingOptions> options)
{
    private readonly ConcurrentDictionary<Guid, ActiveReply> replies = new();

    public int Count => replies.Count;

    public ActiveReply? Find(Guid conversationId) => replies.GetValueOrDefault(conversationId);

    /// <summary>
    /// The reply as it stands here if it is the same one under the same fence (its call broke and is resumed), else
    /// the given one instead of whatever there was; beside it, if that has a newer fence: a reply that was cut off and
    /// tells what it said does not take the place of who speaks now. Null when there is no room.
    /// </summary>
    public ActiveReply? Enter(ActiveReply reply)
    {
        if (replies.Count >= options.Value.MaxReplies && !replies.ContainsKey(reply.Key.ConversationId))
        {
            return null;
        }

        var entered = replies.AddOrUpdate(
            reply.Key.ConversationId,
            static (_, added) => added,
            static (_, standing, added) =>
                standing.Key == added.Key || standing.Key.Fence > added.Key.Fence ? standing : added,
            reply
        );
        return entered.Key == reply.Key ? entered : reply;
    }

    public void Leave(ActiveReply reply) =>
        replies.TryRemove(new KeyValuePair<Guid, ActiveReply>(reply.Key.ConversationId, reply));
}
