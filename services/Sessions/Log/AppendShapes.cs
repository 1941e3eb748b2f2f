using Chat.Sessions.Messages;
using Chat.Sessions.Routing;

namespace Chat.Sessions.Log;

/// <summary>
/// Tells the usual messages of a batch, which are appended together, from the others. It may err to one side only: what
/// turns out to be less usual than it looked is appended by itself.
/// </summary>
internal static class AppendShapes
{
    // Fewer cost less one by one than in statements made for many.
    private const int Few = 4;

    /// <summary>One shape for each message of the batch, in the order in which they are appended.</summary>
    public static AppendShape[] Of(IReadOnlyList<PendingAppend> batch, int[] order)
    {
        var shapes = new AppendShape[order.Length];
        if (shapes.Length < Few)
        {
            return shapes;
        }

        for (var i = 0; i < shapes.Length; i++)
        {
            // The order is by conversation: several of one stand side by side, and each needs what the one before it left.
            var isAlone = !IsSameConversation(i - 1, i) && !IsSameConversation(i, i + 1);
            shapes[i] = isAlone ? Of(batch[order[i]]) : AppendShape.Other;
        }

        return shapes;

        bool IsSameConversation(int left, int right) =>
            left >= 0
            && right < order.Length
            && batch[order[left]].Message.ConversationId == batch[order[right]].Message.ConversationId;
    }

    private static AppendShape Of(PendingAppend pending)
    {
        var message = pending.Message;
        if (pending.Attempts > 1)
        {
            return AppendShape.Other;
        }

        if (message.Fence is not null)
        {
            return message.Again is AnswerAgain.Never ? AppendShape.Reply : AppendShape.Other;
        }

        // Answering again what was interrupted concerns known messages only, and those fit no shape.
        if (message.Again is AnswerAgain.Always || message.AiTurn is not AiTurn.Open || !IsPlain(message))
        {
            return AppendShape.Other;
        }

        return message.Target switch
        {
            AppendTarget.New or AppendTarget.LiveOfAuthor => AppendShape.Begins,
            AppendTarget.Existing or AppendTarget.ByExternalId => AppendShape.Continues,
            _ => AppendShape.Other,
        };
    }

    private static bool IsPlain(NewMessage message) =>
        message
            is {
                State: MessageState.Complete,
                InterruptionReason: null,
                InReplyTo: null,
                Usage: null,
                Citations.Count: 0
            };
}
