using Chat.Contracts.Sessions.V1;

namespace Chat.Inference.Replies;

/// <summary>What is to be done about a message that is now durable.</summary>
/// <param name="Posted">What storing the message gave.</param>
internal abstract record ReplyPlan(PostMessageResponse Posted);

/// <summary>Humans answer this conversation.</summary>
internal sealed record LeaveToHumans(PostMessageResponse Posted) : ReplyPlan(Posted);

/// <summary>A retry of a message that was answered: give the same answer again.</summary>
internal sealed record Repeat(PostMessageResponse Posted, Message Reply) : ReplyPlan(Posted);

/// <summary>A retry of a message that another call is answering.</summary>
internal sealed record Follow(PostMessageResponse Posted) : ReplyPlan(Posted);

/// <summary>Answer it.</summary>
/// <param name="Posted">What storing the message gave.</param>
/// <param name="ReplyId">Id the reply's message will have.</param>
/// <param name="Fence">The lease's fence; 0: somebody else speaks, wait for the turn.</param>
/// <param name="Again">What to do if the message is found to be answered already.</param>
internal sealed record Answer(PostMessageResponse Posted, string ReplyId, long Fence, AnswerAgain Again)
    : ReplyPlan(Posted);
