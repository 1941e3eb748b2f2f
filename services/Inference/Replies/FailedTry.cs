using Chat.Contracts.Sessions.V1;

namespace Chat.Inference.Replies;

/// <summary>A try of a reply that was made again, or made by another provider, and cost something all the same.</summary>
/// <param name="Code">Why it failed: a code of <c>chat.inference.v1.ReplyError</c>.</param>
/// <param name="Usage">What it cost.</param>
internal sealed record FailedTry(string Code, Usage Usage);
